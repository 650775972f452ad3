"""Solving at one place of an axis after the other: a linear programme again, or a plan made of whole projects."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

from planner.errors import InfeasibleError, NoAnswerError
from planner.languages import T, Text
from planner.programme.programme import Programme
from planner.solving.outcome import Limits, NoAnswer
from planner.study.again import Again, Solved, linear_only
from planner.study.frontier.axis import Axis
from planner.study.frontier.points import Point
from planner.study.planning import make_plan
from planner.study.prices import priced_objective, reached_in

type Place = tuple[Fraction, ...]
"""Where each axis is."""


class Search:
    """The objective at places of one axis, or of two. ``stopped``: a limit ended one of the searches."""

    def __init__(
        self,
        again: Again,
        axes: Sequence[Axis],
        limits: Limits,
        say: Callable[[Text], None] = lambda _: None,
    ) -> None:
        programme = again.programme
        self.priced = priced_objective(programme)
        self.is_linear = linear_only(programme, self.priced)
        self.stopped = False
        self._awarded: dict[Fraction, Mapping[tuple[str, int], float]] = {}
        self._again = again
        self._axes = tuple(axes)
        self._limits = limits
        self._say = say

    @property
    def is_single(self) -> bool:
        """Whether the objective told is the first, and so the one that loosening can only better."""
        return self._again.told == 0 and self.priced in self._again.programme.rules.objective

    @property
    def bends_one_way(self) -> bool:
        """Whether more of the level is worth less and less: it is a limit of a linear programme, and nothing else."""
        levels = [level for axis in self._axes for level in axis.levels]
        return self.is_linear and self.is_single and all(self._again.is_limit(level) for level in levels)

    @property
    def sense(self) -> int:
        """1 where more is better, -1 where less is."""
        return 1 if self.priced.minimise is None else -1

    def point(self, *place: Fraction) -> Point:
        """The objective there."""
        words = [
            T("{what} at {level}", what=axis.says, level=axis.unit.says(to))
            for axis, to in zip(self._axes, place, strict=True)
        ]
        self._say(words[0] if len(words) == 1 else T("{first}, {second}", first=words[0], second=words[1]))
        try:
            return self._linear(place) if self.is_linear else self._whole(place)
        except NoAnswerError:
            return Point(float(place[0]), None, None, answered=False)
        except InfeasibleError:
            return Point(float(place[0]), None, None)

    def bears(self, planned: Fraction, to: Fraction) -> bool:
        """Whether the awards of whole projects that are best at a place of the axis keep another one too."""
        return self._again.bears(self._awarded[planned], *self._axes[0].changes(to))

    def _linear(self, place: Place) -> Point:
        changes = [change for axis, to in zip(self._axes, place, strict=True) for change in axis.changes(to)]
        found = self._again.solve(*changes) if changes else self._again.base
        if isinstance(found, NoAnswer):
            raise NoAnswerError(T("The solver ended without a plan: {reason}.", reason=found.reason))
        if not isinstance(found, Solved):
            raise InfeasibleError(T("No plan keeps every rule of the programme."))
        return Point(float(place[0]), found.value, found.value, self._slope(found))

    def _slope(self, found: Solved) -> float | None:
        """What one more of the first axis is worth, its levels in proportion."""
        axis = self._axes[0]
        if not all(self._again.is_limit(level) for level in axis.levels):
            return None
        prices = [self._again.price(found, level) for level in axis.levels]
        known = [price for price in prices if price is not None]
        if len(known) < len(prices):
            return None
        return sum(price * float(part) for price, part in zip(known, axis.parts(), strict=True))

    def _whole(self, place: Place) -> Point:
        programme: Programme = self._again.programme
        for axis, to in zip(self._axes, place, strict=True):
            programme = axis.programme(programme, to)
        planned = make_plan(programme, self._limits, prove=False)
        self.stopped = self.stopped or planned.stopped
        self._awarded[place[0]] = {(award.upgrade_id, award.year): award.share for award in planned.plan.awards}
        reached = reached_in(planned.plan, self.priced)
        return Point(float(place[0]), reached.value, reached.bound)
