"""Foreign files as rows of text: CSV of any encoding and delimiter that can be told, and sheets of Excel workbooks."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from planner.errors import Fault
from planner.intake import faults
from planner.intake.csv_layout import records_of
from planner.intake.decoding import decoded
from planner.intake.guessing import guess
from planner.intake.layout import Layout, Record, is_blank
from planner.intake.origin import FileOrigin, Origin
from planner.intake.programme import is_workbook
from planner.intake.workbook.layout_faults import Extent
from planner.intake.workbook.sheet_facts import SheetFacts
from planner.languages import T

_LIMIT_MB = 200
_HEADER_SEARCH = 20
_DELIMITERS = (",", ";", "\t", "|")
_TOP = 100_000
"""So many characters are enough to tell the delimiter by the header."""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A data row of a foreign table; ``columns`` has the number of each column that the map names, from 0."""

    origin: Origin
    line: int
    cells: Sequence[str]
    columns: Mapping[str, int]

    def cell(self, header: str) -> str:
        """The text under a header, without blanks around it."""
        number = self.columns[header]
        return self.cells[number] if number < len(self.cells) else ""

    def place(self, header: str | None = None) -> str:
        """The place of the row, or of its cell."""
        return self.origin.place(self.line, header)


@dataclass
class Sheet:
    """A sheet as it was read: its records, and ``blocked``, how many rows could not be taken apart.

    ``file`` is the name of the file, ``name`` that of the sheet, None for a CSV file; ``facts`` are known of sheets of
    workbooks.
    """

    origin: Origin
    file: str
    name: str | None = None
    records: list[Record] = field(default_factory=list)
    blocked: int = 0
    faults: list[Fault] = field(default_factory=list)
    remarks: list[Fault] = field(default_factory=list)
    facts: SheetFacts | None = None


def read_sheets(path: Path, name: str, headers: Sequence[str]) -> list[Sheet]:
    """The sheets of a file; ``headers`` are the columns that a map names, by which the delimiter is told."""
    if is_workbook(path):
        from planner.importing.workbooks import workbook_sheets

        return workbook_sheets(path, name)
    return [_text_sheet(path, name, headers)]


def _text_sheet(path: Path, name: str, headers: Sequence[str]) -> Sheet:
    origin = FileOrigin(name)
    found = decoded(path, name, _LIMIT_MB, T("a CSV file or an Excel workbook (.xlsx)"))
    sheet = Sheet(origin, name, faults=found.faults, remarks=found.remarks)
    if found.text is None:
        sheet.blocked = max(0, sum(1 for line in found.content.splitlines() if line.strip()) - 1)
        return sheet
    layout = Layout(origin)
    records = records_of(found.text, layout, _delimiter(found.text, headers))
    sheet.records = [Record(record.line, [trimmed(cell) for cell in record.cells]) for record in records]
    sheet.faults += layout.faults
    sheet.blocked = layout.blocked
    return sheet


def _delimiter(text: str, headers: Sequence[str]) -> str:
    """What parts the cells: with it, a row near the top names the most of the columns."""
    top = text[:_TOP]
    read = {delimiter: records_of(top, Layout(FileOrigin("")), delimiter) for delimiter in _DELIMITERS}
    return max(_DELIMITERS, key=lambda delimiter: _most_named(read[delimiter], headers))


def trimmed(cell: str) -> str:
    """The text of a cell with letters composed, without blanks and marks around it that nobody sees."""
    return unicodedata.normalize("NFC", cell).strip(" \t\r\n\u00a0\u200b\ufeff\u3000")


def _header(cell: object) -> str:
    """A header as people read it, however its words are broken into lines."""
    return " ".join(trimmed(str(cell)).split())


def _named(record: Record, headers: Sequence[str]) -> int:
    return len({_header(cell) for cell in record.cells} & {_header(header) for header in headers})


def _most_named(records: Sequence[Record], headers: Sequence[str]) -> int:
    return max((_named(record, headers) for record in records[:_HEADER_SEARCH]), default=0)


@dataclass
class Rows:
    """The data rows of a sheet under its header.

    ``present`` counts all of them, also those that could not be taken apart; ``unsound`` are the faults of rows that
    cannot be trusted, by line: they have more cells than the header, or cells that were never calculated.
    """

    rows: list[SheetRow] = field(default_factory=list)
    present: int = 0
    unsound: dict[int, list[Fault]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


def data_rows(sheet: Sheet, headers: Sequence[str], header_row: int | None) -> Rows:
    """The rows below the header, which is in the row that the map names, or else names the most of its columns."""
    filled = [record for record in sheet.records if not is_blank(record)]
    if not filled:
        problems = [] if sheet.faults else [faults.NO_ROWS_TO_IMPORT.at(sheet.origin.file)]
        return Rows(present=sheet.blocked, faults=problems)
    if header_row is None:
        header = max(filled[:_HEADER_SEARCH], key=lambda record: (_named(record, headers), -record.line))
    else:
        header = next((record for record in filled if record.line >= header_row), filled[-1])
    data = [record for record in filled if record.line > header.line]
    found = Rows(present=len(data) + sheet.blocked)
    if not found.present:
        found.faults.append(faults.NO_ROWS_TO_IMPORT.at(sheet.origin.file))
    columns = _columns(sheet, header, headers, found.faults)
    width = max((number for number, cell in enumerate(header.cells, start=1) if cell), default=0)
    if sheet.facts is not None:
        _look_at_layout(sheet.facts, Extent(header.line, filled[-1].line, width), columns, found)
    if not found.faults:
        for record in data:
            found.rows.append(SheetRow(sheet.origin, record.line, record.cells, columns))
            if any(record.cells[width:]):
                values = {"found": len(record.cells), "wanted": width}
                too_many = faults.TOO_MANY_CELLS.at(sheet.origin.place(record.line), **values)
                found.unsound.setdefault(record.line, []).append(too_many)
    return found


def _look_at_layout(facts: SheetFacts, extent: Extent, columns: Mapping[str, int], found: Rows) -> None:
    """What a workbook's layout says of the cells that the map reads."""
    from planner.importing.workbooks import faults_of_cells, faults_of_table

    numbers = {number + 1 for number in columns.values()}
    found.faults += faults_of_table(facts, extent, numbers)
    found.unsound |= faults_of_cells(facts, numbers)


def _columns(sheet: Sheet, header: Record, headers: Sequence[str], problems: list[Fault]) -> Mapping[str, int]:
    """Where the columns of the map are; those that lack or stand there twice are faults."""
    names = [_header(cell) for cell in header.cells]
    columns = {}
    for wanted in headers:
        numbers = [number for number, name in enumerate(names) if name == _header(wanted)]
        if len(numbers) == 1:
            columns[wanted] = numbers[0]
            sheet.origin.found_at(wanted, numbers[0] + 1)
            continue
        place = sheet.origin.place(header.line)
        if numbers:
            problems.append(faults.NAMED_HEADER_TWICE.at(place, column=wanted))
            continue
        near = guess(wanted, [name for name in names if name])
        kind = faults.NO_SUCH_HEADER if near is None else faults.NO_SUCH_HEADER_WITH_GUESS
        known = faults.mentioned([name for name in names if name])
        problems.append(kind.at(place, column=wanted, guess=near, known=known))
    return columns
