"""The rules of a programme, as its model file states them. A rule that is absent is not built: absent is "no rule"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from planner.programme.credits import Offsets, by_year
from planner.programme.fairness import FairnessRule, FairShare, GiniCeiling, LeastBenefit
from planner.programme.funder import Funder, OwnRates
from planner.programme.objective import MOST_LIFETIME_TONNES, Objectives, Ratio
from planner.programme.quantities import (
    Exact,
    Name,
    NotNegative,
    OneOrMany,
    Share,
    Vocabulary,
    Won,
    Year,
    Years,
    is_none,
)
from planner.programme.selector import Selector, SupplierSelector
from planner.programme.targets import Contribution, FootprintRule, Target
from planner.programme.uncertainty import Protection, Uncertainty, is_idle

_Source = Annotated[str | None, Field(description="Where the rule comes from: a source, or 'assumed'.")]


class Period(Vocabulary):
    """The years in which awards are made and tonnes are counted."""

    award: tuple[Year, Year] = Field(description="First and last award year.")
    plan_from: Year | None = Field(
        None,
        description="First year that is planned; award years before it hold what commitments say; not given: the first"
        " award year.",
        exclude_if=is_none,
    )
    count_until: Year = Field(description="The horizon: last year in which tonnes count.")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.award[0] > self.award[1]:
            raise ValueError("the first award year is after the last")
        if self.count_until < self.award[1]:
            raise ValueError("count_until is before the last award year")
        if self.plan_from is not None and not self.award[0] <= self.plan_from <= self.award[1]:
            raise ValueError("plan_from is no award year")
        return self

    @property
    def award_years(self) -> range:
        """The years in which awards are made."""
        return range(self.award[0], self.award[1] + 1)

    @property
    def planned_from(self) -> int:
        """The first planned year."""
        return self.award[0] if self.plan_from is None else self.plan_from

    @property
    def planned_years(self) -> range:
        """The award years that are planned; those before hold commitments."""
        return range(self.planned_from, self.award[1] + 1)

    @property
    def past_years(self) -> range:
        """The award years before the planned ones."""
        return range(self.award[0], self.planned_from)

    @property
    def counting_years(self) -> range:
        """The years in which tonnes count: from the first award year to the horizon."""
        return range(self.award[0], self.count_until + 1)


type _Path = Annotated[dict[Year, NotNegative], BeforeValidator(by_year)]


class Factors(Vocabulary):
    """Emission factors."""

    grid_t_per_mwh: _Path = Field(
        default_factory=dict,
        description="Grid factor by year [t/MWh]: linear between given years, constant after the last.",
    )
    grid_scenarios: dict[Name, _Path] = Field(
        default_factory=dict, description="Other grid factors by year [t/MWh], each under the name of its scenario."
    )
    scenario: Name | None = Field(
        None, description="The grid scenario that counts: a name under grid_scenarios; not given: grid_t_per_mwh."
    )
    gas_t_per_gj: NotNegative | None = Field(None, description="Factor of natural gas [t/GJ].")
    source: _Source = None

    @model_validator(mode="after")
    def _known(self) -> Self:
        if self.scenario is not None and self.scenario not in self.grid_scenarios:
            raise ValueError("the scenario is not among grid_scenarios")
        return self

    @property
    def grid(self) -> Mapping[int, Fraction]:
        """The given grid factors that count, by year [t/MWh]: the scenario's, where one is chosen."""
        return self.grid_t_per_mwh if self.scenario is None else self.grid_scenarios[self.scenario]


class SupportRate(Selector):
    """Most that all payers together give on an upgrade; where several rules take an upgrade, the least holds."""

    at_most: Share = Field(description="Share of the upgrade's shared cost.")
    source: _Source = None


