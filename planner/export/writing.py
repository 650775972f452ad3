"""One plan, one file: the ending chooses the format, and a half-written file is never seen under its name."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from planner.audit import AuditReport
from planner.errors import UsageError
from planner.export.atomic import refuse_protected, replace_file
from planner.export.choices import Choices
from planner.languages import T
from planner.plan.plan import Plan
from planner.programme.programme import Programme

type _Writer = Callable[[Plan, Programme, Choices, AuditReport | None], bytes]


def check_targets(paths: Iterable[Path]) -> None:
    """Refuse files that could not be written, for their ending or their folder, before any work is done for them."""
    for path in paths:
        _writer_for(path)
        refuse_protected(path)
        if not path.parent.is_dir():
            raise UsageError(
                T("The folder {folder} does not exist: create it, or name another.", folder=str(path.parent))
            )


def write(plan: Plan, programme: Programme, path: Path, choices: Choices, report: AuditReport | None = None) -> None:
    """Write the plan to ``path`` as its ending says: .xlsx, .html (the report), .csv (the awards) or .json.

    ``programme`` must be what the plan was made from, ``report`` the plan's audit; a workbook or a report that is not
    given one has the plan audited again. Raises ``UsageError`` for another ending, for a programme that
    is not the plan's, and where the file cannot be written; a file that was there is then left as it was.
    """
    writer = _writer_for(path)
    if programme.inputs_hash != plan.inputs_hash:
        raise UsageError(
            T(
                "These are not the inputs that the plan was made from: their hash is {found}, the plan names {named}.",
                found=programme.inputs_hash[:12],
                named=plan.inputs_hash[:12],
            )
        )
    replace_file(path, writer(plan, programme, choices, report))


def _writer_for(path: Path) -> _Writer:
    writer = _WRITERS.get(path.suffix.lower())
    if writer is None:
        raise UsageError(
            T(
                "{file} has an ending that plans are not written in; allowed are {endings}.",
                file=path.name,
                endings=", ".join(_WRITERS),
            )
        )
    return writer


def _workbook(plan: Plan, programme: Programme, choices: Choices, report: AuditReport | None) -> bytes:
    from planner.export.workbook import workbook_bytes

    return workbook_bytes(plan, programme, choices, report)


def _report(plan: Plan, programme: Programme, choices: Choices, report: AuditReport | None) -> bytes:
    from planner.export.report import report_bytes

    return report_bytes(plan, programme, choices, report)


def _table(plan: Plan, programme: Programme, choices: Choices, report: AuditReport | None) -> bytes:
    from planner.export.awards_csv import csv_bytes

    return csv_bytes(plan, programme, choices.language)


def _document(plan: Plan, programme: Programme, choices: Choices, report: AuditReport | None) -> bytes:
    return plan.to_json().encode()


_WRITERS: dict[str, _Writer] = {".xlsx": _workbook, ".html": _report, ".csv": _table, ".json": _document}

ENDINGS = tuple(_WRITERS)
"""The endings that :func:`write` knows."""
