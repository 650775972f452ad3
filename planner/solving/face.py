"""The set of all optimal solutions of a linear programme, and the choice among them in a given order.

Any optimal dual solution tells all primal ones apart from the rest: a column whose reduced cost is not 0 keeps its
value, a row whose dual is not 0 stays tight, in every optimal solution. What is left to move from a vertex are the
columns and rows out of the basis whose price is 0; every other optimal solution lies in their directions, so a column
that none of these directions touches is settled too. Settled columns leave the programme, which is small at once and
smaller with every objective of the order.
"""

from __future__ import annotations

from dataclasses import dataclass

import highspy
import numpy as np
import numpy.typing as npt

from planner.solving.cuts import Cut
from planner.solving.engine import Engine
from planner.solving.methods import PRIMAL_SIMPLEX, SIMPLEX_OF_CHOICE
from planner.solving.outcome import Vector
from planner.solving.rows import Bounds, Matrix
from planner.solving.settings import set_precision

PRICE_IS_ZERO = 1e-7
WORTH_IS_ZERO = 1e-9
"""A price below the first [the objective's unit per unit of the column or row] says nothing, unless the whole column
or row is worth more at that price than the second, as a part of the objective's largest term."""

DIRECTION_IS_ZERO = 1e-11
"""A direction moves a column if it changes it by more than this."""

DIRECTIONS_FOLLOWED = 60
DIRECTIONS_FOLLOWED_TO_NARROW = 2000
"""With more directions, following each takes longer than solving again with the columns that it would settle."""

type Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Basis:
    """Where every column and row stood, to start the next solve from."""

    columns: npt.NDArray[np.object_]
    rows: npt.NDArray[np.object_]

    @classmethod
    def of(cls, highs: highspy.Highs) -> Basis:
        """Where all columns and rows of a model stand."""
        basis = highs.getBasis()
        return cls(np.array(basis.col_status), np.array(basis.row_status))

    def to_highs(self) -> highspy.HighsBasis:
        """The same for HiGHS; called alien, because columns and rows have left, so that HiGHS completes it."""
        basis = highspy.HighsBasis()
        basis.valid, basis.alien = True, True
        basis.col_status, basis.row_status = list(self.columns), list(self.rows)
        return basis


