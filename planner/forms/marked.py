"""The marked copy: the user's own workbook with every fault in its cell, and a list of them all. The original stays."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from planner.errors import Fault, UsageError
from planner.export.atomic import replace_file
from planner.forms.marking.fault_sheet import Contents, add_fault_sheet
from planner.forms.marking.findings import findings_of
from planner.forms.marking.marks import mark
from planner.forms.marking.opening import MOST_CELLS, NotCopied, mishaps_in_words, opened
from planner.intake.reading import RowCount
from planner.languages import Language, T, Text


@dataclass(frozen=True)
class MarkedCopy:
    """What became of the wish for a marked copy; ``path`` is None where none was written."""

    path: Path | None
    said: Text


def check_target(original: Path, target: Path) -> None:
    """Raise ``UsageError`` where no copy may be written: over the original, or over any other file that is there."""
    if original.suffix.lower() != ".xlsx" or original.is_dir():
        raise UsageError(
            T("{file} is no workbook (.xlsx), so no marked copy of it can be written.", file=str(original))
        )
    if target.suffix.lower() != ".xlsx":
        raise UsageError(T("{file} does not end in .xlsx, as a marked copy must.", file=str(target)))
    if target.resolve() == original.resolve():
        raise UsageError(T("{file} is the workbook itself; name another file for the marked copy.", file=str(target)))
    if target.exists() or target.is_symlink():
        raise UsageError(T("{file} is there already; name another file for the marked copy.", file=str(target)))
    if not target.absolute().parent.is_dir():
        raise UsageError(T("The folder of {file} is not there.", file=str(target)))


def write_marked(
    original: Path,
    target: Path,
    found: Sequence[Fault],
    rows: Sequence[RowCount],
    language: Language,
    most_cells: int = MOST_CELLS,
) -> MarkedCopy:
    """Write a copy of a workbook in which everything that was found is marked and listed.

    ``found`` are faults, warnings and notes; those whose place is a ``CellPlace`` in this workbook are marked in their
    cells, the others are listed. A workbook that the guard of archives refuses is never opened, and one with more than
    ``most_cells`` cells is not copied; the answer says so. Raises ``UsageError`` as :func:`check_target` does, and
    where the copy cannot be written.
    """
    check_target(original, target)
    findings = findings_of(found, original.name)
    content = io.BytesIO()
    try:
        workbook = opened(original, most_cells)
        with mishaps_in_words():
            uncommented = mark(workbook, findings, language)
            add_fault_sheet(workbook, Contents(original.name, findings, rows, uncommented), language)
            workbook.save(content)
    except NotCopied as refused:
        return MarkedCopy(None, T("No marked copy was written: {reason}.", reason=refused.reason))
    replace_file(target, content.getvalue())
    return MarkedCopy(target, T("Marked copy: {file}", file=str(target)))
