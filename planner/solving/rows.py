"""Rows and columns as arrays: limits and coefficients, as a HiGHS model has them, with the formulation's names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import highspy
import numpy as np
import numpy.typing as npt

from planner.solving.outcome import Vector
from planner.solving.scaling import column_sizes, largest_finite, row_scales

type Indexes = npt.NDArray[np.int32]


@dataclass(frozen=True)
class Bounds:
    """Lower and upper limits of all columns or all rows."""

    lower: Vector
    upper: Vector


@dataclass(frozen=True)
class AddedRow:
    """A row that came after the formulation: a cut, which stays, or an objective that is held for a while."""

    name: str
    columns: Indexes
    values: Vector
    lower: float
    upper: float
    held: bool = False
    scale: float = 1.0


@dataclass(frozen=True)
class Rows:
    """Rows with their names, limits and coefficients, each multiplied by its scale."""

    names: list[str]
    limits: Bounds
    matrix: Matrix
    scales: Vector

    @classmethod
    def of(cls, names: list[str], model: highspy.HighsLp) -> Rows:
        """The rows of a HiGHS model as they are."""
        limits = Bounds(np.array(model.row_lower_), np.array(model.row_upper_))
        return cls(names, limits, Matrix.of(model), np.ones(len(names)))

    def column_sizes(self, columns: Bounds) -> Vector:
        """How large the value of each column is in a plan, about."""
        widths = largest_finite(columns.lower, columns.upper)
        return column_sizes(self.matrix.rows, self.matrix.columns, self.matrix.values, widths, self._largest_limits())

    def scaled(self, sizes: Vector) -> Rows:
        """The same rows as large as HiGHS can hold them. ``sizes`` of the columns."""
        matrix, limits = self.matrix, self.limits
        scales = row_scales(matrix.rows, matrix.columns, matrix.values, sizes, self._largest_limits())
        return Rows(
            self.names,
            Bounds(limits.lower * scales, limits.upper * scales),
            Matrix(matrix.rows, matrix.columns, matrix.values * scales[matrix.rows]),
            scales,
        )

    def _largest_limits(self) -> Vector:
        return largest_finite(self.limits.lower, self.limits.upper)

    def within(self, model: highspy.HighsLp) -> highspy.HighsLp:
        """A HiGHS model of these rows with the columns of that one."""
        model.row_lower_, model.row_upper_ = self.limits.lower, self.limits.upper
        counts = np.bincount(self.matrix.columns, minlength=model.num_col_)
        model.a_matrix_.format_ = highspy.MatrixFormat.kColwise
        model.a_matrix_.start_ = np.concatenate([[0], np.cumsum(counts)])
        model.a_matrix_.index_ = self.matrix.rows
        model.a_matrix_.value_ = self.matrix.values
        return model

    def alone(self, columns: Bounds) -> highspy.HighsLp:
        """A HiGHS model of these rows and columns, to be maximised, as yet without an objective."""
        model = highspy.HighsLp()
        model.num_col_, model.num_row_ = len(columns.lower), len(self.names)
        model.sense_ = highspy.ObjSense.kMaximize
        model.col_cost_ = np.zeros(len(columns.lower))
        model.col_lower_, model.col_upper_ = columns.lower, columns.upper
        return self.within(model)

    def with_rows(self, added: Sequence[AddedRow]) -> Rows:
        """These rows, and then those."""
        first = len(self.names)
        numbers = [np.full(len(row.columns), first + place) for place, row in enumerate(added)]
        return Rows(
            self.names + [row.name for row in added],
            Bounds(
                np.concatenate([self.limits.lower, [row.lower for row in added]]),
                np.concatenate([self.limits.upper, [row.upper for row in added]]),
            ),
            Matrix.sorted(
                np.concatenate([self.matrix.rows, *numbers]),
                np.concatenate([self.matrix.columns, *(row.columns for row in added)]),
                np.concatenate([self.matrix.values, *(row.values for row in added)]),
            ),
            np.concatenate([self.scales, [row.scale for row in added]]),
        )


@dataclass(frozen=True)
class Matrix:
    """The rows' coefficients, in the order of columns, then rows."""

    rows: npt.NDArray[np.int64]
    columns: npt.NDArray[np.int64]
    values: Vector

    @classmethod
    def of(cls, model: highspy.HighsLp) -> Matrix:
        """The matrix of a HiGHS model, however it is kept."""
        kept = model.a_matrix_
        minor = np.array(kept.index_, dtype=np.int64)
        starts = np.array(kept.start_, dtype=np.int64)
        major = np.repeat(np.arange(len(starts) - 1), starts[1:] - starts[:-1])
        by_column = kept.format_ == highspy.MatrixFormat.kColwise
        rows, columns = (minor, major) if by_column else (major, minor)
        return cls.sorted(rows, columns, np.array(kept.value_, dtype=np.float64))

    @classmethod
    def sorted(cls, rows: npt.NDArray[np.int64], columns: npt.NDArray[np.int64], values: Vector) -> Matrix:
        """The coefficients in the order of columns, then rows."""
        order = np.lexsort((rows, columns))
        return cls(rows[order], columns[order], values[order])

    def plus(self, rows: npt.NDArray[np.int64], columns: npt.NDArray[np.int64], values: Vector) -> Matrix:
        """The matrix with more added to some coefficients, which need not have been there."""
        every = Matrix.sorted(
            np.concatenate([self.rows, rows]),
            np.concatenate([self.columns, columns]),
            np.concatenate([self.values, values]),
        )
        is_new = np.ones(len(every.rows), dtype=bool)
        is_new[1:] = (every.rows[1:] != every.rows[:-1]) | (every.columns[1:] != every.columns[:-1])
        first = np.flatnonzero(is_new)
        return Matrix(every.rows[first], every.columns[first], np.add.reduceat(every.values, first))
