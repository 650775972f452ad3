"""A comparison as a file: the ending chooses the form."""

from __future__ import annotations

import json
from pathlib import Path

from planner.errors import UsageError
from planner.export.beside.material import Material
from planner.export.choices import Choices
from planner.languages import T


def check_ending(path: Path) -> None:
    """Raise ``UsageError`` for an ending that comparisons are not written in."""
    if path.suffix.lower() not in _WRITERS:
        raise UsageError(
            T(
                "{file} has an ending that comparisons are not written in; allowed are {endings}.",
                file=path.name,
                endings=", ".join(_WRITERS),
            )
        )


def written(material: Material, path: Path, choices: Choices) -> bytes:
    """The contents of a file of that name. Raises ``UsageError`` as :func:`check_ending` does."""
    check_ending(path)
    return _WRITERS[path.suffix.lower()](material, choices)


def _workbook(material: Material, choices: Choices) -> bytes:
    from planner.export.beside.workbook import workbook_bytes

    return workbook_bytes(material, choices)


def _report(material: Material, choices: Choices) -> bytes:
    from planner.export.beside.report import report_bytes

    return report_bytes(material, choices)


def _document(material: Material, choices: Choices) -> bytes:
    from planner.export.beside.data import as_data

    return (json.dumps(as_data(material, choices.language), ensure_ascii=False, indent=1) + "\n").encode()


_WRITERS = {".xlsx": _workbook, ".html": _report, ".json": _document}
