"""The set of all optimal solutions: known faces of tiny programmes, and random ones against one solve after another."""

from __future__ import annotations

import random

import highspy
import numpy as np
import pytest

from planner.solving.face import OptimalSet
from planner.solving.outcome import Vector
from planner.solving.rows import Bounds, Matrix
from planner.solving.settings import set_precision

UNLIMITED = highspy.kHighsInf


class Tiny:
    """max c x, rows A x <= b, 0 <= x <= u; small enough to read."""

    def __init__(self, cost: list[float], rows: list[list[float]], limits: list[float], upper: list[float]) -> None:
        self.cost = np.array(cost, dtype=float)
        self.rows = np.array(rows, dtype=float).reshape(len(limits), len(cost))
        self.limits = np.array(limits, dtype=float)
        self.upper = np.array(upper, dtype=float)

    def solved(self, cost: Vector, held: list[tuple[Vector, float]]) -> highspy.Highs:
        """HiGHS after maximising; ``held`` are objectives that may get no worse."""
        highs = highspy.Highs()
        set_precision(highs)
        for column, most in zip(cost, self.upper, strict=True):
            highs.addCol(-column, 0.0, most, 0, [], [])
        for row, limit in zip(self.rows, self.limits, strict=True):
            _add_row(highs, row, -UNLIMITED, limit)
        for objective, value in held:
            _add_row(highs, objective, value - 1e-7, UNLIMITED)
        highs.run()
        assert highs.getModelStatus() == highspy.HighsModelStatus.kOptimal, highs.getModelStatus()
        return highs

    def face(self) -> OptimalSet:
        """All its optimal solutions."""
        highs = highspy.Highs()
        set_precision(highs)
        lp = highspy.HighsLp()
        row_numbers, column_numbers = np.nonzero(self.rows.T)[::-1]
        lp.num_col_, lp.num_row_ = len(self.cost), len(self.limits)
        lp.sense_ = highspy.ObjSense.kMaximize
        lp.col_cost_ = self.cost
        lp.col_lower_, lp.col_upper_ = np.zeros(len(self.cost)), self.upper
        lp.row_lower_, lp.row_upper_ = np.full(len(self.limits), -UNLIMITED), self.limits
        lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
        counts = np.bincount(column_numbers, minlength=len(self.cost))
        lp.a_matrix_.start_ = np.concatenate([[0], np.cumsum(counts)])
        lp.a_matrix_.index_ = row_numbers
        lp.a_matrix_.value_ = self.rows[row_numbers, column_numbers]
        highs.passModel(lp)
        highs.run()
        columns = Bounds(np.zeros(len(self.cost)), self.upper)
        rows = Bounds(np.full(len(self.limits), -UNLIMITED), self.limits)
        return OptimalSet.of(highs, columns, rows, Matrix.of(highs.getLp()))

    def in_order(self, order: list[Vector]) -> Vector:
        """The point that the order picks, by solving again and again with all earlier objectives held."""
        held: list[tuple[Vector, float]] = []
        for objective in [self.cost, *order]:
            highs = self.solved(objective, held)
            held.append((objective, -highs.getInfo().objective_function_value))
        return np.array(highs.getSolution().col_value)


def _add_row(highs: highspy.Highs, row: Vector, lower: float, upper: float) -> None:
    columns = np.flatnonzero(row).astype(np.int32)
    highs.addRow(lower, upper, len(columns), columns, row[columns])


def unit(count: int, column: int) -> Vector:
    """The objective that is one column."""
    return np.eye(count)[column]


def test_a_single_optimum_is_a_point():
    """max 2 x + y with x + y <= 1: x = 1."""
    face = Tiny([2, 1], [[1, 1]], [1], [1, 1]).face()
    assert face.is_point
    assert face.point.tolist() == [1, 0]


def test_an_edge_is_narrowed_by_the_next_objective():
    """max x + y with x + y <= 1: an edge; as much as possible to x, or to y."""
    for column, expected in ((0, [1, 0]), (1, [0, 1])):
        face = Tiny([1, 1], [[1, 1]], [1], [1, 1]).face()
        assert not face.is_point
        face.maximise(unit(2, column))
        assert face.point.tolist() == pytest.approx(expected)


def test_a_column_that_no_optimum_uses_is_settled():
    """max x + y with x + y + 2 z <= 1: z is 0 in every optimum, whatever is preferred next."""
    face = Tiny([1, 1, 0], [[1, 1, 2]], [1], [1, 1, 1]).face()
    face.maximise(unit(3, 2))
    assert face.point[2] == 0
    assert face.point.sum() == pytest.approx(1)


def test_an_objective_that_is_the_same_everywhere_narrows_nothing():
    face = Tiny([1, 1], [[1, 1]], [1], [1, 1]).face()
    face.maximise(np.array([3.0, 3.0]))
    assert not face.is_point
    face.maximise(unit(2, 1))
    assert face.point.tolist() == pytest.approx([0, 1])


def test_columns_that_nothing_limits_are_free():
    """No objective at all: every point is optimal; the order picks the corner."""
    face = Tiny([0, 0], [[1, 1]], [1.5], [1, 1]).face()
    face.maximise(unit(2, 1))
    face.maximise(unit(2, 0))
    assert face.point.tolist() == pytest.approx([0.5, 1])


@pytest.mark.parametrize("seed", range(120))
def test_random_programmes_against_one_solve_after_another(seed: int):
    """Small whole numbers make many ties; the order prefers the columns one by one, and so gives one point."""
    rng = random.Random(seed)
    count, rows = rng.randint(2, 7), rng.randint(1, 5)
    tiny = Tiny(
        [rng.randint(0, 2) for _ in range(count)],
        [[rng.choice([0, 0, 1, 1, 2, -1]) for _ in range(count)] for _ in range(rows)],
        [rng.randint(1, 6) for _ in range(rows)],
        [rng.randint(1, 3) for _ in range(count)],
    )
    order = [unit(count, column) for column in rng.sample(range(count), count)]
    face = tiny.face()
    for number, objective in enumerate(order):
        face.maximise(objective, narrow=number % 2 == 0)
    assert face.point.tolist() == pytest.approx(tiny.in_order(order).tolist(), abs=1e-5)
