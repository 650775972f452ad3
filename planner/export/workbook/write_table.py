"""A table as a sheet: title, note, total, headings, rows; frozen, filtered, ready to print."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from planner.export.columns import AnyTable, Cell, Column, Kind, Number, RatioOf, Scaled, scaled, sum_of
from planner.export.numbers import MoneyUnit
from planner.export.workbook.names import column_name
from planner.export.workbook.paper import Paper
from planner.export.workbook.places import (
    FIRST_ROW,
    HEADING_ROW,
    NOTE_ROW,
    TITLE_ROW,
    TOTAL_ROW,
    RowPlace,
    column_range,
)
from planner.export.workbook.sheet import LINE_HEIGHT, WORDS, Book, Sheet, plain
from planner.export.workbook.signals import show_signals
from planner.export.workbook.widths import column_width, lines_needed
from planner.languages import T, Text

_LEAST = {Kind.YEAR: 6.0, Kind.WON: 7.0, Kind.TONNES: 7.0, Kind.PERCENT: 7.0, Kind.COUNT: 5.0}
_MOST = {Kind.SENTENCE: 80.0, Kind.TEXT: 32.0}
_DECIMALS = {Kind.TONNES: 1, Kind.FIGURE: 4, Kind.PERCENT: 4, Kind.EOK: 2, Kind.PART: 6}

_NOTE_WIDTH = 140.0
"""A note takes no more room than a screen has; beyond that it breaks into lines."""


def write_table(book: Book, table: AnyTable) -> None:
    """Write the table as a sheet of its own."""
    sheet = book.sheet(table.title)
    cells = [table.values(column) for column in table.columns]
    totals = _sums(table, cells)
    widths = _widths(sheet, table, cells, totals)
    paper = Paper.of(table, widths)
    sheet.write(TITLE_ROW, 0, table.title, "title")
    sheet.worksheet.set_row(TITLE_ROW, 27)
    _note(sheet, table, widths[: paper.first_page])
    _totals(sheet, table, widths, totals)
    _headings(sheet, table, widths)
    _rows(sheet, table, cells, widths)
    _views(sheet, table)
    paper.set_up(sheet.worksheet, table)
    show_signals(sheet, table)
    _names(sheet, table)


def _sums(table: AnyTable, cells: list[list[Cell]]) -> Mapping[str, Number | None]:
    """The totals by column, each worked out once."""
    sums: dict[str, Number | None] = {
        column.key: sum_of(found) for column, found in zip(table.columns, cells, strict=True) if column.total == "sum"
    }
    for column in table.columns:
        if isinstance(column.total, RatioOf):
            above, below = sums[column.total.above], sums[column.total.below]
            sums[column.key] = float(above) / float(below) if above is not None and below else None
        elif isinstance(column.total, Scaled):
            sums[column.key] = scaled(sums[column.total.of], column.total.by)
    return sums


def _widths(sheet: Sheet, table: AnyTable, cells: list[list[Cell]], totals: Mapping[str, Number | None]) -> list[float]:
    widths = []
    for number, (column, found) in enumerate(zip(table.columns, cells, strict=True)):
        width = _width(sheet, table, column, found, totals.get(column.key))
        sheet.worksheet.set_column(number, number, width, None, _folding(table, number))
        widths.append(0.0 if column.hidden else width)
    return widths


def _folding(table: AnyTable, number: int) -> dict[str, bool | int]:
    """A hidden column is folded into the one after it, which has the mark that unfolds it."""
    if table.columns[number].hidden:
        return {"hidden": True, "level": 1}
    return {"collapsed": True} if number and table.columns[number - 1].hidden else {}


def _note(sheet: Sheet, table: AnyTable, widths: list[float]) -> None:
    """What the table shows, over as many columns of the first page as a screen holds."""
    words, last, room = sheet.words(table.says), 0, widths[0]
    while last + 1 < len(widths) and room + widths[last + 1] <= _NOTE_WIDTH:
        last += 1
        room += widths[last]
    if last:
        look = sheet.book.formats.get("lines")
        sheet.worksheet.merge_range(NOTE_ROW, 0, NOTE_ROW, last, "", look)
    sheet.write_words(NOTE_ROW, 0, words, "lines" if last else "note", Kind.TEXT)
    lines = lines_needed(words, room) if last else 1
    sheet.worksheet.set_row(NOTE_ROW, 13.5 * lines + 3)


def _headings(sheet: Sheet, table: AnyTable, widths: list[float]) -> None:
    lines = 1
    for number, (column, width) in enumerate(zip(table.columns, widths, strict=True)):
        sheet.write(HEADING_ROW, number, column.heading, "heading")
        if width:
            lines = max(lines, lines_needed(sheet.words(column.heading), width))
    sheet.worksheet.set_row(HEADING_ROW, LINE_HEIGHT * lines + 4)


def _width(sheet: Sheet, table: AnyTable, column: Column[object], cells: Sequence[Cell], total: Number | None) -> float:
    heading = sheet.words(column.heading)
    shown = {sheet.words(cell) for cell in cells if isinstance(cell, WORDS)}
    numbers = [cell for cell in cells if cell is not None and not isinstance(cell, WORDS)]
    if total is not None:
        numbers.append(total)
    kinds = {column.kind} if column.kind_of is None else {column.kind_in(row) for row in table.rows} or {column.kind}
    ends = (min(numbers, default=0), max(numbers, default=0))
    shown |= {_shown(float(number), kind, sheet.book.money) for number in ends for kind in kinds}
    most = _MOST.get(column.kind, 24.0) if column.most is None else column.most
    return column_width(shown, heading, _LEAST.get(column.kind, 6.0), most)


def _shown(number: float, kind: Kind, money: MoneyUnit) -> str:
    """About what the reader will see, for its width."""
    if kind is Kind.WON and money is MoneyUnit.MILLION_WON:
        number /= money.value
    return f"{number:,.{_DECIMALS.get(kind, 0)}f}"


def _rows(sheet: Sheet, table: AnyTable, cells: list[list[Cell]], widths: list[float]) -> None:
    if not table.rows:
        sheet.write(FIRST_ROW, 0, T("None."), "note")
    columns = [_CellsOf(sheet, table, *each) for each in enumerate(zip(table.columns, widths, strict=True))]
    for row, (item, values) in enumerate(zip(table.rows, zip(*cells, strict=True), strict=True), start=FIRST_ROW):
        sheet.go_to(row)
        lines = max(column.write(row, item, value) for column, value in zip(columns, values, strict=True))
        if lines > 1:
            sheet.worksheet.set_row(row, LINE_HEIGHT * lines)


class _CellsOf:
    """A column's cells: what is the same for all of them is looked up once. A large plan has millions of cells."""

    def __init__(self, sheet: Sheet, table: AnyTable, number: int, of: tuple[Column[object], float]) -> None:
        self._sheet, self._table, self._number = sheet, table, number
        self._column, self._width = of
        formats, column = sheet.book.formats, self._column
        self._words = None if column.style_of else formats.get("plain", column.kind_of_words)
        self._figure = None if column.style_of or column.kind_of else formats.get("figure", column.kind)

    def write(self, row: int, item: object, value: Cell) -> int:
        """Write the cell of a row; how many lines it takes."""
        column, worksheet = self._column, self._sheet.worksheet
        if isinstance(value, WORDS):
            words = self._sheet.words(value)
            worksheet.write_string(row, self._number, words, self._words or self._look(item, "plain"))
            return lines_needed(words, self._width)
        look = self._figure or self._look(item, "figure")
        formula = None if column.formula is None else column.formula(RowPlace(self._table, row))
        if formula is not None:
            worksheet.write_formula(row, self._number, formula, look, "" if value is None else plain(value))
        elif value is None:
            worksheet.write_blank(row, self._number, None, look)
        else:
            worksheet.write_number(row, self._number, plain(value), look)
        return 1

    def _look(self, item: object, otherwise: str) -> object:
        """The format of a cell that may differ from others of its column."""
        column = self._column
        kind = column.kind_of_words if otherwise == "plain" else column.kind_in(item)
        return self._sheet.book.formats.get(column.style_in(item, otherwise), kind)


