"""The comparison form of budget documents: what was decided, the revision, the difference, and its basis."""

from __future__ import annotations

from planner.export.before import Before
from planner.export.columns import AnyTable
from planner.export.workbook.changes import by_item, by_purse, by_supplier, changed_rules
from planner.plan.plan import Plan
from planner.programme.programme import Programme


def tables(plan: Plan, programme: Programme, before: Before) -> tuple[AnyTable, ...]:
    """The form by purse, by item of the programme and by supplier; then the rules that changed."""
    return (
        by_purse.table(plan, before.plan),
        by_item.table(plan, programme, before),
        by_supplier.table(plan, programme, before),
        changed_rules.table(plan.model, before.plan.model),
    )
