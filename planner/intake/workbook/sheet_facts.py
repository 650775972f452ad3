"""What is known of a sheet's layout: what stands where, what is hidden, merged, linked or never calculated."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from planner.errors import Fault
from planner.intake.places import CellPlace
from planner.intake.workbook.ranges import Cell, Range

_LISTED = 1_000


@dataclass
class Cells:
    """Cells of one sort: how many there are, and the first of them."""

    first: list[Cell] = field(default_factory=list)
    count: int = 0

    def add(self, cell: Cell) -> None:
        """One more."""
        self.count += 1
        if self.count <= _LISTED:
            self.first.append(cell)


@dataclass
class SheetFacts:
    """The layout of a sheet; rows and columns are counted from 1.

    ``faults`` are what stopped the pass: with one of them the sheet's values must not be read, and the other facts are
    of the part before it. ``columns`` has for each column with data the first row with data in it;
    ``filled_rows`` and ``hidden_rows`` are in ascending order, as pairs of the first and last of rows that follow each
    other. ``uncalculated`` are formulas without a value, ``linked`` those that refer to other workbooks; ``errors`` are
    cells whose value is an error, with its code.
    """

    name: str
    file: str
    faults: list[Fault] = field(default_factory=list)
    cell_count: int = 0
    columns: dict[int, int] = field(default_factory=dict)
    filled_rows: list[tuple[int, int]] = field(default_factory=list)
    merges: list[Range] = field(default_factory=list)
    hidden_rows: list[tuple[int, int]] = field(default_factory=list)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    filter_range: Range | None = None
    filter_active: bool = False
    uncalculated: Cells = field(default_factory=Cells)
    linked: Cells = field(default_factory=Cells)
    errors: list[tuple[Cell, str]] = field(default_factory=list)
    formula_count: int = 0

    @property
    def row_count(self) -> int:
        """How many rows have data."""
        return sum(last - first + 1 for first, last in self.filled_rows)

    @property
    def last_row(self) -> int:
        """The last row with data; 0 where the sheet has none."""
        return self.filled_rows[-1][1] if self.filled_rows else 0

    @property
    def last_column(self) -> int:
        """The last column with data; 0 where the sheet has none."""
        return max(self.columns, default=0)

    @property
    def hidden_filled_rows(self) -> list[tuple[int, int]]:
        """The hidden rows with data, as pairs of the first and last of rows that follow each other."""
        return list(_common(self.hidden_rows, self.filled_rows))

    @property
    def hidden_filled_columns(self) -> list[int]:
        """The hidden columns with data."""
        return [
            column
            for column in sorted(self.columns)
            if any(first <= column <= last for first, last in self.hidden_columns)
        ]

    def place(self, cell: Cell | None = None) -> CellPlace:
        """The place of a cell, or of the sheet."""
        return CellPlace(self.file, self.name, *(cell or ()))


def runs(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Numbers that follow each other, as pairs of the first and the last."""
    first = last = 0
    for number in sorted(numbers):
        if number == last + 1 and first:
            last = number
            continue
        if first:
            yield first, last
        first = last = number
    if first:
        yield first, last


def _common(some: list[tuple[int, int]], others: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """What two lists of such pairs have in common; both are in ascending order."""
    mine, theirs = 0, 0
    while mine < len(some) and theirs < len(others):
        first, last = max(some[mine][0], others[theirs][0]), min(some[mine][1], others[theirs][1])
        if first <= last:
            yield first, last
        if some[mine][1] < others[theirs][1]:
            mine += 1
        else:
            theirs += 1
