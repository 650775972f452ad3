"""Native charts of a comparison: a colour a plan, drawn from the rows of a sheet's table."""

from __future__ import annotations

from typing import Any

from planner.export.beside.rows import FigureRow, plan_key
from planner.export.colours import COLOURS
from planner.export.columns import AnyTable, Kind
from planner.export.workbook.charts.look import Axis, bars, dress, money_axis
from planner.export.workbook.places import FIRST_ROW, HEADING_ROW
from planner.export.workbook.sheet import Sheet
from planner.languages import T, Text


def by_year(sheet: Sheet, table: AnyTable, key: str, title: Text, *, differences: bool = False) -> Any | None:
    """Bars side by side by year: of each plan, or by how much each other plan is above the reference.

    None where the table has no such figure, or where there is no difference to be seen.
    """
    rows: list[tuple[int, FigureRow]] = [
        (number, row) for number, row in enumerate(table.rows) if row.figure.key == key and not row.figure.about
    ]
    plans = range(1 if differences else 0, len(rows[0][1].values) if rows else 0)
    if not rows or not _shown(rows, plans, differences=differences):
        return None
    first, last = (FIRST_ROW + rows[place][0] for place in (0, -1))
    name = sheet.words(table.title)
    drawn = sheet.book.workbook.add_chart({"type": "column"})
    for plan in plans:
        column = table.column_number(f"difference_{plan}" if differences else plan_key(plan))
        drawn.add_series(
            {
                "name": [name, HEADING_ROW, column],
                "categories": [name, first, table.column_number("year"), last, table.column_number("year")],
                "values": [name, first, column, last, column],
                "gap": 60,
                "overlap": 0,
                **bars(COLOURS[plan % len(COLOURS)]),
            }
        )
    figure = rows[0][1].figure
    upwards = money_axis(sheet, _most(rows)) if figure.kind is Kind.WON else Axis(figure.unit)
    if differences:
        upwards = Axis(upwards.title, upwards.number_format)
    dress(sheet, drawn, title, Axis(T("Year"), "0"), upwards)
    return drawn


def _most(rows: list[tuple[int, FigureRow]]) -> int:
    """The largest amount that any plan has."""
    return max(int(value or 0) for _, row in rows for value in row.values)


def _shown(rows: list[tuple[int, FigureRow]], plans: range, *, differences: bool) -> bool:
    """Whether there is anything to see: differences by rounding to whole won are none."""
    if not differences:
        return True
    most = max(abs(float(row.values[0] or 0)) for _, row in rows)
    return any(abs(float(row.difference(plan) or 0)) > most * 1e-6 for _, row in rows for plan in plans)
