"""Reading workbooks back: values by title of the sheet, formulas out of the sheets' XML."""

import zipfile
from pathlib import Path
from xml.etree import ElementTree

from python_calamine import CalamineWorkbook

from planner.export.workbook.places import FIRST_ROW, HEADING_ROW, TOTAL_ROW

_SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def sheets(path: Path) -> dict[str, list[list[object]]]:
    """Every sheet's rows, from its first cell on."""
    book = CalamineWorkbook.from_path(path)
    return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}


def records(rows: list[list[object]]) -> list[dict[str, object]]:
    """The rows of a table's sheet by heading."""
    headings = [str(cell) for cell in rows[HEADING_ROW]]
    return [dict(zip(headings, row, strict=True)) for row in rows[FIRST_ROW:]]


def totals(rows: list[list[object]]) -> dict[str, object]:
    """The total row of a table's sheet by heading."""
    return dict(zip((str(cell) for cell in rows[HEADING_ROW]), rows[TOTAL_ROW], strict=True))


def figures(rows: list[list[object]]) -> dict[str, object]:
    """The labels in the first column, each with the cell beside it; a label that comes twice keeps its first."""
    found: dict[str, object] = {}
    for row in rows:
        if row[0] != "" and len(row) > 1:
            found.setdefault(str(row[0]), row[1])
    return found


def formulas(path: Path) -> list[str]:
    """Every formula of every sheet."""
    with zipfile.ZipFile(path) as archive:
        parts = [name for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
        return [
            formula.text or ""
            for part in parts
            for formula in ElementTree.fromstring(archive.read(part)).iter(f"{_SHEET}f")
        ]


def names(path: Path) -> dict[str, str]:
    """Every named range with the cells that it stands for; without those that spreadsheets make for themselves."""
    with zipfile.ZipFile(path) as archive:
        book = ElementTree.fromstring(archive.read("xl/workbook.xml"))
    found = {name.get("name", ""): name.text or "" for name in book.iter(f"{_SHEET}definedName")}
    return {name: cells for name, cells in found.items() if not name.startswith("_xlnm")}


def part_of(path: Path, title: str) -> str:
    """The sheet's file within the workbook."""
    return f"xl/worksheets/sheet{list(sheets(path)).index(title) + 1}.xml"


def xml_of(path: Path, title: str) -> str:
    """The sheet as it is written."""
    with zipfile.ZipFile(path) as archive:
        return archive.read(part_of(path, title)).decode()
