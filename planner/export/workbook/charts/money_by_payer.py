"""Money by payer and year: a bar a year, a colour a payer."""

from __future__ import annotations

from typing import Any

from planner.export.colours import COLOURS
from planner.export.workbook.charts.look import Axis, bars, dress, money_axis
from planner.export.workbook.sheet import Sheet
from planner.export.workbook.summary.grid import Area
from planner.languages import T


def chart(sheet: Sheet, money: Area, paid: list[int], most_won: int) -> Any:
    """The rows of a table of payers (headings above, names on the left) as bars on bars.

    ``paid`` is what each row comes to [won]: where there are more payers than can be told apart, the largest are drawn.
    ``most_won`` is what all of them pay in the year that costs most.
    """
    name = sheet.worksheet.get_name()
    drawn = sheet.book.workbook.add_chart({"type": "column", "subtype": "stacked"})
    for colour, place in zip(COLOURS, shown(paid), strict=False):
        row = money.top + 1 + place
        drawn.add_series(
            {
                "name": [name, row, money.left],
                "categories": [name, money.top, money.left + 1, money.top, money.right],
                "values": [name, row, money.left + 1, row, money.right],
                "gap": 55,
                **bars(colour),
            }
        )
    title = T("Money by payer and year")
    if len(paid) > len(COLOURS):
        title = T("Money by payer and year: the {count} who pay most of {all}", count=len(COLOURS), all=len(paid))
    dress(sheet, drawn, title, Axis(T("Year"), "0"), money_axis(sheet, most_won))
    return drawn


def shown(paid: list[int]) -> list[int]:
    """The places of those who pay most, in the order of the table."""
    largest = sorted(range(len(paid)), key=lambda place: (-paid[place], place))[: len(COLOURS)]
    return sorted(largest)
