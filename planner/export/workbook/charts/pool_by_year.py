"""A pool year by year: what falls due, what of it comes, what is paid out of it, and what is left at the year's end."""

from __future__ import annotations

from typing import Any

from planner.export.colours import AMBER, DEEP, SKY, VERMILLION
from planner.export.workbook.charts.look import Axis, bars, dress, markers, money_axis
from planner.export.workbook.sheet import Sheet
from planner.export.workbook.summary.grid import Area
from planner.languages import T, Text


def chart(sheet: Sheet, pool: Area, title: Text, most_won: int) -> Any:
    """A table with a row a year: years, then due, received, paid (bars) and balance (a line), of up to so many won."""
    name = sheet.worksheet.get_name()
    first, last = pool.top + 1, pool.bottom
    years = [name, first, pool.left, last, pool.left]

    def series(place: int) -> dict[str, Any]:
        column = pool.left + place
        return {
            "name": [name, pool.top, column],
            "categories": years,
            "values": [name, first, column, last, column],
        }

    drawn = sheet.book.workbook.add_chart({"type": "column"})
    for place, colour in enumerate((SKY, AMBER, DEEP), start=1):
        drawn.add_series({**series(place), "gap": 60, "overlap": 0, **bars(colour)})
    balance = sheet.book.workbook.add_chart({"type": "line"})
    balance.add_series({**series(4), "line": {"color": VERMILLION, "width": 2.0}, **markers(VERMILLION, size=7)})
    drawn.combine(balance)
    dress(sheet, drawn, title, Axis(T("Year"), "0"), money_axis(sheet, most_won))
    return drawn
