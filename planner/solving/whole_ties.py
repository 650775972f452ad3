"""The published order among equally good selections of whole projects.

The objective reached becomes a row; the next objective of the order is optimised within it. As soon as no other
selection is left, the rest is the linear programme's business. Binary shares are preferred in code-point order a
batch at a time, weighted by powers of two: among 0s and 1s that is the same as one after the other.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import batched

import highspy
import numpy as np

from planner.solving.engine import Engine
from planner.solving.goals import hold
from planner.solving.outcome import Vector
from planner.solving.settings import set_cost
from planner.solving.tie_break import PublishedOrder

BATCH = 20


@dataclass(frozen=True)
class Preferred:
    """A point whose selection the order prefers, and whether the order was followed to its end."""

    point: Vector
    complete: bool


def preferred_selection(engine: Engine, order: PublishedOrder, point: Vector, deadline: float | None) -> Preferred:
    """The preferred one among the selections that the engine's held objectives allow, as far as the deadline does."""
    levels = Levels(engine, deadline)
    try:
        fresh, *yearly = order.objectives()
        for number, cost in enumerate([fresh, *yearly, *_batches(engine, order)]):
            better = levels.maximise(cost)
            if better is None:
                return Preferred(point, complete=False)
            point = better
            hold(engine, cost, float(cost @ point), whole=True)
            if number == 0 and levels.is_only_selection(point):
                break
        return Preferred(point, complete=True)
    finally:
        engine.release()


def _batches(engine: Engine, order: PublishedOrder) -> Iterator[Vector]:
    whole = set(engine.whole_columns.tolist())
    columns = [column for column in order.awards if column in whole]
    for batch in batched(columns, BATCH):
        cost = np.zeros(len(engine.columns.lower))
        cost[list(batch)] = 2.0 ** np.arange(len(batch) - 1, -1, -1)
        yield cost


class Levels:
    """Solving for one objective of the order after the other, within the objectives already held."""

    def __init__(self, engine: Engine, deadline: float | None) -> None:
        self._engine = engine
        self._highs = engine.highs
        self._deadline = deadline
        self._highs.setOptionValue("mip_rel_gap", 0.0)

    def maximise(self, cost: Vector, start: Vector | None = None) -> Vector | None:
        """The best point for the objective, None where the deadline or another limit came first."""
        status = self._engine.maximise(cost, start) if self._has_time() else highspy.HighsModelStatus.kTimeLimit
        return np.array(self._highs.getSolution().col_value) if status == highspy.HighsModelStatus.kOptimal else None

    def is_only_selection(self, point: Vector) -> bool:
        """Whether excluding the point's selection leaves none."""
        cost, taken = np.zeros(len(point)), 0
        for column in self._engine.whole_columns:
            cost[column] = -1.0 if point[column] > 0.5 else 1.0
            taken += point[column] > 0.5
        self._add(cost, 1.0 - taken)
        set_cost(self._highs, np.zeros(len(point)))
        alone = self._run() == highspy.HighsModelStatus.kInfeasible
        self._highs.deleteRows(1, np.array([self._highs.getNumRow() - 1], dtype=np.int32))
        return alone

    def _add(self, cost: Vector, at_least: float) -> None:
        columns = np.flatnonzero(cost).astype(np.int32)
        self._highs.addRow(at_least, highspy.kHighsInf, len(columns), columns, cost[columns])

    def _run(self) -> highspy.HighsModelStatus:
        if not self._has_time():
            return highspy.HighsModelStatus.kTimeLimit
        self._highs.run()
        status: highspy.HighsModelStatus = self._highs.getModelStatus()
        return status

    def _has_time(self) -> bool:
        """Whether the deadline is still to come; then the solver is told of it."""
        if self._deadline is None:
            return True
        left = self._deadline - time.monotonic()
        self._highs.setOptionValue("time_limit", self._highs.getRunTime() + max(left, 0.0))
        return left > 0
