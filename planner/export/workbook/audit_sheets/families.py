"""The families of rules: what each says, how many rows of it were checked, and how many are broken."""

from __future__ import annotations

from planner.audit.report import SAYS, STATEMENTS, AuditReport, Counts
from planner.export.columns import Column, Kind, Table
from planner.languages import T, Text

NAMES = {
    "selection": T("Selection"),
    "funding": T("Funding"),
    "budgets": T("Budgets"),
    "support_rates": T("Support rates"),
    "co_funding": T("Co-funding"),
    "eligibility": T("Eligibility"),
    "repayment": T("Repayment"),
    "affordability": T("Affordability"),
    "pool": T("Pool"),
    "matching": T("Matching"),
    "fairness": T("Fairness"),
    "offsets": T("Offsets"),
    "footprint": T("Footprint"),
    "targets": T("Targets"),
    "deployment": T("Deployment"),
    STATEMENTS: T("Statements of the plan"),
}
"""The families in words."""


def table(report: AuditReport) -> Table[Counts]:
    """A row a family, in their order; a family without rows has no rule in this programme."""
    return Table(
        title=T("Audit"),
        says=T(
            "{verdict} Everything is worked out again from the inputs, in whole won and kilograms, without tolerance "
            "and without a solver. The rows follow on the next sheet.",
            verdict=report.verdict,
        ),
        columns=_COLUMNS,
        rows=report.counts,
        frozen_columns=1,
    )


def _name(row: Counts) -> Text:
    return NAMES[row.family]


_COLUMNS: tuple[Column[Counts], ...] = (
    Column("family", T("Family of rules"), Kind.TEXT, _name),
    Column("says", T("What it says"), Kind.SENTENCE, lambda row: SAYS[row.family]),
    Column("checked", T("Rows checked"), Kind.COUNT, lambda row: row.rows, total="sum"),
    Column("tight", T("Kept, with no room left"), Kind.COUNT, lambda row: row.tight, total="sum"),
    Column(
        "broken",
        T("Broken"),
        Kind.COUNT,
        lambda row: row.broken,
        total="sum",
        style_of=lambda row: "broken" if row.broken else "figure",
    ),
)
