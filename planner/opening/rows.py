"""The rows that a plan's certificate speaks of, written beside the plan for whoever checks it by other means."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from planner.certificate.programme import IntegerProgramme

ENDING = ".rows.gz"


def rows_file(plan_file: Path) -> Path:
    """Where the rows of a plan file lie: beside it, ``plan.rows.gz`` for ``plan.json``."""
    return plan_file.with_name(plan_file.stem + ENDING)


def write_rows(programme: IntegerProgramme, plan_file: Path) -> Path:
    """Write the rows beside the plan file, and return where. Raises ``UsageError`` where that cannot be."""
    from planner.certificate.text import packed
    from planner.export.atomic import replace_file

    target = rows_file(plan_file)
    replace_file(target, packed(programme))
    return target
