"""The smallest change that brings an upgrade in: looked for by quick answers, then confirmed by whole plans.

Larger changes are taken to bring in what smaller ones do. Nothing in the rules promises that; what is told is only
what was tried: that the change is enough, and that one step less is not.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple, Protocol

from planner.errors import PlannerError
from planner.languages import T
from planner.study.why.answer import Checked, Enough, NotEnough
from planner.study.why.ways import PurseWays, Way

ENOUGH = 0.5
"""An upgrade is in where this part of it is awarded; of whole projects, the whole."""

IMPRECISE = 1e-6
"""A share that falls short of enough by no more than this is enough: a won of a divisible award, the solver's step."""

OUTWARD = 6
"""How many steps a change is moved where whole plans do not bear out what linear programmes said."""

COMMON = 30
"""Numbers that are multiples of this are tried first: what is not about one upgrade alone is answered once for all."""

WARY = (2, 3, 5, 8, 13, 21, 34, 55)
"""How far below a change that is enough others are tried, where a larger change may undo what a smaller one does."""

COARSE = 90
"""So many sizes before the furthest change of a rule a smaller one is tried too, where the furthest is not enough: a
tenth of it."""


class LateError(PlannerError):
    """There is no time left to look."""

    def __init__(self) -> None:
        super().__init__(T("There is no time left to look."))


class Asked(Protocol):
    """What answers: the share awarded of an upgrade with a change of a way; None where there is no plan."""

    @property
    def checked(self) -> Checked:
        """What its answers are."""
        ...

    def share(self, upgrade_id: str, way: Way, number: int) -> float | None:
        """The share awarded with the change of that number. Raises ``LateError``."""
        ...


def is_enough(share: float | None) -> bool:
    """Whether so much awarded is in."""
    return share is not None and share >= ENOUGH - IMPRECISE


@dataclass(frozen=True)
class Bracket:
    """The number of a change that is enough, where the one before is not."""

    way: Way
    number: int


class _InYear(NamedTuple):
    """The place of a year, and the number of its change that is enough."""

    place: int
    number: int


class Search:
    """Searches for one upgrade. ``quick`` finds; ``sure`` confirms, where that is somebody else."""

    def __init__(self, upgrade_id: str, quick: Asked, sure: Asked | None = None, *, wary: bool = False) -> None:
        """``wary``: more changes are tried, since a larger one may undo what a smaller one does: of whole projects."""
        self._upgrade_id = upgrade_id
        self._wary = wary
        self._quick = quick
        self._sure = sure if sure is not None else quick

    def smallest(self, way: Way, guess: float | None = None) -> Enough | NotEnough:
        """The smallest change of one way. ``guess``: about how much it may take [the way's unit]."""
        try:
            found = self._first(way, guess)
            return _not_enough(way) if found is None else self._confirmed(found)
        except LateError:
            return _not_enough(way, stopped=True)

    def of_purse(self, ways: PurseWays, likely: int | None = None) -> Enough | NotEnough:
        """The year in which the least more in a purse does it, the first of such years. Where not even the most in
        every year does: that.

        ``likely``: the place of a year that is tried first, so that of the others less is to be tried.
        """
        try:
            order = _from(likely, len(ways.years))
            best = self._within(ways.years[order[0]], None, order[0])
            if best is None and not self._does(ways.all_years, ways.all_years.furthest):
                return _not_enough(ways.all_years)
            for place in order[1:]:
                best = self._within(ways.years[place], best, place) or best
            if best is None:
                return _not_enough(ways.all_years, alone=True)
            return self._confirmed(Bracket(ways.years[best.place], best.number))
        except LateError:
            return _not_enough(ways.all_years, stopped=True)

    def _within(self, way: Way, best: _InYear | None, place: int) -> _InYear | None:
        """The smallest number of a year's way that is enough, where that is sooner told than the best so far: it is
        smaller, or as small in an earlier year."""
        within = way.furthest
        if best is not None:
            within = best.number if place < best.place else best.number - 1
            if within < 1 or not self._does(way, within):
                return None
        found = self._first(way, None, within)
        return None if found is None else _InYear(place, found.number)

    def _does(self, way: Way, number: int) -> bool:
        return is_enough(self._quick.share(self._upgrade_id, way, number))

    def _first(self, way: Way, guess: float | None, within: int | None = None) -> Bracket | None:
        """The smallest number that is enough, by quick answers; None where none is that was tried."""
        high = self._some(way, within or way.furthest, guess)
        if high is None:
            return None
        low, hop = 0, 1
        while high - low > 1:
            near = guess is not None and hop <= 32
            middle = max(low + 1, high - hop) if near else _between(low, high)
            if self._does(way, middle):
                high, hop = middle, hop * 2
            else:
                low, guess = middle, None
            if high - low == 1 and self._wary:
                high, low = self._smaller(way, high)
        return Bracket(way, high)

    def _smaller(self, way: Way, number: int) -> tuple[int, int]:
        """A smaller number that is enough, and one below it that is not known to be; the same, where none was met."""
        for less in WARY:
            if number - less >= 1 and self._does(way, number - less):
                return number - less, 0
        return number, number - 1

    def _some(self, way: Way, furthest: int, guess: float | None) -> int | None:
        """Some number that is enough: near the guess, else the furthest, else smaller ones."""
        if guess is not None:
            number = way.number(guess)
            for further in (0, 1, 2, 5, 10, 20):
                if number + further <= furthest and self._does(way, number + further):
                    return number + further
        for less in (0, COARSE) if way.kind == "rule" else (0,):
            if furthest - less >= 1 and self._does(way, furthest - less):
                return furthest - less
        return None

    # --- confirming ---

    def _confirmed(self, found: Bracket) -> Enough | NotEnough:
        """The change as whole plans bear it out: moved outward by a step or some where they do not."""
        way, number = found.way, found.number
        share = self._share(way, number)
        for _ in range(OUTWARD):
            if is_enough(share) or number == way.furthest:
                break
            number += 1
            share = self._share(way, number)
        if not is_enough(share):
            return replace(_not_enough(way), furthest=way.after(number))
        below = self._below(way, number)
        return way.enough(
            number,
            step=way.step(number),
            share=share or 0.0,
            share_below=below or 0.0,
            checked=self._sure.checked,
            sure=not is_enough(below),
        )

    def _below(self, way: Way, number: int) -> float | None:
        """What a change a step smaller gives, by a quick answer; by a whole plan where that would do."""
        if number == 1:
            return 0.0
        below = self._quick.share(self._upgrade_id, way, number - 1)
        return self._share(way, number - 1) if is_enough(below) else below

    def _share(self, way: Way, number: int) -> float | None:
        return self._sure.share(self._upgrade_id, way, number)


def _from(likely: int | None, count: int) -> list[int]:
    """The places of so many years, the likely one first, the nearest to it next."""
    first = likely or 0
    return sorted(range(count), key=lambda place: abs(place - first))


def _between(low: int, high: int) -> int:
    """A number between two; while they are far apart one that other searches are likely to have asked for too."""
    middle = (low + high) // 2
    common = middle // COMMON * COMMON
    return common if low < common else middle


def _not_enough(way: Way, *, stopped: bool = False, alone: bool = False) -> NotEnough:
    furthest = None if stopped else way.after(way.furthest)
    return NotEnough(way.kind, way.says, way.unit, way.before, furthest, stopped, alone)
