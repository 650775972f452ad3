"""The awards as a CSV file that Excel opens rightly: UTF-8 with a byte order mark, text never a formula."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from fractions import Fraction

from planner.export.columns import Cell
from planner.export.workbook import awards
from planner.languages import Language, Text
from planner.live_text import guarded
from planner.plan.plan import Plan
from planner.programme.programme import Programme


def csv_bytes(plan: Plan, programme: Programme, language: Language) -> bytes:
    """The awards table: a line of headings, then a line an award."""
    table = awards.table(plan, programme)
    text = io.StringIO(newline="")
    lines = csv.writer(text, lineterminator="\r\n")
    columns = [column for column in table.columns if column.key not in awards.FOR_FORMULAS]
    lines.writerow([_field(column.heading, language) for column in columns])
    for row in table.rows:
        lines.writerow([_field(column.value(row), language) for column in columns])
    return text.getvalue().encode("utf-8-sig")


def _field(cell: Cell, language: Language) -> str | int | float | Decimal | None:
    if isinstance(cell, Fraction):
        return float(cell)
    if isinstance(cell, Text):
        return guarded(cell.to(language))
    return guarded(cell) if isinstance(cell, str) else cell
