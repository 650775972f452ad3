"""Offsets, as a model states them: which tonnes become credits, whose they are, what they are worth."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, Field, model_validator

from planner.programme.quantities import Name, NotNegative, Share, Vocabulary, Year, Years
from planner.programme.selector import Attribute

_Source = Annotated[str | None, Field(description="Where the rule comes from: a source, or 'assumed'.")]


def by_year(value: Any) -> Any:
    """Years may be written as numbers or as text that is a number."""
    if not isinstance(value, dict):
        return value
    return {int(year) if isinstance(year, str) and year.isdecimal() else year: item for year, item in value.items()}


class Crediting(Vocabulary):
    """The years for which an approved project is credited."""

    years: Annotated[Years, Field(ge=1)] = Field(10, description="Length of one crediting period [years].")
    renewals: Years = Field(0, description="How often the period is renewed; a fixed period: 0.")

    @property
    def total_years(self) -> int:
        """All years credited, renewals included."""
        return self.years * (1 + self.renewals)


class CreditSplit(Vocabulary):
    """Whose the credits are, as the project plan or the transfer contract says; together they make the whole."""

    oem: Share = Field(Fraction(1), description="The OEM's part.")
    supplier: Share = Field(Fraction(0), description="The supplier's part.")
    state: Share = Field(Fraction(0), description="The state's part.")

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if self.oem + self.supplier + self.state != 1:
            raise ValueError("the parts of oem, supplier and state must add to 1")
        return self


class LendBack(Vocabulary):
    """The value of the credits that the OEM uses in a year goes into one of its purses the year after."""

    funder: Name = Field(description="The purse.")
    share: Share = Field(Fraction(1), description="Part of the value that is lent back.")


class SizeClass(Vocabulary):
    """A size class of external projects, by their tonnes a year, and how much may be registered in one bundle."""

    name: Name = Field(description="Name of the class.")
    at_most_t: NotNegative | None = Field(
        None, description="Most tonnes a year of one project [t/yr]; not given: no limit."
    )
    bundle_at_most_t: NotNegative | None = Field(
        None, description="Most tonnes a year of a bundle [t/yr]; not given: no limit."
    )


class Bundles(Vocabulary):
    """How credited upgrades are registered together; the limits are checked and reported, they forbid no award."""

    by: Attribute = Field("consortium", description="The mark of the suppliers whose upgrades are registered together.")
    classes: tuple[SizeClass, ...] = Field(description="Size classes, from the smallest to the largest.")
    source: _Source = None


class Offsets(Vocabulary):
    """Credits from tonnes outside the trading scheme, and what the OEM may do with them."""

    approval_lag_years: Years = Field(
        0, description="Years from the award to the first year whose tonnes are credited."
    )
    crediting: Crediting = Field(Crediting(), description="How long a project is credited; 10 years by default.")
    split: CreditSplit = Field(CreditSplit(), description="Whose the credits are by contract; the OEM's by default.")
    share_of_obligation: Share = Field(description="Most part of the OEM's obligation that credits may cover.")
    obligation_t: Annotated[dict[Year, NotNegative], BeforeValidator(by_year), Field(min_length=1)] = Field(
        description="The OEM's obligation by year [t]; linear between given years, constant outside them."
    )
    price_won_per_t: Annotated[dict[Year, NotNegative], BeforeValidator(by_year)] = Field(
        default_factory=dict,
        description="Price of a credit by year [won/t]; linear between given years, constant outside them.",
    )
    lend_back: LendBack | None = Field(None, description="Whether the value of used credits is lent back to a purse.")
    bundles: Bundles | None = Field(None, description="Size classes and bundles of external projects.")
    source: _Source = None

    @model_validator(mode="after")
    def _priced(self) -> Self:
        if self.lend_back is not None and not self.price_won_per_t:
            raise ValueError("lend_back needs price_won_per_t")
        return self
