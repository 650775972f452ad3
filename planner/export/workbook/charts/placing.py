"""Where charts stand on a page of sections: to the right of a table, or over the whole width."""

from __future__ import annotations

from typing import Any

from planner.export.workbook.summary.grid import Area, Grid

LEAST_LINES = 15
"""A chart of fewer lines cannot be read; a short table makes room for it."""

_FIGURE_PIXELS = 131
_LABEL_PIXELS = 299
_LINE_PIXELS = 22
_MARGIN = 14


def beside(grid: Grid, chart: Any, table: Area, least: int = LEAST_LINES) -> None:
    """To the right of a table, as far as the page goes and as high as the table is, or ``least`` rows."""
    lines = max(table.bottom - table.top + 1, least)
    width = (grid.columns - table.right - 1) * _FIGURE_PIXELS - _MARGIN - 2
    chart.set_size({"width": width, "height": lines * _LINE_PIXELS})
    _insert(grid, chart, table.top, table.right + 1, _MARGIN)
    grid.row = max(grid.row, table.top + lines + 1)


def across(grid: Grid, chart: Any, lines: int) -> None:
    """Over the whole width of the page, from the current row on."""
    width = _LABEL_PIXELS + (grid.columns - 1) * _FIGURE_PIXELS - 2
    chart.set_size({"width": width, "height": lines * _LINE_PIXELS - 4})
    _insert(grid, chart, grid.row, 0, 2)
    grid.row += lines


def _insert(grid: Grid, chart: Any, row: int, column: int, indent: int) -> None:
    place = {"x_offset": indent, "y_offset": 2, "object_position": 2}
    grid.sheet.worksheet.insert_chart(row, column, chart, place)
