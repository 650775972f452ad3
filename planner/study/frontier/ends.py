"""Where on an axis plans end: between two neighbours of which some plan keeps the first, and none the second."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping
from fractions import Fraction

from planner.study.frontier.axis import Axis
from planner.study.frontier.points import Point

HALVINGS = 6
"""How often the gap between the last level that some plan keeps and the first that none does is halved."""

type Points = Mapping[Fraction, Point]


def ends(points: Points) -> tuple[Fraction, Fraction] | None:
    """The two neighbours of which a plan keeps the first, and none the second; None where there are no such."""
    answered = [to for to in sorted(points) if points[to].answered]
    for one, other in itertools.pairwise(answered):
        if (points[one].value is None) != (points[other].value is None):
            return (other, one) if points[one].value is None else (one, other)
    return None


def find_end(axis: Axis, points: Points, solve: Callable[[Fraction], Point]) -> dict[Fraction, Point]:
    """The points, with those that tell where plans end more nearly; the same where they end nowhere."""
    found = dict(points)
    for _ in range(HALVINGS):
        around = ends(found)
        middle = None if around is None else between(axis, *around)
        if middle is None or middle in found:
            break
        found[middle] = solve(middle)
    return found


def between(axis: Axis, one: Fraction, other: Fraction) -> Fraction | None:
    """The level half way; None where there is none between."""
    middle = axis.rounded((one + other) / 2)
    return None if middle in (one, other) else middle
