"""A worksheet that takes words and figures, never anything that could become a formula by itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from planner.export.columns import Cell, Kind, Number
from planner.export.numbers import MoneyUnit
from planner.export.workbook.formats import Formats
from planner.export.workbook.names import Named
from planner.languages import Language, T, Text

LINE_HEIGHT = 16.5
"""A row of one line [points]; Hangul stands higher than the default row."""

_EVERYWHERE = "A1:XFD1048576"
"""Ids such as 0012 are text on purpose, and totals leave out neighbours on purpose: no green corners for that."""

_LONGEST_TEXT = 32_767
"""What a cell can hold; XlsxWriter leaves out longer text without a word."""


WORDS = (str, Text)
"""What is written as words."""


@dataclass(frozen=True)
class Book:
    """The workbook being written, with its formats, its language and the hash that stands under each page, if any."""

    workbook: Any
    formats: Formats
    language: Language
    plan_hash: str
    money: MoneyUnit = MoneyUnit.WON
    names: list[Named] = field(default_factory=list)

    def define(self, name: str, sheet: str, cells: str, holds: Text) -> None:
        """Name cells of a sheet, for formulas; the names are listed at the book's end."""
        self.workbook.define_name(name, f"='{sheet}'!{cells}")
        self.names.append(Named(name, sheet, cells, holds))

    def sheet(self, title: Text) -> Sheet:
        """A new sheet of that title, set up for printing on A4."""
        worksheet = self.workbook.add_worksheet(title.to(self.language))
        _set_up_page(worksheet, self)
        return Sheet(worksheet, self)


@dataclass
class Sheet:
    """One sheet of the book, written from top to bottom: rows that are done leave the memory."""

    worksheet: Any
    book: Book
    row: int = -1

    def write(self, row: int, column: int, cell: Cell, style: str = "plain", kind: Kind = Kind.TEXT) -> None:
        """A cell: words as words, numbers as numbers, nothing as an empty cell of that look."""
        if isinstance(cell, WORDS):
            self.write_words(row, column, self.words(cell), style, kind)
        elif cell is None:
            self.go_to(row)
            self.worksheet.write_blank(row, column, None, self.book.formats.get(style, kind))
        else:
            self.go_to(row)
            self.worksheet.write_number(row, column, plain(cell), self.book.formats.get(style, kind))

    def write_words(self, row: int, column: int, words: str, style: str, kind: Kind) -> None:
        """Words that are in the book's language already, and no longer than a cell can hold."""
        self.go_to(row)
        self.worksheet.write_string(row, column, words, self.book.formats.get(style, kind))

    def formula(self, row: int, column: int, formula: str, value: Number | None, *, style: str, kind: Kind) -> None:
        """A live formula that carries its value. Formulas are this package's own words, never a user's."""
        self.go_to(row)
        shown = "" if value is None else plain(value)
        self.worksheet.write_formula(row, column, formula, self.book.formats.get(style, kind), shown)

    def go_to(self, row: int) -> None:
        """Refuse a row above the last one: its cells would be lost without a word."""
        if row < self.row:
            raise ValueError(f"row {row} of {self.worksheet.get_name()} is written after row {self.row}")
        self.row = row

    def words(self, cell: str | Text) -> str:
        """Text in the book's language, no longer than a cell can hold."""
        text = cell.to(self.book.language) if isinstance(cell, Text) else cell
        return text if len(text) <= _LONGEST_TEXT else text[: _LONGEST_TEXT - 1] + "…"


def plain(number: Number) -> int | float:
    """A number as a spreadsheet holds it."""
    return number if type(number) is int else float(number)


def _set_up_page(worksheet: Any, book: Book) -> None:
    worksheet.set_landscape()
    worksheet.set_paper(9)
    worksheet.fit_to_pages(1, 0)
    worksheet.set_margins(left=0.4, right=0.4, top=0.4, bottom=0.55)
    worksheet.hide_gridlines(2)
    worksheet.set_default_row(LINE_HEIGHT)
    worksheet.ignore_errors({"number_stored_as_text": _EVERYWHERE, "formula_range": _EVERYWHERE})
    font = '&8&"' + book.formats.font + '"'
    pages = T("Page {page} of {pages}", page="&P", pages="&N").to(book.language)
    plan = T("Plan {plan_hash}", plan_hash=book.plan_hash[:16]).to(book.language) if book.plan_hash else ""
    worksheet.set_footer(f"&L{font}{plan}&C{font}&A&R{font}{pages}")
