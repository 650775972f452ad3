"""The sheet that a marked copy begins with: the rows counted, and all that was found, with links to the cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from planner.errors import Severity
from planner.export.workbook.widths import lines_needed
from planner.forms.marking.findings import PART, Finding
from planner.forms.marking.list_looks import ListLooks
from planner.forms.marking.marks import MOST_COMMENTS
from planner.forms.marking.severities import LOOKS
from planner.forms.marking.words import storable, write_words
from planner.intake.reading import RowCount
from planner.intake.sheets import FAULTS
from planner.languages import Language, T, Text

if TYPE_CHECKING:
    from openpyxl import Workbook

MOST_LISTED = 100_000
MOST_LINKS = 60_000
"""A spreadsheet repairs files with more than 65,530 links in a sheet, by taking them all out."""

_HEADINGS = (T("No."), T("Severity"), T("Code"), T("Sheet"), T("Cell"), T("What is wrong"), T("What to do"))
_WIDTHS = (6.0, 10.0, 9.0, 16.0, 18.0, 50.0, 50.0)
_CELL, _LAST = 5, 7
_COUNT_HEADINGS = (T("Sheet"), T("Rows present"), T("Rows read"), T("Rows refused"))
_COUNT_COLUMNS = (1, 4, 5, 6)
_LINE = 16.5
_HIGHEST = 409.0
"""The height of a line, and the greatest that a row can have [points]."""

_INDENT = 1.5
"""The room that an indent takes, in the unit of column widths."""


@dataclass(frozen=True)
class Contents:
    """What the sheet says. ``uncommented`` cells are coloured only, because there are too many."""

    workbook: str
    findings: Sequence[Finding]
    rows: Sequence[RowCount]
    uncommented: int


def add_fault_sheet(workbook: Workbook, contents: Contents, language: Language) -> None:
    """Put the sheet before all others, free to filter and without protection, and open the workbook with it."""
    worksheet = workbook.create_sheet(_free_title(workbook, language), 0)
    writer = _Writer(worksheet, set(workbook.sheetnames), language)
    writer.heading(contents)
    writer.counts(contents.rows, contents.workbook)
    writer.findings(contents.findings[:MOST_LISTED])
    _set_up(worksheet, writer.header_row, contents.findings)
    for other in workbook.worksheets:
        other.sheet_view.tabSelected = False  # sheets selected together are edited together
    workbook.active = 0


def _free_title(workbook: Workbook, language: Language) -> str:
    """A number follows where there is such a sheet already; names that differ in case only are the same to programs."""
    taken = {title.casefold() for title in workbook.sheetnames}
    title, number = FAULTS.to(language), 1
    while title.casefold() in taken:
        number += 1
        title = f"{FAULTS.to(language)} ({number})"
    return title


class _Writer:
    """Writes the sheet from its top down."""

    def __init__(self, worksheet: Any, titles: set[str], language: Language) -> None:
        self._sheet = worksheet
        self._titles = titles
        self._language = language
        self._looks = ListLooks(worksheet, language)
        self._row = 0
        self.header_row = 0

    def heading(self, contents: Contents) -> None:
        """What this is, how much was found, and what to know of the copy."""
        self._across(T("Faults of {workbook}", workbook=contents.workbook), "title", 27.0)
        self._across(_totals(contents.findings), "total")
        for sentence in _notices(contents):
            self._across(sentence, "notice")
        self._row += 1

    def counts(self, rows: Sequence[RowCount], workbook: str) -> None:
        """Rows present, read and refused: none is lost. The workbook's own sheets are called by their names alone."""
        if not rows:
            return
        headings = [heading.to(self._language) for heading in _COUNT_HEADINGS]
        self._counts(headings, ("count heading",) * len(headings))
        for count in rows:
            name = count.file.removeprefix(f"{workbook}{PART}")
            refused = "refused" if count.refused else "count"
            self._counts((name, count.present, count.read, count.refused), ("text", "count", "count", refused))
        self._row += 1

    def _counts(self, cells: Sequence[str | int], looks: Sequence[str]) -> None:
        """A row of counts; the names of sheets go over three narrow columns."""
        self._row += 1
        for column, cell, look in zip(_COUNT_COLUMNS, cells, looks, strict=True):
            self._put(column, cell, look)
        for column in (2, 3):
            self._put(column, "", looks[0])
        self._sheet.merge_cells(start_row=self._row, end_row=self._row, start_column=1, end_column=3)

    def findings(self, findings: Sequence[Finding]) -> None:
        """All that was found, a row each."""
        self._row += 1
        self.header_row = self._row
        for column, heading in enumerate(_HEADINGS, start=1):
            self._put(column, heading.to(self._language), "heading")
        self._sheet.row_dimensions[self._row].height = _LINE + 5
        links = 0
        for finding in findings:
            self._row += 1
            linked = links < MOST_LINKS and finding.cell is not None and finding.cell.sheet in self._titles
            links += linked
            self._found(finding, "link" if linked else "text")

    def _found(self, finding: Finding, cell_look: str) -> None:
        fault = finding.fault
        sheet, inside = finding.where(self._language)
        remedy = "" if fault.remedy is None else fault.remedy.to(self._language)
        words = (fault.code, sheet, inside, fault.problem.to(self._language), remedy)
        self._put(1, finding.number, "number")
        self._put(2, LOOKS[fault.severity].word.to(self._language), fault.severity.value)
        for column, text in enumerate(words, start=3):
            cell = self._put(column, text, cell_look if column == _CELL else "text")
            if column == _CELL and cell_look == "link":
                _lead(cell, finding)
        lines = (lines_needed(storable(text), width - _INDENT) for text, width in zip(words, _WIDTHS[2:], strict=True))
        self._sheet.row_dimensions[self._row].height = min(_LINE * max(lines), _HIGHEST)

    def _put(self, column: int, content: str | int, look: str) -> Any:
        cell = self._sheet.cell(self._row, column)
        if isinstance(content, int):
            cell.value = content
        elif content:
            write_words(cell, content)
        self._looks.dress(cell, look)
        return cell

    def _across(self, sentence: Text, look: str, height: float | None = None) -> None:
        """A sentence over the whole width; spreadsheets do not fit the height of joined cells by themselves."""
        self._row += 1
        words = sentence.to(self._language)
        self._put(1, words, look)
        self._sheet.merge_cells(start_row=self._row, end_row=self._row, start_column=1, end_column=_LAST)
        self._sheet.row_dimensions[self._row].height = height or _LINE * lines_needed(words, sum(_WIDTHS))


