"""The pages of the workbook that one reads first: an overview, and what lead firms pay and get."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from planner.export.beside.charts import by_year
from planner.export.beside.rows import FigureRow, unit_of
from planner.export.beside.tables import Views
from planner.export.beside.words import headline
from planner.export.columns import Kind
from planner.export.numbers import MoneyUnit
from planner.export.objectives import objective_name
from planner.export.wording import Verbatim, status_name
from planner.export.workbook.charts.placing import across
from planner.export.workbook.sheet import Book
from planner.export.workbook.summary.grid import Grid, address
from planner.languages import T, Text
from planner.units import EOK

KEY_FIGURES = (
    "objective",
    "lifetime_tonnes",
    "fresh_won",
    "public_won",
    "oem_won",
    "recycled_won",
    "own_won",
    "tonnes_per_million_won",
    "owed_won",
    "credit_value_won",
    "upgrades_funded",
    "suppliers_funded",
)
"""What the first page shows; all figures have a sheet of their own."""

MOST_BESIDE = 4
"""Of more plans than this the pages show no differences beside: the sheets do."""

_LINES = 16


def overview(book: Book, views: Views) -> None:
    """The plans, what differs in a sentence or two, key figures, and tonnes by year."""
    found = views.material.found
    grid = _grid(book, views, T("Overview"))
    grid.title(T("Plans compared"))
    grid.section_title(T("Plans"))
    for number, held in enumerate(found.plans):
        label = T("{plan} (reference)", plan=held.name) if number == 0 else Verbatim(held.name)
        says = T("{objective}: {status}", objective=objective_name(held.plan.model), status=status_name(held.plan))
        grid.sentence(label, says)
    grid.section_title(T("Who changes, and why"))
    for pair in found.pairs:
        for sentence in headline(pair):
            grid.sentence(Verbatim(pair.other.name), sentence)
    for row in views.why.rows:
        label = T("{plan}: {count} upgrades", plan=row.pair.other.name, count=f"{len(row.changed):,}")
        grid.sentence(label, row.says)
    rows = [row for row in views.material.indicators if row.figure.key in KEY_FIGURES]
    _section(grid, views, T("Key figures"), rows)
    grid.new_page()
    titles = (
        (T("Tonnes by year"), False),
        (T("Tonnes by year: more or less than in {plan}", plan=found.reference.name), True),
    )
    _charts(grid, [by_year(grid.sheet, views.years, "tonnes", title, differences=less) for title, less in titles])
    grid.sheet.worksheet.activate()


def procurement(book: Book, views: Views) -> None:
    """What lead firms pay, what comes of it, and both year by year."""
    rows = views.material.procurement
    if not rows:
        return
    grid = _grid(book, views, T("Procurement"))
    grid.title(T("Procurement: what lead firms pay, and what comes of it"))
    for topic in dict.fromkeys(row.figure.topic.template for row in rows):
        of_topic = [row for row in rows if row.figure.topic.template == topic]
        _section(grid, views, of_topic[0].figure.topic, of_topic)
    grid.new_page()
    titles = (
        ("oem_won", T("Lead firms' money by year")),
        ("owed_of_oem_won", T("What falls due from suppliers out of lead firms' money, by year")),
        ("credit_value_won", T("Value of the usable credits by year")),
    )
    _charts(grid, [by_year(grid.sheet, views.years, key, title) for key, title in titles])


def _grid(book: Book, views: Views, title: Text) -> Grid:
    plans = len(views.material.found.plans)
    return Grid.on(book.sheet(title), 1 + plans + (2 * (plans - 1) if plans <= MOST_BESIDE else 0))


def _charts(grid: Grid, charts: Sequence[Any | None]) -> None:
    for chart in charts:
        if chart is not None:
            grid.row += 1
            across(grid, chart, _LINES)


def _section(grid: Grid, views: Views, title: Text, rows: Sequence[FigureRow]) -> None:
    """The rows under the plans' names; of few plans with differences beside."""
    found, money = views.material.found, grid.sheet.book.money
    others = range(1, len(found.plans)) if len(found.plans) <= MOST_BESIDE else range(0)
    names = [Verbatim(held.name) for held in found.plans]
    beside = [
        heading
        for number in others
        for heading in (
            T("{plan}: difference", plan=found.plans[number].name),
            T("{plan}: in percent", plan=found.plans[number].name),
        )
    ]
    grid.section_title(title)
    grid.headings([T("Figure"), *names, *beside])
    for row in rows:
        grid.label(T("{figure} [{unit}]", figure=row.figure.name, unit=unit_of(row, money)))
        _values(grid, row, others, len(found.plans))
        grid.row += 1


def _values(grid: Grid, row: FigureRow, others: range, plans: int) -> None:
    is_won, kind = row.figure.kind is Kind.WON, row.figure.kind
    for number, value in enumerate(row.values, start=1):
        if is_won and value is not None:
            grid.money(number, int(value), None)
        else:
            grid.figure(number, value, kind)
    for place, number in enumerate(others):
        column, share = plans + 1 + 2 * place, row.relative(number)
        difference = row.difference(number)
        mine, reference = address(grid.row, number + 1), address(grid.row, 1)
        shown = Kind.EOK if is_won and grid.sheet.book.money is MoneyUnit.EOK_WON else kind
        told = None if difference is None else float(difference) / EOK if shown is Kind.EOK else difference
        grid.figure(column, told, shown, None if told is None else f"={mine}-{reference}", "change")
        live = None if share is None else f"=({mine}-{reference})/{reference}"
        grid.figure(column + 1, share, Kind.PERCENT, live, "change")
