"""A plan decided before, for the comparison with a changed one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from planner.cli.speech import say
from planner.errors import PlannerError
from planner.languages import T, Text
from planner.opening.plans import load_plan, read_plan

if TYPE_CHECKING:
    from planner.export.before import Before


def load_before(file: Path, inputs: Path | None = None, gone: Text | None = None) -> Before:
    """The plan of that file, with its tables where they are still what it was made from.

    Tables change from one decision to the next; where the old ones are gone, that is said (``gone``), and the
    comparison goes by ids. ``inputs`` says where they lie now. Raises ``UsageError`` where the file is no plan.
    """
    from planner.export.before import Before

    plan = read_plan(file)
    try:
        programme = load_plan(file, inputs).programme
    except PlannerError:
        programme = None
    if programme is None or programme.inputs_hash != plan.inputs_hash:
        say(
            gone
            or T(
                "The tables of {file} are no longer what it was made from: technology, tier and region of its awards "
                "are those of the new tables.",
                file=file,
            )
        )
        return Before(plan)
    return Before(plan, programme)
