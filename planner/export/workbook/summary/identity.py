"""Which plan this is, and what is proven about it."""

from __future__ import annotations

from planner.export.columns import Kind
from planner.export.measures import Unit
from planner.export.objectives import bound_in_words, objective_name, objective_names
from planner.export.wording import (
    Capital,
    decided_by_tie_break,
    gap_in_words,
    objective_values,
    status_name,
)
from planner.export.workbook.summary.grid import Grid
from planner.languages import T, Text
from planner.plan.plan import ObjectiveValue, Plan


def section(grid: Grid, plan: Plan, verdict: Text) -> None:
    """Objectives, status, bounds and gaps, who was decided by tie-break, the audit's verdict, hashes, what found it."""
    grid.section_title(T("The plan"))
    if plan.levels:
        _levels(grid, plan)
    else:
        grid.sentence(T("Objective"), objective_name(plan.model))
        grid.sentence(T("Value of the objective"), _amount(plan.objective.value, plan.objective))
        grid.sentence(T("No plan is better than"), bound_in_words(plan.objective))
        if plan.objective.steps is not None:
            grid.sentence(T("Levels settled one after the other"), f"{plan.objective.steps:,}")
    grid.sentence(T("Status"), status_name(plan))
    if plan.tie_break is not None:
        grid.sentence(T("Decided by tie-break"), decided_by_tie_break(plan.tie_break))
    grid.sentence(T("Audit"), verdict)
    grid.sentence(T("Plan hash"), plan.plan_hash)
    grid.sentence(T("Inputs hash"), plan.inputs_hash)
    grid.sentence(T("Found with"), f"planner {plan.planner_version}, {plan.solver}")


def _levels(grid: Grid, plan: Plan) -> None:
    """Several objectives: a row each. The bound of each holds where those before it are at their best."""
    headings = [T("Objectives in their order"), T("Value"), T("Unit"), T("No plan is better than"), T("Gap")]
    stepped = any(level.steps is not None for level in objective_values(plan))
    grid.headings([*headings, T("Levels settled")] if stepped else headings)
    for place, (name, level) in enumerate(zip(objective_names(plan.model), plan.levels, strict=True), start=1):
        words = T("{place}. {objective}", place=place, objective=Capital(name))
        kind = Kind.COUNT if level.unit == "won" else Kind.FIGURE
        grid.label(words)
        grid.figure(1, level.value, kind, style="strong")
        grid.sheet.write(grid.row, 2, Unit(level.unit))
        grid.figure(3, T("not known") if level.bound is None else level.bound, kind)
        grid.sheet.write(grid.row, 4, T("not known") if level.gap is None else gap_in_words(level.gap))
        if stepped:
            grid.figure(5, level.steps, Kind.COUNT)
        grid.row += 1


def _amount(value: float, of: ObjectiveValue) -> Text:
    if of.unit == "won":
        return T("{value:,.0f} {unit}", value=value, unit=Unit(of.unit))
    return T("{value:,.3f} {unit}", value=value, unit=Unit(of.unit))
