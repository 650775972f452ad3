"""The values of a sheet, where they can be trusted: two readers look at it, and must see the same rows."""

from __future__ import annotations

from typing import Any

from planner.intake.workbook.archive import SheetPart
from planner.intake.workbook.book import Book
from planner.intake.workbook.sheet_facts import SheetFacts
from planner.languages import T, Text


def grid_of(book: Book, part: SheetPart, facts: SheetFacts) -> list[list[Any]] | Text | str:
    """The values of a sheet from A1 on, row by row; or why they cannot be read."""
    try:
        values = book.values(part)
    except Exception as error:  # the reader is another's, and what it raises is not promised
        return " ".join(str(error).split())
    return values if _same_rows(values, facts) else T("its XML is not as spreadsheet programs write it")


def _same_rows(values: list[list[Any]], facts: SheetFacts) -> bool:
    """Whether the reader of values sees no row that the pass over the layout does not, and ends no earlier.

    Formulas without a value are none to it; a text that is shared and empty looks blank, so that rows between are not
    compared one by one.
    """
    listed = facts.uncalculated.first
    filled = {row for first, last in facts.filled_rows for row in range(first, last + 1)}
    seen = {number for number, row in enumerate(values, start=1) if any(cell != "" for cell in row)}
    if not seen <= filled:
        return False
    if len(listed) < facts.uncalculated.count:
        return True
    return max(filled - {cell.row for cell in listed}, default=0) <= len(values)