class Repayment(Vocabulary):
    """What tier-1 suppliers give back, and the pool that it goes to."""

    base: OneOrMany[Name] = Field(description="Funders whose support is given back.")
    ratio: Share = Field(Fraction(1), description="Part of the support that is given back.")
    grace_years: Annotated[Years, Field(ge=1)] = Field(1, description="Years from payment to the first instalment.")
    instalments: Annotated[Years, Field(ge=1)] = Field(1, description="Number of equal yearly instalments.")
    pool: Literal["own_chain", "consortium", "programme"] = Field(
        description="Whom the returned money serves: tier-2 of the payer's own chain, its consortium, or all."
    )
    loss: Share = Field(Fraction(0), description="Part of what falls due that is expected not to come.")
    pool_rate: OwnRates = Field((), description="Own support rate of the pools, as a funder's rate.")
    arrears: Literal["lost", "due_next"] | None = Field(
        None,
        description="What fell due in past years and did not come: lost, or due_next in the first planned year; not"
        " given: lost.",
        exclude_if=is_none,
    )
    source: _Source = None


_Times = Annotated[Exact, Field(ge=0, le=1_000_000)]
"""How many times as much; a solver cannot tell more than a million times from no limit."""


class _Limits(Vocabulary):
    """A ratio with a floor, a ceiling, or both."""

    at_least: _Times | None = Field(None, description="Least ratio.")
    at_most: _Times | None = Field(None, description="Most ratio.")
    source: _Source = None

    @model_validator(mode="after")
    def _some_limit(self) -> Self:
        if self.at_least is None and self.at_most is None:
            raise ValueError("state at_least, at_most or both")
        if self.at_least is not None and self.at_most is not None and self.at_least > self.at_most:
            raise ValueError("at_least is above at_most")
        return self

    @property
    def is_equality(self) -> bool:
        """Whether the two limits meet."""
        return self.at_least is not None and self.at_least == self.at_most


class CoFunding(_Limits):
    """One funder's money against another's."""

    funder: OneOrMany[Name] = Field(description="The funders whose money is limited, taken together.")
    of: OneOrMany[Name] = Field(description="The funders whose money it is measured against, taken together.")
    over: Literal["award", "year", "programme"] = Field("programme", description="Where the ratio holds.")


class Matching(_Limits):
    """A funder's money against what the pools pay."""

    funder: OneOrMany[Name] = Field(description="The funders whose money is limited, taken together.")
    of: Literal["pool"] = Field("pool", description="What it is measured against.")
    over: Literal["award", "year", "programme"] = Field("award", description="Where the ratio holds.")


class Affordability(Vocabulary):
    """What a supplier owes in a year stays within what it can bear."""

    share_of_savings: _Times = Field(
        description="Part of the yearly energy cost saved by its funded upgrades then in operation."
    )
    capacity_if_blank: Won | None = Field(
        None, description="What a blank repay_capacity_won means [won/yr]; not given: a blank is a fault."
    )
    source: _Source = None


class Cap(Vocabulary):
    """A ceiling on support: in won per upgrade, supplier, consortium or programme, or in won per lifetime tonne."""

    funders: OneOrMany[Name] | None = Field(
        None, description="The payers counted: funder ids, or 'pool'; not given: all support."
    )
    lines: Literal["all", "named", "shared"] = Field(
        "all", description="The cost lines counted: all, those with a named payer (such as consulting), or the others."
    )
    per: Literal["upgrade", "supplier", "consortium", "programme"] | None = Field(
        None, description="What the amount is for."
    )
    won: Won | None = Field(None, description="Most support [won].")
    won_per_lifetime_tonne: NotNegative | None = Field(
        None, description="Most support per lifetime tonne of the award [won/t]; stands alone."
    )
    of: Selector = Field(Selector(), description="The upgrades that the cap speaks of; not given: all.")
    source: _Source = None

    @model_validator(mode="after")
    def _one_kind(self) -> Self:
        if self.won_per_lifetime_tonne is not None:
            if self.won is not None or self.per is not None or self.funders is not None or self.lines != "all":
                raise ValueError("won_per_lifetime_tonne stands alone, without funders, lines, per and won")
        elif self.won is None or self.per is None:
            raise ValueError("state per and won, or won_per_lifetime_tonne")
        return self

    @property
    def counts_named(self) -> bool:
        """Whether cost lines with a named payer count."""
        return self.lines != "shared"

    @property
    def counts_shared(self) -> bool:
        """Whether the other cost lines count."""
        return self.lines != "named"