@dataclass
class OptimalSet:
    """All optimal solutions: free columns with their bounds, the rows that hold some, and the point reached.

    ``point`` is by column of the whole programme; ``free`` are the columns that may still move, and ``columns``,
    ``rows`` and ``matrix`` speak of these alone. Where a programme has Gini ceilings, ``engine`` finds the rows of
    theirs that a point breaks.
    """

    point: Vector
    free: npt.NDArray[np.int64]
    columns: Bounds
    rows: Bounds
    matrix: Matrix
    basis: Basis | None = None
    engine: Engine | None = None

    @classmethod
    def of(
        cls, highs: highspy.Highs, columns: Bounds, rows: Bounds, matrix: Matrix, engine: Engine | None = None
    ) -> OptimalSet:
        """The optimal solutions of the programme that HiGHS has just solved with these bounds."""
        everything = np.arange(len(columns.lower))
        optimal = cls(np.zeros(len(everything)), everything, columns, rows, matrix, engine=engine)
        optimal._keep_optimal(highs, 0)
        return optimal

    @property
    def is_point(self) -> bool:
        """Whether a single solution is left."""
        return len(self.free) == 0

    @property
    def has_ceilings(self) -> bool:
        """Whether there are Gini ceilings, of which only the rows found so far are known."""
        return self.engine is not None and bool(self.engine.ceilings)

    def maximise(self, cost: Vector, *, narrow: bool = False) -> None:
        """Keep what is best for that objective, given by column of the whole programme.

        ``narrow``: settle all columns that cannot move, also where that takes a while; else only where it is quick.
        Where the solver gives no answer the set stays as it is: the next objective decides.
        """
        if self.is_point:
            return
        highs = self._model(cost[self.free])
        highs.run()
        self._cut(highs)
        if highs.getModelStatus() == highspy.HighsModelStatus.kOptimal:
            self._keep_optimal(highs, DIRECTIONS_FOLLOWED_TO_NARROW if narrow else DIRECTIONS_FOLLOWED)

    def _cut(self, highs: highspy.Highs) -> None:
        """Solve again with the rows of Gini ceilings that the point breaks, until it breaks none."""
        if self.engine is None or not self.has_ceilings:
            return
        search = self.engine.search()
        highs.setOptionValue("simplex_strategy", SIMPLEX_OF_CHOICE)
        while highs.getModelStatus() == highspy.HighsModelStatus.kOptimal:
            point = self.point.copy()
            point[self.free] = np.array(highs.getSolution().col_value)
            cuts = [cut for cut in self.engine.cut(search, point) if np.isin(cut.columns, self.free).any()]
            if not cuts:
                return
            for cut in cuts:
                self._add(highs, cut)
            highs.run()
            self.basis = Basis.of(highs)

    def _add(self, highs: highspy.Highs, cut: Cut) -> None:
        """One row more, of the columns that are free."""
        free = np.isin(cut.columns, self.free)
        columns, values = np.searchsorted(self.free, cut.columns[free]), cut.values[free]
        settled = float(cut.values[~free] @ self.point[cut.columns[~free]])
        lower, upper = cut.lower - settled, cut.upper - settled
        highs.addRow(lower, upper, len(columns), columns.astype(np.int32), values)
        row = len(self.rows.lower)
        self.rows = Bounds(np.append(self.rows.lower, lower), np.append(self.rows.upper, upper))
        self.matrix = Matrix.sorted(
            np.append(self.matrix.rows, np.full(len(columns), row)),
            np.append(self.matrix.columns, columns),
            np.append(self.matrix.values, values),
        )

    def _keep_optimal(self, highs: highspy.Highs, most_directions: int) -> None:
        solution, basis = highs.getSolution(), highs.getBasis()
        values = np.clip(np.array(solution.col_value), self.columns.lower, self.columns.upper)
        self.point[self.free] = values
        prices = np.abs(np.array(solution.col_dual)), np.abs(np.array(solution.row_dual))
        out_of_basis = ~_is_basic(basis.col_status), ~_is_basic(basis.row_status)
        apart = self.columns.lower < self.columns.upper, self.rows.lower < self.rows.upper
        priced = self._priced(prices, np.array(highs.getLp().col_cost_))
        self.rows = _tight(self.rows, np.array(solution.row_value), priced[1])
        movable = apart[0] & ~priced[0]
        loose = [np.flatnonzero(apart[k] & out_of_basis[k] & ~priced[k]) for k in (0, 1)]
        if len(loose[0]) + len(loose[1]) <= most_directions:
            movable &= _touched(highs, len(values), *loose)
        if np.any(~movable):
            self._settle(movable, values, Basis(np.array(basis.col_status), np.array(basis.row_status)))

    def _priced(self, prices: tuple[Vector, Vector], cost: Vector) -> tuple[Flags, Flags]:
        """The columns and the rows whose price says something."""
        columns = np.ones(len(self.free)) if self.engine is None else self.engine.column_sizes[self.free]
        rows = np.zeros(len(self.rows.lower))
        np.maximum.at(rows, self.matrix.rows, np.abs(self.matrix.values) * columns[self.matrix.columns])
        least = WORTH_IS_ZERO * float(np.max(np.abs(cost) * columns, initial=0.0))
        in_columns = (prices[0] > PRICE_IS_ZERO) | (prices[0] * columns > least)
        return in_columns, (prices[1] > PRICE_IS_ZERO) | (prices[1] * rows > least)

    def _settle(self, movable: Flags, values: Vector, basis: Basis) -> None:
        """Take the columns that cannot move out of the programme, and the rows that then hold none."""
        is_free = movable[self.matrix.columns]
        settled = _row_sums(self.matrix, ~is_free, values, len(self.rows.lower))
        held = _row_sums(self.matrix, is_free, values, len(self.rows.lower))
        kept = np.unique(self.matrix.rows[is_free])
        # The point itself must satisfy every row exactly, whatever rounding the solver left.
        lower = np.minimum(self.rows.lower - settled, held)[kept]
        upper = np.maximum(self.rows.upper - settled, held)[kept]
        number = np.cumsum(movable) - 1
        self.matrix = Matrix(
            np.searchsorted(kept, self.matrix.rows[is_free]),
            number[self.matrix.columns[is_free]],
            self.matrix.values[is_free],
        )
        self.rows = Bounds(lower, upper)
        self.columns = Bounds(self.columns.lower[movable], self.columns.upper[movable])
        self.free = self.free[movable]
        self.basis = Basis(basis.columns[movable], basis.rows[kept])

    def _model(self, cost: Vector) -> highspy.Highs:
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = len(self.free), len(self.rows.lower)
        lp.sense_ = highspy.ObjSense.kMaximize
        lp.col_cost_ = cost
        lp.col_lower_, lp.col_upper_ = self.columns.lower, self.columns.upper
        lp.row_lower_, lp.row_upper_ = self.rows.lower, self.rows.upper
        lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
        counts = np.bincount(self.matrix.columns, minlength=len(self.free))
        lp.a_matrix_.start_ = np.concatenate([[0], np.cumsum(counts)])
        lp.a_matrix_.index_ = self.matrix.rows
        lp.a_matrix_.value_ = self.matrix.values
        highs = highspy.Highs()
        set_precision(highs)
        highs.setOptionValue("presolve", "off")
        highs.setOptionValue("simplex_strategy", PRIMAL_SIMPLEX)
        highs.passModel(lp)
        if self.basis is not None:
            highs.setBasis(self.basis.to_highs())
        return highs


