"""Why an upgrade is in one plan and not in the other: what may have caused it, and what was found out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from planner.study.beside.rows import RowChange
from planner.study.beside.settings import Setting

type ReasonKind = Literal["alone", "together", "several", "own", "new", "gone", "equal", "limit", "unknown"]
"""What was found out: see :class:`Reason`."""


PAST = "past"
"""The tables of the past as one cause: facts of one day, that say nothing without each other."""


@dataclass(frozen=True)
class Cause:
    """What may have changed a plan: a changed rule, several rules of a field together, or a changed table; of the past
    all its tables, with the first planned year where that is another.
    """

    settings: tuple[Setting, ...] = ()
    table: str | None = None


@dataclass(frozen=True)
class Reason:
    """Why the awards of an upgrade changed.

    ``alone``: each of the causes does it alone; ``together``: none does it alone, and none of these can be missing;
    ``several``: none does it alone, and none is needed by itself; ``own``: the upgrade's own rows do it alone; ``new``
    and ``gone``: only one programme has it; ``equal``: rules and tables are the same, and so is what the plans reach;
    ``limit``: a search was stopped before its end; ``unknown``: not found out. ``rows`` are what changed in the rows of
    the upgrade and its supplier; ``tied``: some plan as good as one of the two gives its supplier other awards.
    """

    kind: ReasonKind
    causes: tuple[int, ...] = ()
    rows: tuple[RowChange, ...] = ()
    tied: bool = False


@dataclass(frozen=True)
class Study:
    """What it took to find the reasons: plans made, and plans that a bound on their number left unmade.

    ``none``: why there are no reasons: nobody asked, or the tables of one of the plans are not known.
    """

    made: int = 0
    left_out: int = 0
    unanswered: tuple[int, ...] = ()
    none: Literal["not_asked", "no_tables"] | None = None


NOT_ASKED = Study(none="not_asked")
"""Nobody wanted to know why."""
