r"""Which suppliers only the published order decides: those whose awards are not the same in all equally good plans.

The plans that are as good as a point of the optimal face lie in the directions d that keep every limit the point
touches, what has a price exactly, and every objective. An award differs among these plans just where some such
direction moves it. Directions add up to directions; so one linear programme asks for all at once,

.. math:: \max \sum_j |d_j|, \qquad |d_j| \le 1,

and what did not move is asked for again, until nothing moves. An award at a bound moves one way only. What stands
between its bounds may move both ways, and two such could cancel out: they have weights without a pattern, and are asked
for in both senses.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import highspy
import numpy as np
import numpy.typing as npt

from planner.solving.face import Flags, OptimalSet
from planner.solving.outcome import Ties, Vector
from planner.solving.rows import Bounds, Matrix
from planner.solving.settings import set_cost, set_precision
from planner.solving.tie_break import PublishedOrder

TOUCHES_ABSOLUTE = 1e-7
TOUCHES_RELATIVE = 1e-9
"""What is so near its limit touches it [its unit, part of the limit]: nearer than any won or kilogram."""

MOVES = 1e-6
"""A direction that changes no other award by more than 1 changes this one by more than this, or leaves it."""

ROUNDS = 60
"""How often it is asked what else moves, before it is said that there may be more."""

GOLDEN = (5**0.5 - 1) / 2
"""Its multiples, less their whole parts, have no pattern."""


def pick_and_count(order: PublishedOrder, optimal: OptimalSet, objectives: Sequence[Vector]) -> tuple[Vector, Ties]:
    """The solution that the order picks among the optimal ones, and the suppliers for whom that made a difference.

    ``objectives`` are all that the optimal solutions are equally good in. Under Gini ceilings, whose rows are found one
    by one, only those are told whom the picked solution treats otherwise than the first one found.
    """
    if optimal.has_ceilings:
        first = optimal.point.copy()
        picked = order.pick(optimal)
        return picked, Ties(order.suppliers(np.flatnonzero(np.abs(picked - first) > MOVES)), complete=False)
    moving = _Directions(optimal, order.awards, objectives).moving()
    return order.pick(optimal), Ties(order.suppliers(moving.columns), moving.complete)


@dataclass(frozen=True)
class _Moving:
    """The awards that some direction moves, by column of the whole programme, and whether no others can move."""

    columns: npt.NDArray[np.int64]
    complete: bool


class _Directions:
    """The directions in which the optimal solutions lie, seen from the point that was found."""

    def __init__(self, optimal: OptimalSet, awards: Iterable[int], objectives: Sequence[Vector]) -> None:
        self._free = optimal.free
        self._is_award = np.isin(optimal.free, list(awards))
        value = optimal.point[optimal.free]
        self._at_lower, self._at_upper = _touched(optimal.columns, value)
        self._between = ~self._at_lower & ~self._at_upper
        if self._is_award.any():
            self._highs = highspy.Highs()
            set_precision(self._highs)
            self._highs.passModel(self._model(optimal, value, objectives))

    def moving(self) -> _Moving:
        """The awards that some direction moves."""
        asked = self._is_award.copy()
        weights = np.where(self._between, 0.5 + np.arange(len(asked)) * GOLDEN % 1, 1.0)
        weights[self._at_upper] = -1.0
        in_vain, sense, rounds = 0, 1.0, 0
        while asked.any() and in_vain < 2 and rounds < ROUNDS:
            moved = self._moved(np.where(asked, weights * np.where(self._between, sense, 1.0), 0.0))
            in_vain = 0 if (asked & moved).any() else in_vain + 1
            if in_vain == 1 and not (asked & self._between).any():
                break
            sense = sense if in_vain == 0 else -sense
            asked &= ~moved
            rounds += 1
        return _Moving(self._free[self._is_award & ~asked], complete=rounds < ROUNDS)

    def _moved(self, cost: Vector) -> Flags:
        """What moves in the direction that is best for that sum; nothing where the solver gives no answer."""
        set_cost(self._highs, cost)
        self._highs.run()
        if self._highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return np.zeros(len(cost), dtype=bool)
        moved: Flags = np.abs(np.array(self._highs.getSolution().col_value)) > MOVES
        return moved

    def _model(self, optimal: OptimalSet, value: Vector, objectives: Sequence[Vector]) -> highspy.HighsLp:
        """The directions as a linear programme without an objective."""
        at_least, at_most, matrix = _rows(optimal, value, objectives)
        far = np.where(self._is_award, 1.0, highspy.kHighsInf)
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = len(value), len(at_least)
        lp.col_cost_ = np.zeros(len(value))
        lp.col_lower_, lp.col_upper_ = np.where(self._at_lower, 0.0, -far), np.where(self._at_upper, 0.0, far)
        lp.row_lower_, lp.row_upper_ = at_least, at_most
        lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
        counts = np.bincount(matrix.columns, minlength=len(value))
        lp.a_matrix_.start_ = np.concatenate([[0], np.cumsum(counts)])
        lp.a_matrix_.index_ = matrix.rows
        lp.a_matrix_.value_ = matrix.values
        return lp


def _rows(optimal: OptimalSet, value: Vector, objectives: Sequence[Vector]) -> tuple[Vector, Vector, Matrix]:
    """Lower and upper limits of the rows that the point touches, 0 or none; then the objectives, which stay."""
    matrix = optimal.matrix
    activity = np.zeros(len(optimal.rows.lower))
    np.add.at(activity, matrix.rows, matrix.values * value[matrix.columns])
    at_lower, at_upper = _touched(optimal.rows, activity)
    touched = np.flatnonzero(at_lower | at_upper)
    kept = (at_lower | at_upper)[matrix.rows]
    rows, columns, values = [np.searchsorted(touched, matrix.rows[kept])], [matrix.columns[kept]], [matrix.values[kept]]
    held = [objective[optimal.free] for objective in objectives if objective[optimal.free].any()]
    for number, objective in enumerate(held, start=len(touched)):
        read = np.flatnonzero(objective)
        rows.append(np.full(len(read), number))
        columns.append(read)
        values.append(objective[read] / np.abs(objective).max())
    nothing = np.zeros(len(held))
    return (
        np.concatenate([np.where(at_lower[touched], 0.0, -highspy.kHighsInf), nothing]),
        np.concatenate([np.where(at_upper[touched], 0.0, highspy.kHighsInf), nothing]),
        Matrix.sorted(np.concatenate(rows), np.concatenate(columns), np.concatenate(values)),
    )


def _touched(bounds: Bounds, value: Vector) -> tuple[Flags, Flags]:
    """Where a value touches its lower limit, and where its upper one."""

    def near(limit: Vector) -> Flags:
        finite = np.isfinite(limit)
        known = np.where(finite, limit, 0.0)
        close: Flags = np.abs(value - known) <= TOUCHES_ABSOLUTE + TOUCHES_RELATIVE * np.abs(known)
        return finite & close

    return near(bounds.lower), near(bounds.upper)
