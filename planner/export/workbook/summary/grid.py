"""The summary's page: one wide column for labels, equal ones for figures, sections one below the other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Self

from planner.export.columns import Cell, Kind
from planner.export.numbers import MoneyUnit
from planner.export.workbook.money_shown import UNITS
from planner.export.workbook.sheet import LINE_HEIGHT, Sheet
from planner.export.workbook.widths import lines_needed
from planner.languages import Text
from planner.units import EOK

LABEL_WIDTH, FIGURE_WIDTH = 42.0, 18.0
_LEAST_COLUMNS = 8


class Area(NamedTuple):
    """A small table's cells, headings included, totals left out."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass
class Grid:
    """A sheet that is written downwards; ``row`` is the next free one."""

    sheet: Sheet
    columns: int
    row: int = 0
    breaks: list[int] = field(default_factory=list)

    @classmethod
    def on(cls, sheet: Sheet, columns: int) -> Self:
        """An empty page of so many columns, or a few more."""
        grid = cls(sheet, max(columns, _LEAST_COLUMNS))
        sheet.worksheet.set_column(0, 0, LABEL_WIDTH)
        sheet.worksheet.set_column(1, grid.columns - 1, FIGURE_WIDTH)
        return grid

    def new_page(self) -> None:
        """What comes next begins a page, in programs that heed breaks on pages fitted to a width; Excel does not."""
        self.breaks.append(self.row)
        self.sheet.worksheet.set_h_pagebreaks(self.breaks)

    def title(self, words: str | Text) -> None:
        """The name at the top."""
        self.sheet.write(self.row, 0, words, "title")
        self.sheet.worksheet.set_row(self.row, 25)
        self.row += 1

    def section_title(self, words: Text) -> None:
        """A section's name, ruled off, with air above."""
        self.sheet.worksheet.set_row(self.row, 8)
        self.row += 1
        for column in range(self.columns):
            self.sheet.write(self.row, column, words if column == 0 else None, "section")
        self.sheet.worksheet.set_row(self.row, 21)
        self.row += 1

    def headings(self, words: Sequence[Text]) -> None:
        """The headings of a small table."""
        for column, heading in enumerate(words):
            self.sheet.write(self.row, column, heading, "heading")
        widths = [LABEL_WIDTH] + [FIGURE_WIDTH] * (len(words) - 1)
        lines = max(lines_needed(self.sheet.words(word), width) for word, width in zip(words, widths, strict=True))
        self.sheet.worksheet.set_row(self.row, LINE_HEIGHT * lines + 4)
        self.row += 1

    def label(self, words: str | Text) -> None:
        """The words before a row's figures, as many lines as they need."""
        self.sheet.write(self.row, 0, words, "label")
        lines = lines_needed(self.sheet.words(words), LABEL_WIDTH)
        if lines > 1:
            self.sheet.worksheet.set_row(self.row, LINE_HEIGHT * lines)

    def sentence(self, label: Text, words: str | Text) -> None:
        """A label and words that run over the whole width."""
        self.sheet.write(self.row, 0, label, "label")
        self.spread(1, words)
        self.row += 1

    def spread(self, first: int, words: str | Text) -> None:
        """Words over the rest of the row, as many lines as they need."""
        last = self.columns - 1
        text = self.sheet.words(words)
        look = self.sheet.book.formats.get("plain")
        self.sheet.worksheet.merge_range(self.row, first, self.row, last, "", look)
        self.sheet.write(self.row, first, text)
        lines = lines_needed(text, FIGURE_WIDTH * (last - first + 1))
        if lines > 1:
            self.sheet.worksheet.set_row(self.row, LINE_HEIGHT * lines)

    def figure(self, column: int, value: Cell, kind: Kind, formula: str | None = None, style: str = "plain") -> None:
        """A figure in the current row: live where there is something to refer to."""
        if formula is None or isinstance(value, str | Text):
            self.sheet.write(self.row, column, value, style, kind)
        else:
            self.sheet.formula(self.row, column, formula, value, style=style, kind=kind)

    def money(self, column: int, won: int, formula: str | None, style: str = "plain") -> None:
        """An amount of whole won in the reader's unit; in 억원 the formula divides it."""
        if self.sheet.book.money is MoneyUnit.EOK_WON:
            self._eok(column, won, formula, style)
        else:
            self.figure(column, won, Kind.WON, formula, style)

    def money_again(self, column: int, won: int, formula: str | None, style: str = "plain") -> None:
        """The same amount in the other unit: in 억원, or in whole won where the reader's unit is 억원."""
        if self.sheet.book.money is MoneyUnit.EOK_WON:
            self.figure(column, won, Kind.WON, formula, style)
        else:
            self._eok(column, won, formula, style)

    def total(self, column: int, won: int, cells: str, style: str) -> None:
        """The sum of cells that were written with :meth:`money`."""
        in_eok = self.sheet.book.money is MoneyUnit.EOK_WON
        self.figure(column, won / EOK if in_eok else won, Kind.EOK if in_eok else Kind.WON, f"=SUM({cells})", style)

    def total_again(self, column: int, won: int, cells: str, style: str) -> None:
        """The sum of cells that were written with :meth:`money_again`."""
        in_won = self.sheet.book.money is MoneyUnit.EOK_WON
        self.figure(column, won if in_won else won / EOK, Kind.WON if in_won else Kind.EOK, f"=SUM({cells})", style)

    def define(self, name: str, cells: str, holds: Text) -> None:
        """Name cells of this page, for formulas."""
        self.sheet.book.define(name, self.sheet.worksheet.get_name(), absolute(cells), holds)

    @property
    def unit(self) -> Text:
        """The unit of :meth:`money`."""
        return UNITS[self.sheet.book.money]

    @property
    def other_unit(self) -> Text:
        """The unit of :meth:`money_again`."""
        in_eok = self.sheet.book.money is MoneyUnit.EOK_WON
        return UNITS[MoneyUnit.WON if in_eok else MoneyUnit.EOK_WON]

    def whole_won(self, column: int, again: int) -> str:
        """The address of the current row's cell that holds whole won: the amount's, or where it stands again."""
        return address(self.row, again if self.sheet.book.money is MoneyUnit.EOK_WON else column)

    def _eok(self, column: int, won: int, formula: str | None, style: str) -> None:
        whole = str(won) if formula is None else f"({formula.removeprefix('=')})"
        self.figure(column, won / EOK, Kind.EOK, f"={whole}/{EOK}", style)


def address(row: int, column: int) -> str:
    """The address of a cell."""
    from xlsxwriter.utility import xl_rowcol_to_cell

    return str(xl_rowcol_to_cell(row, column))


def absolute(cells: str) -> str:
    """The address of a cell or of a rectangle that does not move with what refers to it."""
    return re.sub(r"([A-Z]+)(\d+)", r"$\1$\2", cells)


def block(first_row: int, first_column: int, last_row: int, last_column: int) -> str:
    """The address of a rectangle of cells."""
    return f"{address(first_row, first_column)}:{address(last_row, last_column)}"
