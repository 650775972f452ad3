"""The rules of a programme, as its model file states them. A rule that is absent is not built: absent is "no rule"."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from planner.programme.funder import Funder, OwnRates
from planner.programme.quantities import (
    Exact,
    Name,
    NotNegative,
    OneOrMany,
    Positive,
    Share,
    Vocabulary,
    Won,
    Year,
    Years,
)
from planner.programme.selector import Attribute, Selector, SupplierSelector

_Source = Annotated[str | None, Field(description="Where the rule comes from: a source, or 'assumed'.")]


class Period(Vocabulary):
    """The years in which awards are made and tonnes are counted."""

    award: tuple[Year, Year] = Field(description="First and last award year.")
    count_until: Year = Field(description="The horizon: last year in which tonnes count.")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.award[0] > self.award[1]:
            raise ValueError("the first award year is after the last")
        if self.count_until < self.award[1]:
            raise ValueError("count_until is before the last award year")
        return self

    @property
    def award_years(self) -> range:
        """The years in which awards are made."""
        return range(self.award[0], self.award[1] + 1)

    @property
    def counting_years(self) -> range:
        """The years in which tonnes count: from the first award year to the horizon."""
        return range(self.award[0], self.count_until + 1)


def _by_year(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    return {int(year) if isinstance(year, str) and year.isdecimal() else year: rate for year, rate in value.items()}


class Factors(Vocabulary):
    """Emission factors."""

    grid_t_per_mwh: Annotated[dict[Year, NotNegative], BeforeValidator(_by_year)] = Field(
        default_factory=dict,
        description="Grid factor by year [t/MWh]: linear between given years, constant after the last.",
    )
    gas_t_per_gj: NotNegative | None = Field(None, description="Factor of natural gas [t/GJ].")
    source: _Source = None


Measure = Annotated[str, Field(pattern=r"^(lifetime_tonnes|discounted_tonnes|tonnes_in_\d{4})$")]
"""What is counted: tonnes within the horizon, discounted tonnes, or tonnes in one year."""

type WonMeasure = Literal["fresh_won", "public_won", "all_won"]
"""Fresh: all funders' money. Public: government purses. All: the cost of the equipment awarded."""


class TonnesDeployment(Vocabulary):
    """A least deployment stated in tonnes."""

    tonnes: Positive = Field(description="Least lifetime tonnes [t].")


class Ratio(Vocabulary):
    """Most tonnes per won: a true ratio over the whole plan."""

    of: Measure = Field("lifetime_tonnes", description="Tonnes above the line.")
    per: WonMeasure = Field("fresh_won", description="Won below the line.")
    deploy_at_least: Annotated[Exact, Field(gt=0, le=1)] | TonnesDeployment = Field(
        description="Least deployment: share of the budgets of the funders that the measure counts, or {tonnes: t}."
    )


class Objective(Vocabulary):
    """What the best plan has most of: exactly one of the two."""

    maximise: Measure | None = Field(None, description="lifetime_tonnes, discounted_tonnes or tonnes_in_YYYY.")
    ratio: Ratio | None = Field(None, description="Most tonnes per won, with a least deployment.")

    @model_validator(mode="after")
    def _one(self) -> Self:
        if (self.maximise is None) == (self.ratio is None):
            raise ValueError("state either maximise or ratio")
        return self

    @property
    def measure(self) -> str:
        """The tonnes that count."""
        return self.maximise if self.ratio is None and self.maximise is not None else self._ratio.of

    @property
    def _ratio(self) -> Ratio:
        assert self.ratio is not None
        return self.ratio


def year_of(measure: str) -> int | None:
    """The year of a tonnes_in_YYYY measure."""
    match = re.fullmatch(r"tonnes_in_(\d{4})", measure)
    return int(match.group(1)) if match else None


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
            if self.won is not None or self.per is not None or self.funders is not None:
                raise ValueError("won_per_lifetime_tonne stands alone, without funders, per and won")
        elif self.won is None or self.per is None:
            raise ValueError("state per and won, or won_per_lifetime_tonne")
        return self


class TechnologyLimit(Vocabulary):
    """A ceiling on what one or more technologies take of the whole."""

    technology: OneOrMany[Name] = Field(description="The technologies, taken together.")
    at_most: Share = Field(description="Most share of the whole.")
    of: Literal["support", "tonnes", "count"] = Field(description="What is shared: support, lifetime tonnes, awards.")
    source: _Source = None


class FairShare(Vocabulary):
    """A floor or a cap on a group's share of support, tonnes or awards, over all years."""

    floor: Share | None = Field(None, description="Least share of the whole.")
    cap: Share | None = Field(None, description="Most share of the whole.")
    of: Literal["support", "tonnes", "count"] = Field(
        description="What is shared: support, lifetime tonnes, or the count of awards (the sum of their shares)."
    )
    by: Attribute = Field(description="The mark that makes the groups.")
    group: OneOrMany[Name] | None = Field(
        None,
        description="A named group, or values of the mark taken together; not given: each value by itself.",
    )
    payers: OneOrMany[Name] | None = Field(
        None, description="Whose support counts: funder ids, or 'pool'; not given: all, pools too."
    )
    source: _Source = None

    @model_validator(mode="after")
    def _sensible(self) -> Self:
        if self.floor is None and self.cap is None:
            raise ValueError("state floor, cap or both")
        if self.floor is not None and self.cap is not None and self.floor > self.cap:
            raise ValueError("the floor is above the cap")
        if self.payers is not None and self.of != "support":
            raise ValueError("payers goes with of: support")
        return self


class Offsets(Vocabulary):
    """Credits from tonnes outside the trading scheme, reported against what the OEM may use."""

    share_of_obligation: Share = Field(description="Most part of the OEM's obligation that credits may cover.")
    obligation_t: Annotated[dict[Year, NotNegative], BeforeValidator(_by_year)] = Field(
        description="The OEM's obligation by year [t]; linear between given years, constant outside them."
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
    objective: Objective = Field(
        Objective(maximise="lifetime_tonnes", ratio=None), description="What the best plan has most of."
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
    fairness: tuple[FairShare, ...] = Field((), description="Floors and caps on groups' shares.")
    offsets: Offsets | None = Field(None, description="Credits that come back to the OEM.")
    discount: Discount | None = Field(None, description="Discounting of tonnes.")
    ignore_columns: OneOrMany[Name] = Field((), description="Columns of the tables that are left unread on purpose.")
    notes: str | None = Field(None, description="Remarks for people.")
