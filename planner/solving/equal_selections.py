"""Which suppliers only the published order decides where projects are whole: others could be chosen, equally good.

Within the objectives held, the selection is sought that treats as many suppliers as possible otherwise than the one
found. Whoever it treats otherwise is decided by the order; the rest is asked for again, until nobody else can be
treated otherwise, or the search has gone on long enough: then there may be more.
"""

from __future__ import annotations

import highspy
import numpy as np
import numpy.typing as npt

from planner.solving.engine import Engine
from planner.solving.outcome import Ties, Vector
from planner.solving.tie_break import PublishedOrder
from planner.solving.whole_ties import Levels

SEARCHES = 20
NODES = 100
"""How many selections are sought, and how many nodes of the tree each may take."""

HALF = 1.0
"""A selection that treats half as many otherwise as could be is good enough (the bound is no more than twice it)."""


def suppliers_who_differ(engine: Engine, order: PublishedOrder, point: Vector, deadline: float | None) -> Ties:
    """The suppliers whose whole projects are not chosen alike in all selections that the engine's held objectives
    allow; ``point`` has one of them. The shares of divisible projects are not compared.
    """
    search = _Search(engine, order, point, deadline)
    try:
        return search.run()
    finally:
        search.close()


class _Search:
    """Looking for selections that differ from the point's, as far as the limits allow."""

    def __init__(self, engine: Engine, order: PublishedOrder, point: Vector, deadline: float | None) -> None:
        self._engine = engine
        self._order = order
        self._point = point
        self._levels = Levels(engine, deadline)
        self._columns = np.intersect1d(engine.whole_columns, order.awards)
        self._is_taken = point[self._columns] > 0.5
        engine.highs.setOptionValue("mip_rel_gap", HALF)
        engine.highs.setOptionValue("mip_max_nodes", NODES)

    def run(self) -> Ties:
        found: frozenset[str] = frozenset()
        for _ in range(SEARCHES):
            asked = np.array([column for column in self._columns if self._order.supplier_of[column] not in found])
            if not len(asked):
                return Ties(found, complete=True)
            other, is_best = self._other(asked)
            more = self._order.suppliers(self._columns[(other[self._columns] > 0.5) != self._is_taken]) - found
            if not more:
                return Ties(found, complete=is_best)
            found |= more
        return Ties(found, complete=False)

    def _other(self, asked: npt.NDArray[np.int64]) -> tuple[Vector, bool]:
        """A selection that treats many of these columns otherwise, and whether it does if any does."""
        cost = np.zeros(len(self._point))
        cost[asked] = np.where(self._point[asked] > 0.5, -1.0, 1.0)
        self._engine.highs.changeObjectiveOffset(float((self._point[asked] > 0.5).sum()))
        best = self._levels.maximise(cost, self._point)
        if best is not None:
            return best, True
        reached = self._engine.highs.getSolution()
        return (np.array(reached.col_value) if reached.value_valid else self._point), False

    def close(self) -> None:
        """The engine as it was."""
        self._engine.highs.changeObjectiveOffset(0.0)
        self._engine.highs.setOptionValue("mip_rel_gap", 0.0)
        self._engine.highs.setOptionValue("mip_max_nodes", highspy.kHighsIInf)
