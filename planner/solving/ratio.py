r"""Most tonnes per won, by the transformation of Charnes and Cooper (1962).

For :math:`\max\; (c x) / (d x)` over :math:`A x \lessgtr b,\ 0 \le x \le u` with :math:`d x > 0`, put
:math:`y = \tau x` with :math:`\tau = s / (d x)`:

.. math:: \max\; c y \quad \text{s.t.} \quad A y - b \tau \lessgtr 0,\ d y = s,\ 0 \le y \le u \tau,\ \tau \ge 0

s is about the won of a good plan, so that y is about as large as x. The best ratio :math:`\lambda` is this linear
programme's value over s. The plans that reach it are exactly the optimal ones
of :math:`\max\; c x - \lambda d x`, whose value is 0: so prices, ties and rounding go the way of any other objective.
"""

from __future__ import annotations

from dataclasses import dataclass

import highspy
import numpy as np
import numpy.typing as npt

from planner.solving.cuts import Cut
from planner.solving.engine import Engine
from planner.solving.goals import NOTHING, Goal, some_plan_spends_nothing
from planner.solving.linear import current_columns, current_rows
from planner.solving.methods import set_method
from planner.solving.outcome import Infeasible, NoAnswer, Vector
from planner.solving.rows import Bounds, Matrix
from planner.solving.settings import set_precision


def best_ratio(engine: Engine, goal: Goal) -> float | Infeasible | NoAnswer:
    """The best ratio of the goal's two objectives [their units] on the engine's present rows and columns.

    The won below the line must be above 0 on every plan (``refuse_nothing_spent``).
    """
    assert goal.won is not None
    scale = _typical_size(engine, goal.value, goal.won)
    highs = highspy.Highs()
    set_precision(highs)
    set_method(highs, engine.method)
    highs.passModel(_transformed(engine, goal.value, goal.won, scale))
    highs.run()
    search = engine.search()
    while highs.getModelStatus() == highspy.HighsModelStatus.kOptimal:
        *point, tau = highs.getSolution().col_value
        cuts = engine.cut(search, np.array(point) / tau)
        if not cuts:
            break
        for cut in cuts:
            _add(highs, cut)
        highs.run()
    status = highs.getModelStatus()
    if status == highspy.HighsModelStatus.kOptimal:
        return float(highs.getInfo().objective_function_value) / scale
    if status in (highspy.HighsModelStatus.kInfeasible, highspy.HighsModelStatus.kUnboundedOrInfeasible):
        return Infeasible()
    return NoAnswer(highs.modelStatusToString(status))


def refuse_nothing_spent(engine: Engine, goal: Goal) -> Infeasible | NoAnswer | None:
    """Raise ``InputError`` where some plan that the rules allow spends nothing below the line: no ratio is best then.

    Returns why nothing can be said, where that is so.
    """
    assert goal.won is not None
    status = engine.maximise(-goal.won)
    if status != highspy.HighsModelStatus.kOptimal:
        infeasible = status in (highspy.HighsModelStatus.kInfeasible, highspy.HighsModelStatus.kUnboundedOrInfeasible)
        return Infeasible() if infeasible else NoAnswer(engine.highs.modelStatusToString(status))
    if -engine.highs.getInfo().objective_function_value <= NOTHING:
        raise some_plan_spends_nothing()
    return None


def _typical_size(engine: Engine, objective: Vector, read: Vector) -> float:
    """The size of ``read`` on the plan that is best for ``objective``, at least 1: a scale, nothing more."""
    engine.maximise(objective)
    values = engine.highs.getSolution().col_value
    return max(1.0, float(read @ values)) if len(values) == len(read) else 1.0


def _add(highs: highspy.Highs, cut: Cut) -> None:
    """One row more, transformed: a cut has an upper limit only, or two that are 0."""
    columns = np.append(cut.columns, highs.getNumCol() - 1).astype(np.int32)
    highs.addRow(min(cut.lower, 0.0), 0.0, len(columns), columns, np.append(cut.values, -cut.upper))


@dataclass(frozen=True)
class _Entries:
    """Coefficients of a matrix: row, column, value."""

    rows: npt.NDArray[np.int64]
    columns: npt.NDArray[np.int64]
    values: Vector


