"""What the next money buys: by the plan's shadow prices, and by solving again where that was done."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from planner.export.columns import Column, Kind, Table, chosen
from planner.export.ladder import columns, further_notes
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
    yield from (Paragraph(note, "note") for note in further_notes(ladder))
    yield from drawn(ladder, given, ladder_chart.picture)
    yield TableBlock(rungs(ladder))
    if ladder.stopped:
        yield Paragraph(T("A limit stopped a search: gains are those of the best plans found by then."), "note")


_COLUMNS = (
    "purse",
    "year",
    "budget",
    "added",
    "gained",
    "per_million",
    "shadow_price",
    "spent",
    "comes_in",
    "leaves",
)
"""What is shown of a rung."""


def rungs(ladder: Ladder) -> Table[Rung]:
    """A row a purse and year, and one for all its years."""
    return Table(
        title=T("The next money, purse by purse"),
        says=T("Amounts in won. The gain is that of the objective; all years: the sum is shared among them."),
        columns=chosen(columns(ladder), *_COLUMNS),
        rows=ladder.rungs,
    )
