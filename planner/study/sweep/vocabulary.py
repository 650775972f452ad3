"""The words of a study: what is varied, which values it takes, and which of them together make a case."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, Literal, Self

from pydantic import Field, model_validator

from planner.programme.quantities import Count, Exact, Name, OneOrMany, Positive, Vocabulary

COLUMNS = {
    "upgrades.cost_won": "cost_won",
    "upgrades.tonnes": "tonnes",
    "upgrades.electricity_mwh": "electricity_mwh",
    "upgrades.gas_gj": "gas_gj",
    "upgrades.other_t": "other_t",
    "upgrades.saving_won": "saving_won",
    "suppliers.repay_capacity_won": "repay_capacity_won",
    "suppliers.copay_limit_won": "copay_limit_won",
    "suppliers.baseline_t": "baseline_t",
}
"""Columns that can be multiplied. The tonnes are all that they come from: energy and other fuels where no tonnes are
given. The cost is that of the cost lines where these give it."""

type ColumnName = Literal[
    "upgrades.cost_won",
    "upgrades.tonnes",
    "upgrades.electricity_mwh",
    "upgrades.gas_gj",
    "upgrades.other_t",
    "upgrades.saving_won",
    "suppliers.repay_capacity_won",
    "suppliers.copay_limit_won",
    "suppliers.baseline_t",
]


class Range(Vocabulary):
    """All numbers between two, each as likely as any other."""

    low: Exact = Field(description="The least number.")
    high: Exact = Field(description="The largest number.")

    @model_validator(mode="after")
    def _ascends(self) -> Self:
        if self.low >= self.high:
            raise ValueError("low is not below high")
        return self


class Where(Vocabulary):
    """The rows that a factor on a column means; all that is given must hold."""

    tier: OneOrMany[Literal[1, 2]] | None = Field(None, description="Suppliers of these tiers.")
    size: OneOrMany[Name] | None = Field(None, description="Suppliers of these sizes.")
    region: OneOrMany[Name] | None = Field(None, description="Suppliers in these regions.")
    consortium: OneOrMany[Name] | None = Field(None, description="Suppliers of these consortia.")
    supplier: OneOrMany[Name] | None = Field(None, description="These suppliers, by their id.")
    product: OneOrMany[Name] | None = Field(None, description="Suppliers that make parts of these products.")
    technology: OneOrMany[Name] | None = Field(None, description="Upgrades of these technologies.")
    technology_class: OneOrMany[Name] | None = Field(None, description="Upgrades of these classes.")


class Factor(Vocabulary):
    """One thing that is varied: a rule by its dotted key, or a column of a table, and the values that it takes."""

    name: Name = Field(description="What the factor is called in cases and results.")
    set: Name | None = Field(None, description="The rule, as --set takes it: funders.MOTIR.budget.2027.")
    column: ColumnName | None = Field(None, description="The column that is multiplied by the value.")
    where: Where | None = Field(None, description="The rows of the column that are multiplied; not given: all.")
    values: tuple[Any, ...] | None = Field(None, min_length=1, description="The values, one by one.")
    first: Exact | None = Field(None, alias="from", description="The first of so many even steps.")
    last: Exact | None = Field(None, alias="to", description="The last of so many even steps.")
    steps: Count | None = Field(None, description="How many values there are from the first to the last.")
    range: Range | None = Field(None, description="Any number between two, for samples.")

    @model_validator(mode="after")
    def _one_target(self) -> Self:
        if (self.set is None) == (self.column is None):
            raise ValueError("state either set or column")
        if self.where is not None and self.column is None:
            raise ValueError("where goes with column")
        return self

    @model_validator(mode="after")
    def _one_kind_of_values(self) -> Self:
        steps = (self.first, self.last, self.steps)
        if (self.values is not None) + any(part is not None for part in steps) + (self.range is not None) > 1:
            raise ValueError("state only one of values, from to steps, and range")
        if any(part is not None for part in steps) and (None in steps or self.steps == 1):
            raise ValueError("from, to and steps go together, two steps or more")
        return self

    @property
    def is_stated(self) -> bool:
        """Whether the factor says itself which values it takes."""
        return self.values is not None or self.steps is not None or self.range is not None


class Samples(Vocabulary):
    """Cases that are drawn, evenly over all factors at once."""

    method: Literal["sobol", "latin_hypercube"] = Field(description="How they are drawn.")
    number: Count = Field(description="How many cases; of sobol best a power of two.")
    seed: int = Field(0, ge=0, description="The same seed draws the same cases.")


class Sensitivity(Vocabulary):
    """Cases that are drawn so that it can be told how much of the spread is due to each factor."""

    method: Literal["sobol", "morris"] = Field(description="Sobol's indices, or Morris's elementary effects.")
    number: Count = Field(description="How many base samples (sobol: a power of two) or trajectories (morris).")
    seed: int = Field(0, ge=0, description="The same seed draws the same cases.")


class Named(Vocabulary):
    """A case that is named: some factors with a value; the others are as the model states them."""

    name: Name = Field(description="What the case is called.")
    values: dict[Name, Any] = Field(description="Values by the names of the factors.")


class Best(Vocabulary):
    """Whole plans of the best cases."""

    best: Count = Field(description="Of how many cases, the best first.")


class Study(Vocabulary):
    """What is varied, and how: a full grid unless samples, sensitivity or a list of cases is given."""

    study: Name = Field(description="What the study is called.")
    factors: tuple[Factor, ...] = Field(description="What is varied.")
    samples: Samples | None = Field(None, description="Draw cases in place of the full grid.")
    sensitivity: Sensitivity | None = Field(None, description="Draw cases for indices of sensitivity.")
    cases: tuple[Named, ...] | None = Field(None, description="Named cases in place of the full grid.")
    plans: Literal["none", "all"] | Best = Field("none", description="Which cases become whole, certified plans.")
    notes: str | None = Field(None, description="Remarks of the author.")

    @model_validator(mode="after")
    def _one_design(self) -> Self:
        if sum(design is not None for design in (self.samples, self.sensitivity, self.cases)) > 1:
            raise ValueError("state only one of samples, sensitivity and cases")
        if not self.factors or self.cases == ():
            raise ValueError("state at least one factor, and no empty list of cases")
        return self

    def factor(self, name: str) -> Factor | None:
        """The factor of that name."""
        return next((factor for factor in self.factors if factor.name == name), None)


def tidy(value: Fraction) -> Fraction:
    """A number that can be written down, to a billionth."""
    return Fraction(round(value * 10**9), 10**9)


MANY_APART: Positive = Fraction(1_000)
"""Between whole numbers so far apart, values are whole too: won stay whole won."""
