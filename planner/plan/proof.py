"""What is proven of a plan's objectives, and what may be said of the plan for it: its bounds, its gap, its status."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from planner.plan.certificate import BOUND_DIGITS, Certificate
from planner.plan.figures import Kilograms
from planner.plan.objectives import Ending, Reached, objectives_reached
from planner.plan.plan import ObjectiveValue, Plan
from planner.programme.programme import Programme
from planner.units import KG_PER_TONNE, OPTIMALITY_TOLERANCE, SISTERS_STEPS

LAST_DIGIT = Fraction(1, 10**BOUND_DIGITS)
"""The last digit that bounds are kept to [t]."""

MOST_BOUGHT = Fraction(1, 50)
"""The part of a value that rounding may take of it through the rows, at most: of a programme of some hundred won."""

A_GRAM = Fraction(1, 10**6)
"""What nobody counts [t]: plans are in kilograms."""


@dataclass(frozen=True)
class Known:
    """What is proven of one objective, exact, in the unit that people read.

    ``exact``: the plan's value before an award's tonnes are rounded to the kilogram; ``limit``: no plan that keeps the
    rules, and is as good as this one in the objectives before, is better; None where nothing is proven.
    ``won_allowance``, ``kg_allowance``: what one won, or one kilogram, in each row can buy. ``counted``: whether whole
    projects alone make the value, so that nothing is rounded. ``finer``: what is known of the levels that refine the
    objective, such as the gains of those who are better off than the worst; ``ends``: whether these are all.
    """

    exact: Fraction
    limit: Fraction | None
    won_allowance: Fraction = Fraction(0)
    kg_allowance: Fraction = Fraction(0)
    counted: bool = False
    finer: tuple[Known, ...] = ()
    ends: bool = True

    def missing(self, sense: int) -> Fraction | None:
        """How far the plan may be from the best; below 0 where whole won have lifted it above the bound."""
        return None if self.limit is None else (self.limit - self.exact) * sense

    def gap(self, sense: int) -> float | None:
        """The same as a part of the value; never below 0."""
        missing = self.missing(sense)
        if missing is None or missing <= 0:
            return None if missing is None else 0.0
        return math.nextafter(float(missing / abs(self.exact)), math.inf) if self.exact else None

    def stated(self, value: ObjectiveValue, sense: int) -> ObjectiveValue:
        """The objective's value with what is known of it, rounded so that it holds."""
        bound = None if self.limit is None else float(self.limit)
        if bound is not None and self.limit is not None and (Fraction(bound) - self.limit) * sense < 0:
            bound = math.nextafter(bound, sense * math.inf)
        return value.model_copy(update={"exact": float(self.exact), "bound": bound, "gap": self.gap(sense)})


def with_proof(
    programme: Programme, plan: Plan, known: Sequence[Known], ending: Ending, certificate: Certificate | None
) -> Plan:
    """The plan with what is proven of each of its objectives.

    Optimal is what a certificate proves to be so, however the solver ended.
    """
    reached = reached_by(programme, plan)
    stated = tuple(
        one.stated(value, reach.sense) for value, one, reach in zip(_values(plan), known, reached, strict=True)
    )
    proven = certificate is not None and is_proven(plan, reached, known)
    return plan.model_copy(
        update={
            "status": "optimal" if proven else "feasible" if ending == "feasible" else "within_gap",
            "proof": "solver" if certificate is None else "certified",
            "objective": stated[0],
            "levels": stated if len(stated) > 1 else (),
            "certificate": certificate,
        }
    )


def is_proven(plan: Plan, reached: Sequence[Reached], known: Sequence[Known]) -> bool:
    """Whether nothing is missing in any objective, or in what refines one, but what rounding takes."""
    return all(
        one.ends and all(_is_reached(plan, reach, level) for level in (one, *one.finer))
        for reach, one in zip(reached, known, strict=True)
    )


def _is_reached(plan: Plan, reached: Reached, known: Known) -> bool:
    missing = known.missing(reached.sense)
    return missing is not None and missing <= allowed(plan, reached, known)


def allowed(plan: Plan, reached: Reached, known: Known) -> Fraction:
    """What may be missing: of a count of whole projects nothing that the digits of a bound show; else a ten-millionth
    part, a gram, or what whole won and kilograms take: a won or two for each award in objectives of won, and what one
    won in each tight rule can buy.

    A tight rule on tonnes gives up at most twice what rounding may take of it and a kilogram, or the steps of a sister.
    What rows can buy is believed up to ``MOST_BOUGHT`` of the value: it comes from multipliers that need not be right.
    """
    if known.counted:
        return LAST_DIGIT
    half_kilograms = Fraction(sum(len(award.tonnes_by_year) for award in plan.awards), 2)
    given_up = max(2 * half_kilograms + 1, Fraction(SISTERS_STEPS))
    bought = known.won_allowance + known.kg_allowance * given_up
    rounded = min(bought, MOST_BOUGHT * abs(known.exact)) + reached.rounding
    gram = A_GRAM if reached.unit in ("t", "t/yr") else Fraction(0)
    return max(OPTIMALITY_TOLERANCE * abs(known.exact), gram, rounded)


def reached_by(programme: Programme, plan: Plan) -> list[Reached]:
    """The value of each objective in a plan that is there already."""
    kilograms: Kilograms = {
        (award.upgrade_id, award.year): {
            year: int(tonnes * KG_PER_TONNE) for year, tonnes in award.tonnes_by_year.items()
        }
        for award in plan.awards
    }
    return objectives_reached(programme, plan.indicators, plan.awards, kilograms)


def _values(plan: Plan) -> tuple[ObjectiveValue, ...]:
    return plan.levels or (plan.objective,)
