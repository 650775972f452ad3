"""A table as a sheet: title, note, total, headings, rows; frozen, filtered, ready to print."""

from __future__ import annotations

from collections.abc import Sequence

from planner.export.columns import AnyTable, Cell, Column, Kind, RatioOf
from planner.export.workbook.places import (
    FIRST_ROW,
    HEADING_ROW,
    NOTE_ROW,
    TITLE_ROW,
    TOTAL_ROW,
    RowPlace,
    column_range,
)
from planner.export.workbook.sheet import LINE_HEIGHT, WORDS, Book, Sheet
from planner.export.workbook.widths import column_width, lines_needed
from planner.languages import T, Text

_LEAST = {Kind.YEAR: 6.0, Kind.WON: 11.0, Kind.TONNES: 9.0, Kind.PERCENT: 7.0, Kind.COUNT: 5.0}
_MOST = {Kind.SENTENCE: 80.0, Kind.TEXT: 32.0}
_DECIMALS = {Kind.TONNES: 1, Kind.FIGURE: 4, Kind.PERCENT: 4, Kind.EOK: 2, Kind.PART: 6}


def write_table(book: Book, table: AnyTable) -> None:
    """Write the table as a sheet of its own."""
    sheet = book.sheet(table.title)
    sheet.write(TITLE_ROW, 0, table.title, "title")
    sheet.write(NOTE_ROW, 0, table.says, "note")
    sheet.worksheet.set_row(TITLE_ROW, 27)
    cells = [table.values(column) for column in table.columns]
    widths = _widths(sheet, table, cells)
    _headings(sheet, table, widths)
    _rows(sheet, table, cells, widths)
    _totals(sheet, table, widths)
    _views(sheet, table)


def _widths(sheet: Sheet, table: AnyTable, cells: list[list[Cell]]) -> list[float]:
    widths = [_width(sheet, table, *column) for column in zip(table.columns, cells, strict=True)]
    for number, width in enumerate(widths):
        sheet.worksheet.set_column(number, number, width)
    return widths


def _headings(sheet: Sheet, table: AnyTable, widths: list[float]) -> None:
    lines = 1
    for number, (column, width) in enumerate(zip(table.columns, widths, strict=True)):
        sheet.write(HEADING_ROW, number, column.heading, "heading")
        lines = max(lines, lines_needed(sheet.words(column.heading), width))
    sheet.worksheet.set_row(HEADING_ROW, LINE_HEIGHT * lines + 4)


def _width(sheet: Sheet, table: AnyTable, column: Column[object], cells: Sequence[Cell]) -> float:
    heading = sheet.words(column.heading)
    shown = {sheet.words(cell) for cell in cells if isinstance(cell, WORDS)}
    numbers = [cell for cell in cells if cell is not None and not isinstance(cell, WORDS)]
    if column.total:
        numbers.append(table.total(column.key) or 0)
    kinds = {column.kind_in(row) for row in table.rows} or {column.kind}
    ends = (min(numbers, default=0), max(numbers, default=0))
    shown |= {_shown(float(number), kind) for number in ends for kind in kinds}
    most = _MOST.get(column.kind, 24.0) if column.most is None else column.most
    return column_width(shown, heading, _LEAST.get(column.kind, 6.0), most)


def _shown(number: float, kind: Kind) -> str:
    """About what the reader will see, for its width."""
    return f"{number:,.{_DECIMALS.get(kind, 0)}f}"


def _rows(sheet: Sheet, table: AnyTable, cells: list[list[Cell]], widths: list[float]) -> None:
    if not table.rows:
        sheet.write(FIRST_ROW, 0, T("None."), "note")
    for row, (item, values) in enumerate(zip(table.rows, zip(*cells, strict=True), strict=True), start=FIRST_ROW):
        lines = 1
        for number, (column, value) in enumerate(zip(table.columns, values, strict=True)):
            if isinstance(value, WORDS):
                words = sheet.words(value)
                sheet.write_words(row, number, words, column.style_in(item, "plain"), column.kind_of_words)
                lines = max(lines, lines_needed(words, widths[number]))
            elif column.formula is not None and value is not None:
                formula = column.formula(RowPlace(table, row))
                sheet.formula(row, number, formula, value, style="figure", kind=column.kind_in(item))
            else:
                sheet.write(row, number, value, column.style_in(item, "figure"), column.kind_in(item))
        if lines > 1:
            sheet.worksheet.set_row(row, LINE_HEIGHT * lines)


def _totals(sheet: Sheet, table: AnyTable, widths: list[float]) -> None:
    if not any(column.total for column in table.columns):
        return
    label = _total_label(sheet, table, widths)
    for number, column in enumerate(table.columns):
        sheet.write(TOTAL_ROW, number, label if number == 0 else None, "total")
        if column.total is not None and table.rows:
            value = table.total(column.key)
            sheet.formula(TOTAL_ROW, number, _total_formula(table, column), value, style="total", kind=column.kind)


def _total_label(sheet: Sheet, table: AnyTable, widths: list[float]) -> Text:
    """What the totals are, in full where there is room before the first of them."""
    label = T("Total of the rows shown")
    first = next(number for number, column in enumerate(table.columns) if column.total)
    return label if lines_needed(sheet.words(label), sum(widths[:first])) == 1 else T("Total")


def _total_formula(table: AnyTable, column: Column[object]) -> str:
    if isinstance(column.total, RatioOf):
        totals = RowPlace(table, TOTAL_ROW)
        above, below = totals.cell(column.total.above), totals.cell(column.total.below)
        return f'=IF({below}=0,"",{above}/{below})'
    return f"=SUBTOTAL(109,{column_range(table, column.key)})"


def _views(sheet: Sheet, table: AnyTable) -> None:
    last = len(table.columns) - 1
    if table.rows:
        sheet.worksheet.autofilter(HEADING_ROW, 0, FIRST_ROW + len(table.rows) - 1, last)
    sheet.worksheet.freeze_panes(FIRST_ROW, table.frozen_columns)
    sheet.worksheet.repeat_rows(HEADING_ROW)
