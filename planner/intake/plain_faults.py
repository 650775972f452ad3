"""Faults as plain data, for programs."""

from __future__ import annotations

from planner.errors import Fault
from planner.intake.places import CellPlace, LinePlace, letters
from planner.languages import Language


def plain_fault(fault: Fault, language: Language) -> dict[str, str | int | None]:
    """The fault with its place in parts, its message and remedy in that language; None for what there is not."""
    return {
        "code": fault.code,
        "severity": fault.severity.value,
        "place": str(fault.place),
        **parts_of(fault.place),
        "message": fault.problem.to(language),
        "remedy": None if fault.remedy is None else fault.remedy.to(language),
    }


def parts_of(place: str) -> dict[str, str | int | None]:
    """A place in its parts, None where there is none: lines are rows of a sheet too, columns its letters or names."""
    parts: dict[str, str | int | None] = dict.fromkeys(("file", "sheet", "cell", "line", "column"))
    if isinstance(place, LinePlace):
        parts |= {"file": place.file, "line": place.line or None, "column": place.column}
    elif isinstance(place, CellPlace):
        column = letters(place.column) or None
        cell = f"{column}{place.row}" if column and place.row else None
        parts |= {"file": place.file, "sheet": place.sheet or None, "cell": cell}
        parts |= {"line": place.row or None, "column": column}
    return parts
