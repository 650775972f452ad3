"""Where the cells of a table lie in its sheet, for formulas."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from planner.export.columns import AnyTable

TITLE_ROW, NOTE_ROW, TOTAL_ROW, HEADING_ROW, FIRST_ROW = range(5)
"""Rows of every table's sheet, counted from 0; the total stands above the headings, where filters leave it in sight."""


@dataclass(frozen=True)
class RowPlace:
    """One row of a table in its own sheet."""

    table: AnyTable
    row: int

    @property
    def item(self) -> Any:
        """The row itself."""
        return self.table.rows[self.row - FIRST_ROW]

    def cell(self, key: str) -> str:
        """The address of the row's cell in another column."""
        from xlsxwriter.utility import xl_rowcol_to_cell

        return str(xl_rowcol_to_cell(self.row, self.table.column_number(key)))

    def across(self, first: str, last: str) -> str:
        """The range of the row's cells from one column to another."""
        return f"{self.cell(first)}:{self.cell(last)}"


def column_range(table: AnyTable, first: str, last: str | None = None) -> str | None:
    """The cells of a column (or of several side by side) in the table's own sheet; an empty table has none."""
    from xlsxwriter.utility import xl_range_abs

    if not table.rows:
        return None
    left, right = table.column_number(first), table.column_number(last or first)
    return str(xl_range_abs(FIRST_ROW, left, FIRST_ROW + len(table.rows) - 1, right))
