r"""Where the best value of a linear programme bends, as a limit of its rows moves.

The best value :math:`v(x)` is made of straight lines, each flatter than the one before. At a solved place its price
gives a line that is nowhere below it,

.. math:: v(x) \le v(x_k) + s_k (x - x_k),

and between two solved places it is nowhere below the straight line that joins them. Where the lines of two neighbours
meet, it is solved next: it either lies on both lines, and then nothing between the neighbours is unknown and a bend is
found, or parts the gap in two. What is left between the upper and the lower lines is the error that is told.

A ratio is no such function of its least deployment, but the tonnes at that deployment are: the value is told times the
place, and all of this holds for the product.
"""

from __future__ import annotations

import heapq
import itertools
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

from planner.study.frontier.points import Point

SAME = 1e-8
"""Values that differ by less than this part are the same, as far as the solver can tell."""

SAME_SLOPE = 1e-6
"""Slopes that differ by less than this part are the same."""

NARROW = Fraction(1, 10**7)
"""Neighbours nearer to each other than this part of the axis have nothing between them."""


class Bends:
    """The search for bends between known points."""

    def __init__(
        self,
        points: dict[Fraction, Point],
        solve: Callable[[Fraction], Point],
        sense: int,
        rounded: Callable[[Fraction], Fraction],
        *,
        of_product: bool,
    ) -> None:
        """``rounded`` gives a place that can be written down; ``of_product``: the value times the place is made of
        straight lines, not the value."""
        self.points = points
        self._solve = solve
        self._sense = sense
        self._rounded = rounded
        self._of_product = of_product
        places = [place for place, point in points.items() if point.value is not None]
        self._width = max(places) - min(places) if places else Fraction(0)

    def find(self, most: int | None) -> float | None:
        """Solve where most is unknown until nothing is, or there are so many points; the error that is left.

        None where a point has no slope: then nothing is known between it and its neighbours.
        """
        known = sorted(place for place, point in self.points.items() if point.value is not None)
        open_ = [gap for pair in itertools.pairwise(known) if (gap := self._gap(*pair)) is not None]
        heapq.heapify(open_)
        while open_ and (most is None or len(self.points) < most):
            _, place, first, last = heapq.heappop(open_)
            self.points[place] = self._solve(place)
            if self.points[place].value is None:
                continue
            for pair in ((first, place), (place, last)):
                gap = self._gap(*pair)
                if gap is not None:
                    heapq.heappush(open_, gap)
        if any(point.slope is None for point in self.points.values() if point.value is not None):
            return None
        self._mark()
        return max((-gap[0] for gap in open_), default=0.0)

    def _gap(self, first: Fraction, last: Fraction) -> tuple[float, Fraction, Fraction, Fraction] | None:
        """How much is unknown between two neighbours (its negative), and where most; None where nothing is."""
        if last - first <= NARROW * self._width:
            return None
        (v1, s1), (v2, s2) = self._line(first), self._line(last)
        width = float(last - first)
        scale = SAME * max(1.0, abs(v1), abs(v2))
        if s1 is None or s2 is None or s1 - s2 <= 0:
            return None
        # Where the line of the first meets that of the last, counted from the first.
        meet = (v2 - v1 - s2 * width) / (s1 - s2)
        unknown = s1 * meet - (v2 - v1) * meet / width
        if unknown <= scale or not 0.0 < meet < width:
            return None
        place = self._rounded(first + (last - first) * Fraction(meet / width))
        if self._of_product:
            unknown /= float(place)
        return (-unknown, place, first, last) if place not in (first, last) else None

    def _line(self, place: Fraction) -> tuple[float, float | None]:
        """The value and the slope that are straight, the more the better."""
        point, at = self.points[place], float(place)
        assert point.value is not None
        value, slope = self._sense * point.value, None if point.slope is None else self._sense * point.slope
        if not self._of_product:
            return value, slope
        return value * at, None if slope is None else slope * at + value

    def _mark(self) -> None:
        """Say of each point between two others whether the lines to them have another slope."""
        known = sorted(place for place, point in self.points.items() if point.value is not None)
        for before, place, after in zip(known, known[1:], known[2:], strict=False):
            (v0, _), (v1, _), (v2, _) = (self._line(each) for each in (before, place, after))
            left, right = (v1 - v0) / float(place - before), (v2 - v1) / float(after - place)
            noise = SAME * max(1.0, abs(v1)) / float(min(place - before, after - place))
            bends = abs(left - right) > max(noise, SAME_SLOPE * max(abs(left), abs(right)))
            self.points[place] = replace(self.points[place], bends=bends)
