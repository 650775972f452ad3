"""The set of all optimal solutions of a linear programme, and the choice among them in a given order.

Any optimal dual solution tells all primal ones apart from the rest: a column whose reduced cost is not 0 keeps its
value, a row whose dual is not 0 stays tight, in every optimal solution. Fixing them leaves exactly the optimal set,
usually a small programme, in which the next objective of the list is optimised, and so on.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import highspy
import numpy as np
import numpy.typing as npt

from planner.solving.outcome import Vector
from planner.solving.session import (
    PRIMAL_SIMPLEX,
    Bounds,
    Matrix,
    set_column_bounds,
    set_cost,
    set_precision,
    set_row_bounds,
)

DUAL_IS_ZERO = 1e-7
"""A reduced cost below this [tonnes per unit of the column] says nothing."""


@dataclass(frozen=True)
class Face:
    """The optimal set: bounds that leave nothing but optimal solutions, one of them, and whether it is the only one."""

    columns: Bounds
    rows: Bounds
    point: Vector
    is_point: bool


def optimal_face(highs: highspy.Highs, columns: Bounds, rows: Bounds) -> Face:
    """The face on which the solved programme is optimal; ``columns`` and ``rows`` are the bounds it was solved with."""
    solution, basis = highs.getSolution(), highs.getBasis()
    point = np.array(solution.col_value)
    activity = np.array(solution.row_value)
    fixed_columns, moves_columns = _fixed(np.array(solution.col_dual), basis.col_status, columns)
    fixed_rows, moves_rows = _fixed(np.array(solution.row_dual), basis.row_status, rows)
    at = np.clip(point, columns.lower, columns.upper)
    return Face(
        columns=Bounds(np.where(fixed_columns, at, columns.lower), np.where(fixed_columns, at, columns.upper)),
        rows=_tight(rows, activity, fixed_rows),
        point=at,
        is_point=not (moves_columns or moves_rows),
    )


def _fixed(duals: Vector, status: list[highspy.HighsBasisStatus], bounds: Bounds) -> tuple[npt.NDArray[np.bool_], bool]:
    """Which must keep their value; and whether another, out of the basis, could move without loss."""
    free = bounds.lower < bounds.upper
    priced = np.abs(duals) > DUAL_IS_ZERO
    nonbasic = np.array([kind != highspy.HighsBasisStatus.kBasic for kind in status], dtype=bool)
    return free & priced, bool(np.any(free & nonbasic & ~priced))


def _tight(rows: Bounds, activity: Vector, fixed: npt.NDArray[np.bool_]) -> Bounds:
    """The fixed rows held at the limit they touch."""
    to_lower = np.abs(activity - rows.lower) <= np.abs(rows.upper - activity)
    limit = np.where(to_lower, rows.lower, rows.upper)
    return Bounds(np.where(fixed, limit, rows.lower), np.where(fixed, limit, rows.upper))


class Reduced:
    """The programme on a face, without what is fixed: only free columns, and the rows that hold some."""

    def __init__(self, face: Face, matrix: Matrix) -> None:
        self._point = face.point.copy()
        self.free = np.flatnonzero(face.columns.lower < face.columns.upper)
        entry_columns = matrix.columns
        is_free = np.zeros(len(face.point), dtype=bool)
        is_free[self.free] = True
        in_free = is_free[entry_columns]
        settled = np.zeros(len(face.rows.lower))
        np.add.at(settled, matrix.rows[~in_free], matrix.values[~in_free] * face.point[entry_columns[~in_free]])
        kept_rows = np.unique(matrix.rows[in_free])
        self.columns = Bounds(face.columns.lower[self.free], face.columns.upper[self.free])
        self.rows = Bounds((face.rows.lower - settled)[kept_rows], (face.rows.upper - settled)[kept_rows])
        self._widen_to(face, matrix, kept_rows, settled)
        self.highs = self._model(matrix, entry_columns, in_free, kept_rows)

    def maximise(self, cost: Vector) -> bool:
        """Move to the best point of the face for that objective, and keep to those that are as good.

        Returns whether only one point is left. ``cost`` is by column of the whole programme.
        """
        set_cost(self.highs, cost[self.free])
        self.highs.run()
        if self.highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return False
        face = optimal_face(self.highs, self.columns, self.rows)
        self.columns, self.rows = face.columns, face.rows
        self._point[self.free] = face.point
        set_column_bounds(self.highs, self.columns)
        set_row_bounds(self.highs, self.rows)
        return face.is_point

    def prefer_in_order(self, columns: Iterable[int]) -> None:
        """As much as possible to the first column, then to the second, and so on, until one point is left."""
        place = {int(column): number for number, column in enumerate(self.free)}
        for column in columns:
            number = place.get(column)
            if number is None or self.columns.lower[number] == self.columns.upper[number]:
                continue
            cost = np.zeros(len(self._point))
            cost[column] = 1.0
            if self.maximise(cost):
                return

    @property
    def point(self) -> Vector:
        """The point reached, by column of the whole programme."""
        return self._point

    def _widen_to(self, face: Face, matrix: Matrix, kept_rows: npt.NDArray[np.int64], settled: Vector) -> None:
        """Let the point itself satisfy every row exactly, whatever rounding the solver left."""
        entries = matrix.values * face.point[matrix.columns]
        activity = np.zeros(len(settled))
        np.add.at(activity, matrix.rows, entries)
        held = (activity - settled)[kept_rows]
        self.rows = Bounds(np.minimum(self.rows.lower, held), np.maximum(self.rows.upper, held))

    def _model(
        self,
        matrix: Matrix,
        entry_columns: npt.NDArray[np.int64],
        in_free: npt.NDArray[np.bool_],
        kept_rows: npt.NDArray[np.int64],
    ) -> highspy.Highs:
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = len(self.free), len(kept_rows)
        lp.col_cost_ = np.zeros(len(self.free))
        lp.col_lower_, lp.col_upper_ = self.columns.lower, self.columns.upper
        lp.row_lower_, lp.row_upper_ = self.rows.lower, self.rows.upper
        lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
        counts = np.bincount(entry_columns[in_free], minlength=len(self._point))[self.free]
        lp.a_matrix_.start_ = np.concatenate([[0], np.cumsum(counts)])
        lp.a_matrix_.index_ = np.searchsorted(kept_rows, matrix.rows[in_free])
        lp.a_matrix_.value_ = matrix.values[in_free]
        highs = highspy.Highs()
        set_precision(highs)
        highs.setOptionValue("simplex_strategy", PRIMAL_SIMPLEX)
        highs.passModel(lp)
        return highs
