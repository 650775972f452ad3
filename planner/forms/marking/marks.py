"""Marks in a workbook: cells coloured and commented by what was found in them, and tabs of sheets coloured."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from typing import TYPE_CHECKING, Any

from planner.errors import Fault, Severity
from planner.export.workbook.widths import lines_needed
from planner.forms.marking.findings import Cell, Finding
from planner.forms.marking.severities import LOOKS
from planner.forms.marking.words import storable
from planner.languages import Language, T

if TYPE_CHECKING:
    from openpyxl import Workbook

MOST_COMMENTS = 2_000
"""Commented cells: each comment is a drawing, and a spreadsheet with very many of them opens slowly."""

_MOST_IN_A_CELL = 5
_AUTHOR = "planner"
_WIDTH = 44.0
"""Of a comment, in the unit of column widths."""
_PIXELS_A_LETTER = 7.5
_PIXELS_A_LINE = 20


def mark(workbook: Workbook, findings: Sequence[Finding], language: Language) -> int:
    """Mark the cells and tabs; how many cells are coloured but, being too many, not commented."""
    _colour_tabs(workbook, findings)
    _enlarge_comments(workbook)
    by_cell = _by_cell(workbook, findings)
    paint = _Paint()
    for number, (target, found) in enumerate(by_cell.values()):
        paint.colour(target, found[0].severity)
        if number < MOST_COMMENTS:
            _comment(target, found, language)
    return max(0, len(by_cell) - MOST_COMMENTS)


def _by_cell(workbook: Workbook, findings: Sequence[Finding]) -> dict[Cell, tuple[Any, list[Fault]]]:
    """The cells with what was found in each, the worst first; of merged cells the one that shows their content."""
    worksheets = {worksheet.title: worksheet for worksheet in workbook.worksheets}
    found: dict[Cell, tuple[Any, list[Fault]]] = {}
    for finding in findings:
        if finding.cell is None or finding.cell.sheet not in worksheets:
            continue
        target = _shown(worksheets[finding.cell.sheet], finding.cell)
        cell = Cell(finding.cell.sheet, target.row, target.column)
        found.setdefault(cell, (target, []))[1].append(finding.fault)
    return found


def _shown(worksheet: Any, cell: Cell) -> Any:
    from openpyxl.cell.cell import MergedCell

    target = worksheet.cell(cell.row, cell.column)
    if not isinstance(target, MergedCell):
        return target
    merged = next(merged for merged in worksheet.merged_cells.ranges if target.coordinate in merged)
    return worksheet.cell(merged.min_row, merged.min_col)


class _Paint:
    """Colours cells, and changes nothing else in their look. Each look is made once: the library takes long for it."""

    def __init__(self) -> None:
        self._made: dict[tuple[Severity, tuple[int, ...]], Any] = {}

    def colour(self, target: Any, severity: Severity) -> None:
        """Give the cell the colour of the severity."""
        from openpyxl.styles import PatternFill

        key = (severity, tuple(target._style or ()))
        if key not in self._made:
            target.fill = PatternFill("solid", fgColor=LOOKS[severity].cell)
            self._made[key] = copy(target._style)
        target._style = copy(self._made[key])


def _colour_tabs(workbook: Workbook, findings: Sequence[Finding]) -> None:
    """Each sheet's tab by the worst that is in it; a hidden sheet is shown, or nobody would find what is marked."""
    coloured: set[str] = set()
    titles = set(workbook.sheetnames)
    for finding in findings:
        title = finding.sheet
        if title is None or title in coloured or title not in titles:
            continue
        coloured.add(title)
        workbook[title].sheet_properties.tabColor = LOOKS[finding.fault.severity].tab
        workbook[title].sheet_state = "visible"


def _comment(target: Any, found: Sequence[Fault], language: Language) -> None:
    """What was found, below a comment that may be there already."""
    from openpyxl.comments import Comment

    said = [_said(fault, language) for fault in found[:_MOST_IN_A_CELL]]
    if len(found) > _MOST_IN_A_CELL:
        said.append(T("And {count} more, in the list.", count=len(found) - _MOST_IN_A_CELL).to(language))
    before = target.comment
    if before is not None:
        said.insert(0, before.text)
    target.comment = Comment("\n\n".join(said), before.author if before is not None else _AUTHOR)
    _enlarge(target.comment)


def _said(fault: Fault, language: Language) -> str:
    lines = [f"{fault.code} {LOOKS[fault.severity].word.to(language)}", storable(fault.problem.to(language))]
    if fault.remedy is not None:
        lines.append(f"→ {storable(fault.remedy.to(language))}")
    return "\n".join(lines)


def _enlarge_comments(workbook: Workbook) -> None:
    """The library forgets the size of comments, and long ones would be cut."""
    for worksheet in workbook.worksheets:
        for cell in worksheet._cells.values():
            if cell.comment is not None:
                _enlarge(cell.comment)


def _enlarge(comment: Any) -> None:
    comment.width = round(_WIDTH * _PIXELS_A_LETTER)
    comment.height = (lines_needed(comment.text, _WIDTH) + 1) * _PIXELS_A_LINE
