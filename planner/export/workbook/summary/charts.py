"""Two pictures beside the tonnes: money by payer, and tonnes, year by year."""

from __future__ import annotations

from typing import Any

from planner.export.workbook.summary.grid import Area, Grid
from planner.languages import T, Text

_COLUMN_PIXELS = 131
_LINE_PIXELS = 22
_LEAST_LINES = 13
_COLOURS = ("#1F3864", "#2E75B6", "#9DC3E6", "#548235", "#A9D18E", "#BF9000", "#7F7F7F", "#C55A11")


def money_beside(grid: Grid, money: Area, figures: Area) -> None:
    """The money by payer, to the right of the key figures."""
    _hang(grid, _money_chart(grid, money), T("Money by payer and year (won)"), figures)


def tonnes_beside(grid: Grid, tonnes: Area, *, all_save: bool) -> None:
    """The tonnes by year, to the right of their table, which makes room for a picture even of one year.

    Where tonnes are saved in all years the picture begins at 0, so that bars are as long as what they stand for.
    """
    _hang(grid, _tonnes_chart(grid, tonnes), T("Tonnes by year (t CO2e)"), tonnes, from_zero=all_save)
    grid.row = max(grid.row, tonnes.top + _LEAST_LINES + 1)


def _hang(grid: Grid, chart: Any, title: Text, beside: Area, *, from_zero: bool = True) -> None:
    """To the right of a table, as far as the page goes."""
    font = {"name": grid.sheet.book.formats.font}
    small = {"num_font": font | {"size": 8}}
    lines = {"visible": True, "line": {"color": "#D9D9D9"}}
    chart.set_title({"name": grid.sheet.words(title), "name_font": font | {"size": 10}})
    chart.set_x_axis(small)
    least = {"min": 0} if from_zero else {}
    chart.set_y_axis(small | {"num_format": "#,##0", "major_gridlines": lines} | least)
    height = max(beside.bottom - beside.top + 1, _LEAST_LINES) * _LINE_PIXELS
    width = (grid.columns - beside.right - 1) * _COLUMN_PIXELS - 16
    chart.set_size({"width": width, "height": height})
    offset = {"x_offset": 14, "y_offset": 2, "object_position": 2}
    grid.sheet.worksheet.insert_chart(beside.top, beside.right + 1, chart, offset)


def _money_chart(grid: Grid, money: Area) -> Any:
    chart = grid.sheet.book.workbook.add_chart({"type": "column", "subtype": "stacked"})
    top, _, bottom, right = money
    name = grid.sheet.worksheet.get_name()
    for place, row in enumerate(range(top + 1, bottom + 1)):
        chart.add_series(
            {
                # Names are references, never the words themselves: words that begin with '=' would be formulas.
                "name": [name, row, 0],
                "categories": [name, top, 1, top, right],
                "values": [name, row, 1, row, right],
                "fill": {"color": _COLOURS[place % len(_COLOURS)]},
                "gap": 60,
            }
        )
    font = {"name": grid.sheet.book.formats.font, "size": 8}
    chart.set_legend({"position": "bottom", "font": font})
    return chart


def _tonnes_chart(grid: Grid, tonnes: Area) -> Any:
    chart = grid.sheet.book.workbook.add_chart({"type": "column"})
    top, _, bottom, _ = tonnes
    name = grid.sheet.worksheet.get_name()
    chart.add_series(
        {
            "name": [name, top, 1],
            "categories": [name, top + 1, 0, bottom, 0],
            "values": [name, top + 1, 1, bottom, 1],
            "fill": {"color": "#548235"},
            "gap": 60,
        }
    )
    chart.set_legend({"none": True})
    return chart
