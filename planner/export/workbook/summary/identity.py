"""Which plan this is, and what is proven about it."""

from __future__ import annotations

from planner.export.wording import gap_in_words, objective_name, status_name
from planner.export.workbook.summary.grid import Grid
from planner.languages import T, Text
from planner.plan.plan import Plan


def section(grid: Grid, plan: Plan) -> None:
    """Objective, status, bound and gap, hashes, what it was found with."""
    grid.section_title(T("The plan"))
    grid.sentence(T("Objective"), objective_name(plan.model))
    grid.sentence(T("Status"), status_name(plan))
    grid.sentence(T("Value of the objective"), _amount(plan.objective.value, plan))
    grid.sentence(T("No plan can reach more than"), _bound(plan))
    grid.sentence(T("Plan hash"), plan.plan_hash)
    grid.sentence(T("Inputs hash"), plan.inputs_hash)
    grid.sentence(T("Found with"), f"planner {plan.planner_version}, {plan.solver}")


def _amount(value: float, plan: Plan) -> Text:
    return T("{value:,.3f} {unit}", value=value, unit=plan.objective.unit)


def _bound(plan: Plan) -> Text:
    bound, gap = plan.objective.bound, plan.objective.gap
    if bound is None or gap is None:
        return T("not known")
    if bound < plan.objective.value:
        return T(
            "{value} (gap 0 %; kilograms are rounded, the bound itself is not: {bound})",
            value=_amount(plan.objective.value, plan),
            bound=_amount(bound, plan),
        )
    return T("{bound} (gap {gap})", bound=_amount(bound, plan), gap=gap_in_words(gap))
