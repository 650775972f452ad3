"""What is said of a sheet's layout: of a table everything that could make a value mean something else than it shows,
of other sheets only what is hostile.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from planner.errors import Fault
from planner.intake import faults
from planner.intake.places import CellPlace, letters
from planner.intake.workbook.archive import Archive
from planner.intake.workbook.ranges import Cell, Range
from planner.intake.workbook.sheet_facts import SheetFacts
from planner.languages import T


@dataclass(frozen=True)
class Extent:
    """Where a table lies in its sheet, counted from 1: the row of its header, its last row, and its width.

    ``columns`` counts to the last one that the header names; ``bare`` are columns with nothing below their titles.
    """

    header_row: int
    last_row: int
    columns: int
    bare: frozenset[int] = frozenset()


def hostile_faults(facts: SheetFacts) -> list[Fault]:
    """What is refused in any sheet, table or not."""
    linked = [faults.OTHER_WORKBOOK.at(facts.place(cell)) for cell in facts.linked.first]
    return [*facts.faults, *linked]


def link_faults(archive: Archive, file: str, sheets: Sequence[SheetFacts]) -> list[Fault]:
    """Links to other workbooks that no cell of these sheets has, so that only the file can be named."""
    if not archive.links or any(facts.linked.count for facts in sheets):
        return []
    return [faults.OTHER_WORKBOOK_SOMEWHERE.at(file)]


def table_faults(facts: SheetFacts, extent: Extent) -> list[Fault]:
    """What is refused in the sheet of a table beside :func:`hostile_faults`."""
    return [
        *merged_cells(facts, extent),
        *hidden_cells(facts, extent),
        *stray_cells(facts, extent),
        *uncalculated_cells(facts),
    ]


def merged_cells(facts: SheetFacts, extent: Extent) -> Iterator[Fault]:
    """Merged cells in the header or the data; a reader finds a value in the first of them only."""
    table = Range(Cell(extent.header_row, 1), Cell(extent.last_row, extent.columns))
    for merged in facts.merges:
        if merged.cells > 1 and merged.meets(table):
            yield faults.MERGED.at(facts.place(merged.first), range=merged)


def hidden_cells(facts: SheetFacts, extent: Extent) -> Iterator[Fault]:
    """Rows and columns with data that people do not see: they may be meant to count, or not to count."""
    filtered = 0
    for first, last in facts.hidden_filled_rows:
        by_filter = _filtered(facts, first, last)
        filtered += by_filter
        if by_filter == last - first + 1:
            continue
        rows = T("row {first}", first=first) if first == last else T("rows {first} to {last}", first=first, last=last)
        yield faults.HIDDEN.at(CellPlace(facts.file, facts.name, first), what=rows)
    if filtered:
        yield faults.FILTERED.at(facts.place(), count=filtered)
    for column in facts.hidden_filled_columns:
        if column <= extent.columns and column not in extent.bare:
            place = CellPlace(facts.file, facts.name, 0, column)
            yield faults.HIDDEN.at(place, what=T("column {column}", column=letters(column)))


def _filtered(facts: SheetFacts, first: int, last: int) -> int:
    """How many of the hidden rows a filter hides; the filter of a table within the sheet does not tell its range."""
    if not facts.filter_active:
        return 0
    if facts.filter_range is None:
        return last - first + 1
    below_header = facts.filter_range.first.row + 1
    return max(0, min(last, facts.filter_range.last.row) - max(first, below_header) + 1)


def stray_cells(facts: SheetFacts, extent: Extent) -> Iterator[Fault]:
    """Values to the right of the table, one for each column, and below it, one for each block of rows."""
    named: set[int] = set()
    for column, row in sorted(facts.columns.items()):
        if column > extent.columns:
            named.add(row)
            yield faults.STRAY_CELL.at(facts.place(Cell(row, column)))
    for first, last in facts.filled_rows:
        if last > extent.last_row and not (first == last and first in named):
            yield faults.STRAY_CELL.at(CellPlace(facts.file, facts.name, max(first, extent.last_row + 1)))


def uncalculated_cells(facts: SheetFacts) -> Iterator[Fault]:
    """Formulas that no program has calculated: their value is not zero, it is not there."""
    for cell in facts.uncalculated.first:
        yield faults.NEVER_CALCULATED.at(facts.place(cell))
    further = facts.uncalculated.count - len(facts.uncalculated.first)
    if further:
        yield faults.NEVER_CALCULATED_FURTHER.at(facts.place(), count=further)


def formula_errors(facts: SheetFacts) -> Iterator[Fault]:
    """Formulas whose result is an error."""
    for cell, code in facts.errors:
        yield faults.FORMULA_ERROR.at(facts.place(cell), found=code)