class TechnologyLimit(Vocabulary):
    """A ceiling on what one or more technologies take of the whole."""

    technology: OneOrMany[Name] = Field(description="The technologies, taken together.")
    at_most: Share = Field(description="Most share of the whole.")
    of: Literal["support", "tonnes", "count"] = Field(description="What is shared: support, lifetime tonnes, awards.")
    source: _Source = None


class Reserved(Vocabulary):
    """Part of some purses' budgets that only some may have, such as small firms: the others share the rest."""

    funder: OneOrMany[Name] = Field(description="The purses, taken together.")
    share: Share | None = Field(None, description="Part of their budgets that is kept for those meant.")
    won: Won | None = Field(None, description="In place of a share: the amount kept for them [won].")
    of: Selector = Field(description="For whom it is kept.")
    over: Literal["year", "programme"] = Field("programme", description="Each year's budget, or all years' together.")
    source: _Source = None

    @model_validator(mode="after")
    def _one(self) -> Self:
        if (self.share is None) == (self.won is None):
            raise ValueError("state either share or won")
        return self


class CeilingPhase(Vocabulary):
    """In some award years only what asks for no more support per lifetime tonne than a ceiling can be awarded."""

    year: OneOrMany[Year] = Field(description="The award years of the phase.")
    won_per_lifetime_tonne: NotNegative = Field(description="The phase's ceiling [won/t].")
    of: Selector = Field(Selector(), description="The upgrades that the phase speaks of; not given: all.")
    source: _Source = None


class Threshold(Vocabulary):
    """What an upgrade must bring, taken whole, to be awarded at all."""

    least_support_won: Won | None = Field(
        None, description="Least support of the whole upgrade at its full rate [won]."
    )
    least_annual_tonnes: NotNegative | None = Field(
        None, description="Least tonnes in its first year in operation [t/yr]."
    )
    least_share_of_baseline: Share | None = Field(
        None, description="Least tonnes in its first year in operation, as a share of the supplier's baseline_t."
    )
    of: Selector = Field(Selector(), description="The upgrades that the threshold speaks of; not given: all.")
    source: _Source = None

    @model_validator(mode="after")
    def _some(self) -> Self:
        if self.least_support_won is None and self.least_annual_tonnes is None and self.least_share_of_baseline is None:
            raise ValueError("state at least one least amount")
        return self


class Clawback(Vocabulary):
    """Support that is tied to the tonnes promised, and taken back in part where they fall short."""

    tied_share: Share = Field(description="Part of the support that is tied to tonnes.")
    free_shortfall: Share = Field(
        Fraction(0), description="Shortfall that has no consequence, as a share of the tonnes."
    )
    source: _Source = None


class Discount(Vocabulary):
    """How tonnes of later years count in discounted tonnes."""

    rate: NotNegative = Field(description="Yearly rate.")
    base_year: Year = Field(description="The year whose tonnes count in full.")
    source: _Source = None


