"""Explanations as a small workbook: a row an upgrade with all that a letter would say, and the long lists behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from planner.export.columns import AnyTable, Cell, Column, Kind, Table, filled
from planner.export.explained.amounts import level
from planner.export.explained.words import CHECKED
from planner.export.measures import Unit
from planner.export.tables_workbook import tables_bytes
from planner.export.wording import Joined
from planner.languages import Language, T, Text
from planner.programme.programme import Programme
from planner.programme.supplier import Supplier
from planner.study.why.answer import Enough, Explained, Explanation, Forced, NotEnough, Part
from planner.study.why.answer import Kind as KindOfChange

KINDS: dict[KindOfChange, Text] = {
    "cost": T("lower cost"),
    "own": T("less support"),
    "budget": T("more budget"),
    "rule": T("rule relaxed"),
}
"""Kinds of changes."""


@dataclass(frozen=True)
class Letter:
    """An upgrade explained, with its supplier: the facts of a letter."""

    one: Explained
    supplier: Supplier

    def least(self, kind: KindOfChange) -> Enough | None:
        """The smallest change of a kind; of several purses the least money, of several rules the first."""
        found = [each for each in self.one.enough if each.kind == kind]
        return min(found, key=lambda each: each.change, default=None) if kind == "budget" else next(iter(found), None)


@dataclass(frozen=True)
class TakenRow:
    """A part of what an upgrade would take."""

    one: Explained
    part: Part


@dataclass(frozen=True)
class EnoughRow:
    """A change that brings an upgrade in."""

    one: Explained
    found: Enough


@dataclass(frozen=True)
class NotEnoughRow:
    """A change that does not."""

    one: Explained
    missed: NotEnough


def explanation_bytes(explanation: Explanation, programme: Programme, language: Language) -> bytes:
    """The explanation as an .xlsx file, a sheet a table."""
    return tables_bytes(tables(explanation, programme), explanation.plan, language)


def tables(explanation: Explanation, programme: Programme) -> tuple[AnyTable, ...]:
    """The letters' facts; what each upgrade takes from others; what would bring it in; what was tried in vain."""
    upgrades = explanation.upgrades
    letters = [Letter(one, programme.suppliers[one.supplier_id]) for one in upgrades]
    taken = [TakenRow(one, part) for one in upgrades if one.weighing is not None for part in one.weighing.parts]
    enough = [EnoughRow(one, found) for one in upgrades for found in one.enough]
    not_enough = [NotEnoughRow(one, missed) for one in upgrades for missed in one.not_enough]
    unit = Unit(explanation.unit)
    return (
        Table(
            T("Why not"),
            T(
                "A row an upgrade. Worth and what it takes are in {unit}, of the whole upgrade in its best year. The "
                "smallest change of each kind that brings it in; empty: none that was tried does. How each figure was "
                "found stands in the last columns and on the sheets that follow.",
                unit=unit,
            ),
            filled(_letters(unit), letters),
            letters,
            3,
        ),
        Table(
            T("What it takes"),
            T(
                "What each upgrade would take from others in its best year [{unit}], by the prices of the plan's "
                "linear programme; below 0 it adds to the rest.",
                unit=unit,
            ),
            _takes(explanation.unit),
            taken,
            1,
        ),
        Table(
            T("What would do"),
            T("Changes that bring an upgrade in, one alone; with a change smaller by the step it is not in."),
            _ENOUGH,
            enough,
            1,
        ),
        Table(T("What would not"), T("Changes tried in vain, up to the level shown."), _NOT_ENOUGH, not_enough, 1),
    )


def _takes(unit: str) -> tuple[Column[TakenRow], ...]:
    per_million = f"{unit} per million won"
    return (
        Column("upgrade", T("Upgrade"), Kind.TEXT, lambda row: row.one.upgrade_id),
        Column("supplier", T("Supplier"), Kind.TEXT, lambda row: row.one.supplier_id),
        Column("year", T("Best year"), Kind.YEAR, lambda row: _year(row.one)),
        Column("what", T("Money or rule"), Kind.TEXT, lambda row: row.part.says),
        Column("million_won", T("Million won used"), Kind.FIGURE, lambda row: row.part.million_won, unit="won"),
        Column("price", T("A million brings elsewhere"), Kind.FIGURE, lambda row: row.part.price, unit=per_million),
        Column("amount", T("Takes"), Kind.FIGURE, lambda row: row.part.amount, unit=unit),
    )


