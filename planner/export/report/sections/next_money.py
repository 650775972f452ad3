"""What the next money buys: by the plan's shadow prices, and by solving again where that was done."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from planner.export.columns import Column, Kind, Table
from planner.export.measures import Unit
from planner.export.numbers import MoneyUnit, money
from planner.export.report.blocks import Block, Command, Paragraph, Section, TableBlock
from planner.export.report.drawings import drawn
from planner.export.report.limits import dearest_purses
from planner.export.report.material import Material
from planner.export.wording import listed
from planner.export.workbook import shadow_prices
from planner.languages import T, Text
from planner.plan.plan import Plan
from planner.study.rungs import Ladder, Rung


@dataclass(frozen=True)
class PurseRow:
    """Purses of a year in which a little more money brings the same, and what it brings for each million won."""

    purses: Text
    year: str
    price: float
    unit: str


def section(given: Material) -> Section:
    """Prices of money, the ladder or the command that makes it, and all other prices."""
    return Section("next", T("What the next money buys"), tuple(_blocks(given)))


def _blocks(given: Material) -> Iterator[Block]:
    plan, ladder = given.plan, given.studies.ladder
    if ladder is not None:
        yield from _ladder(given, ladder)
    else:
        yield Paragraph(T("What larger sums buy takes solving again; this command does it:"), "note")
        yield Command("planner ladder MODEL")
    if not plan.shadow_prices:
        yield Paragraph(T("The plan has no shadow prices: they are known only where upgrades can be divided."), "note")
        return
    if dearest_purses(plan):
        yield TableBlock(purses(plan))
    yield TableBlock(shadow_prices.table(plan), long=True)


def purses(plan: Plan) -> Table[PurseRow]:
    """A row for purses and a year with one price, the dearest first."""
    rows = [PurseRow(listed(names), year, price.price, price.unit) for names, year, price in dearest_purses(plan)]
    return Table(
        title=T("What one more million won is worth"),
        says=T("By the plan's shadow prices: for small sums, if all else stays as it is."),
        columns=(
            Column("purse", T("Purse"), Kind.TEXT, lambda row: row.purses),
            Column("year", T("Year"), Kind.MARK, lambda row: row.year),
            Column("price", T("Worth"), Kind.FIGURE, lambda row: row.price),
            Column("unit", T("Unit"), Kind.TEXT, lambda row: Unit(row.unit)),
        ),
        rows=rows,
    )


def _ladder(given: Material, ladder: Ladder) -> Iterator[Block]:
    from planner.export.charts import ladder as ladder_chart

    yield Paragraph(
        T(
            "Each purse was given {won} more, one at a time, and the programme solved again.",
            won=money(ladder.amount_won, MoneyUnit.EOK_WON),
        )
    )
    yield from drawn(ladder, given, ladder_chart.picture)
    yield TableBlock(rungs(ladder))
    if ladder.stopped:
        yield Paragraph(T("A limit stopped a search: gains are those of the best plans found by then."), "note")


def rungs(ladder: Ladder) -> Table[Rung]:
    """A row a purse and year, and one for all its years."""
    unit = Unit(ladder.unit)
    return Table(
        title=T("The next money, purse by purse"),
        says=T("Amounts in won. The gain is that of the objective; all years: the sum is shared among them."),
        columns=(
            Column("purse", T("Purse"), Kind.TEXT, lambda row: row.purse),
            Column("year", T("Year"), Kind.TEXT, lambda row: T("all years") if row.year is None else str(row.year)),
            Column("budget", T("Budget (won)"), Kind.WON, lambda row: row.budget_won),
            Column("added", T("Added (won)"), Kind.WON, lambda row: row.added_won),
            Column("gained", T("Gained ({unit})", unit=unit), Kind.FIGURE, lambda row: row.gained),
            Column("per_million", T("Gained per million won"), Kind.FIGURE, lambda row: row.per_million),
            Column("price", T("Shadow price"), Kind.FIGURE, lambda row: row.shadow_price),
            Column("spent", T("More spent (won)"), Kind.WON, lambda row: row.spent_won),
            Column("in", T("Upgrades that come in"), Kind.COUNT, lambda row: len(row.comes_in)),
            Column("out", T("Upgrades that leave"), Kind.COUNT, lambda row: len(row.leaves)),
        ),
        rows=ladder.rungs,
    )
