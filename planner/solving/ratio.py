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

from planner.solving.engine import Engine, set_precision
from planner.solving.outcome import Infeasible, NoAnswer, Vector


def best_ratio(engine: Engine, above: Vector, below: Vector, scale: float) -> float | Infeasible | NoAnswer:
    """The best ratio of the two objectives [their units]; ``below`` must be positive on every plan.

    ``scale`` is the size of ``below`` on a typical plan.
    """
    highs = highspy.Highs()
    set_precision(highs)
    highs.passModel(_transformed(engine, above, below, scale))
    highs.run()
    status = highs.getModelStatus()
    if status == highspy.HighsModelStatus.kOptimal:
        return float(highs.getInfo().objective_function_value) / scale
    if status in (highspy.HighsModelStatus.kInfeasible, highspy.HighsModelStatus.kUnboundedOrInfeasible):
        return Infeasible()
    return NoAnswer(highs.modelStatusToString(status))


@dataclass(frozen=True)
class _Entries:
    """Coefficients of a matrix: row, column, value."""

    rows: npt.NDArray[np.int64]
    columns: npt.NDArray[np.int64]
    values: Vector


def _transformed(engine: Engine, above: Vector, below: Vector, scale: float) -> highspy.HighsLp:
    """The transformed programme: the rows, then one row a bounded column, then the row that fixes the scale."""
    columns, rows = len(above), len(engine.rows.lower)
    bounded = np.flatnonzero(np.isfinite(engine.columns.upper))
    at_most = np.isfinite(engine.rows.upper)
    equal = engine.rows.lower == engine.rows.upper
    unlimited = highspy.kHighsInf
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = columns + 1, rows + len(bounded) + 1
    lp.sense_ = highspy.ObjSense.kMaximize
    lp.col_cost_ = np.append(above, 0.0)
    lp.col_lower_ = np.zeros(columns + 1)
    lp.col_upper_ = np.full(columns + 1, unlimited)
    least = np.where(equal | ~at_most, 0.0, -unlimited)
    lp.row_lower_ = np.concatenate([least, np.full(len(bounded), -unlimited), [scale]])
    lp.row_upper_ = np.concatenate([np.where(at_most, 0.0, unlimited), np.zeros(len(bounded)), [scale]])
    _fill(lp, _joined(engine, bounded, np.where(at_most, engine.rows.upper, engine.rows.lower), below))
    return lp


def _joined(engine: Engine, bounded: npt.NDArray[np.int64], limits: Vector, below: Vector) -> _Entries:
    """All coefficients: the matrix, y <= u tau for bounded columns, d y = s, and the column of tau."""
    columns, rows = len(below), len(limits)
    counted = np.flatnonzero(below)
    tau = np.concatenate([-limits, -engine.columns.upper[bounded]])
    scaled = np.flatnonzero(tau)
    return _Entries(
        np.concatenate(
            [
                engine.matrix.rows,
                rows + np.arange(len(bounded)),
                np.full(len(counted), rows + len(bounded)),
                scaled,
            ]
        ),
        np.concatenate([engine.matrix.columns, bounded, counted, np.full(len(scaled), columns)]),
        np.concatenate([engine.matrix.values, np.ones(len(bounded)), below[counted], tau[scaled]]),
    )


def _fill(lp: highspy.HighsLp, entries: _Entries) -> None:
    order = np.lexsort((entries.rows, entries.columns))
    counts = np.bincount(entries.columns, minlength=lp.num_col_)
    lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    lp.a_matrix_.start_ = np.concatenate([[0], np.cumsum(counts)])
    lp.a_matrix_.index_ = entries.rows[order]
    lp.a_matrix_.value_ = entries.values[order]