def _lead(cell: Any, finding: Finding) -> None:
    """A link within the workbook; never one that leads out of it."""
    from openpyxl.utils import quote_sheetname
    from openpyxl.worksheet.hyperlink import Hyperlink

    assert finding.cell is not None
    location = f"{quote_sheetname(finding.cell.sheet)}!{finding.cell.name}"
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=location)


def _totals(findings: Sequence[Finding]) -> Text:
    count = [sum(finding.fault.severity is severity for finding in findings) for severity in Severity]
    return T(
        "Faults: {faults}, warnings: {warnings}, notes: {notes}.", faults=count[0], warnings=count[1], notes=count[2]
    )


def _notices(contents: Contents) -> list[Text]:
    said = [
        T(
            "Cells with faults are red, with warnings amber, with notes blue, and their comments say what to do. "
            "Click a cell's name in the list to go there."
        ),
        T(
            "This is a copy; your own workbook is as it was. Charts, pictures, shapes, form controls and other extras "
            "may be missing in the copy, so mend your own workbook and check it again."
        ),
    ]
    if contents.uncommented:
        said.append(
            T(
                "The first {most} cells have comments; {count} more are only coloured.",
                most=f"{MOST_COMMENTS:,}",
                count=f"{contents.uncommented:,}",
            )
        )
    if len(contents.findings) > MOST_LISTED:
        more = len(contents.findings) - MOST_LISTED
        said.append(
            T("The list has the first {most}; {count} more are left out.", most=f"{MOST_LISTED:,}", count=f"{more:,}")
        )
    return said


def _set_up(worksheet: Any, header_row: int, findings: Sequence[Finding]) -> None:
    """Widths, the filter, and print on A4 across with the headings on each page."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.properties import PageSetupProperties

    for column, width in enumerate(_WIDTHS, start=1):
        worksheet.column_dimensions[get_column_letter(column)].width = width
    if findings:
        worksheet.auto_filter.ref = f"A{header_row}:{get_column_letter(_LAST)}{worksheet.max_row}"
        worksheet.sheet_properties.tabColor = LOOKS[findings[0].fault.severity].tab
    worksheet.sheet_view.showGridLines = False
    worksheet.print_title_rows = f"{header_row}:{header_row}"
    worksheet.page_setup.orientation = "landscape"
    worksheet.page_setup.paperSize = worksheet.PAPERSIZE_A4
    worksheet.page_setup.fitToWidth, worksheet.page_setup.fitToHeight = 1, 0
    worksheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    margins = worksheet.page_margins
    margins.left = margins.right = margins.top = 0.4
    margins.bottom, margins.footer = 0.7, 0.3
    worksheet.oddFooter.left.text = "&A"
    worksheet.oddFooter.right.text = "&P / &N"
