"""The figures that a plan states of an objective, against the exact optimum of the same rows."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from planner.plan.plan import ObjectiveValue, Plan
from planner.units import ceiling, floor
from tests.campaigns.differential.answers import RELATIVE
from tests.property.finding import kilogram_allowance

BELOW = 1e-9
"""By how much a bound that only the solver vouches for may miss the exact optimum."""

WON_OF_AN_AWARD = 2
"""An award's cost and its support are each rounded to a won."""


def disagreements(
    plan: Plan, stated: ObjectiveValue, best: Fraction, sense: int, *, first: bool = True
) -> Iterator[tuple[str, str]]:
    """What cannot be true of the stated value and bound; ``sense`` is -1 where less is better.

    ``first``: whether no objective stands before it, to whose value in whole won the bound would be held.
    """
    size = max(1.0, abs(float(best)))
    allowed = rounding(plan, stated) + RELATIVE * size
    if stated.unit == "won":
        best = Fraction(ceiling(best) if sense < 0 else floor(best))  # no plan has a part of a won
    if (stated.value - float(best)) * sense > allowed:
        yield "the plan's value", f"{stated.value} is better than the exact optimum {float(best)}"
    if stated.bound is None:
        if plan.status == "optimal":
            yield "the plan's bound", "an optimal plan has none"
        return
    missed = (best - Fraction(stated.bound)) * sense
    if missed > (0 if plan.proof == "certified" else BELOW * size):
        yield "the plan's bound", f"{stated.bound} is passed by the exact optimum {float(best)}, by {float(missed)}"
    # A ratio's bound starts from the plan's own ratio, and is the weaker for each won that rounding has cost that.
    is_near = plan.status == "optimal" and first and plan.model.ratio is None
    if is_near and -missed > allowed:
        yield "the plan's bound", f"{stated.bound} of a plan called optimal is far from the exact optimum {float(best)}"


def rounding(plan: Plan, stated: ObjectiveValue) -> float:
    """How far whole won and kilograms may lift a plan above the optimum in fractions [the objective's unit]."""
    if stated.unit.startswith("won") or stated.unit.startswith("awards"):
        return float(WON_OF_AN_AWARD * len(plan.awards))
    if plan.model.ratio is not None and "per million won" in stated.unit:
        won = float(getattr(plan.indicators, plan.model.ratio.per)) / 1e6
        each = WON_OF_AN_AWARD * len(plan.awards) / 1e6
        return (kilogram_allowance(plan) + stated.value * each) / won if won else 0.0
    return kilogram_allowance(plan)
