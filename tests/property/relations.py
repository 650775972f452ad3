"""What a second formulation says of any programme, as functions that name the disagreement, or nothing.

Relations between a programme and a changed one are in ``metamorphic``.
"""

from __future__ import annotations

from collections.abc import Callable

from planner.plan.plan import Plan
from tests.property.cases import Case
from tests.property.finding import find, kilogram_allowance
from tests.property.plain_model import PlainModel

RELATIVE = 1e-6


def is_ratio(case: Case) -> bool:
    """Whether the case asks for tonnes per won."""
    return "ratio" in case.rules["objective"]


def a_plan_or_a_reason(case: Case) -> str | None:
    """Every programme ends in an audited plan or in the statement that there is none."""
    found = find(case)
    return None if found.plan is not None or found.why else "neither plan nor reason"


def plain_model_agrees(case: Case) -> str | None:
    """A second, plain formulation has the same optimum, and no plan where the planner has none."""
    if is_ratio(case):
        return None
    found, plain = find(case), PlainModel(case.programme()).optimum()
    if found.why == "rounding":
        return None if plain.value is not None else "rounding fails where no plan exists"
    if (found.best is None) != (plain.value is None):
        return f"planner {found.best}, plain {plain}"
    if found.plan is None or found.best is None or plain.value is None:
        return None
    above = kilogram_allowance(found.plan)
    off = found.best - plain.value
    tolerance = RELATIVE * max(1.0, abs(plain.value))
    return None if -tolerance <= off <= above + tolerance else f"planner {found.best}, plain {plain.value}"


def parts_are_no_worse_than_wholes(case: Case) -> str | None:
    """The relaxation of a programme of whole projects is worth at least as much.

    Full rates are those of whole projects in both (a cap per supplier counts in them), so the plain model is relaxed.
    """
    if is_ratio(case) or case.rules["projects"] == "divisible":
        return None
    programme = case.programme()
    whole, parts = PlainModel(programme).optimum(), PlainModel(programme, relaxed=True).optimum()
    if whole.value is None:
        return None
    return None if parts.value is not None and parts.value >= whole.value - 1e-6 else f"{parts} below {whole}"


def best_ratio_is_dinkelbachs(case: Case) -> str | None:
    """Charnes and Cooper's transformation and Dinkelbach's iteration agree."""
    if not is_ratio(case):
        return None
    found = find(case)
    if found.why == "refused":
        least = PlainModel(case.programme()).least_won()
        return None if least is not None and least < 1e-6 else f"refused, but the least won is {least}"
    if found.plan is None or found.best is None:
        return None
    ratio = PlainModel(case.programme()).best_ratio()
    if ratio is None:
        return None if not found.plan.awards else "no ratio in the plain model"
    won = found.plan.objective.value and _won_below(found.plan)
    above = kilogram_allowance(found.plan) / won if won else 0.0
    off = found.best - ratio
    tolerance = 1e-6 * max(1.0, ratio)
    return None if -tolerance <= off <= above + tolerance else f"planner {found.best}, Dinkelbach {ratio}"


def _won_below(plan: Plan) -> float:
    """The won below the line [million won]."""
    ratio = plan.model.ratio
    assert ratio is not None
    return float(getattr(plan.indicators, ratio.per)) / 1e6


RELATIONS: dict[str, Callable[[Case], str | None]] = {
    relation.__name__: relation
    for relation in (
        a_plan_or_a_reason,
        plain_model_agrees,
        parts_are_no_worse_than_wholes,
        best_ratio_is_dinkelbachs,
    )
}
