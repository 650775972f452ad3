"""A certificate made from the prices of a solver that need not be right."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from planner.certificate.rows import ExactProgramme, exact_programme
from planner.certificate.weak_duality import EXPONENT, bound, whole_multipliers
from planner.plan.certificate import MILLIONTHS, Certificate
from planner.programme.options import Options
from planner.programme.programme import Programme
from planner.units import KG_PER_TONNE, WON_PER_SOLVER_UNIT, ceiling, floor

type Unit = Literal["kg", "won"]


def certify(programme: Programme, options: Options, prices: Mapping[str, float]) -> Certificate | None:
    """The certificate that the rows' prices make; None where the objective has no rows of this kind."""
    exact = exact_programme(programme, options) if prices else None
    if exact is None:
        return None
    multipliers = whole_multipliers(exact, prices)
    stated, unit = stated_bound(programme, exact, multipliers, EXPONENT)
    return Certificate(
        bound=stated,
        unit=unit,
        rows=len(exact.rows),
        rows_hash=exact.rows_hash(),
        exponent=EXPONENT,
        multipliers=multipliers,
    )


def stated_bound(
    programme: Programme, exact: ExactProgramme, multipliers: Mapping[str, int], exponent: int
) -> tuple[int, Unit]:
    """The bound in millionths of kilograms, rounded up, or of won that must at least be spent, rounded down."""
    proven = bound(exact, multipliers, exponent)
    if programme.rules.objective[0].maximise is not None:
        return ceiling(proven * KG_PER_TONNE * MILLIONTHS), "kg"
    return floor(-proven * WON_PER_SOLVER_UNIT * MILLIONTHS), "won"
