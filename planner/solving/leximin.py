"""Leximin of divisible projects, by progressive fixing.

The least gain z is made as large as possible. Members whose rows have a price then gain z in *every* plan that reaches
it: they are settled at z, and z goes on with the others, until all are settled. The point reached keeps all rows of the
next step, so that each step is a few pivots of the primal simplex method.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import highspy
import numpy as np

from planner.formulation.levels import Gains
from planner.solving.engine import Engine
from planner.solving.goals import may_cost
from planner.solving.outcome import Vector
from planner.solving.rows import AddedRow, Indexes

STOPS = 1e-7
"""A member whose row has a price above this stops the least gain from rising."""

MOST_GIVEN_UP = 1e-2
"""What a member may give up for the sake of whole won [million won, t] before all members are settled anew."""


@dataclass(frozen=True)
class Settled:
    """Each member's level and the least of them [z's unit], the prices of the rows when that was reached, the number of
    steps, and what rules tightened for whole won have made every member give up since.
    """

    levels: tuple[float, ...]
    least: float
    prices: Mapping[str, float]
    steps: int
    given_up: float = 0.0


def settle_gains(
    engine: Engine, value: Vector, gains: Gains, before: Settled | None = None
) -> Settled | highspy.HighsModelStatus:
    """Settle the members' gains one level after the other; the rows that hold them stay until the engine's next reset.

    ``value`` has the column of z. ``before``: what the rules as formulated gave, where a few won have tightened them
    since; everybody then keeps its level, less the little that the tightening takes. Returns HiGHS's status where the
    programme has no solution.
    """
    settling = _Settling(engine, value, gains)
    again = None if before is None else settling.keep(before)
    return settling.run() if again is None else again


class _Settling:
    """The steps of one settling. A member has two rows: ``a - w z >= 0`` until it is settled, then ``a >= w level``."""

    def __init__(self, engine: Engine, value: Vector, gains: Gains) -> None:
        self._engine = engine
        self._value = value
        self._least = int(np.flatnonzero(value)[0])
        self._weights = np.array(gains.weights)
        self._rising = [engine.row_number(name) for name in gains.rows]
        self._terms = [self._amount_of(name) for name in gains.rows]
        self._holding = [self._add_holding_row(*row) for row in zip(gains.rows, self._terms, strict=True)]
        self._left = list(range(len(gains.rows)))
        self._levels = [0.0] * len(gains.rows)
        self._most_steps = gains.levels or len(gains.rows)

    def keep(self, before: Settled) -> Settled | None:
        """The levels of before, less as little as these rules ask of all together; None where that is not little."""
        together = np.zeros(len(self._value))
        for place, level in enumerate(before.levels):
            amount = self._weights[place] * level
            self._engine.limit_row(self._rising[place], -np.inf, np.inf)
            self._engine.limit_row(self._holding[place], amount - MOST_GIVEN_UP, amount)
            columns, values = self._terms[place]
            together[columns] += values / self._weights[place]
        self._engine.fix_column(self._least, 0.0)
        if self._engine.maximise(together) != highspy.HighsModelStatus.kOptimal:
            self._engine.free_column(self._least)
            for place in self._left:
                self._let_go(place)
            return None
        reached = self._engine.row_values()[self._holding] / self._weights
        for place, level in enumerate(reached.tolist()):
            self._hold(place, level)
        return replace(before, given_up=max(0.0, before.least - float(reached.min())))

    def run(self) -> Settled | highspy.HighsModelStatus:
        status = self._engine.maximise(self._value)
        if status != highspy.HighsModelStatus.kOptimal:
            return status
        least, prices, steps = self._reached(), self._engine.prices(), 1
        level = least
        self._settle(self._stopped(), level)
        while self._left and steps < self._most_steps:
            status = self._engine.maximise_from_here(self._value)
            if status != highspy.HighsModelStatus.kOptimal:
                return status
            level = self._reached()
            self._settle(self._stopped(), level)
            steps += 1
        self._settle(self._left, level)
        self._engine.fix_column(self._least, 0.0)
        return Settled(tuple(self._levels), least, prices, steps)

    def _amount_of(self, name: str) -> tuple[Indexes, Vector]:
        """A member's amount: the columns and coefficients of its row but for z."""
        columns, values = self._engine.row_terms(name)
        gained = columns != self._least
        return columns[gained], values[gained]

    def _add_holding_row(self, name: str, amount: tuple[Indexes, Vector]) -> int:
        held = AddedRow(f"settled[{name}]", *amount, -np.inf, np.inf, held=True)
        self._engine.add_row(held)
        return self._engine.row_number(held.name)

    def _reached(self) -> float:
        return float(self._engine.highs.getInfo().objective_function_value)

    def _stopped(self) -> list[int]:
        prices = self._engine.row_prices()
        return [place for place in self._left if abs(prices[self._rising[place]]) * self._weights[place] > STOPS]

    def _settle(self, places: Sequence[int], level: float) -> None:
        """Hold these members at the level, and let z go on without them."""
        settled = set(places)
        for place in places:
            self._hold(place, level)
            self._levels[place] = level
        self._left = [place for place in self._left if place not in settled]

    def _hold(self, place: int, level: float) -> None:
        at_least = float(self._weights[place]) * level
        self._engine.limit_row(self._rising[place], -np.inf, np.inf)
        self._engine.limit_row(self._holding[place], at_least - may_cost(at_least), np.inf)

    def _let_go(self, place: int) -> None:
        self._engine.limit_row(self._rising[place], 0.0, np.inf)
        self._engine.limit_row(self._holding[place], -np.inf, np.inf)
