"""HiGHS alone: the planner's linear programme, ready in memory as arrays, handed over and solved once.

This is the least that any program on HiGHS must do for this problem: no tables, no rules, no names, no ties broken, no
whole won, no audit.
"""

from __future__ import annotations

from pathlib import Path

import highspy

from benchmarks.problem import Arrays
from benchmarks.register import contender
from benchmarks.stopwatch import Stopwatch
from planner.units import SOLVER_TOLERANCE


@contender("highs_arrays", "arrays in memory to the first optimum of HiGHS")
def run(folder: Path, watch: Stopwatch) -> float:
    """Load the arrays, untimed; hand them over; solve with the planner's tolerances, all else as HiGHS has it."""
    arrays = Arrays.load(folder)
    with watch.phase("handing the arrays over"):
        highs = highspy.Highs()
        highs.setOptionValue("output_flag", False)
        highs.setOptionValue("primal_feasibility_tolerance", SOLVER_TOLERANCE)
        highs.setOptionValue("dual_feasibility_tolerance", SOLVER_TOLERANCE)
        highs.passModel(_model(arrays))
    with watch.phase("first optimum"):
        highs.run()
    watch.note_memory()
    if highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        raise RuntimeError(highs.modelStatusToString(highs.getModelStatus()))
    return float(highs.getInfo().objective_function_value)


def _model(arrays: Arrays) -> highspy.HighsLp:
    lp = highspy.HighsLp()
    lp.num_row_, lp.num_col_, _ = arrays.size
    lp.sense_ = highspy.ObjSense.kMaximize
    lp.col_cost_ = arrays.cost
    lp.col_lower_, lp.col_upper_ = arrays.column_lower, arrays.column_upper
    lp.row_lower_, lp.row_upper_ = arrays.row_lower, arrays.row_upper
    lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    lp.a_matrix_.start_, lp.a_matrix_.index_ = arrays.start, arrays.index
    lp.a_matrix_.value_ = arrays.value
    return lp
