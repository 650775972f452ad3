"""The objective against the level of a rule, and against two levels at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

from planner.errors import UsageError
from planner.languages import T, Text
from planner.solving.outcome import Limits
from planner.study.again import Again
from planner.study.frontier.axis import Axis
from planner.study.frontier.bends import Bends
from planner.study.frontier.ends import ends, find_end
from planner.study.frontier.halving import Halving
from planner.study.frontier.points import Frontier, Point, Surface
from planner.study.frontier.search import Search
from planner.study.frontier.steps import Steps
from planner.study.planning import make_plan
from planner.study.prices import value_in


def find_frontier(
    again: Again,
    axis: Axis,
    places: Sequence[Fraction],
    limits: Limits,
    say: Callable[[Text], None] = lambda _: None,
    *,
    most: int | None,
) -> Frontier:
    """The objective at these places and at others between them, so many points in all where that is enough.

    ``most``: None for as many as it takes to know it exactly, where the level is a limit of a linear programme.
    ``limits`` hold for each solve. Raises ``UsageError`` where a level cannot be, and what
    :func:`planner.study.planning.make_plan` raises for the programme as it is.
    """
    axis.refuse_outside(places)
    planned = make_plan(again.programme, limits, say)
    search = Search(again, [axis], limits, say)
    has_steps = not search.is_linear and axis.is_monotone and search.is_single
    if most is None and not search.bends_one_way and not has_steps:
        raise UsageError(
            T(
                "{what} is no limit of a linear programme with one objective, so its frontier has no exact bends, and "
                "projects are not whole, so it has no steps; say how many points there shall be.",
                what=axis.says,
            )
        )
    points = {to: search.point(to) for to in sorted({*places, axis.stated})}
    if most is not None or not has_steps:
        points = find_end(axis, points, search.point)
    error: float | None
    is_exact = steps = False
    of_product = _is_product(again, axis)
    if search.bends_one_way:
        bends = Bends(points, search.point, search.sense, axis.rounded, of_product=of_product)
        error = bends.find(most)
        is_exact = error == 0.0
    elif has_steps and most is None:
        steps = True
        error = Steps(axis, points, search.point, search.bears).find(None)
        is_exact = error == 0.0 and not search.stopped
    elif axis.is_monotone and search.is_single:
        steps = True
        error = Halving(axis, points, search.point).find(most or len(points))
    else:
        error = None
    around = ends(points)
    value = value_in(planned.plan, search.priced)
    return Frontier(
        axis=axis,
        objective=value.name,
        unit=value.unit,
        points=tuple(points[to] for to in sorted(points)),
        level=float(axis.stated),
        plan=planned.plan,
        error=error,
        is_exact=is_exact,
        of_product=of_product,
        steps=steps,
        ends_between=None if around is None else (float(around[0]), float(around[1])),
        stopped=planned.stopped or search.stopped,
    )


def find_surface(
    again: Again,
    across: Axis,
    along: Axis,
    places: Sequence[Fraction],
    levels: Sequence[Fraction],
    limits: Limits,
    say: Callable[[Text], None] = lambda _: None,
) -> Surface:
    """The objective at each place of the first axis with each level of the second.

    Raises as :func:`find_frontier` does, and ``UsageError`` where both axes move the same level.
    """
    across.refuse_outside(places)
    along.refuse_outside(levels)
    if {level.setting for level in across.levels} & {level.setting for level in along.levels}:
        raise UsageError(T("{one} and {other} move the same level.", one=across.name, other=along.name))
    planned = make_plan(again.programme, limits, say)
    search = Search(again, [across, along], limits, say)
    wide, deep = sorted({*places, across.stated}), sorted({*levels, along.stated})
    rows: list[tuple[Point, ...]] = []
    for turn, level in enumerate(deep):
        # To and fro, so that each begins beside where the last one ended.
        order = wide if turn % 2 == 0 else wide[::-1]
        found = {to: search.point(to, level) for to in order}
        rows.append(tuple(found[to] for to in wide))
    value = value_in(planned.plan, search.priced)
    return Surface(
        across=across,
        along=along,
        levels=tuple(float(level) for level in deep),
        rows=tuple(rows),
        objective=value.name,
        unit=value.unit,
        plan=planned.plan,
        stopped=planned.stopped or search.stopped,
    )


def _is_product(again: Again, axis: Axis) -> bool:
    """Whether the level is the least deployment of a ratio: that is what the ratio divides by, where it holds."""
    ratio = again.programme.rules.ratio
    return ratio is not None and all(".deploy_at_least" in level.setting for level in axis.levels)
