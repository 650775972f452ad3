"""Where a table comes from, a CSV file or a sheet of a workbook: how its rows and cells are named to people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from planner.intake.faults import mentioned
from planner.intake.places import CellPlace, LinePlace
from planner.languages import T, Text


class Origin(Protocol):
    """Names places in a table; rows are counted from 1 as the file or the spreadsheet counts them."""

    @property
    def file(self) -> str:
        """The table as a whole, as places begin with it."""
        ...

    @property
    def name(self) -> str:
        """The table alone, as sentences speak of it."""
        ...

    def place(self, row: int = 0, column: str | None = None) -> str:
        """The place of a row, or of its cell in a column that is named as the fields of the rows are."""
        ...

    def cell(self, row: int, number: int) -> str:
        """The place of a cell by its number in the row, counted from 1."""
        ...

    def row(self, row: int) -> Text:
        """A row, as sentences speak of it."""
        ...

    def rows(self, rows: Sequence[int]) -> Text:
        """Several rows, as sentences speak of them."""
        ...

    def rows_between(self, first: int, last: int) -> Text:
        """A stretch of rows, as sentences speak of it."""
        ...

    def found_at(self, column: str, number: int) -> None:
        """Remember that a column stands at that number, counted from 1."""
        ...


@dataclass
class FileOrigin:
    """A CSV file."""

    file: str

    @property
    def name(self) -> str:
        """The file's name."""
        return self.file

    def place(self, row: int = 0, column: str | None = None) -> str:
        """Such as ``upgrades.csv › line 4, cost_won``."""
        return LinePlace(self.file, row, column)

    def cell(self, row: int, number: int) -> str:
        """The line: cells of a CSV file are found by their columns' names."""
        return LinePlace(self.file, row)

    def row(self, row: int) -> Text:
        """Such as ``line 4``."""
        return T("line {number}", number=row)

    def rows(self, rows: Sequence[int]) -> Text:
        """Such as ``lines 4, 7``."""
        return T("lines {numbers}", numbers=mentioned(list(rows)))

    def rows_between(self, first: int, last: int) -> Text:
        """Such as ``lines 4-7``."""
        return T("lines {numbers}", numbers=_stretch(first, last)) if last > first else self.row(first)

    def found_at(self, column: str, number: int) -> None:
        """Nothing to remember."""


@dataclass
class SheetOrigin:
    """A sheet of a workbook."""

    workbook: str
    sheet: str
    numbers: dict[str, int] = field(default_factory=dict)

    @property
    def file(self) -> str:
        """Workbook and sheet."""
        return CellPlace(self.workbook, self.sheet)

    @property
    def name(self) -> str:
        """The sheet's name."""
        return self.sheet

    def place(self, row: int = 0, column: str | None = None) -> str:
        """Such as ``견적.xlsx › 사업 › D17``."""
        return self.cell(row, self.numbers.get(column, 0) if column else 0)

    def cell(self, row: int, number: int) -> str:
        """Such as ``견적.xlsx › 사업 › D17``."""
        return CellPlace(self.workbook, self.sheet, row, number)

    def row(self, row: int) -> Text:
        """Such as ``row 4``."""
        return T("row {number}", number=row)

    def rows(self, rows: Sequence[int]) -> Text:
        """Such as ``rows 4, 7``."""
        return T("rows {numbers}", numbers=mentioned(list(rows)))

    def rows_between(self, first: int, last: int) -> Text:
        """Such as ``rows 4-7``."""
        return T("rows {numbers}", numbers=_stretch(first, last)) if last > first else self.row(first)

    def found_at(self, column: str, number: int) -> None:
        """Remember where a column stands, for the places of its cells."""
        self.numbers[column] = number


def _stretch(first: int, last: int) -> str:
    return f"{first}, {last}" if last == first + 1 else f"{first}-{last}"
