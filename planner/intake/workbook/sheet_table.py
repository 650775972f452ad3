"""A sheet of a workbook becomes a table, by the same columns, parsers and rules of layout as a CSV file."""

from __future__ import annotations

import bisect
import itertools
from collections import defaultdict
from typing import Any

from planner.errors import Fault
from planner.intake import faults
from planner.intake.columns import columns_of
from planner.intake.layout import Layout, Record, arranged, has_data
from planner.intake.origin import SheetOrigin
from planner.intake.reading import RowCount
from planner.intake.sheets import SheetKind
from planner.intake.table import Habits, Table
from planner.intake.tables import Complete, expected, read_layout
from planner.intake.workbook.archive import SheetPart
from planner.intake.workbook.book import Book
from planner.intake.workbook.facts import facts_of
from planner.intake.workbook.grid import grid_of
from planner.intake.workbook.layout_faults import Extent, formula_errors, hostile_faults, table_faults
from planner.intake.workbook.ranges import Cell
from planner.intake.workbook.sheet_facts import SheetFacts

_MOST_SPOKEN_OF = 300_000


def read_sheet(book: Book, kind: SheetKind, habits: Habits, complete: Complete | None = None) -> Table[Any]:
    """The table of a sheet; one that the workbook does not have is a table without a count."""
    part = book.sheets.get(kind.name)
    table: Table[Any] = Table(SheetOrigin(book.name, part.name if part else kind.sheet("ko")))
    if part is None:
        return table
    table.source = book.source
    facts = facts_of(book.path, part, file=book.name)
    book.facts.append(facts)
    if facts.faults:
        present = max(0, facts.row_count - 1)
        table.faults += facts.faults
        table.count = RowCount(table.file, present, 0, present)
        return table
    layout = _layout(book, part, facts, kind, habits, table)
    if layout is not None:
        read_layout(table, layout, kind, habits, complete)
        table.remarks += _without_units(layout, kind)
        if part.hidden and layout.rows:
            table.remarks.append(faults.HIDDEN_SHEET.at(facts.place(), count=len(layout.rows)))
    return table


def _layout(
    book: Book, part: SheetPart, facts: SheetFacts, kind: SheetKind, habits: Habits, table: Table[Any]
) -> Layout | None:
    """The layout of the sheet's values, with what the sheet's XML tells beside them."""
    values = grid_of(book, part, facts)
    if not isinstance(values, list):
        table.faults.append(faults.SHEET_UNREADABLE.at(table.file, reason=values))
        present = max(0, facts.row_count - 1)
        table.count = RowCount(table.file, present, 0, present)
        return None
    layout = Layout(table.origin, ends_with_titles=True)
    arranged(layout, [Record(number, row) for number, row in enumerate(values, start=1)], expected(kind, habits))
    above = layout.header if layout.units is None else layout.units.line
    last = layout.rows[-1].line if layout.rows else above
    bare = (column for column in facts.hidden_filled_columns if not has_data(layout.rows, column - 1))
    extent = Extent(layout.header, last, layout.width, frozenset(bare))
    layout.faults += [*hostile_faults(facts), *table_faults(facts, extent), *formula_errors(facts)]
    layout.spoken_of = _spoken_of(facts, layout)
    layout.blocked += len(_failed_rows(facts, layout, above))
    return layout


def _without_units(layout: Layout, kind: SheetKind) -> list[Fault]:
    """What is said where a sheet has amounts but no row of units: it may have had one, in other units."""
    units = dict.fromkeys(
        column.unit for column in columns_of(kind.row) if column.unit and column.name in layout.columns
    )
    units.pop("years", None)
    if layout.units is not None or not units or not layout.rows:
        return []
    return [faults.NO_ROW_OF_UNITS.at(layout.origin.place(), units=", ".join(str(unit) for unit in units))]


def _failed_rows(facts: SheetFacts, layout: Layout, above: int) -> set[int]:
    """Rows of nothing but formulas that have no value: they look blank to the reader of values, and count all the same.

    Of each of their cells a fault speaks already.
    """
    read = {record.line for record in layout.rows}
    failed = (*facts.uncalculated.first, *(cell for cell, _ in facts.errors))
    return {cell.row for cell in failed if cell.row > above and cell.column <= layout.width} - read


def _spoken_of(facts: SheetFacts, layout: Layout) -> dict[int, frozenset[int]]:
    """By row, the cells of which a fault of the layout speaks: that they look blank is no further fault.

    Merged ranges may be large and lie on each other: only rows with data count, and not more cells than a table has.
    """
    lines = [layout.header, *(record.line for record in layout.rows)]
    cells = [*facts.linked.first, *facts.uncalculated.first, *(cell for cell, _ in facts.errors)]
    for merged in facts.merges:
        rows = lines[bisect.bisect_left(lines, merged.first.row) : bisect.bisect_right(lines, merged.last.row)]
        columns = range(merged.first.column, min(merged.last.column, layout.width) + 1)
        if len(cells) + len(rows) * len(columns) > _MOST_SPOKEN_OF:
            break
        cells += itertools.starmap(Cell, itertools.product(rows, columns))
    found: dict[int, set[int]] = defaultdict(set)
    for cell in cells:
        found[cell.row].add(cell.column - 1)
    return {row: frozenset(columns) for row, columns in found.items()}
