"""The objective along the levels of one fairness rule, found by solving again at each.

Where parts of all projects can be had, each point is the linear programme's optimum; of whole projects it is that of a
plan made again, with the bound of its search.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

from planner.errors import InfeasibleError, NoAnswerError, UsageError
from planner.languages import T, Text
from planner.programme.programme import Programme
from planner.solving.outcome import Limits, NoAnswer
from planner.study.again import Again, Solved, linear_only
from planner.study.alterations import AtLevel
from planner.study.planning import make_plan
from planner.study.points import Curve, Point
from planner.study.policy.levels import WON, Level
from planner.study.policy.making import Key
from planner.study.policy.rules import policy_rule
from planner.study.price import Reached
from planner.study.prices import priced_objective, reached_in, value_in

SIDES = {"floor": "floor", "cap": "cap_share", "gini": "gini", "least": "least"}
"""The key of a fairness rule that has a level, and the name of its rows."""

HALVINGS = 6
"""How often the gap between the last level that some plan keeps and the first that none does is halved."""


def level_of(programme: Programme, number: int) -> Level:
    """The level of a fairness rule by its number in the list, from 1. Raises ``UsageError`` where there is none."""
    rules = programme.rules.fairness
    if not 1 <= number <= len(rules):
        raise UsageError(
            T("There is no fairness rule {number}: the model has {count}.", number=number, count=len(rules))
        )
    side = next(key for key in SIDES if getattr(rules[number - 1], key, None) is not None)
    ways = policy_rule(programme, Key(SIDES[side], str(number)), [], frozenset()).ways
    return ways[0][0]


def even_levels(level: Level, points: int) -> tuple[Fraction, ...]:
    """So many levels at even distances: of shares from 0 to 1, of amounts from 0 to twice what the model states."""
    most = Fraction(1) if level.most is not None else 2 * level.value
    levels = (most * place / (points - 1) for place in range(points))
    return tuple(dict.fromkeys(Fraction(round(to)) if level.unit is WON else to for to in levels))


def find_curve(
    programme: Programme,
    number: int,
    levels: Sequence[Fraction],
    limits: Limits,
    say: Callable[[Text], None] = lambda _: None,
) -> Curve:
    """The objective at each level of fairness rule ``number``, and where no plan can keep it any more.

    ``limits`` hold for each solve. Raises ``UsageError`` where a level cannot be, and what
    :func:`planner.study.planning.make_plan` raises for the programme as it is.
    """
    level = level_of(programme, number)
    _refuse_impossible(level, levels)
    planned = make_plan(programme, limits, say)
    search = _Search(programme, level, limits, say)
    points = {to: search.point(to) for to in sorted({*levels, level.value})}
    ends = _ends(points)
    for _ in range(HALVINGS if ends is not None else 0):
        assert ends is not None
        middle = _between(level, *ends)
        if middle is None or middle in points:
            break
        points[middle] = search.point(middle)
        ends = _ends(points)
    value = value_in(planned.plan, search.priced)
    return Curve(
        rule=number,
        says=level.says,
        objective=value.name,
        unit=value.unit,
        points=tuple(points[to] for to in sorted(points)),
        level=float(level.value),
        plan=planned.plan,
        ends_between=None if ends is None else (float(ends[0]), float(ends[1])),
        stopped=planned.stopped or search.stopped,
    )


def _refuse_impossible(level: Level, levels: Sequence[Fraction]) -> None:
    for to in levels:
        if to < level.least or (level.most is not None and to > level.most):
            raise UsageError(T("{level} is no level of {what}.", level=level.unit.says(to), what=level.says))


class _Search:
    """Solves at one level after the other."""

    def __init__(self, programme: Programme, level: Level, limits: Limits, say: Callable[[Text], None]) -> None:
        self.priced = priced_objective(programme)
        self.stopped = False
        self._programme = programme
        self._level = level
        self._limits = limits
        self._say = say
        self._again = Again(programme) if linear_only(programme, self.priced) else None

    def point(self, to: Fraction) -> Point:
        """The objective with the rule at that level."""
        self._say(T("With {what} at {level}.", what=self._level.says, level=self._level.unit.says(to)))
        try:
            reached = self._reached(to)
        except NoAnswerError:
            return Point(float(to), None, None, answered=False)
        return Point(float(to), None, None) if reached is None else Point(float(to), reached.value, reached.bound)

    def _reached(self, to: Fraction) -> Reached | None:
        """The objective; None where no plan keeps the rule."""
        if self._again is None:
            return self._planned(to)
        found = self._again.base if to == self._level.value else self._again.solve(AtLevel(self._level, to))
        if isinstance(found, NoAnswer):
            raise NoAnswerError(T("The solver ended without a plan: {reason}.", reason=found.reason))
        return Reached(found.value, found.value) if isinstance(found, Solved) else None

    def _planned(self, to: Fraction) -> Reached | None:
        try:
            planned = make_plan(self._level.at(self._programme, to), self._limits, prove=False)
        except InfeasibleError:
            return None
        self.stopped = self.stopped or planned.stopped
        return reached_in(planned.plan, self.priced)


def _ends(points: Mapping[Fraction, Point]) -> tuple[Fraction, Fraction] | None:
    """The two neighbours of which a plan keeps the first, and none the second; None where there are no such."""
    answered = [to for to in sorted(points) if points[to].answered]
    for one, other in itertools.pairwise(answered):
        if (points[one].value is None) != (points[other].value is None):
            return (other, one) if points[one].value is None else (one, other)
    return None


def _between(level: Level, kept: Fraction, broken: Fraction) -> Fraction | None:
    """The level half way; None where there is none between."""
    middle = (kept + broken) / 2
    middle = Fraction(int(middle)) if level.unit is WON else middle
    return None if middle in (kept, broken) else middle
