"""How much of its tightest cap each supplier has, by the audit's exact figures."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from planner.audit import AuditReport
from planner.programme.fairness import FairShare
from planner.programme.rules import Rules


def by_supplier(report: AuditReport, rules: Rules) -> dict[str, Fraction]:
    """What a supplier gets over what it may get, the largest of its caps; suppliers without a cap are left out."""
    per_supplier = set(_rows_by_supplier(rules))
    used: dict[str, Fraction] = {}
    for finding in report.findings:
        row, _, supplier = finding.row.removesuffix("]").partition(",")
        if row in per_supplier and finding.limit > 0:
            share = Fraction(finding.value) / Fraction(finding.limit)
            used[supplier] = max(used.get(supplier, share), share)
    return used


def _rows_by_supplier(rules: Rules) -> Iterable[str]:
    """How the rows of caps begin that hold supplier by supplier."""
    for place, cap in enumerate(rules.caps, start=1):
        if cap.per == "supplier":
            yield f"cap[{place}"
    for place, rule in enumerate(rules.fairness, start=1):
        if isinstance(rule, FairShare) and rule.cap is not None and rule.by == "supplier":
            yield f"cap_share[{place}"
