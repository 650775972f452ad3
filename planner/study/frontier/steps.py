"""Every step of whole projects: the best value falls where a level no longer bears the awards that reach it.

Between two places with another value each it is solved next at the tightest place that still bears the awards of the
looser one, and then one tick, a won or a billionth, further. So an end of a step is two places a tick apart, both
solved; how far awards are borne only says where to look.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

from planner.study.frontier.axis import Axis
from planner.study.frontier.ends import between
from planner.study.frontier.halving import SAME, Halving
from planner.study.frontier.points import Point


class Steps(Halving):
    """The search for the ends of steps between known points."""

    def __init__(
        self,
        axis: Axis,
        points: dict[Fraction, Point],
        solve: Callable[[Fraction], Point],
        bears: Callable[[Fraction, Fraction], bool],
    ) -> None:
        """``bears``: whether some plan with the awards of the first place, which is solved, keeps the second."""
        super().__init__(axis, points, solve)
        self._bears = bears

    def find(self, most: int | None) -> float:
        """Ends of steps until all are known, or so many points; the error that is left. The tightest place of each
        step is marked as one where the objective bends."""
        error = super().find(most)
        for one, other in itertools.pairwise(sorted(self.points)):
            if between(self._axis, one, other) is None and self._differ(self.points[one], self.points[other]):
                end = other if self._axis.raises else one
                self.points[end] = replace(self.points[end], bends=True)
        return error

    def _differ(self, one: Point, other: Point) -> bool:
        return (one.value is None) != (other.value is None) or self._unknown(one, other) > 0

    def _next(self, one: Fraction, other: Fraction) -> Fraction:
        middle = super()._next(one, other)
        loose, tight = (other, one) if self._axis.raises else (one, other)
        if self.points[loose].value is None:
            return middle
        end = self._tightest(loose, tight)
        if end == loose:
            return self._axis.rounded(loose + self._axis.tick * (1 if tight > loose else -1))
        return middle if end == tight else end

    def _tightest(self, loose: Fraction, tight: Fraction) -> Fraction:
        """The tightest place between that bears the awards of the looser one."""
        if self._bears(loose, tight):
            return tight
        borne, broken = loose, tight
        while abs(broken - borne) > self._axis.tick:
            middle = self._axis.rounded((borne + broken) / 2)
            if middle in (borne, broken):
                break
            borne, broken = (middle, broken) if self._bears(loose, middle) else (borne, middle)
        return borne

    def _worth(self, one: Point, other: Point) -> float:
        """Where plans end is looked for first; nothing more is learnt where a limit ended a search."""
        if (one.value is None) != (other.value is None) and one.answered and other.answered:
            return math.inf
        return self._unknown(one, other) if _is_proven(one) and _is_proven(other) else 0.0


def _is_proven(point: Point) -> bool:
    """Whether the value is the best one, as far as the solver can tell."""
    if point.value is None or point.bound is None:
        return point.value is None
    return abs(point.bound - point.value) <= SAME * max(1.0, abs(point.value))
