"""Sheets of foreign Excel workbooks: behind the same guard as our own, with every cell as text.

What a reader of values cannot tell (cells whose formula failed or was never calculated, merged and hidden cells) is
known from the layout, and refused where the map reads it.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Collection
from pathlib import Path

from planner.errors import Fault
from planner.importing.sheets import Sheet, trimmed
from planner.intake import faults
from planner.intake.layout import Record
from planner.intake.origin import FileOrigin, SheetOrigin
from planner.intake.places import CellPlace
from planner.intake.raw_cells import number_text
from planner.intake.workbook.archive import SheetPart
from planner.intake.workbook.book import Book, opened
from planner.intake.workbook.facts import facts_of
from planner.intake.workbook.grid import grid_of
from planner.intake.workbook.layout_faults import (
    Extent,
    formula_errors,
    hidden_cells,
    hostile_faults,
    link_faults,
    merged_cells,
    uncalculated_cells,
)
from planner.intake.workbook.sheet_facts import SheetFacts


def workbook_sheets(path: Path, name: str) -> list[Sheet]:
    """The sheets of a workbook; one without records, with the faults, where it may not be opened."""
    book = opened(path, name)
    if not book.is_readable:
        return [Sheet(FileOrigin(name), name, faults=book.faults, remarks=book.archive.remarks)]
    sheets = [_sheet(book, part) for part in book.archive.sheets]
    links = link_faults(book.archive, name, [sheet.facts for sheet in sheets if sheet.facts is not None])
    sheets[0].faults += links
    return sheets


def _sheet(book: Book, part: SheetPart) -> Sheet:
    facts = facts_of(book.path, part, file=book.name)
    sheet = Sheet(SheetOrigin(book.name, part.name), book.name, part.name, faults=hostile_faults(facts), facts=facts)
    if facts.faults:
        sheet.blocked = max(0, facts.row_count - 1)
        return sheet
    values = grid_of(book, part, facts)
    if not isinstance(values, list):
        sheet.faults.append(faults.SHEET_UNREADABLE.at(sheet.origin.file, reason=values))
        sheet.blocked = max(0, facts.row_count - 1)
        return sheet
    sheet.records = [Record(line, [trimmed(_text(cell)) for cell in row]) for line, row in enumerate(values, start=1)]
    return sheet


def _text(cell: object) -> str:
    """A cell as people write it: numbers in plain digits, dates as in ISO 8601."""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return number_text(cell)
    if isinstance(cell, datetime.date | datetime.time):
        return cell.isoformat()
    return str(cell)


def faults_of_table(facts: SheetFacts, extent: Extent, columns: Collection[int]) -> list[Fault]:
    """What makes the table as a whole unreadable: merged cells, hidden rows, and hidden ones of these columns."""
    hidden = [fault for fault in hidden_cells(facts, extent) if _is_meant(fault.place, columns)]
    return [*merged_cells(facts, extent), *hidden]


def faults_of_cells(facts: SheetFacts, columns: Collection[int]) -> dict[int, list[Fault]]:
    """What makes single cells of these columns unreadable, by row: values that are errors, or were never calculated."""
    found: dict[int, list[Fault]] = defaultdict(list)
    for fault in (*formula_errors(facts), *uncalculated_cells(facts)):
        if isinstance(fault.place, CellPlace) and fault.place.column in columns:
            found[fault.place.row].append(fault)
    return found


def _is_meant(place: str, columns: Collection[int]) -> bool:
    """Whether a fault of hidden cells is of a row, or of one of the columns."""
    return not isinstance(place, CellPlace) or not place.column or place.column in columns
