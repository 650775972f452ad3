"""The awards as a CSV file that Excel opens rightly: UTF-8 with a byte order mark, text never a formula."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from fractions import Fraction
from typing import Any

from planner.export.columns import Cell, Column, Kind
from planner.export.measures import Unit
from planner.export.workbook import awards
from planner.languages import Language, Text
from planner.live_text import guarded
from planner.plan.plan import Plan
from planner.programme.programme import Programme

_UNITS = {Kind.WON: "won", Kind.WON_PER_TONNE: "won per t"}
_DIGITS = {Kind.PERCENT: 6, Kind.WON_PER_TONNE: 2}


def csv_bytes(plan: Plan, programme: Programme, language: Language) -> bytes:
    """The awards table: a line of headings, then a line an award."""
    table = awards.table(plan, programme)
    text = io.StringIO(newline="")
    lines = csv.writer(text, lineterminator="\r\n")
    columns = [column for column in table.columns if column.key not in awards.FOR_FORMULAS]
    lines.writerow([_field(_heading(column), language) for column in columns])
    for row in table.rows:
        lines.writerow([_field(_rounded(column.value(row), column.kind), language) for column in columns])
    return text.getvalue().encode("utf-8-sig")


def _heading(column: Column[Any]) -> Text:
    """With the unit of money below, which no format of a cell shows here; headings of tonnes name theirs."""
    unit = _UNITS.get(column.kind)
    if unit is None:
        return column.heading
    return Text("{heading} [{unit}]", {"heading": column.heading, "unit": Unit(unit)})


def _rounded(cell: Cell, kind: Kind) -> Cell:
    """Quotients with the decimals that say something; won, tonnes and counts stay as they are."""
    digits = _DIGITS.get(kind)
    if digits is None or not isinstance(cell, int | float | Decimal | Fraction):
        return cell
    return round(float(cell), digits)


def _field(cell: Cell, language: Language) -> str | int | float | Decimal | Fraction | None:
    if isinstance(cell, Text):
        return guarded(cell.to(language))
    return guarded(cell) if isinstance(cell, str) else cell
