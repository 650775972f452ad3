"""Books become files: CSV files beside a model, or one workbook by XlsxWriter; then they are spoiled."""

from __future__ import annotations

import csv
import datetime
import io
import re
from pathlib import Path
from typing import Any

from planner.intake.columns import columns_of
from tests.campaigns.bad_inputs.book import KINDS, MODEL, AsText, Book, Formula

_PLAIN = re.compile(r"-?\d{1,15}(\.\d+)?", re.ASCII)
_TEXT_PARSERS = ("text", "names", "choice", "yes_or_no")


def written(book: Book, folder: Path) -> Path:
    """Write all files of a book into a folder; gives the path to be read."""
    files = {book.workbook: workbook(book)} if book.form == "xlsx" else _folder(book)
    for name, spoil in book.spoils.items():
        if spoil is None:
            files.pop(name)
        else:
            files[name] = spoil(files[name])
    for name, content in (files | book.further).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder / (book.asked_for or (book.workbook if book.form == "xlsx" else MODEL))


def _folder(book: Book) -> dict[str, bytes]:
    tables = {f"tables/{name}.csv": table_text(book, name).encode() for name in book.grids if name in _TABLES}
    return {MODEL: book.model_text.encode(), **tables}


_TABLES = ("suppliers", "links", "upgrades", "cost_lines", "products")


def table_text(book: Book, name: str) -> str:
    """A table as CSV."""
    grid = book.grids[name]
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerows(grid.above)
    writer.writerow([book.heading(name, number) for number in range(len(grid.columns))])
    if grid.units:
        writer.writerow(_unit_row(book, name))
    writer.writerows([[_as_text(cell) for cell in row] for row in grid.rows])
    return stream.getvalue()


def _unit_row(book: Book, name: str) -> list[str]:
    grid = book.grids[name]
    word = "단위" if book.language == "ko" else "unit"
    return [word, *(grid.units.get(column, "") for column in grid.columns[1:])]


def _as_text(cell: Any) -> str:
    if isinstance(cell, Formula):
        return str(cell.value)
    if isinstance(cell, bool):
        return str(cell).upper()
    return cell.isoformat() if isinstance(cell, datetime.date) else str(cell)


def workbook(book: Book) -> bytes:
    """The programme as one workbook."""
    import xlsxwriter

    stream = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    made = xlsxwriter.Workbook(stream, options)
    made.set_properties({"created": datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)})
    sheets = {name: made.add_worksheet(book.sheet(name)) for name in book.grids}
    for name, sheet in sheets.items():
        _write_sheet(made, sheet, book, name)
    for touch in book.touches:
        touch(made, sheets)
    made.close()
    return stream.getvalue()


def _write_sheet(made: Any, sheet: Any, book: Book, name: str) -> None:
    grid = book.grids[name]
    day = made.add_format({"num_format": "yyyy-mm-dd"})
    parsers = {column.name: column.parser.__name__ for column in columns_of(KINDS[name].row)}
    for number, row in enumerate(grid.above):
        sheet.write_row(number, 0, row)
    top = book.line(name, -1) - 1
    sheet.write_row(top, 0, [book.heading(name, number) for number in range(len(grid.columns))])
    if book.has_units(name):
        sheet.write_row(top + 1, 0, _unit_row(book, name))
    for index, row in enumerate(grid.rows):
        for number, cell in enumerate(row):
            is_text = number >= len(grid.columns) or parsers.get(grid.columns[number], "text") in _TEXT_PARSERS
            write_cell(sheet, book.line(name, index) - 1, number, cell, is_text, day)


def write_cell(sheet: Any, row: int, column: int, cell: Any, is_text: bool, day: Any = None) -> None:
    """One cell, as a person's typing would leave it: digits are numbers but in columns of text."""
    if isinstance(cell, Formula):
        sheet.write_formula(row, column, cell.text, None, cell.value)
    elif isinstance(cell, bool):
        sheet.write_boolean(row, column, cell)
    elif isinstance(cell, datetime.date):
        sheet.write_datetime(row, column, cell, day)
    elif isinstance(cell, int | float):
        sheet.write_number(row, column, cell)
    elif cell == "":
        return
    elif not isinstance(cell, AsText) and not is_text and _PLAIN.fullmatch(cell):
        sheet.write_number(row, column, float(cell))
    else:
        sheet.write_string(row, column, str(cell))
