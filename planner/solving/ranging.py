r"""How far limits of rows may move together before the best basis is another one.

The limits move at given rates, :math:`b(\theta) = b + \theta d`. With the basis kept, basic columns and rows move at
the rates :math:`B^{-1} d`; the first of them to reach a limit of its own, in either direction, ends the range. Within
it the prices are the same, and the objective moves in proportion. Where a basic one stands at its limit already, the
range has no width on that side, though the prices may hold further: the basis is then not the only one.
"""

from __future__ import annotations

from collections.abc import Mapping

import highspy
import numpy as np

from planner.solving.outcome import Vector

STILL = 1e-11
"""A rate below this, over the largest one, is none."""


def basis_range(highs: highspy.Highs, rates: Mapping[int, float]) -> tuple[float, float] | None:
    """From where to where theta may go, 0 among them, infinite where nothing ends it; None where there is no basis.

    ``rates`` are by how much the limits of rows move, by the row's number, as HiGHS has the rows.
    """
    status, basic = highs.getBasicVariables()
    if status != highspy.HighsStatus.kOk:
        return None
    model, solution = highs.getLp(), highs.getSolution()
    moved = np.zeros(model.num_row_)
    for row, rate in rates.items():
        moved[row] = rate
    is_basic_row = np.zeros(model.num_row_, dtype=bool)
    is_basic_row[-1 - basic[basic < 0]] = True
    status, rising = highs.getBasisSolve(np.where(is_basic_row, 0.0, moved))
    if status != highspy.HighsStatus.kOk:
        return None
    rows, columns = -1 - basic[basic < 0], basic[basic >= 0]
    # A row's own column in the basis stands for its slack: what the row comes to moves the other way.
    of_columns, of_rows = np.array(rising)[basic >= 0], -np.array(rising)[basic < 0]
    lower, upper = np.array(model.col_lower_)[columns], np.array(model.col_upper_)[columns]
    row_lower, row_upper = np.array(model.row_lower_)[rows], np.array(model.row_upper_)[rows]
    gaps = [
        (np.array(solution.col_value)[columns] - lower, of_columns),
        (upper - np.array(solution.col_value)[columns], -of_columns),
        (np.array(solution.row_value)[rows] - row_lower, of_rows - moved[rows]),
        (row_upper - np.array(solution.row_value)[rows], moved[rows] - of_rows),
    ]
    return -_furthest(gaps, -1.0), _furthest(gaps, 1.0)


def _furthest(gaps: list[tuple[Vector, Vector]], sign: float) -> float:
    """How far theta may go in a direction before some gap, which opens at a rate, is closed."""
    room = np.concatenate([gap for gap, _ in gaps])
    closing = np.concatenate([-sign * rate for _, rate in gaps])
    ends = (closing > STILL * max(1.0, float(np.abs(closing).max(initial=0.0)))) & np.isfinite(room)
    return float(np.min(np.maximum(room[ends], 0.0) / closing[ends], initial=np.inf))