def _is_basic(status: list[highspy.HighsBasisStatus]) -> Flags:
    return np.array([kind == highspy.HighsBasisStatus.kBasic for kind in status], dtype=bool)


def _tight(rows: Bounds, activity: Vector, priced: Flags) -> Bounds:
    """The priced rows held at the limit they touch."""
    to_lower = np.abs(activity - rows.lower) <= np.abs(rows.upper - activity)
    limit = np.where(to_lower, rows.lower, rows.upper)
    return Bounds(np.where(priced, limit, rows.lower), np.where(priced, limit, rows.upper))


def _touched(
    highs: highspy.Highs, columns: int, loose_columns: npt.NDArray[np.int64], loose_rows: npt.NDArray[np.int64]
) -> Flags:
    """The columns that some direction moves: the loose ones, and the basic ones that follow a loose column or row."""
    touched = np.zeros(columns, dtype=bool)
    if not (len(loose_columns) or len(loose_rows)):
        return touched
    touched[loose_columns] = True
    _, basic = highs.getBasicVariables()
    for column in loose_columns:
        _touch(touched, basic, highs.getReducedColumn(int(column))[1])
    for row in loose_rows:
        _touch(touched, basic, highs.getBasisInverseCol(int(row))[1])
    return touched


def _touch(touched: Flags, basic: npt.NDArray[np.int32], direction: Vector) -> None:
    moved = np.asarray(basic)[np.abs(np.asarray(direction)) > DIRECTION_IS_ZERO]
    touched[moved[moved >= 0]] = True


def _row_sums(matrix: Matrix, chosen: Flags, values: Vector, rows: int) -> Vector:
    sums = np.zeros(rows)
    np.add.at(sums, matrix.rows[chosen], matrix.values[chosen] * values[matrix.columns[chosen]])
    return sums
