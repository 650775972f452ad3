"""Figures that show by their look what they say: full, at the limit, below zero, how large beside the others."""

from __future__ import annotations

from typing import Any

from planner.export.columns import AnyTable, AtLimit, Signal
from planner.export.workbook.places import FIRST_ROW
from planner.export.workbook.sheet import Sheet

FULL = 0.999_995
"""From here on a share reads 100 %: a purse that whole won cannot empty to the last is full too."""

_BAR = "#D6E4F0"


def show_signals(sheet: Sheet, table: AnyTable) -> None:
    """Give each column of the table its conditional formats."""
    if not table.rows:
        return
    last = FIRST_ROW + len(table.rows) - 1
    for number, column in enumerate(table.columns):
        if isinstance(column.signal, AtLimit):
            rules = _at_limit(sheet, table, number, column.signal)
        elif column.signal is not None:
            rules = _rules(sheet, column.signal)
        else:
            continue
        for rule in rules:
            sheet.worksheet.conditional_format(FIRST_ROW, number, last, number, rule)


def alarm_unless_zero(sheet: Sheet, row: int, column: int) -> None:
    """A check's cell turns red where it is not 0."""
    for rule in _rules(sheet, Signal.NOT_ZERO):
        sheet.worksheet.conditional_format(row, column, row, column, rule)


def full_at_hundred(sheet: Sheet, first: int, last: int, column: int) -> None:
    """Shares of a page's column are coloured from 100 % on."""
    for rule in _rules(sheet, Signal.FULL):
        sheet.worksheet.conditional_format(first, column, last, column, rule)


def _rules(sheet: Sheet, signal: Signal) -> list[dict[str, Any]]:
    tight, broken = (sheet.book.formats.alarm(name) for name in ("tight", "broken"))
    if signal is Signal.BAR:
        return [{"type": "data_bar", "bar_color": _BAR, "bar_solid": True, "data_bar_2010": True}]
    if signal is Signal.FULL:
        # Words and empty cells count as larger than any number: only up to a size that no share has.
        return [{"type": "cell", "criteria": "between", "minimum": FULL, "maximum": 1_000_000, "format": tight}]
    if signal is Signal.BELOW_ZERO:
        return [{"type": "cell", "criteria": "<", "value": 0, "format": broken}]
    return [{"type": "cell", "criteria": "!=", "value": 0, "format": broken}]


def _at_limit(sheet: Sheet, table: AnyTable, number: int, signal: AtLimit) -> list[dict[str, Any]]:
    from xlsxwriter.utility import xl_rowcol_to_cell

    here = xl_rowcol_to_cell(FIRST_ROW, number, col_abs=True)
    beside = xl_rowcol_to_cell(FIRST_ROW, table.column_number(signal.of), col_abs=True)
    tight = f"=AND(ISNUMBER({here}),{here}<={signal.share}*ABS({beside}))"
    return [
        {**rule, "stop_if_true": True}
        for rule in (
            {"type": "cell", "criteria": "<", "value": 0, "format": sheet.book.formats.alarm("broken")},
            {"type": "formula", "criteria": tight, "format": sheet.book.formats.alarm("tight")},
        )
    ]
