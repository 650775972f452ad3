"""The families of rules: what each says, how many rows of it were checked, and how many are broken."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from planner.audit.report import SAYS, STATEMENTS, AuditReport
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


@dataclass(frozen=True)
class FamilyRow:
    """A family with its counts of rows."""

    family: str
    checked: int
    tight: int
    broken: int


def table(report: AuditReport) -> Table[FamilyRow]:
    """A row a family, in their order; a family without rows has no rule in this programme."""
    checked = Counter(finding.family for finding in report.findings)
    tight = Counter(finding.family for finding in report.findings if finding.is_tight)
    broken = Counter(finding.family for finding in report.broken)
    return Table(
        title=T("Audit"),
        says=T(
            "{verdict} Everything is worked out again from the inputs, in whole won and kilograms, without tolerance "
            "and without a solver. The rows follow on the next sheet.",
            verdict=report.verdict,
        ),
        columns=_COLUMNS,
        rows=[FamilyRow(family, checked[family], tight[family], broken[family]) for family in SAYS],
        frozen_columns=1,
    )


def _name(row: FamilyRow) -> Text:
    return NAMES[row.family]


_COLUMNS: tuple[Column[FamilyRow], ...] = (
    Column("family", T("Family of rules"), Kind.TEXT, _name),
    Column("says", T("What it says"), Kind.SENTENCE, lambda row: SAYS[row.family]),
    Column("checked", T("Rows checked"), Kind.COUNT, lambda row: row.checked, total="sum"),
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
