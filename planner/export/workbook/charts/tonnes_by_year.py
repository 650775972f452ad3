"""Tonnes by year against what is asked of some of them."""

from __future__ import annotations

from typing import Any

from planner.export.colours import GREEN, VERMILLION
from planner.export.workbook.charts.look import Axis, bars, dress, markers
from planner.export.workbook.sheet import Sheet
from planner.export.workbook.summary.grid import Area
from planner.languages import T


def chart(sheet: Sheet, tonnes: Area, asked: int | None, *, all_save: bool) -> Any:
    """Bars of the table's second column over its first; marks of the column ``asked``, where there is one.

    Where tonnes are saved in all years the picture begins at 0, so that bars are as long as what they stand for.
    """
    name = sheet.worksheet.get_name()
    first, last = tonnes.top + 1, tonnes.bottom
    years = [name, first, tonnes.left, last, tonnes.left]
    drawn = sheet.book.workbook.add_chart({"type": "column"})
    drawn.add_series(
        {
            "name": [name, tonnes.top, tonnes.left + 1],
            "categories": years,
            "values": [name, first, tonnes.left + 1, last, tonnes.left + 1],
            "gap": 55,
            **bars(GREEN),
        }
    )
    if asked is not None:
        marks = sheet.book.workbook.add_chart({"type": "line"})
        marks.add_series(
            {
                "name": [name, tonnes.top, asked],
                "categories": years,
                "values": [name, first, asked, last, asked],
                "line": {"none": True},
                **markers(VERMILLION),
            }
        )
        drawn.combine(marks)
    title = T("Tonnes by year") if asked is None else T("Tonnes by year, and what is asked")
    upwards = Axis(T("t CO2e"), least=0 if all_save else None)
    dress(sheet, drawn, title, Axis(T("Year"), "0"), upwards, legend=asked is not None)
    return drawn
