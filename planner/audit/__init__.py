"""The audit: a finished plan re-checked exactly, from the inputs.

Whole won, kilograms and exact fractions, without tolerance, without a solver, and without any code of the rooms that
find plans: what the tonnes, rates, dues and accounts should be is derived here once more, from the data and from
``docs/decisions/0002-readings-of-the-rules.md`` and ``0004-readings-of-the-further-rules.md`` alone.
"""

from planner.audit.books import Books
from planner.audit.finding import Finding
from planner.audit.register import CHECKS
from planner.audit.report import AuditReport
from planner.plan.plan import Plan
from planner.programme.programme import Programme

__all__ = ["AuditReport", "Finding", "audit"]


def audit(programme: Programme, plan: Plan) -> AuditReport:
    """Every row of every rule, recomputed from the programme and the plan's awards and payments.

    A plan that makes no sense (unknown upgrades, negative won, missing rows) gives broken findings, never an error.
    Rules that the programme does not have give no findings.
    """
    books = Books(programme, plan)
    return AuditReport(tuple(found for checks in CHECKS.values() for check in checks for found in check(books)))