class Rules(Vocabulary):
    """A programme model: everything but the tables."""

    programme: Name = Field(description="Name of the programme.")
    inputs: Name = Field(description="Folder of the tables, as seen from the model file.")
    years: Period = Field(description="Award years and horizon.")
    projects: Literal["divisible", "whole", "as_marked"] = Field(
        "as_marked",
        description="Whether parts of an upgrade can be awarded: always, never, or as each row says.",
    )
    objective: Objectives = Field(
        MOST_LIFETIME_TONNES,
        description="What the best plan has most of; in a list, each decides among the best for those before it.",
    )
    factors: Factors = Field(default_factory=Factors, description="Emission factors.")
    funders: tuple[Funder, ...] = Field(description="The purses.")
    technology_classes: dict[Name, OneOrMany[Name]] = Field(
        default_factory=dict, description="Classes of technology, each with its technologies."
    )
    support_rates: tuple[SupportRate, ...] = Field(
        (), description="Most support of all payers together; none at all allows 100 %."
    )
    repayment: Repayment | None = Field(None, description="What tier-1 gives back, and to which pool.")
    matching: tuple[Matching, ...] = Field((), description="Funders' money against the pools'.")
    co_funding: tuple[CoFunding, ...] = Field((), description="Funders' money against other funders'.")
    affordability: Affordability | None = Field(None, description="What a supplier can bear to owe.")
    caps: tuple[Cap, ...] = Field((), description="Ceilings on support.")
    technology_limits: tuple[TechnologyLimit, ...] = Field((), description="Ceilings on technologies.")
    groups: dict[Name, SupplierSelector] = Field(default_factory=dict, description="Names for sets of suppliers.")
    fairness: tuple[FairnessRule, ...] = Field(
        (), description="Floors and caps on groups' shares, a least benefit for each, a ceiling on inequality."
    )
    reserved: tuple[Reserved, ...] = Field((), description="Parts of budgets that are kept for some.")
    ceiling_phases: tuple[CeilingPhase, ...] = Field((), description="Ceilings on support per tonne by award year.")
    thresholds: tuple[Threshold, ...] = Field((), description="What an upgrade must bring to be awarded at all.")
    clawback: Clawback | None = Field(None, description="Support taken back where tonnes fall short.")
    targets: tuple[Target, ...] = Field((), description="Tonnes that must be reached.")
    contributions: tuple[Contribution, ...] = Field((), description="Sector targets that the plan is shown against.")
    footprint: tuple[FootprintRule, ...] = Field((), description="Cuts in the footprint of product lines.")
    offsets: Offsets | None = Field(None, description="Credits that come back to the OEM.")
    discount: Discount | None = Field(None, description="Discounting of tonnes.")
    uncertainty: Uncertainty | None = Field(
        None, description="Costs, tonnes and repayments that may turn out worse.", exclude_if=is_idle
    )
    ignore_columns: OneOrMany[Name] = Field((), description="Columns of the tables that are left unread on purpose.")
    locale: Literal["plain", "ko"] = Field(
        "plain",
        description="How tables may write numbers as text: plain has digits only, ko also commas between thousands.",
    )
    notes: str | None = Field(None, description="Remarks for people.")

    @model_validator(mode="after")
    def _guaranteed_tonnes_alone(self) -> Self:
        if self.protection.tonnes is not None and self.ratio is not None:
            raise ValueError("uncertainty.protect.tonnes does not go with a ratio")
        return self

    @property
    def protection(self) -> Protection:
        """How much may go wrong at once."""
        return (self.uncertainty and self.uncertainty.protect) or Protection()

    @property
    def fair_shares(self) -> Sequence[tuple[int, FairShare]]:
        """The floors and caps on groups' shares, each with its number in the list of fairness rules, from 1."""
        return [(number, rule) for number, rule in enumerate(self.fairness, start=1) if isinstance(rule, FairShare)]

    @property
    def least_benefits(self) -> Sequence[tuple[int, LeastBenefit]]:
        """The least benefits, each with its number in the list of fairness rules, from 1."""
        return [(number, rule) for number, rule in enumerate(self.fairness, start=1) if isinstance(rule, LeastBenefit)]

    @property
    def gini_ceilings(self) -> Sequence[tuple[int, GiniCeiling]]:
        """The ceilings on inequality, each with its number in the list of fairness rules, from 1."""
        return [(number, rule) for number, rule in enumerate(self.fairness, start=1) if isinstance(rule, GiniCeiling)]

    @property
    def ratio(self) -> Ratio | None:
        """The objective that divides tonnes by won, if there is one; a model has at most one."""
        return next((objective.ratio for objective in self.objective if objective.ratio is not None), None)