def _transformed(engine: Engine, above: Vector, below: Vector, scale: float) -> highspy.HighsLp:
    """The transformed programme: each row by its limits, each column by its limits, then the row that fixes the scale.

    A limit b of a x becomes a limit 0 of a y - b tau; what has two limits has two rows, but one where they meet.
    """
    columns, rows = current_columns(engine.highs), current_rows(engine.highs)
    parts = [
        _limits(engine.matrix, rows, len(rows.lower)),
        _limits(_identity(len(above)), _without_zero(columns), len(above)),
    ]
    unlimited = highspy.kHighsInf
    lp = highspy.HighsLp()
    count = sum(len(part.lower) for part in parts)
    lp.num_col_, lp.num_row_ = len(above) + 1, count + 1
    lp.sense_ = highspy.ObjSense.kMaximize
    lp.col_cost_ = np.append(above, 0.0)
    lp.col_lower_ = np.append(np.where(columns.lower >= 0, 0.0, -unlimited), 0.0)
    lp.col_upper_ = np.full(len(above) + 1, unlimited)
    lp.row_lower_ = np.concatenate([*(part.lower for part in parts), [scale]])
    lp.row_upper_ = np.concatenate([*(part.upper for part in parts), [scale]])
    _fill(lp, _joined(parts, below))
    return lp


def _identity(columns: int) -> Matrix:
    every = np.arange(columns)
    return Matrix(every, every, np.ones(columns))


def _without_zero(columns: Bounds) -> Bounds:
    """The columns' limits without the lower ones of 0, which the transformed columns keep themselves."""
    return Bounds(np.where(columns.lower == 0, -np.inf, columns.lower), columns.upper)


@dataclass(frozen=True)
class _Limits:
    """Transformed rows: coefficients of y, the limit that tau is multiplied by, and the sense as two bounds."""

    entries: Matrix
    limit: Vector
    lower: Vector
    upper: Vector


def _limits(matrix: Matrix, bounds: Bounds, count: int) -> _Limits:
    """A row for each lower limit, then one for each upper limit that is another."""
    equal = bounds.lower == bounds.upper
    lower, upper = np.isfinite(bounds.lower), np.isfinite(bounds.upper) & ~equal
    first = _picked(matrix, lower, count, 0)
    second = _picked(matrix, upper, count, int(lower.sum()))
    entries = Matrix(*(np.concatenate(pair) for pair in zip(first, second, strict=True)))
    return _Limits(
        entries,
        np.concatenate([bounds.lower[lower], bounds.upper[upper]]),
        np.concatenate([np.zeros(int(lower.sum())), np.full(int(upper.sum()), -highspy.kHighsInf)]),
        np.concatenate([np.where(equal[lower], 0.0, highspy.kHighsInf), np.zeros(int(upper.sum()))]),
    )


def _picked(matrix: Matrix, wanted: npt.NDArray[np.bool_], count: int, first: int) -> tuple[npt.NDArray, ...]:  # type: ignore[type-arg]
    """The coefficients of the wanted rows, numbered from ``first``."""
    number = np.full(count, -1)
    number[wanted] = first + np.arange(int(wanted.sum()))
    taken = number[matrix.rows] >= 0
    return number[matrix.rows[taken]], matrix.columns[taken], matrix.values[taken]


def _joined(parts: list[_Limits], below: Vector) -> _Entries:
    """All coefficients: those of y, d y = s as the last row, and the column of tau."""
    counted = np.flatnonzero(below)
    rows, columns, values = [], [], []
    first = 0
    for part in parts:
        scaled = np.flatnonzero(part.limit)
        rows += [first + part.entries.rows, first + scaled]
        columns += [part.entries.columns, np.full(len(scaled), len(below))]
        values += [part.entries.values, -part.limit[scaled]]
        first += len(part.limit)
    return _Entries(
        np.concatenate([*rows, np.full(len(counted), first)]),
        np.concatenate([*columns, counted]),
        np.concatenate([*values, below[counted]]),
    )


def _fill(lp: highspy.HighsLp, entries: _Entries) -> None:
    order = np.lexsort((entries.rows, entries.columns))
    counts = np.bincount(entries.columns, minlength=lp.num_col_)
    lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    lp.a_matrix_.start_ = np.concatenate([[0], np.cumsum(counts)])
    lp.a_matrix_.index_ = entries.rows[order]
    lp.a_matrix_.value_ = entries.values[order]
