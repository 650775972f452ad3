"""``planner.explain``: why upgrades are in a plan or not, and what would bring them in."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from planner.api.frames import frame_of, worded
from planner.api.frontier import write_tables
from planner.api.html import table_html
from planner.api.limits import limits_of
from planner.api.opening import opened
from planner.api.speech import Progress, teller
from planner.errors import UsageError
from planner.languages import T

if TYPE_CHECKING:
    import pandas as pd

    from planner.api.model import Place
    from planner.api.plan import Plan
    from planner.export.columns import AnyTable
    from planner.programme.programme import Programme
    from planner.study.why.answer import Explained
    from planner.study.why.answer import Explanation as Found


@dataclass(frozen=True, eq=False, repr=False)
class Explanation:
    """Why upgrades are in a plan or not; ``str`` gives it as sentences, ``found`` is what the study found."""

    found: Found
    programme: Programme

    @functools.cached_property
    def upgrades(self) -> pd.DataFrame:
        """A row an upgrade: what it is worth, what it would take from others, the smallest change that brings it in."""
        return frame_of(self._tables[0])

    @functools.cached_property
    def takes(self) -> pd.DataFrame:
        """What each upgrade would take from others in its best year, by the plan's shadow prices."""
        return frame_of(self._tables[1])

    @functools.cached_property
    def would_do(self) -> pd.DataFrame:
        """Changes that bring an upgrade in, one alone."""
        return frame_of(self._tables[2])

    @functools.cached_property
    def would_not(self) -> pd.DataFrame:
        """Changes that were tried in vain, up to the level shown."""
        return frame_of(self._tables[3])

    def export(self, path: Place) -> Path:
        """Write it as a workbook (``.xlsx``). Raises ``UsageError`` for another ending."""
        return write_tables(self._tables, self.found.plan, path)

    @functools.cached_property
    def _tables(self) -> Sequence[AnyTable]:
        from planner.export.explained.workbook import tables

        return tables(self.found, self.programme)

    def _lines(self, one: Explained) -> list[str]:
        from planner.export.explained.words import lines

        return [worded(line) for line in lines(one, self.found)]

    def __str__(self) -> str:
        return "\n\n".join("\n".join(self._lines(one)) for one in self.found.upgrades)

    def __repr__(self) -> str:
        return f"<Explanation: {', '.join(one.upgrade_id for one in self.found.upgrades)}>"

    def _repr_html_(self) -> str:
        rows = [(one.upgrade_id, line) for one in self.found.upgrades for line in self._lines(one)]
        return table_html(self.found.plan.model.programme, rows)


def explain(
    plan: Plan | Place,
    *ids: str,
    rejected: bool = False,
    quick: bool = False,
    time_limit: float | None = None,
    progress: Progress = None,
) -> Explanation:
    """Say why upgrades are in a plan or not, with which money or which rules stand against them, and what would do.

    ``ids`` are those of upgrades or suppliers; ``rejected``: all upgrades that are not funded, those of ``ids`` where
    there are any. ``quick``: by linear programmes alone. ``time_limit`` [s] is for all of it.

    Raises ``UsageError`` for an id that is not there, and what opening a plan raises.
    """
    from planner.study.why.batch import rejected_upgrades
    from planner.study.why.explaining import Explaining
    from planner.study.why.named import upgrades_named

    if not ids and not rejected:
        raise UsageError(T("Name upgrades or suppliers by their ids, or say rejected=True."))
    found, say = opened(plan), teller(progress)
    asked = upgrades_named(ids, found.programme)
    explaining = Explaining(found.programme, found.record, limits_of(time_limit).seconds, say, quick=quick)
    answer = rejected_upgrades(explaining, asked or None, say) if rejected else explaining.explained(asked)
    return Explanation(answer, found.programme)
