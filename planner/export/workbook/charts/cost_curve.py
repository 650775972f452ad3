"""The abatement cost curve: tonnes across, won per tonne upwards, a step a candidate, the cheapest on the left."""

from __future__ import annotations

from typing import Any

from planner.export.colours import AMBER, DEEP, GREY, VERMILLION
from planner.export.columns import AnyTable
from planner.export.workbook.charts.look import Axis, dress
from planner.export.workbook.places import FIRST_ROW, HEADING_ROW
from planner.export.workbook.sheet import Sheet
from planner.languages import T

_LINES: tuple[tuple[str, dict[str, Any]], ...] = (
    ("left", {"color": AMBER, "width": 2.0}),
    ("funded", {"color": DEEP, "width": 4.0}),
    ("cut_off", {"color": VERMILLION, "width": 1.5, "dash_type": "dash"}),
    ("marginal", {"color": GREY, "width": 1.5, "dash_type": "round_dot"}),
)
"""What is drawn, in that order: the funded steps are the widest, so that grey print shows them too."""


def chart(sheet: Sheet, points: AnyTable, tonnes: float, highest: float) -> Any:
    """The points' columns over its first, joined by straight lines; an empty cell is a gap.

    ``tonnes`` is where the curve ends; the axis upwards ends at ``highest`` [won/t].
    """
    name = sheet.words(points.title)
    drawn = sheet.book.workbook.add_chart({"type": "scatter", "subtype": "straight"})
    first, last = FIRST_ROW, FIRST_ROW + len(points.rows) - 1
    keys = {column.key for column in points.columns}
    for key, line in _LINES:
        if key in keys:
            column = points.column_number(key)
            drawn.add_series(
                {
                    "name": [name, HEADING_ROW, column],
                    "categories": [name, first, 0, last, 0],
                    "values": [name, first, column, last, column],
                    "line": line,
                    "marker": {"type": "none"},
                }
            )
    drawn.show_blanks_as("gap")
    across = Axis(T("Lifetime tonnes, added up (t CO2e)"), least=0, most=tonnes)
    upwards = Axis(T("Cost per lifetime tonne (won per t)"), least=0, most=highest)
    dress(sheet, drawn, T("Abatement cost curve"), across, upwards)
    return drawn
