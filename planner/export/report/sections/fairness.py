"""Fairness: what the rules ask, what the plan gives, in words and as a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from planner.export.columns import Kind
from planner.export.report.blocks import Block, Points, Section, TableBlock
from planner.export.report.cells import text_of
from planner.export.report.drawings import drawings
from planner.export.report.limits import groups_in_words
from planner.export.report.material import Material
from planner.export.wording import Verbatim
from planner.export.workbook import fairness
from planner.export.workbook.fairness import FairnessRow
from planner.languages import T, Text


def section(given: Material) -> Section | None:
    """A sentence a rule, a chart, and every figure."""
    if not given.plan.fairness:
        return None
    table = fairness.table(given.plan)
    blocks: tuple[Block, ...] = (
        Points(tuple(_sentences(table.rows, given))),
        *drawings(given, "fairness"),
        TableBlock(replace(table, title=T("Every fairness figure")), long=True),
    )
    return Section("fairness", T("Fairness"), blocks)


def _sentences(rows: Sequence[FairnessRow], given: Material) -> Iterator[Text]:
    """Of each rule the group that is nearest to its level: the rows stand in that order."""
    nearest: dict[tuple[int, str], list[FairnessRow]] = {}
    for row in rows:
        nearest.setdefault((row.place, row.figure.rule.partition("[")[0]), []).append(row)
    for same in nearest.values():
        yield _sentence(same, given)


def _sentence(rows: list[FairnessRow], given: Material) -> Text:
    """The rule in words, and what the plan gives."""
    first = rows[0]
    words = {
        "rule": first.words.says,
        "asked": Verbatim(_figure(first, first.figure.level, given)),
        "value": Verbatim(_figure(first, first.figure.value, given)),
    }
    if len(rows) == 1:
        return T("{rule} Asked: {asked}. In the plan: {value}.", **words)
    return T(
        "{rule} Asked: {asked}. In the plan, of {count} the nearest to it is {group}: {value}.",
        **words,
        count=groups_in_words(len(rows)),
        group=Verbatim(first.words.about or ""),
    )


def _figure(row: FairnessRow, value: float, given: Material) -> str:
    kind = row.kind
    shown = text_of(value, kind, given.language)
    if kind is Kind.PERCENT or row.unit is None:
        return shown
    return f"{shown} {row.unit.to(given.language)}"
