"""Model files and tables become a programme; all faults of all files come in one run, with place and remedy.

The heavy libraries load with the first name that is asked for, not with the package.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from planner.intake.programme import read_programme, read_tables
    from planner.intake.reading import Reading, ReadingError, RowCount

__all__ = ["Reading", "ReadingError", "RowCount", "read_programme", "read_tables"]

_HOMES = {
    "ReadingError": "planner.intake.reading",
    "Reading": "planner.intake.reading",
    "RowCount": "planner.intake.reading",
    "read_programme": "planner.intake.programme",
    "read_tables": "planner.intake.programme",
}


def __getattr__(name: str) -> object:
    """The public name, from the file that it lives in."""
    import importlib

    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(_HOMES[name]), name)
