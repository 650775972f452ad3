"""What answers whether an upgrade is in with a change: a linear programme solved again, or a whole plan made again."""

from __future__ import annotations

import time
from collections.abc import Mapping
from fractions import Fraction

from planner.errors import PlannerError
from planner.plan.plan import Plan
from planner.programme.programme import Programme
from planner.solving.outcome import Limits
from planner.study.again import Again, Solved
from planner.study.alterations import Alteration, altered
from planner.study.planning import make_plan
from planner.study.why.answer import Checked
from planner.study.why.reasons import awarded_won
from planner.study.why.searching import LateError
from planner.study.why.ways import Way

SECONDS_A_PLAN = 120.0
"""A whole plan that is made only to see whether an upgrade is in gets no longer than this."""


class Clock:
    """How much time is left of a limit; None: no limit."""

    def __init__(self, seconds: float | None) -> None:
        self._deadline = None if seconds is None else time.monotonic() + seconds

    @property
    def left(self) -> float | None:
        """Seconds left, above 0. Raises ``LateError`` where there are none."""
        if self._deadline is None:
            return None
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise LateError
        return left

    def at_most(self, seconds: float) -> float:
        """The seconds left, or so many where more are."""
        left = self.left
        return seconds if left is None else min(left, seconds)

    def ask_for(self, seconds: float) -> None:
        """Raises ``LateError`` where less is left than that: what would not end in time is not begun."""
        left = self.left
        if left is not None and left < seconds:
            raise LateError


class Quick:
    """Answers by linear programmes. What is not about one upgrade alone is remembered, and answers for all."""

    checked: Checked = "linear"

    def __init__(self, again: Again, clock: Clock) -> None:
        self._again = again
        self._clock = clock
        self._shared: dict[tuple[str, int], Mapping[str, float] | None] = {}
        self._own: dict[tuple[str, str, int], float | None] = {}

    def share(self, upgrade_id: str, way: Way, number: int) -> float | None:
        """The share awarded with the change of that number. Raises ``LateError``."""
        key = upgrade_id, way.setting, number
        if key not in self._own:
            shares = self.shares(way, number)
            self._own[key] = None if shares is None else shares.get(upgrade_id, 0.0)
        return self._own[key]

    def shares(self, way: Way, number: int) -> Mapping[str, float] | None:
        """The shares awarded of all upgrades; None where there is no plan, or no answer."""
        if not way.is_shared:
            return self._solved(*way.at(number))
        key = way.setting, number
        if key not in self._shared:
            self._shared[key] = self._solved(*way.at(number))
        return self._shared[key]

    def value(self, change: Alteration) -> float | None:
        """The objective with a change [its unit]; None where there is no plan, or no answer."""
        solved = self._solve(change)
        return None if solved is None else solved.value

    def _solved(self, *changes: Alteration) -> Mapping[str, float] | None:
        solved = self._solve(*changes)
        return None if solved is None else solved.shares

    def _solve(self, *changes: Alteration) -> Solved | None:
        _ = self._clock.left
        solved = self._again.solve(*changes)
        return solved if isinstance(solved, Solved) else None


class Plans:
    """Answers by whole plans: in whole won, audited. Each is made once.

    Each starts with the rows tightened as the first needed it for whole won, so that most fit sooner; never by more,
    which would add up. That takes some won from a plan, and is done only where it is asked who is in: what is lost is
    told of plans of the rules as they are. Of whole projects some won may decide who is in: there none is tightened.
    """

    checked: Checked = "plan"

    def __init__(self, programme: Programme, clock: Clock, *, whole: bool) -> None:
        """``whole``: some projects are whole."""
        self._programme = programme
        self._clock = clock
        self._whole = whole
        self._known: dict[tuple[str, int], tuple[Programme, Plan] | None] = {}
        self._tightened: Mapping[str, float] = {}
        self._longest = 0.0

    def share(self, upgrade_id: str, way: Way, number: int) -> float | None:
        """The share awarded with the change of that number. Raises ``LateError``."""
        key = way.setting, number
        if key not in self._known:
            self._known[key] = self._made(*way.at(number), tightened=self._tightened)
        made = self._known[key]
        return None if made is None else float(share_in(made[1], made[0], upgrade_id))

    def plan(self, change: Alteration) -> Plan | None:
        """The plan with a change; None where there is none. Raises ``LateError``."""
        made = self._made(change)
        return None if made is None else made[1]

    def _made(
        self, *changes: Alteration, tightened: Mapping[str, float] | None = None
    ) -> tuple[Programme, Plan] | None:
        self._clock.ask_for(self._longest)
        limits = Limits(self._clock.at_most(SECONDS_A_PLAN))
        programme = altered(self._programme, changes)
        start = time.monotonic()
        try:
            made = make_plan(programme, limits, prove=False, tightened=tightened)
        except PlannerError:
            return None
        finally:
            self._longest = max(self._longest, time.monotonic() - start)
        if not self._whole:
            self._tightened = self._tightened or made.tightened
        return programme, made.plan


def share_in(plan: Plan, programme: Programme, upgrade_id: str) -> Fraction:
    """The part of an upgrade that a plan awards, exact."""
    cost = programme.upgrades[upgrade_id].total_won
    return Fraction(awarded_won(plan).get(upgrade_id, 0), cost) if cost else Fraction(0)
