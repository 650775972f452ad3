"""Whatever a test of the audit proves, every report that it makes must be sound in itself."""

from __future__ import annotations

import string
from collections.abc import Iterator
from fractions import Fraction

import pytest

from planner.audit import AuditReport, Finding
from planner.audit.report import STATEMENTS
from planner.languages import LANGUAGES
from planner.plan.plan import Award, Plan
from planner.programme.families import FAMILIES

RULES = {family.name: family.rules for family in FAMILIES}
"""The rules of each family, after which its rows are named."""

STATED = {*Plan.model_fields, *Award.model_fields, "award", "supplier", "exact", "gap", "footprint_of"}
"""What the rows of a plan's statements are named after: its fields and those of its awards, and some of their parts."""


@pytest.fixture(autouse=True)
def _reports_are_sound(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    reports: list[AuditReport] = []

    def kept_in_mind(findings: tuple[Finding, ...]) -> AuditReport:
        reports.append(AuditReport(findings))
        return reports[-1]

    monkeypatch.setattr("planner.audit.AuditReport", kept_in_mind)
    yield
    for report in reports:
        for finding in report.findings:
            _is_sound(finding)


def _is_sound(finding: Finding) -> None:
    """A row stands under the family of its rule, has a unit, and is broken by what its value is beyond its limit. A row
    that only says that something is wrong says what; what it says has all its values.
    """
    rule = finding.row.partition("[")[0]
    assert rule in (STATED if finding.family == STATEMENTS else RULES[finding.family]), finding
    assert finding.unit in {"won", "kg", "share", "number"}, finding
    beyond = Fraction(finding.value - finding.limit)
    excess = {"<=": max(beyond, Fraction(0)), ">=": max(-beyond, Fraction(0)), "=": abs(beyond)}[finding.sense]
    assert finding.excess == excess, finding
    assert finding.unit != "won" or Fraction(finding.value).denominator == 1, finding
    is_a_remark = isinstance(finding.value, int) and (finding.sense, finding.value, finding.limit) == ("=", 1, 0)
    assert not is_a_remark or finding.remark is not None, finding
    if finding.family in {"eligibility", "offsets"} and (finding.sense, finding.unit) == ("=", "number"):
        assert is_a_remark, finding
    if finding.remark is not None:
        named = {name for _, name, _, _ in string.Formatter().parse(finding.remark.template) if name}
        assert all(finding.remark.values[name] is not None for name in named), finding
        assert all(finding.remark.to(language) for language in LANGUAGES), finding