def _letters(unit: Text) -> tuple[Column[Letter], ...]:
    return (
        Column("upgrade", T("Upgrade"), Kind.TEXT, lambda row: row.one.upgrade_id),
        Column("supplier", T("Supplier"), Kind.TEXT, lambda row: row.supplier.supplier_id),
        Column("name", T("Name"), Kind.TEXT, lambda row: row.supplier.name),
        Column("tier", T("Tier"), Kind.MARK, lambda row: row.supplier.tier),
        Column("region", T("Region"), Kind.TEXT, lambda row: row.supplier.region),
        Column("technology", T("Technology"), Kind.TEXT, lambda row: row.one.technology),
        Column("cost", T("Cost"), Kind.WON, lambda row: row.one.cost_won),
        Column("tonnes", T("Lifetime tonnes"), Kind.TONNES, lambda row: row.one.tonnes),
        Column("awarded", T("Share awarded"), Kind.PERCENT, lambda row: row.one.share),
        Column("reason", T("Reason"), Kind.TEXT, lambda row: row.one.reason),
        Column("year", T("Best year"), Kind.YEAR, lambda row: _year(row.one)),
        Column("worth", T("Worth [{unit}]", unit=unit), Kind.TONNES, _worth),
        Column("taken", T("Takes elsewhere [{unit}]", unit=unit), Kind.TONNES, _taken),
        Column("short", T("Falls short by [{unit}]", unit=unit), Kind.TONNES, _short),
        Column("forced", T("Forcing it in costs [{unit}]", unit=unit), Kind.TONNES, _loss),
        Column("conflict", T("Stands against forcing it"), Kind.TEXT, lambda row: _conflict(row.one.forced)),
        Column("cost_needed", T("In at a cost of"), Kind.WON, lambda row: _after(row.least("cost"))),
        Column("cut", T("Cost cut"), Kind.PERCENT, _cut),
        Column("support", T("Support accepted now"), Kind.PERCENT, lambda row: _before(row.least("own"))),
        Column("support_needed", T("In at support of"), Kind.PERCENT, lambda row: _after(row.least("own"))),
        Column("purse", T("In with more budget"), Kind.TEXT, lambda row: _says(row.least("budget"))),
        Column("more", T("More budget"), Kind.WON, lambda row: _change(row.least("budget"))),
        Column("more_not", T("Not yet with"), Kind.WON, lambda row: _change_below(row.least("budget"))),
        Column("rule", T("In with a rule relaxed"), Kind.TEXT, lambda row: _says(row.least("rule"))),
        Column("rule_level", T("Level"), Kind.TEXT, lambda row: _level(row.least("rule"))),
        Column("forced_how", T("How forcing was found"), Kind.TEXT, _forced_how),
        Column("cost_how", T("How the cost was found"), Kind.TEXT, lambda row: _how(row.least("cost"))),
        Column("support_how", T("How the support was found"), Kind.TEXT, lambda row: _how(row.least("own"))),
        Column("budget_how", T("How the budget was found"), Kind.TEXT, lambda row: _how(row.least("budget"))),
        Column("rule_how", T("How the rule was found"), Kind.TEXT, lambda row: _how(row.least("rule"))),
    )


def _year(one: Explained) -> Cell:
    return None if one.weighing is None else one.weighing.year


def _worth(row: Letter) -> Cell:
    return None if row.one.weighing is None else row.one.weighing.worth


def _loss(row: Letter) -> Cell:
    return None if row.one.forced is None else row.one.forced.loss


def _forced_how(row: Letter) -> Cell:
    return None if row.one.forced is None else CHECKED[row.one.forced.checked]


def _taken(row: Letter) -> Cell:
    weighing = row.one.weighing
    return None if weighing is None else weighing.worth - weighing.margin


def _short(row: Letter) -> Cell:
    weighing = row.one.weighing
    return None if weighing is None else max(0.0, -weighing.margin)


def _conflict(forced: Forced | None) -> Text | None:
    return _joined(forced.conflict) if forced is not None and forced.conflict else None


def _joined(parts: Sequence[Text]) -> Text:
    return Joined(parts, "; ")


def _cut(row: Letter) -> Cell:
    found = row.least("cost")
    return None if found is None else found.change / found.before


def _before(found: Enough | None) -> Cell:
    return None if found is None else found.before


def _after(found: Enough | None) -> Cell:
    return None if found is None else found.after


def _change(found: Enough | None) -> Cell:
    return None if found is None else found.change


def _change_below(found: Enough | None) -> Cell:
    return None if found is None else found.change - found.step


def _says(found: Enough | None) -> Cell:
    return None if found is None else found.says


def _level(found: Enough | None) -> Cell:
    if found is None:
        return None
    return T("{new} in place of {old}", new=level(found.after, found.unit), old=level(found.before, found.unit))


def _how(found: Enough | None) -> Cell:
    return None if found is None else CHECKED[found.checked]


def _furthest(missed: NotEnough) -> Cell:
    if missed.furthest is None:
        return T("not looked for: no time")
    tried = level(missed.furthest, missed.unit)
    return T("{amount} more in every year", amount=tried) if missed.kind == "budget" and not missed.before else tried


_ENOUGH: tuple[Column[EnoughRow], ...] = (
    Column("upgrade", T("Upgrade"), Kind.TEXT, lambda row: row.one.upgrade_id),
    Column("supplier", T("Supplier"), Kind.TEXT, lambda row: row.one.supplier_id),
    Column("kind", T("Kind"), Kind.TEXT, lambda row: KINDS[row.found.kind]),
    Column("what", T("What changes"), Kind.TEXT, lambda row: row.found.says),
    Column("setting", T("Set by"), Kind.TEXT, lambda row: row.found.setting),
    Column("before", T("Now"), Kind.TEXT, lambda row: level(row.found.before, row.found.unit)),
    Column("after", T("Then"), Kind.TEXT, lambda row: level(row.found.after, row.found.unit)),
    Column("share", T("Then awarded"), Kind.PERCENT, lambda row: row.found.share),
    Column("step", T("Step"), Kind.TEXT, lambda row: level(row.found.step, row.found.unit) if row.found.step else None),
    Column("below", T("Awarded a step before"), Kind.PERCENT, lambda row: row.found.share_below),
    Column("how", T("How it was found"), Kind.TEXT, lambda row: CHECKED[row.found.checked]),
)

_NOT_ENOUGH: tuple[Column[NotEnoughRow], ...] = (
    Column("upgrade", T("Upgrade"), Kind.TEXT, lambda row: row.one.upgrade_id),
    Column("supplier", T("Supplier"), Kind.TEXT, lambda row: row.one.supplier_id),
    Column("kind", T("Kind"), Kind.TEXT, lambda row: KINDS[row.missed.kind]),
    Column("what", T("What changes"), Kind.TEXT, lambda row: row.missed.says),
    Column("before", T("Now"), Kind.TEXT, lambda row: level(row.missed.before, row.missed.unit)),
    Column("furthest", T("Tried up to"), Kind.TEXT, lambda row: _furthest(row.missed)),
)
