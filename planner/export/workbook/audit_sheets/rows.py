"""Every row of the audit: what the plan does, what the rule asks, and how far it is from being broken."""

from __future__ import annotations

from collections.abc import Callable

from planner.audit.finding import Amount, Finding
from planner.audit.report import SAYS, UNITS, AuditReport, figure
from planner.export.columns import Cell, Column, Kind, Table, filled
from planner.export.numbers import figure as figure_of
from planner.export.workbook.audit_sheets.families import NAMES
from planner.export.workbook.audit_sheets.words import Words
from planner.languages import Language, T, Text
from planner.programme.rules import Rules

MOST_ROWS = 20_000
"""A longer audit is not listed whole: nobody reads 200,000 rows, and they would be most of the file. Broken rows and
those with no room left come first; ``planner audit --every-row`` lists them all."""

WHOLE = "once["
"""How rows begin that say that no more of an upgrade is awarded than there is."""

LARGEST_CELL = 10**15
"""A spreadsheet's numbers hold so many digits; a larger amount is written as words, so that no won is rounded away."""

SENSES = {"<=": "≤", ">=": "≥", "=": "="}


def table(report: AuditReport, rules: Rules, language: Language, most: int = MOST_ROWS) -> Table[Finding]:
    """The rows, families in their order: all of them, or where they are too many those that are broken or tight."""
    order = {family: place for place, family in enumerate(SAYS)}
    rows = sorted(report.findings, key=lambda finding: order[finding.family])
    listed = rows if len(rows) <= most else _telling(rows, most)
    columns = _columns(rules, language)
    return Table(
        T("Audit rows"), _says(listed, len(rows)), filled(columns, listed) or columns, listed, frozen_columns=2
    )


def _telling(rows: list[Finding], most: int) -> list[Finding]:
    """The broken rows, then those with no room left, as many as are listed. An upgrade awarded whole never has room."""
    broken = [finding for finding in rows if not finding.kept]
    tight = [finding for finding in rows if finding.kept and finding.is_tight and not finding.row.startswith(WHOLE)]
    return [*broken, *tight][:most]


def _says(listed: list[Finding], rows: int) -> Text:
    says = T(
        "Value and limit of every row; room is what is left before the row is broken, below zero where it is. "
        "Coloured: no room left, or broken."
    )
    if len(listed) == rows:
        return says
    return T(
        "{says} Of {rows} rows these are the {listed} that are broken or have no room left, but for upgrades that are "
        "awarded whole. All rows lists: planner audit PLAN --every-row",
        says=says,
        rows=figure_of(rows, 0),
        listed=figure_of(len(listed), 0),
    )


def _columns(rules: Rules, language: Language) -> tuple[Column[Finding], ...]:
    """The columns, worded once: a row has few words that are its own."""
    names = {family: name.to(language) for family, name in NAMES.items()}
    units = {unit: name.to(language) for unit, name in UNITS.items()}
    kept, tight, broken = (text.to(language) for text in (T("kept"), T("kept, no room left"), T("broken")))
    words = Words(rules, language)

    def outcome(finding: Finding) -> str:
        return broken if not finding.kept else tight if finding.is_tight else kept

    def remark(finding: Finding) -> str | None:
        return None if finding.remark is None else finding.remark.to(language)

    return (
        Column("family", T("Family of rules"), Kind.TEXT, lambda finding: names[finding.family]),
        Column("row", T("Row"), Kind.TEXT, lambda finding: finding.row),
        Column("says", T("What is checked"), Kind.SENTENCE, lambda finding: words.of(finding.row), most=46),
        _amount("value", T("Value"), lambda finding: finding.value),
        Column("sense", T("Must be"), Kind.SIGN, lambda finding: SENSES[finding.sense]),
        _amount("limit", T("Limit"), lambda finding: finding.limit),
        _amount("room", T("Room"), _room, _style),
        Column("unit", T("Unit"), Kind.TEXT, lambda finding: units[finding.unit]),
        Column("outcome", T("Outcome"), Kind.TEXT, outcome, style_of=_style),
        Column("remark", T("Remark"), Kind.SENTENCE, remark, most=36),
    )


def _amount(
    key: str,
    heading: Text,
    amount: Callable[[Finding], Amount | None],
    style_of: Callable[[Finding], str] | None = None,
) -> Column[Finding]:
    """A column of exact amounts: whole ones as such, parts to six digits."""
    return Column(
        key,
        heading,
        Kind.COUNT,
        lambda finding: _cell(amount(finding)),
        kind_of=lambda finding: _kind(amount(finding)),
        style_of=style_of,
    )


def _cell(amount: Amount | None) -> Cell:
    return figure(amount) if amount is not None and not -LARGEST_CELL < amount < LARGEST_CELL else amount


def _kind(amount: Amount | None) -> Kind:
    return Kind.COUNT if amount is None or amount.denominator == 1 else Kind.PART


def _room(finding: Finding) -> Amount | None:
    """What is left; nothing to say of an equality that is kept."""
    return None if finding.sense == "=" and finding.kept else finding.room


def _style(finding: Finding) -> str:
    return "broken" if not finding.kept else "tight" if finding.is_tight else "figure"
