"""What an audit found, as text in Korean or English and as plain data."""

from __future__ import annotations

import functools
import textwrap
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from planner.audit.finding import Amount, Finding
from planner.languages import Language, T, Text
from planner.programme.families import FAMILIES
from planner.programme.quantities import written
from planner.text_table import text_table

STATEMENTS = "statements"
"""The family of what a plan says about itself: hashes, ledgers, indicators."""

SAYS: dict[str, Text] = {family.name: family.says for family in FAMILIES} | {
    STATEMENTS: T("What the plan states is what its awards and inputs give.")
}

UNITS: dict[str, Text] = {"won": T("won"), "kg": T("kg"), "share": T("(share)"), "number": T("(number)")}

SENTENCES: dict[str, Text] = {
    "<=": T("{row}: {value} {unit} is above the limit {limit} {unit} by {excess} {unit}."),
    ">=": T("{row}: {value} {unit} is below the limit {limit} {unit} by {excess} {unit}."),
    "=": T("{row}: {value} {unit} differs from {limit} {unit} by {excess} {unit}."),
}

LONGEST_DENOMINATOR = 10**30
"""Parts with a longer one, such as sums over thousands of divisors, are judged exactly and written as decimals."""

KEPT = T("{row}: {value} {unit}, limit {sense} {limit} {unit}: kept.")
KEPT_WITH_ROOM = T("{row}: {value} {unit}, limit {sense} {limit} {unit}: kept, {room} {unit} left.")


@dataclass(frozen=True, slots=True)
class Counts:
    """A family's rows: all of them, those that are kept with nothing left, and the broken ones."""

    family: str
    rows: int
    tight: int
    broken: int


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
        """The report for people: verdict, a line a family, then the broken rows, or every row, under their family."""
        parts = [self.verdict.to(language), "", self._table(language)]
        return "\n".join([*parts, *self._rows(self.findings if every_row else self.broken, language)])

    def as_dict(self, language: Language = "en", every_row: bool = True) -> dict[str, Any]:
        """The report as plain data for JSON: verdict, counts by family, and every row or the broken ones.

        Amounts are whole numbers, decimals, or text such as ``"1/3"``: exact, but for parts whose denominator has more
        than 30 digits, which are given as the nearest decimal.
        """
        shown = self.findings if every_row else self.broken
        return {
            "passed": self.passed,
            "rows": len(self.findings),
            "broken": len(self.broken),
            "families": [
                {
                    "family": counts.family,
                    "says": SAYS[counts.family].to(language),
                    "rows": counts.rows,
                    "tight": counts.tight,
                    "broken": counts.broken,
                }
                for counts in self.counts
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

    @functools.cached_property
    def counts(self) -> tuple[Counts, ...]:
        """How many rows of each family there are, families in their order, also those without any."""
        rows, tight, broken = (
            Counter(finding.family for finding in found)
            for found in (self.findings, (f for f in self.findings if f.is_tight), self.broken)
        )
        return tuple(Counts(family, rows[family], tight[family], broken[family]) for family in SAYS)

    def _table(self, language: Language) -> str:
        headings = (T("Family"), T("Rows"), T("No room left"), T("Broken"), T("What it says"))
        lines = [
            (c.family, figure(c.rows), figure(c.tight), figure(c.broken), SAYS[c.family].to(language))
            for c in self.counts
        ]
        return textwrap.indent(text_table(headings, lines, language, remarks=1), "  ")

    def _rows(self, findings: Sequence[Finding], language: Language) -> Iterator[str]:
        by_family: dict[str, list[Finding]] = {family: [] for family in SAYS}
        for finding in findings:
            by_family[finding.family].append(finding)
        for family, found in by_family.items():
            if found:
                yield f"\n{family}:"
                yield from (f"  {sentence(finding, language)}" for finding in found)


def said(finding: Finding) -> Text:
    """What a finding says, without its remark."""
    kept = KEPT_WITH_ROOM if finding.room else KEPT
    template = kept if finding.kept else SENTENCES[finding.sense]
    return Text(
        template.template,
        {
            "row": finding.row,
            "value": figure(finding.value),
            "limit": figure(finding.limit),
            "excess": figure(finding.excess),
            "room": figure(finding.room),
            "sense": finding.sense,
            "unit": UNITS[finding.unit],
        },
    )


def sentence(finding: Finding, language: Language) -> str:
    """A finding as one line for people; where something is wrong that is no amount, what is wrong alone."""
    if finding.remark is None:
        return said(finding).to(language)
    remark = finding.remark.to(language)
    if finding.family == STATEMENTS and (finding.value, finding.limit, finding.unit) == (1, 0, "number"):
        return f"{finding.row}: {remark}"
    return f"{said(finding).to(language)} {remark}"


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
        "room": _number(finding.room),
        "kept": finding.kept,
        "remark": None if finding.remark is None else finding.remark.to(language),
    }


def _number(value: Amount) -> int | float | str:
    if isinstance(value, int):
        return value
    return float(value) if value.denominator > LONGEST_DENOMINATOR else written(value)
