"""Sheets of foreign Excel workbooks: behind the same guard as our own, with every cell as text."""

from __future__ import annotations

import datetime
from pathlib import Path

from planner.importing.sheets import Sheet, trimmed
from planner.intake.layout import Record
from planner.intake.origin import FileOrigin, SheetOrigin
from planner.intake.raw_cells import number_text
from planner.intake.workbook.archive import scanned


def workbook_sheets(path: Path, name: str) -> list[Sheet]:
    """The sheets of a workbook that people see; one without records, with the faults, where it may not be opened."""
    from python_calamine import CalamineWorkbook

    archive = scanned(path, name)
    if archive.faults:
        return [Sheet(FileOrigin(name), name, faults=archive.faults, remarks=archive.remarks)]
    workbook = CalamineWorkbook.from_path(str(path))
    sheets = []
    for part in archive.sheets:
        rows = workbook.get_sheet_by_name(part.name).to_python(skip_empty_area=False)
        records = [Record(line, [trimmed(_text(cell)) for cell in row]) for line, row in enumerate(rows, start=1)]
        sheets.append(Sheet(SheetOrigin(name, part.name), name, part.name, records))
    return sheets


def _text(cell: object) -> str:
    """A cell as people write it: numbers in plain digits, dates as in ISO 8601."""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return number_text(cell)
    if isinstance(cell, datetime.date | datetime.time):
        return cell.isoformat()
    return str(cell)
