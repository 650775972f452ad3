"""Ranges of cells as workbooks write them, with rows and columns counted from 1."""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

from planner.intake.places import letters

LAST_ROW = 1_048_576
LAST_COLUMN = 16_384

_CELL = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9][0-9]{0,6})")
_NUMBER = re.compile(r"[0-9]{1,7}")


class Cell(NamedTuple):
    """A cell, counted from 1."""

    row: int
    column: int


class Range(NamedTuple):
    """A rectangle of cells, with its corners."""

    first: Cell
    last: Cell

    @property
    def cells(self) -> int:
        """How many cells it has."""
        return (self.last.row - self.first.row + 1) * (self.last.column - self.first.column + 1)

    def meets(self, other: Range) -> bool:
        """Whether they have a cell in common."""
        return (
            self.first.row <= other.last.row
            and other.first.row <= self.last.row
            and self.first.column <= other.last.column
            and other.first.column <= self.last.column
        )

    def __str__(self) -> str:
        return f"{letters(self.first.column)}{self.first.row}:{letters(self.last.column)}{self.last.row}"


@functools.lru_cache(maxsize=LAST_COLUMN)
def column_number(name: str | bytes) -> int:
    """The number of a column from its letters: A is 1, XFD 16,384."""
    number = 0
    for letter in name.encode() if isinstance(name, str) else name:
        number = number * 26 + (letter & 0x1F)
    return number


def number_of(text: str, last: int) -> int | None:
    """The number of a row or column, up to the last one; None where the text is none."""
    number = int(text) if _NUMBER.fullmatch(text) else 0
    return number if 1 <= number <= last else None


def cell_of(text: str) -> Cell | None:
    """The cell that a reference such as ``D17`` names; None where it names none that a sheet has."""
    match = _CELL.fullmatch(text)
    if match is None:
        return None
    cell = Cell(int(match[2]), column_number(match[1].upper()))
    return cell if cell.row <= LAST_ROW and cell.column <= LAST_COLUMN else None


def range_of(text: str) -> Range | None:
    """The range that a reference such as ``D5:D9`` names; a single cell is a range too."""
    first, _, last = text.partition(":")
    corners = cell_of(first), cell_of(last or first)
    if corners[0] is None or corners[1] is None:
        return None
    rows = sorted(corner.row for corner in corners if corner)
    columns = sorted(corner.column for corner in corners if corner)
    return Range(Cell(rows[0], columns[0]), Cell(rows[1], columns[1]))
