"""Workbooks made part by part, so that each can be spoiled in one place; the smallest that every program opens."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

from planner.intake.workbook.archive import Archive, scanned
from planner.intake.workbook.facts import facts_of
from planner.intake.workbook.limits import LIMITS, Limits
from planner.intake.workbook.sheet_facts import SheetFacts

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SHEET = "xl/worksheets/sheet1.xml"
WORKBOOK = "xl/workbook.xml"
TYPES = "[Content_Types].xml"

DATA = (
    '<row r="1"><c r="A1" t="inlineStr"><is><t>id</t></is></c><c r="B1" t="inlineStr"><is><t>cost</t></is></c></row>'
    '<row r="2"><c r="A2" t="inlineStr"><is><t>u1</t></is></c><c r="B2"><v>5</v></c></row>'
    '<row r="3"><c r="A3" t="inlineStr"><is><t>u2</t></is></c><c r="B3"><v>7</v></c></row>'
)
"""A header and two rows, two columns wide."""


def sheet(rows: str = DATA, before: str = "", after: str = "") -> str:
    """The XML of a sheet."""
    return f'<worksheet xmlns="{MAIN}" xmlns:r="{OFFICE}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'


def parts(rows: str = DATA, before: str = "", after: str = "") -> dict[str, str]:
    """The parts of a workbook of one sheet."""
    main = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    return {
        TYPES: f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{main}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
        f'Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        WORKBOOK: f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
        '<sheet name="사업" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
        f'Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        SHEET: sheet(rows, before, after),
    }


def packed(contents: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """The archive of these parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, content in contents.items():
            archive.writestr(name, content)
    return stream.getvalue()


def saved(folder: Path, content: bytes, name: str = "견적.xlsx") -> Path:
    """The file with this content."""
    path = folder / name
    path.write_bytes(content)
    return path


def scan(folder: Path, content: bytes, limits: Limits = LIMITS, name: str = "견적.xlsx") -> Archive:
    """The archive of a file with this content."""
    return scanned(saved(folder, content, name), name, limits)


def facts(folder: Path, rows: str = DATA, before: str = "", after: str = "", limits: Limits = LIMITS) -> SheetFacts:
    """The layout of a sheet of these rows, which the guard before it lets pass."""
    return facts_in(folder, parts(rows, before, after), limits)


def facts_in(folder: Path, contents: Mapping[str, str | bytes], limits: Limits = LIMITS) -> SheetFacts:
    """The layout of the first sheet of a workbook of these parts."""
    path = saved(folder, packed(contents))
    archive = scanned(path, path.name)
    assert not archive.faults
    return facts_of(path, archive.sheets[0], limits)
