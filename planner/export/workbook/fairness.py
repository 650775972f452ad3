"""The fairness rules: what each asks, what the plan gives, and what keeping it costs."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from planner.export.columns import AtLimit, Column, Kind, Place, Table, filled
from planner.export.measures import Unit
from planner.export.rulebook.rows import RowWords, row_words
from planner.export.workbook.targets import price_unit
from planner.languages import T, Text
from planner.plan.objectives import gain_unit
from planner.plan.plan import FairnessFigure, Plan
from planner.plan.shadow_prices import AWARD, COEFFICIENT, MILLION_WON, TONNE, unit_of_share
from planner.programme.fairness import FairnessRule, FairShare, GiniCeiling
from planner.programme.measures import is_tonnes, is_won

NEAREST = 10
"""Of a rule with many groups those at its level are shown, and so many of the others that are nearest to it."""

_AT_LEVEL = AtLimit("level")

_ROW = re.compile(r"(?P<rule>floor|cap_share|least|gini)\[(?P<place>\d+)[],]", re.DOTALL)


@dataclass(frozen=True)
class FairnessRow:
    """A rule's figure, with its words, and with the units of what it asks and of its price."""

    figure: FairnessFigure
    words: RowWords
    place: int = 0
    rule: FairnessRule | None = None

    @property
    def kept_by(self) -> float:
        """How far the plan lies on the right side of the level; below zero it would be broken."""
        figure = self.figure
        return figure.value - figure.level if self.is_floor else figure.level - figure.value

    @property
    def is_floor(self) -> bool:
        """Whether the level must be reached, not kept below."""
        return self.figure.rule.startswith(("floor[", "least["))

    @property
    def kind(self) -> Kind:
        """Shares are percentages; gains and coefficients are plain figures."""
        return Kind.PERCENT if self.rule is None or isinstance(self.rule, FairShare) else Kind.FIGURE

    @property
    def unit(self) -> Text | None:
        """What the figures are in."""
        if self.rule is None:
            return None
        if isinstance(self.rule, FairShare):
            return T("share of the whole")
        return T("Gini coefficient") if isinstance(self.rule, GiniCeiling) else Unit(gain_unit(self.rule))

    @property
    def limit_unit(self) -> str | None:
        """The unit in which the solver counts the rule's limit."""
        if self.rule is None:
            return None
        if isinstance(self.rule, FairShare):
            return unit_of_share(self.rule.of)
        if isinstance(self.rule, GiniCeiling):
            return COEFFICIENT
        amount = self.rule.amount
        return MILLION_WON if is_won(amount) else TONNE if is_tonnes(amount) else AWARD


def table(plan: Plan) -> Table[FairnessRow]:
    """A row a rule and group; within a rule the groups that are nearest to its level first, the far ones counted."""
    found = sorted((row_of(figure, plan) for figure in plan.fairness), key=_order)
    rows = [row for _, rule in itertools.groupby(found, key=_rule_of) for row in _shortened(list(rule))]
    return Table(
        title=T("Fairness"),
        says=T(
            "What rules ask and what the plan gives, the tightest of each rule first. The shadow price says what one "
            "more unit for the group costs in the last objective; it is known where upgrades can be divided."
        ),
        columns=(*_COLUMNS, *filled(_price(plan), rows), _ROW_NAME),
        rows=rows,
        frozen_columns=1,
        printed=len(_COLUMNS) + len(filled(_price(plan), rows)),
    )


def _rule_of(row: FairnessRow) -> tuple[int, bool]:
    return row.place, row.figure.rule.startswith("cap_share")


def _order(row: FairnessRow) -> tuple[int, bool, float]:
    return (*_rule_of(row), row.kept_by)


def _shortened(rule: list[FairnessRow]) -> Iterator[FairnessRow]:
    """The groups at the rule's level and the nearest others; the rest as one row, that of the nearest of them."""
    at_level = sum(row.kept_by <= _AT_LEVEL.share * abs(row.figure.level) for row in rule)
    shown = at_level + NEAREST
    if len(rule) <= shown + 1:
        yield from rule
        return
    yield from rule[:shown]
    says = T("{count} more groups of this rule keep it by at least as much as is said here.", count=len(rule) - shown)
    yield replace(rule[shown], words=RowWords(says))


def row_of(figure: FairnessFigure, plan: Plan) -> FairnessRow:
    """The figure with its rule, and the rule's words."""
    words = row_words(plan.model, figure.rule)
    found = _ROW.match(figure.rule)
    place = int(found["place"]) if found else 0
    if not 1 <= place <= len(plan.model.fairness):
        return FairnessRow(figure, words)
    return FairnessRow(figure, words, place, plan.model.fairness[place - 1])


def unit_of_price(row: FairnessRow, plan: Plan) -> Text | None:
    """The unit of the row's shadow price, where it has one."""
    priced = row.figure.shadow_price is not None and row.limit_unit is not None
    return price_unit(plan, row.limit_unit or "") if priced else None


def _price(plan: Plan) -> tuple[Column[FairnessRow], ...]:
    return (
        Column("price", T("Shadow price"), Kind.FIGURE, lambda row: row.figure.shadow_price),
        Column("price_unit", T("Unit of the price"), Kind.TEXT, lambda row: unit_of_price(row, plan)),
    )


def _kept_by(place: Place) -> str:
    level, value = place.cell("level"), place.cell("value")
    return f"={value}-{level}" if place.item.is_floor else f"={level}-{value}"


def _kind(row: FairnessRow) -> Kind:
    return row.kind


_COLUMNS: tuple[Column[FairnessRow], ...] = (
    Column("says", T("Rule"), Kind.SENTENCE, lambda row: row.words.says, most=60),
    Column("group", T("Group"), Kind.TEXT, lambda row: row.words.about),
    Column("level", T("Asked"), Kind.FIGURE, lambda row: row.figure.level, kind_of=lambda row: row.kind),
    Column("value", T("In the plan"), Kind.FIGURE, lambda row: row.figure.value, kind_of=lambda row: row.kind),
    Column(
        "kept_by", T("Kept by"), Kind.FIGURE, lambda row: row.kept_by, formula=_kept_by, kind_of=_kind, signal=_AT_LEVEL
    ),
    Column("unit", T("Unit"), Kind.TEXT, lambda row: row.unit),
)

_ROW_NAME: Column[FairnessRow] = Column("rule", T("Row"), Kind.TEXT, lambda row: row.figure.rule)
