"""What is drawn at random: within which ranges, how likely defaults are, in which shape."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from planner.programme.carbon import measure_weights, measured_years
from planner.programme.programme import Programme
from planner.programme.rules import Rules
from planner.programme.uncertainty import Default, Ranges, Uncertainty
from planner.programme.upgrade import Upgrade

NOTHING = Fraction(0)

type Overruns = Literal["payers", "supplier"]

type Shape = Literal["uniform", "triangular", "ends"]
"""Everything in a range as likely; the planned value the likeliest; only its two ends, each as likely."""


@dataclass(frozen=True)
class Assumptions:
    """Ranges for upgrades without estimates of their own, parts of what is planned; how likely a default is, and what
    part of what is owed it takes; who pays overruns; and the shape of what is drawn.
    """

    cost: Fraction = NOTHING
    tonnes: Fraction = NOTHING
    default: Fraction = NOTHING
    lost: Fraction = Fraction(1)
    overruns: Overruns = "payers"
    shape: Shape = "uniform"


@dataclass(frozen=True)
class Given:
    """What is assumed in place of what models say; None: as they say."""

    cost: Fraction | None = None
    tonnes: Fraction | None = None
    default: Fraction | None = None
    lost: Fraction | None = None
    overruns: Overruns | None = None
    shape: Shape = "uniform"


def assumed(models: Iterable[Rules], given: Given) -> Assumptions:
    """What is drawn for all plans alike: what is given, else what the first model says that says anything of it."""
    said = [_of_model(rules) for rules in models]

    def first[V](name: str, otherwise: V) -> V:
        found = (getattr(words, name) for words in [given, *said])
        return next((value for value in found if value is not None), otherwise)

    return Assumptions(
        first("cost", NOTHING),
        first("tonnes", NOTHING),
        first("default", NOTHING),
        first("lost", Fraction(1)),
        first("overruns", "payers"),
        given.shape,
    )


def _of_model(rules: Rules) -> Given:
    uncertainty = rules.uncertainty or Uncertainty()
    ranges, default = uncertainty.ranges or Ranges(), uncertainty.default or Default()
    return Given(ranges.cost, ranges.tonnes, default.probability, default.lost, uncertainty.overruns)


@dataclass(frozen=True)
class Range:
    """The least and the most of something, and what is planned."""

    low: float
    high: float
    planned: float

    @property
    def span(self) -> float:
        """How far apart its ends are."""
        return self.high - self.low

    @property
    def mode(self) -> float:
        """Where within the range the planned value is, from 0 to 1."""
        return min(1.0, max(0.0, (self.planned - self.low) / self.span)) if self.span else 0.0


class Drawn:
    """What the assumptions mean for the upgrades of one programme: its rows' own estimates come first."""

    def __init__(self, programme: Programme, assumptions: Assumptions) -> None:
        self._programme = programme
        self._cost, self._tonnes = assumptions.cost, assumptions.tonnes
        self._gas = programme.rules.factors.gas_t_per_gj or NOTHING
        self._grid = {year: float(factor) for year, factor in programme.grid_factors.items()}
        self._known: dict[str, Mapping[int, float]] = {}
        self.default, self.lost = float(assumptions.default), float(assumptions.lost)
        self.payers_pay = assumptions.overruns == "payers"

    def cost(self, upgrade: Upgrade) -> Range:
        """The cost over the planned one."""
        low, high = upgrade.cost_low_won, upgrade.cost_high_won
        if low is None and high is None:
            return Range(float(1 - self._cost), float(1 + self._cost), 1.0)
        planned = upgrade.total_won
        ends = [won / planned for won in (low, high) if won is not None and planned]
        return Range(min([1.0, *ends]), max([1.0, *ends]), 1.0)

    def tonnes(self, upgrade: Upgrade, award_year: int, measure: str) -> Range:
        """The tonnes of the whole upgrade in a measure [t]."""
        weights = self._weights(measure)
        low = high = planned = 0.0
        fixed, grid_mwh = float(upgrade.fixed_tonnes(self._gas)), float(upgrade.grid_mwh)
        for year in measured_years(self._programme, upgrade, award_year, measure):
            saved = fixed + grid_mwh * self._grid.get(year, 0.0)
            least, most = self._ends(upgrade, saved)
            planned += weights[year] * saved
            low += weights[year] * min(least, saved)
            high += weights[year] * max(most, saved)
        return Range(low, high, planned)

    def _weights(self, measure: str) -> Mapping[int, float]:
        if measure not in self._known:
            weights = measure_weights(self._programme, measure)
            self._known[measure] = {year: float(weight) for year, weight in weights.items()}
        return self._known[measure]

    def _ends(self, upgrade: Upgrade, saved: float) -> tuple[float, float]:
        """The least and the most of a year [t]: by the row's estimates, or else by the range."""
        low, high = upgrade.tonnes_low, upgrade.tonnes_high
        if low is None and high is None:
            off = abs(saved) * float(self._tonnes)
            return saved - off, saved + off
        return (saved if low is None else float(low)), (saved if high is None else float(high))
