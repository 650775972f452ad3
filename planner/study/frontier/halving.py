"""Points where a level stands before variables, or projects are whole: most where the objective falls most.

Loosening a rule betters the best value or leaves it as it is. So between two neighbours it is never outside their two
values, of whole projects never better than what is proven for the looser one: that is the error that is told.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
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

    def find(self, most: int | None) -> float:
        """Solve where the neighbours are furthest apart until there are so many points, or nothing is unknown; the
        error that is left."""
        while most is None or len(self.points) < most:
            worth, one, other = max(self._pairs(self._worth), default=(0.0, None, None))
            if one is None or other is None or worth <= 0:
                break
            place = self._next(one, other)
            self.points[place] = self._solve(place)
        return max((unknown for unknown, _, _ in self._pairs(self._unknown)), default=0.0)

    def _next(self, one: Fraction, other: Fraction) -> Fraction:
        """The place between two neighbours that is solved next."""
        middle = between(self._axis, one, other)
        assert middle is not None
        return middle

    def _pairs(self, told: Callable[[Point, Point], float]) -> Iterator[tuple[float, Fraction, Fraction]]:
        """What is told of neighbours that have places between them, and these."""
        for one, other in itertools.pairwise(sorted(self.points)):
            if between(self._axis, one, other) is not None:
                yield told(self.points[one], self.points[other]), one, other

    def _worth(self, one: Point, other: Point) -> float:
        """How much there is to be learnt between two points."""
        return self._unknown(one, other)

    def _unknown(self, one: Point, other: Point) -> float:
        """How far apart the value may be between two points; nothing is said of those without a plan."""
        if one.value is None or other.value is None:
            return 0.0
        values = [value for point in (one, other) for value in (point.value, point.bound) if value is not None]
        apart = max(values) - min(values)
        return apart if apart > SAME * max(1.0, *map(abs, values)) else 0.0
