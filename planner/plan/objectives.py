"""The objectives of a plan, computed from its awards: names, exact values, units, and how near to the best they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from planner.plan.benefits import gains
from planner.plan.carried import changes
from planner.plan.figures import Kilograms, measured
from planner.plan.guaranteed import objective_name, worst_shortfall
from planner.plan.plan import Award, Indicators, ObjectiveValue
from planner.programme.measures import Benefit, is_tonnes, is_won
from planner.programme.objective import Objective
from planner.programme.programme import Programme
from planner.programme.signed import Signed
from planner.units import KG_PER_TONNE, WON_PER_SOLVER_UNIT

WON_OF_AN_AWARD = 2
"""Rounding an award's cost, and then its support, to whole won takes no more than this of what anybody pays for it."""

type Ending = Literal["optimal", "within_gap", "feasible"]


@dataclass(frozen=True)
class ProvenObjective:
    """What the solver says of one objective, in the unit that people read: no plan is better than ``bound``; None where
    nothing is said. ``steps``: how many levels leximin settled.
    """

    bound: float | None
    steps: int | None = None


@dataclass(frozen=True)
class Reached:
    """The value of an objective in a plan, exact; ``sense`` is -1 where less is better.

    ``rounding``: what whole won may cost of an objective in won, or of a gain.
    """

    name: str
    value: Fraction
    unit: str
    sense: int = 1
    divisor: Fraction = Fraction(1)
    rounding: Fraction = Fraction(0)

    def stated(self, solver: ProvenObjective) -> ObjectiveValue:
        """As a plan states it on the solver's word."""
        value = float(self.value)
        if solver.bound is None:
            return ObjectiveValue(name=self.name, value=value, unit=self.unit, steps=solver.steps)
        missing = max((Fraction(solver.bound) - self.value) * self.sense, Fraction(0))
        return ObjectiveValue(
            name=self.name,
            value=value,
            unit=self.unit,
            bound=solver.bound,
            gap=float(missing / abs(self.value)) if self.value else None if missing else 0.0,
            steps=solver.steps,
        )


def objectives_reached(
    programme: Programme, figures: Indicators, awards: Sequence[Award], kilograms: Kilograms
) -> list[Reached]:
    """The value of each objective of the model, in their order. Source: readings 27 and 35 of the rules."""
    return [_reached(programme, objective, figures, awards, kilograms) for objective in programme.rules.objective]


def _reached(
    programme: Programme, objective: Objective, figures: Indicators, awards: Sequence[Award], kilograms: Kilograms
) -> Reached:
    if objective.maximise is not None:
        measure = objective.maximise
        left = measured(programme, kilograms, measure) - worst_shortfall(programme, awards, measure)
        return Reached(objective_name(programme, measure), left / KG_PER_TONNE, tonnes_unit(measure))
    if objective.ratio is not None:
        ratio = objective.ratio
        tonnes = measured(programme, kilograms, ratio.of) / KG_PER_TONNE
        million = Fraction(won_of(figures, ratio.per), WON_PER_SOLVER_UNIT)
        name = f"{ratio.of}_per_{ratio.per}"
        return Reached(name, tonnes / (million or 1), "t per million won", 1, million or Fraction(1))
    if objective.counts_changes:
        return _changed(programme, awards)
    if objective.least_won is not None:
        won = Fraction(won_of(figures, objective.least_won))
        return Reached(
            f"least_{objective.least_won}", won, "won", sense=-1, rounding=Fraction(WON_OF_AN_AWARD * len(awards))
        )
    benefit = objective.benefit
    assert benefit is not None
    members = gains(programme, benefit, awards, kilograms)
    least = min((member.gain for member in members), default=Fraction(0))
    per_award = Fraction(WON_OF_AN_AWARD) if is_won(benefit.amount) else Fraction(1, 2 * KG_PER_TONNE)
    rounding = max((per_award * member.awards / member.divisor for member in members), default=Fraction(0))
    return Reached(f"least_gain_{benefit.of}", least, gain_unit(benefit), rounding=rounding)


def _changed(programme: Programme, awards: Sequence[Award]) -> Reached:
    """How many awards are changed. A part that was won of its cost once may be a won off in a plan of today."""
    first = programme.rules.years.planned_from
    now: dict[str, dict[int, Fraction]] = {}
    for award in awards:
        if award.year >= first:
            whole = programme.upgrades[award.upgrade_id].total_won
            now.setdefault(award.upgrade_id, {})[award.year] = Fraction(award.cost_won, whole)
    before = {} if programme.carried is None else programme.carried.still_planned(first, Signed(programme).share)
    known = {upgrade_id: shares for upgrade_id, shares in before.items() if upgrade_id in programme.upgrades}
    parts = [programme.upgrades[upgrade_id].total_won for upgrade_id in now]
    rounding = sum((Fraction(WON_OF_AN_AWARD, whole) for whole in parts), Fraction(0))
    return Reached("least_changed_awards", changes(now, known), "awards", sense=-1, rounding=rounding)


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
