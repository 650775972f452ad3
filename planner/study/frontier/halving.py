"""Points where a level stands before variables, or projects are whole: most where the objective falls most.

Loosening a rule betters the best value or leaves it as it is. So between two neighbours it is never outside their two
values, of whole projects never better than what is proven for the looser one: that is the error that is told.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from fractions import Fraction

from planner.study.frontier.axis import Axis
from planner.study.frontier.ends import between
from planner.study.frontier.points import Point

SAME = 1e-8
"""Values that differ by less than this part are the same."""


class Halving:
    """The search between known points."""

    def __init__(self, axis: Axis, points: dict[Fraction, Point], solve: Callable[[Fraction], Point]) -> None:
        self.points = points
        self._axis = axis
        self._solve = solve

    def find(self, most: int) -> float:
        """Solve half way between the neighbours that are furthest apart until there are so many points, or nothing is
        unknown; the error that is left."""
        while len(self.points) < most:
            unknown, one, other = max(self._unknown(), default=(0.0, None, None))
            if one is None or other is None or unknown <= 0:
                break
            middle = between(self._axis, one, other)
            if middle is None or middle in self.points:
                break
            self.points[middle] = self._solve(middle)
        return max((unknown for unknown, _, _ in self._unknown()), default=0.0)

    def _unknown(self) -> list[tuple[float, Fraction, Fraction]]:
        """How far apart the value may be between two neighbours, and these."""
        found = []
        for one, other in itertools.pairwise(sorted(self.points)):
            values = [value for each in (one, other) for value in self._values(self.points[each])]
            if self.points[one].value is None or self.points[other].value is None:
                continue
            apart = max(values) - min(values)
            found.append((apart if apart > SAME * max(1.0, *map(abs, values)) else 0.0, one, other))
        return found

    @staticmethod
    def _values(point: Point) -> list[float]:
        return [value for value in (point.value, point.bound) if value is not None]