def _totals(sheet: Sheet, table: AnyTable, widths: list[float], totals: Mapping[str, Number | None]) -> None:
    if not any(column.total for column in table.columns):
        return
    label = _total_label(sheet, table, widths)
    for number, column in enumerate(table.columns):
        sheet.write(TOTAL_ROW, number, label if number == 0 else None, "total")
        if column.total is not None and table.rows:
            formula = _total_formula(table, column)
            sheet.formula(TOTAL_ROW, number, formula, totals[column.key], style=column.total_style, kind=column.kind)


def _total_label(sheet: Sheet, table: AnyTable, widths: list[float]) -> Text:
    """What the totals are, in full where there is room before the first of them."""
    label = T("Total of the rows shown")
    first = next(number for number, column in enumerate(table.columns) if column.total)
    return label if lines_needed(sheet.words(label), sum(widths[:first])) == 1 else T("Total")


def _total_formula(table: AnyTable, column: Column[object]) -> str:
    totals = RowPlace(table, TOTAL_ROW)
    if isinstance(column.total, RatioOf):
        above, below = totals.cell(column.total.above), totals.cell(column.total.below)
        return f'=IF({below}=0,"",{above}/{below})'
    if isinstance(column.total, Scaled):
        return f"={totals.cell(column.total.of)}/{column.total.by}"
    return f"=SUBTOTAL(109,{column_range(table, column.key)})"


def _views(sheet: Sheet, table: AnyTable) -> None:
    last = len(table.columns) - 1
    if table.rows:
        sheet.worksheet.autofilter(HEADING_ROW, 0, FIRST_ROW + len(table.rows) - 1, last)
    sheet.worksheet.freeze_panes(FIRST_ROW, table.frozen_columns)


def _names(sheet: Sheet, table: AnyTable) -> None:
    """Name the cells of every column, for formulas."""
    for column in table.columns:
        name, cells = column_name(table, column), column_range(table, column.key)
        if name is not None and cells is not None:
            sheet.book.define(name, sheet.worksheet.get_name(), cells, column.heading)
