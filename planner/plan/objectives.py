"""The objectives of a plan, computed from its awards: names, exact values, units, and how near to the best they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from planner.plan.benefits import gains
from planner.plan.figures import Kilograms, measured
from planner.plan.plan import Award, Indicators, ObjectiveValue
from planner.programme.measures import Benefit, is_tonnes, is_won
from planner.programme.objective import Objective
from planner.programme.programme import Programme
from planner.units import KG_PER_TONNE, OPTIMALITY_TOLERANCE, SISTERS_STEPS, WON_PER_SOLVER_UNIT

WON_OF_AN_AWARD = 2
"""Rounding an award's cost, and then its support, to whole won takes no more than this of what anybody pays for it."""

type Ending = Literal["optimal", "within_gap", "feasible"]


@dataclass(frozen=True)
class ProvenObjective:
    """What the solver proved of one objective, in the unit that people read.

    ``bound``: no plan is better; None where nothing is proven. ``won_allowance``: what one won in each tight rule can
    buy; ``kg_allowance``: what one kilogram in each tight rule on tonnes can buy. A plan in whole won and kilograms may
    be worse than the bound by so much and still be called optimal.
    """

    bound: float | None
    steps: int | None = None
    won_allowance: float = 0.0
    kg_allowance: float = 0.0


@dataclass(frozen=True)
class Reached:
    """The value of an objective in a plan, exact; ``sense`` is -1 where less is better.

    ``divisor``: the million won that tonnes are divided by, 1 otherwise: what is allowed for rounding is divided too.
    ``rounding``: what whole won and kilograms by themselves may cost, before the divisor.
    """

    name: str
    value: Fraction
    unit: str
    sense: int = 1
    divisor: Fraction = Fraction(1)
    rounding: Fraction = Fraction(0)

    def stated(self, proven: ProvenObjective) -> ObjectiveValue:
        """As the plan states it. Rounding comes after the proof, and may lift a plan above the bound by a few units."""
        value = float(self.value)
        if proven.bound is None:
            return ObjectiveValue(name=self.name, value=value, unit=self.unit, steps=proven.steps)
        bound = max(proven.bound, value) if self.sense > 0 else min(proven.bound, value)
        return ObjectiveValue(
            name=self.name, value=value, unit=self.unit, bound=bound, gap=self._gap(proven.bound), steps=proven.steps
        )

    def missing(self, bound: float) -> Fraction:
        """How far the plan may be from the best; below 0 where rounding has lifted it above the bound."""
        return (Fraction(bound) - self.value) * self.sense

    def _gap(self, bound: float) -> float | None:
        missing = self.missing(bound)
        if missing <= 0:
            return 0.0
        return float(missing / abs(self.value)) if self.value else None


def objectives_reached(
    programme: Programme, figures: Indicators, awards: Sequence[Award], kilograms: Kilograms
) -> list[Reached]:
    """The value of each objective of the model, in their order. Source: readings 27 and 35 of the rules."""
    return [_reached(programme, objective, figures, awards, kilograms) for objective in programme.rules.objective]


def _reached(
    programme: Programme, objective: Objective, figures: Indicators, awards: Sequence[Award], kilograms: Kilograms
) -> Reached:
    if objective.maximise is not None:
        tonnes = measured(programme, kilograms, objective.maximise) / KG_PER_TONNE
        return Reached(objective.maximise, tonnes, tonnes_unit(objective.maximise), rounding=_of_tonnes(kilograms))
    if objective.ratio is not None:
        ratio = objective.ratio
        tonnes = measured(programme, kilograms, ratio.of) / KG_PER_TONNE
        million = Fraction(won_of(figures, ratio.per), WON_PER_SOLVER_UNIT)
        name = f"{ratio.of}_per_{ratio.per}"
        return Reached(
            name, tonnes / (million or 1), "t per million won", 1, million or Fraction(1), _of_tonnes(kilograms)
        )
    if objective.minimise is not None:
        won = Fraction(won_of(figures, objective.minimise))
        return Reached(
            f"least_{objective.minimise}", won, "won", sense=-1, rounding=Fraction(WON_OF_AN_AWARD * len(awards))
        )
    benefit = objective.benefit
    assert benefit is not None
    members = gains(programme, benefit, awards, kilograms)
    least = min((member.gain for member in members), default=Fraction(0))
    per_award = Fraction(WON_OF_AN_AWARD) if is_won(benefit.amount) else Fraction(1, 2 * KG_PER_TONNE)
    rounding = max((per_award * member.awards / member.divisor for member in members), default=Fraction(0))
    return Reached(f"least_gain_{benefit.of}", least, gain_unit(benefit), rounding=rounding)


def _of_tonnes(kilograms: Kilograms) -> Fraction:
    """What rounding to the kilogram, once an award and year, may take [t]."""
    return Fraction(sum(len(by_year) for by_year in kilograms.values()), 2 * KG_PER_TONNE)


def won_of(figures: Indicators, measure: str) -> int:
    """The won of a measure in a plan."""
    won: int = getattr(figures, measure)
    return won


def tonnes_unit(measure: str) -> str:
    """The unit of a measure of tonnes."""
    return "t/yr" if measure == "annual_tonnes" else "t"


def gain_unit(benefit: Benefit) -> str:
    """The unit of a gain."""
    amount = (
        "awards" if benefit.amount == "count" else tonnes_unit(benefit.amount) if is_tonnes(benefit.amount) else "won"
    )
    return amount + {None: "", "baseline_t": " per t"}.get(benefit.per, " per won")


def status_of(
    ending: Ending, reached: Sequence[Reached], proven: Sequence[ProvenObjective], kilograms: Kilograms
) -> Ending:
    """Optimal only when proven for every objective, and when rounding to whole won and kilograms has cost no more than
    it may: half a kilogram for each award and year, a won or two for each award, and what these can buy in tight rules.

    A tight rule on tonnes gives up at most twice what rounding may take of it and a kilogram, or the steps of a sister.
    """
    if ending != "optimal":
        return ending
    half_kilograms = Fraction(sum(len(by_year) for by_year in kilograms.values()), 2)
    for value, known in zip(reached, proven, strict=True):
        if known.bound is None:
            return "within_gap"
        given_up = max(2 * half_kilograms + 1, Fraction(SISTERS_STEPS))
        bought = Fraction(known.won_allowance) + Fraction(known.kg_allowance) * given_up
        rounded = (bought + value.rounding) / value.divisor
        if value.missing(known.bound) > max(OPTIMALITY_TOLERANCE * abs(value.value), rounded):
            return "within_gap"
    return "optimal"
