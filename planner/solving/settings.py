"""How a HiGHS model is told what to do: its precision, what to maximise, within which limits, what is whole."""

from __future__ import annotations

from collections.abc import Iterable

import highspy
import numpy as np

from planner.solving.outcome import Vector
from planner.solving.rows import Bounds, Indexes
from planner.units import LEAST_COEFFICIENT, SOLVER_TOLERANCE


def set_precision(highs: highspy.Highs) -> None:
    """Tolerances far below a won, and the same seed always."""
    highs.setOptionValue("output_flag", False)
    set_tolerance(highs, SOLVER_TOLERANCE)
    highs.setOptionValue("small_matrix_value", LEAST_COEFFICIENT)
    highs.setOptionValue("random_seed", 0)


def set_tolerance(highs: highspy.Highs, tolerance: float) -> None:
    """How far rows, bounds and prices may be off, and whole columns from a whole number."""
    for kept in ("primal", "dual", "mip"):
        highs.setOptionValue(f"{kept}_feasibility_tolerance", tolerance)


def set_cost(highs: highspy.Highs, cost: Vector) -> None:
    """Maximise that objective from now on."""
    highs.changeColsCost(len(cost), _all(cost), cost)
    highs.changeObjectiveSense(highspy.ObjSense.kMaximize)


def set_column_bounds(highs: highspy.Highs, bounds: Bounds) -> None:
    """Limit all columns."""
    highs.changeColsBounds(len(bounds.lower), _all(bounds.lower), bounds.lower, bounds.upper)


def set_row_bounds(highs: highspy.Highs, bounds: Bounds) -> None:
    """Limit all rows."""
    highs.changeRowsBounds(len(bounds.lower), _all(bounds.lower), bounds.lower, bounds.upper)


def set_continuous(highs: highspy.Highs, columns: Iterable[int]) -> None:
    """Let these columns take any value within their bounds."""
    numbers = np.array(list(columns), dtype=np.int32)
    kinds = np.full(len(numbers), highspy.HighsVarType.kContinuous)
    highs.changeColsIntegrality(len(numbers), numbers, kinds)


def _all(values: Vector) -> Indexes:
    return np.arange(len(values), dtype=np.int32)


def set_whole(highs: highspy.Highs, columns: Indexes) -> None:
    """Let these columns take whole values only."""
    kinds = np.full(len(columns), highspy.HighsVarType.kInteger)
    highs.changeColsIntegrality(len(columns), columns, kinds)
