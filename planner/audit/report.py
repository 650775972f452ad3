"""What an audit found, as text in Korean or English and as plain data."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from planner.audit.finding import Amount, Finding
from planner.languages import Language, T, Text
from planner.programme.families import FAMILIES
from planner.programme.quantities import written

STATEMENTS = "statements"
"""The family of what a plan says about itself: hashes, ledgers, indicators."""

SAYS: dict[str, Text] = {family.name: family.says for family in FAMILIES} | {
    STATEMENTS: T("What the plan states is what its awards and inputs give.")
}

UNITS: dict[str, Text] = {"won": T("won"), "kg": T("kg"), "share": T("share"), "number": T("(number)")}

SENTENCES: dict[str, Text] = {
    "<=": T("{row}: {value} {unit} is above the limit {limit} {unit} by {excess} {unit}."),
    ">=": T("{row}: {value} {unit} is below the limit {limit} {unit} by {excess} {unit}."),
    "=": T("{row}: {value} {unit} differs from {limit} {unit} by {excess} {unit}."),
}

LONGEST_DENOMINATOR = 10**30
"""Parts with a longer one, such as sums over thousands of divisors, are judged exactly and written as decimals."""

KEPT = T("{row}: {value} {unit}, limit {sense} {limit} {unit}: kept.")


@dataclass(frozen=True)
class AuditReport:
    """All findings of an audit, family by family; the plan passes when every row is kept."""

    findings: tuple[Finding, ...]

    @property
    def passed(self) -> bool:
        """Whether every row is kept."""
        return not self.broken

    @functools.cached_property
    def broken(self) -> tuple[Finding, ...]:
        """The rows that are not kept."""
        return tuple(finding for finding in self.findings if not finding.kept)

    def of_family(self, family: str) -> tuple[Finding, ...]:
        """The rows of one family."""
        return tuple(finding for finding in self.findings if finding.family == family)

    def to(self, language: Language, every_row: bool = False) -> str:
        """The report for people: a line a family, then the broken rows, or every row."""
        shown = self.findings if every_row else self.broken
        return "\n".join(
            [
                self.verdict.to(language),
                *(f"  {line.to(language)}" for line in self._family_lines()),
                *(sentence(finding, language) for finding in shown),
            ]
        )

    def as_dict(self, language: Language = "en", every_row: bool = True) -> dict[str, Any]:
        """The report as plain data for JSON: verdict, counts by family, and every row or the broken ones.

        Amounts are whole numbers, decimals, or text such as ``"1/3"``: exact, but for parts whose denominator has more
        than 30 digits, which are given as the nearest decimal.
        """
        shown = self.findings if every_row else self.broken
        return {
            "passed": self.passed,
            "families": [
                {"family": family, "says": SAYS[family].to(language), "rows": rows, "broken": broken}
                for family, rows, broken in self._counts()
            ],
            "findings": [_plain(finding, language) for finding in shown],
        }

    def __str__(self) -> str:
        return self.to("en")

    @property
    def verdict(self) -> Text:
        """Whether the plan passes, with the number of rows."""
        if self.passed:
            return T("Audit passed: all {rows} rows are kept.", rows=figure(len(self.findings)))
        return T(
            "Audit failed: {broken} of {rows} rows are broken.",
            broken=figure(len(self.broken)),
            rows=figure(len(self.findings)),
        )

    def _family_lines(self) -> Iterator[Text]:
        for family, rows, broken in self._counts():
            yield T(
                "{family}: {rows} rows, {broken} broken. {says}",
                family=family,
                rows=figure(rows),
                broken=figure(broken),
                says=SAYS[family],
            )

    def _counts(self) -> list[tuple[str, int, int]]:
        rows = dict.fromkeys(SAYS, 0)
        broken = dict.fromkeys(SAYS, 0)
        for finding in self.findings:
            rows[finding.family] += 1
        for finding in self.broken:
            broken[finding.family] += 1
        return [(family, rows[family], broken[family]) for family in SAYS]


def said(finding: Finding) -> Text:
    """What a finding says, without its remark."""
    template = KEPT if finding.kept else SENTENCES[finding.sense]
    return Text(
        template.template,
        {
            "row": finding.row,
            "value": figure(finding.value),
            "limit": figure(finding.limit),
            "excess": figure(finding.excess),
            "sense": finding.sense,
            "unit": UNITS[finding.unit],
        },
    )


def sentence(finding: Finding, language: Language) -> str:
    """A finding as one line for people."""
    line = said(finding).to(language)
    return line if finding.remark is None else f"{line} {finding.remark.to(language)}"


def figure(value: Amount) -> str:
    """A number for people: grouped; parts to six digits, or as a fraction where those would show nothing."""
    exact = Fraction(value)
    if exact.denominator == 1:
        return f"{exact.numerator:,}"
    millionths = round(exact * 1_000_000)
    if not millionths:
        return str(_number(exact))
    whole, part = divmod(abs(millionths), 1_000_000)
    sign = "-" if millionths < 0 else ""
    return f"{sign}{whole:,}.{part:06d}".rstrip("0").rstrip(".")


def _plain(finding: Finding, language: Language) -> dict[str, Any]:
    return {
        "family": finding.family,
        "row": finding.row,
        "value": _number(finding.value),
        "limit": _number(finding.limit),
        "sense": finding.sense,
        "unit": finding.unit,
        "excess": _number(finding.excess),
        "remark": None if finding.remark is None else finding.remark.to(language),
    }


def _number(value: Amount) -> int | float | str:
    if isinstance(value, int):
        return value
    return float(value) if value.denominator > LONGEST_DENOMINATOR else written(value)
