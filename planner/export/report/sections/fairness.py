"""Fairness: what the rules ask, what the plan gives, in words and as a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from planner.export.columns import Kind
from planner.export.numbers import figure
from planner.export.report.blocks import Block, Points, Section, TableBlock
from planner.export.report.cells import text_of
from planner.export.report.drawings import drawings
from planner.export.report.material import Material
from planner.export.wording import Verbatim
from planner.export.workbook import fairness
from planner.export.workbook.fairness import FairnessRow
from planner.languages import T, Text
from planner.plan.plan import FairnessFigure


def section(given: Material) -> Section | None:
    """A sentence a rule, a chart, and the figures."""
    if not given.plan.fairness:
        return None
    table = fairness.table(given.plan)
    blocks: tuple[Block, ...] = (
        Points(tuple(_sentences(table.rows, given))),
        *drawings(given, "fairness"),
        TableBlock(replace(table, title=T("Fairness figures")), long=True),
    )
    return Section("fairness", T("Fairness"), blocks)


def _sentences(rows: Sequence[FairnessRow], given: Material) -> Iterator[Text]:
    """Of each rule the group that is nearest to its level: the rows stand in that order."""
    groups = Counter(_rule(one) for one in given.plan.fairness)
    nearest: dict[str, FairnessRow] = {}
    for row in rows:
        nearest.setdefault(_rule(row.figure), row)
    for rule, row in nearest.items():
        yield _sentence(row, groups[rule], given)


def _rule(of: FairnessFigure) -> str:
    """What the rows of one rule and side have in common: ``floor[1,Busan]`` is of ``floor[1``."""
    return of.rule.partition(",")[0].removesuffix("]")


def _sentence(row: FairnessRow, groups: int, given: Material) -> Text:
    """The rule in words, and what the plan gives to whoever is nearest to its level."""
    words = {
        "rule": row.words.says,
        "asked": Verbatim(_figure(row, row.figure.level, given)),
        "value": Verbatim(_figure(row, row.figure.value, given)),
    }
    if groups == 1:
        return T("{rule} Asked: {asked}. In the plan: {value}.", **words)
    return T(
        "{rule} Asked: {asked}. In the plan, of {count} groups or suppliers the nearest to it is {group}: {value}.",
        **words,
        count=figure(groups, 0),
        group=Verbatim(row.words.about or ""),
    )


def _figure(row: FairnessRow, value: float, given: Material) -> str:
    kind = row.kind
    shown = text_of(value, kind, given.language)
    if kind is Kind.PERCENT or row.unit is None:
        return shown
    return f"{shown} {row.unit.to(given.language)}"
