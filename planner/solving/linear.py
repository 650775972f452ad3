"""Linear programmes: the objectives in their order, their prices, and the one plan that the published order picks."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import highspy
import numpy as np

from planner.solving.engine import Engine
from planner.solving.equal_plans import pick_and_count
from planner.solving.face import OptimalSet
from planner.solving.goals import Goal, hold
from planner.solving.leximin import Settled, settle_gains
from planner.solving.outcome import Answer, Infeasible, NoAnswer, Outcome, Proven, ProvenOptimal, Vector
from planner.solving.rows import Bounds
from planner.solving.tie_break import PublishedOrder


@dataclass(frozen=True)
class Memory:
    """What is worked out once for a programme: the best ratio of a goal, and what leximin settled, by goal.

    ``counts_ties``: whether it is looked for who is decided by the published order, under the rules as formulated.
    """

    ratio_of: Callable[[Goal], float | Infeasible | NoAnswer]
    settled: dict[int, Settled]
    counts_ties: bool = False


@dataclass(frozen=True)
class Reached:
    """The value of the cost that was maximised last, what it proves, and the cost."""

    value: float
    proven: Proven
    cost: Vector


def solve_linear(
    engine: Engine,
    order: PublishedOrder | None,
    goals: Sequence[Goal],
    tightened: Mapping[str, float],
    memory: Memory,
) -> Outcome:
    """Reach the goals in their order, each among the best plans for those before; then break ties by the order, if any.

    ``tightened`` rows give up that much of their limit [row's unit].
    """
    engine.reset(tightened)
    reached = reach(engine, goals, memory)
    if isinstance(reached, Infeasible | NoAnswer):
        return reached
    proven: dict[int, Proven] = {}
    for goal, of_goal in zip(goals, reached, strict=True):
        proven.setdefault(goal.number, of_goal.proven)
    costs = [of_goal.cost for of_goal in reached]
    if order is None:
        return ProvenOptimal(Answer(engine.by_variable(np.array(engine.highs.getSolution().col_value)), proven))
    columns, rows = current_columns(engine.highs), current_rows(engine.highs)
    optimal = OptimalSet.of(engine.highs, columns, rows, engine.matrix, engine)
    if tightened or not memory.counts_ties:
        return ProvenOptimal(Answer(engine.by_variable(order.pick(optimal)), proven))
    point, ties = pick_and_count(order, optimal, costs)
    return ProvenOptimal(Answer(engine.by_variable(point), proven, ties=ties))


def reach(engine: Engine, goals: Sequence[Goal], memory: Memory) -> list[Reached] | Infeasible | NoAnswer:
    """Reach the goals in their order under the rows and columns that the engine holds now; all but the last are held
    there, until the engine's next ``reset``."""
    found: list[Reached] = []
    for place, goal in enumerate(goals):
        reached = _reach(engine, goal, memory, afresh=place == 0)
        if not isinstance(reached, Reached):
            return reached
        found.append(reached)
        if place < len(goals) - 1:
            hold(engine, reached.cost, reached.value)
    return found


def _reach(engine: Engine, goal: Goal, memory: Memory, *, afresh: bool) -> Reached | Infeasible | NoAnswer:
    if goal.gains is not None:
        return _settle(engine, goal, memory)
    cost, bound = goal.value, None
    if goal.won is not None:
        ratio = memory.ratio_of(goal)
        if not isinstance(ratio, float):
            return ratio
        cost, bound, afresh = goal.value - ratio * goal.won, ratio, False
    status = engine.maximise(cost) if afresh else engine.maximise_from_here(cost)
    if status != highspy.HighsModelStatus.kOptimal:
        return without_optimum(engine, status)
    value = engine.highs.getInfo().objective_function_value
    return Reached(value, Proven(value if bound is None else bound, engine.prices()), cost)


def _settle(engine: Engine, goal: Goal, memory: Memory) -> Reached | Infeasible | NoAnswer:
    """Leximin leaves what is settled as held rows, and nothing else to be maximised."""
    assert goal.gains is not None
    settled = settle_gains(engine, goal.value, goal.gains, memory.settled.get(goal.number))
    if isinstance(settled, highspy.HighsModelStatus):
        return without_optimum(engine, settled)
    memory.settled.setdefault(goal.number, settled)
    nothing = np.zeros(len(goal.value))
    status = engine.maximise_from_here(nothing)
    if status != highspy.HighsModelStatus.kOptimal:
        return without_optimum(engine, status)
    return Reached(0.0, Proven(settled.least, settled.prices, settled.steps, settled.given_up), nothing)


def current_columns(highs: highspy.Highs) -> Bounds:
    """The column limits that HiGHS solved with."""
    model = highs.getLp()
    return Bounds(np.array(model.col_lower_), np.array(model.col_upper_))


def current_rows(highs: highspy.Highs) -> Bounds:
    """The row limits that HiGHS solved with, tightening included."""
    model = highs.getLp()
    return Bounds(np.array(model.row_lower_), np.array(model.row_upper_))


def without_optimum(engine: Engine, status: highspy.HighsModelStatus) -> Infeasible | NoAnswer:
    """What a status other than optimal means for a linear programme; its objectives are bounded, so never unbounded."""
    if status in (highspy.HighsModelStatus.kInfeasible, highspy.HighsModelStatus.kUnboundedOrInfeasible):
        return Infeasible()
    return NoAnswer(engine.highs.modelStatusToString(status))
