"""Linear programmes: the optimum, its prices, and the one optimal plan that the published order picks."""

from __future__ import annotations

from collections.abc import Mapping

import highspy
import numpy as np

from planner.solving.engine import Bounds, Engine
from planner.solving.face import OptimalSet
from planner.solving.outcome import Answer, Infeasible, NoAnswer, Outcome, ProvenOptimal, Vector
from planner.solving.tie_break import PublishedOrder


def solve_linear(
    engine: Engine, order: PublishedOrder | None, objective: Vector, tightened: Mapping[str, float]
) -> Outcome:
    """Maximise the objective, then break ties by the order, if there is one.

    ``tightened`` rows give up that much of their limit [row's unit].
    """
    engine.reset(tightened)
    status = engine.maximise(objective)
    if status != highspy.HighsModelStatus.kOptimal:
        return without_optimum(engine, status)
    highs = engine.highs
    bound = highs.getInfo().objective_function_value
    prices = dict(zip(engine.row_names, np.array(highs.getSolution().row_dual).tolist(), strict=True))
    if order is None:
        point = np.array(highs.getSolution().col_value)
    else:
        point = order.pick(OptimalSet.of(highs, engine.columns, current_rows(highs), engine.matrix))
    return ProvenOptimal(Answer(engine.by_variable(point), bound, prices))


def current_rows(highs: highspy.Highs) -> Bounds:
    """The row limits that HiGHS solved with, tightening included."""
    model = highs.getLp()
    return Bounds(np.array(model.row_lower_), np.array(model.row_upper_))


def without_optimum(engine: Engine, status: highspy.HighsModelStatus) -> Infeasible | NoAnswer:
    """What a status other than optimal means for a linear programme; its variables are bounded, so never unbounded."""
    if status in (highspy.HighsModelStatus.kInfeasible, highspy.HighsModelStatus.kUnboundedOrInfeasible):
        return Infeasible()
    return NoAnswer(engine.highs.modelStatusToString(status))
