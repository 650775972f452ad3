"""What was found in a workbook, the worst first, each with a number and, where it has one, its cell in the workbook."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from planner.errors import Fault, Severity
from planner.intake.places import CellPlace, letters
from planner.languages import Language, T

_RANKS = {severity: rank for rank, severity in enumerate((Severity.FAULT, Severity.WARNING, Severity.NOTE))}
_LAST_ROW = 1_048_576
_LAST_COLUMN = 16_384
PART = " › "
"""Stands between the parts of a place."""


@dataclass(frozen=True)
class Cell:
    """A cell of the workbook; row and column are counted from 1."""

    sheet: str
    row: int
    column: int

    @property
    def name(self) -> str:
        """As spreadsheets name it: ``D17``."""
        return f"{letters(self.column)}{self.row}"


@dataclass(frozen=True)
class Finding:
    """A fault, a warning or a note. ``sheet`` and ``cell`` are None where it is in no sheet or cell of the workbook."""

    number: int
    fault: Fault
    sheet: str | None
    cell: Cell | None

    def where(self, language: Language) -> tuple[str, str]:
        """The place in two parts: the sheet, or the file where that is another one; and the place in it."""
        place = self.fault.place
        if self.sheet is None or not isinstance(place, CellPlace):
            file, _, inside = place.partition(PART)
            return file, inside
        return self.sheet, _inside(place, language)


def findings_of(found: Sequence[Fault], workbook: str) -> list[Finding]:
    """All that was found, faults before warnings before notes; ``workbook`` is the file's name as places have it.

    A row is found by its first cell, a column by its heading.
    """
    ordered = sorted(found, key=lambda fault: _RANKS[fault.severity])
    return [_finding(number, fault, workbook) for number, fault in enumerate(ordered, start=1)]


def _finding(number: int, fault: Fault, workbook: str) -> Finding:
    place = fault.place
    if not isinstance(place, CellPlace) or not place.sheet or _composed(place.file) != _composed(workbook):
        return Finding(number, fault, None, None)
    cell = None
    if (place.row or place.column) and place.row <= _LAST_ROW and place.column <= _LAST_COLUMN:
        cell = Cell(place.sheet, place.row or 1, place.column or 1)
    return Finding(number, fault, place.sheet, cell)


def _composed(name: str) -> str:
    """Some systems take the letters of Korean file names apart."""
    return unicodedata.normalize("NFC", name)


def _inside(place: CellPlace, language: Language) -> str:
    """The cell, or the row or column where no cell is meant; nothing where the whole sheet is."""
    column = letters(place.column) if place.column else ""
    if place.row and column:
        return f"{column}{place.row}"
    if place.row:
        return T("row {number}", number=place.row).to(language)
    return T("column {letters}", letters=column).to(language) if column else ""
