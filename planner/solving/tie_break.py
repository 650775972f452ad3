"""The published order that decides between equally good plans.

Less fresh money; then most tonnes in the first counting year, in the second, and so on; then, in code-point order of
supplier, upgrade and year, as much as possible to the first; last the payers, in the order of their money groups.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

import numpy as np
import pulp

from planner.formulation.assemble import Assembled
from planner.formulation.tonnes import tonnes_terms
from planner.solving.engine import Engine
from planner.solving.face import OptimalSet
from planner.solving.outcome import Vector

MONEY_BATCH = 20
"""How many money variables are preferred in one solve."""


class PublishedOrder:
    """The order of one programme, by column; each objective is worked out when it is first needed, and kept."""

    def __init__(self, assembled: Assembled, engine: Engine) -> None:
        self._assembled = assembled
        self._engine = engine
        self._objectives: list[Vector] = []
        lp = assembled.lp
        self.awards = _columns(engine, (lp.award[option.key] for option in lp.options))
        self.supplier_of = {
            column: option.supplier.supplier_id
            for option in lp.options
            if (column := engine.column_of(lp.award[option.key])) is not None
        }
        self.stages = [
            np.array(_columns(engine, (lp.award[option.key] for option in lp.options if option.supplier.tier == tier)))
            for tier in sorted({option.supplier.tier for option in lp.options})
        ]
        support = (lp.flexible_support[key] for key in sorted(lp.flexible_support))
        payments = (group.paid[payer] for group in assembled.money.groups for payer in sorted(group.paid))
        self.money = _columns(engine, chain(support, payments))

    def objectives(self) -> Iterator[Vector]:
        """Less fresh money, then most tonnes year by year; each to be maximised."""
        years = self._assembled.lp.rules.years.counting_years
        for number in range(1 + len(years)):
            if number == len(self._objectives):
                self._objectives.append(self._fresh() if number == 0 else self._tonnes(years[number - 1]))
            yield self._objectives[number]

    def suppliers(self, columns: Iterable[int]) -> frozenset[str]:
        """The suppliers whose awards are among these columns."""
        return frozenset(self.supplier_of[column] for column in columns if column in self.supplier_of)

    def pick(self, optimal: OptimalSet) -> Vector:
        """The one optimal solution that the order picks."""
        for number, cost in enumerate(self.objectives()):
            if optimal.is_point:
                return optimal.point
            optimal.maximise(cost, narrow=number == 0)
        _prefer(optimal, self.awards, 1)
        _prefer(optimal, self.money, MONEY_BATCH)
        return optimal.point

    def _fresh(self) -> Vector:
        return -self._engine.cost(self._assembled.fresh)

    def _tonnes(self, year: int) -> Vector:
        return self._engine.cost(tonnes_terms(self._assembled.lp, f"tonnes_in_{year}"))


def _prefer(optimal: OptimalSet, columns: Iterable[int], together: int) -> None:
    """As much as possible to the first column, then to the second, and so on.

    Columns taken together have weights that halve from one to the next: the same as one after the other where a unit
    given to the first takes less than two from a later one, as won taken from one payer and given to another do.
    """
    left = list(columns)
    if not optimal.is_point:
        optimal.maximise(np.zeros(len(optimal.point)), narrow=True)
    while not optimal.is_point:
        free = set(optimal.free.tolist())
        left = [column for column in left if column in free]
        if not left:
            return
        batch, left = left[:together], left[together:]
        cost = np.zeros(len(optimal.point))
        cost[batch] = 2.0 ** (together // 2 - np.arange(len(batch)))
        optimal.maximise(cost)


def _columns(engine: Engine, variables: Iterable[pulp.LpVariable]) -> list[int]:
    return [column for variable in variables if (column := engine.column_of(variable)) is not None]
