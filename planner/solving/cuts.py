"""The rows of a Gini ceiling that depend on the order of the gains, found by sorting the gains of a point.

A programme that does not know the order of its gains may end at a point above the ceiling. Sorting its gains gives rows
that the point breaks and that every plan keeps; they are added and the programme is solved again, from where it stands,
until the true coefficient of its point is within the ceiling.

Points leap about before they settle, so the gains sorted first are a running mean of those met on the way, and the
point's own only where that mean breaks nothing. Fewer rounds are needed so (as with other stabilised cuts, such as
Ben-Ameur and Neto's in-out separation of 2007).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pulp

from planner.formulation.gini import GiniCeiling
from planner.programme.families import row_name
from planner.solving.outcome import Vector

if TYPE_CHECKING:
    from planner.solving.engine import Engine

KEPT = 1e-9
"""A Gini coefficient above its ceiling by no more than this keeps it."""

BROKEN = 4e-9
"""A row broken by no more than this [gain] is as good as the solver can keep it: adding it again changes nothing."""

TIED = 1e-9
"""Gains that differ by less than this part of the largest are equal."""

INERTIA = 0.75
"""What the running mean keeps of the points before."""

MANY_ELSEWHERE = 2
"""Where the cuts of one round hold more than this times the members, another order is kept."""


@dataclass(frozen=True)
class Cut:
    """A row to be added: coefficients by column, and its limits."""

    name: str
    columns: npt.NDArray[np.int32]
    values: Vector
    lower: float
    upper: float


class GiniCuts:
    """The cuts of one ceiling, for the columns of one engine."""

    def __init__(self, engine: Engine, ceiling: GiniCeiling) -> None:
        self._ceiling = ceiling
        self._most = ceiling.most
        self._columns = np.array([-1 if gain is None else _column(engine, gain) for gain in ceiling.gains])
        self._raised = np.array(ceiling.raised)
        self._lift = float(np.sum(self._raised))
        self._means = [_column(engine, part.mean) for part in ceiling.parts]
        self._in_order = [[_column(engine, order) for order in part.in_order] for part in ceiling.parts]
        self._orders = len(self._in_order[0]) if self._in_order else 0
        self._kept: list[npt.NDArray[np.int64]] = []
        self._elsewhere = 0
        self._added: set[tuple[int, bytes]] = set()
        self._cut_weights: dict[str, tuple[int, npt.NDArray[np.int64]]] = {}
        self._gained = 1.0
        self._tightened = 0.0

    @property
    def found(self) -> int:
        """How many cuts were found so far."""
        return len(self._added)

    @property
    def row(self) -> str:
        """The name of the ceiling's row."""
        return row_name("gini", self._ceiling.number)

    def gains(self, point: Vector) -> Vector:
        """The members' gains at a point by column."""
        return np.asarray(np.where(self._columns >= 0, point[self._columns], 0.0) - self._raised, dtype=np.float64)

    def is_kept(self, point: Vector) -> bool:
        """Whether the true coefficient of the point is within the ceiling, by as much as its row is tightened."""
        gains = self.gains(point)
        size, total = len(gains), float(np.sum(gains))
        apart = float((2 * np.arange(1, size + 1) - size - 1) @ np.sort(gains))
        spare = self._tightened * self._ceiling.scale
        kept = apart <= size * (self._most * total - spare + KEPT * abs(total))
        if kept and total > 0:
            self._gained = total / self._ceiling.scale
        return kept

    @property
    def number(self) -> int:
        """The number of its fairness rule."""
        return self._ceiling.number

    def hold_to(self, most: float | None) -> None:
        """Take another coefficient for the ceiling; none: the one that was formulated. Cuts found hold for all."""
        self._most = self._ceiling.most if most is None else most

    def tighten(self, amount: float) -> float:
        """By how much the ceiling's row gives way so that the coefficient does by that amount.

        The row is the coefficient's times all gains over their scale; so much as the last point gained.
        """
        self._tightened = amount * self._gained
        return self._tightened

    def broken(self, point: Vector, gains: Vector) -> list[Cut]:
        """The cuts for the order of these gains that the point breaks, after the rows of the order that they keep."""
        places = self._sorted(gains)
        cuts = self._keep(places) if self._should_keep(len(gains)) else []
        self._elsewhere = 0
        own = self.gains(point)
        for number, part in enumerate(self._ceiling.parts):
            weights = _weights(places, part.first, part.last)
            excess = float(weights @ own) + self._lift - self._ceiling.scale * point[self._means[number]]
            key = number, weights.tobytes()
            if excess > BROKEN and key not in self._added:
                self._added.add(key)
                cuts.append(self._cut(number, weights))
                self._cut_weights[cuts[-1].name] = number, places
        return cuts

    def cuts_added(self) -> Iterator[tuple[str, str, Vector]]:
        """Each cut's name, the rule about the largest gains that it is of, and the weights of the gains that are not
        always nothing."""
        gaining = self._columns >= 0
        for name, (number, places) in self._cut_weights.items():
            part = self._ceiling.parts[number]
            rule = row_name("gini_sums", self._ceiling.number, part.first)
            yield name, rule, _weights(places, part.first, part.last)[gaining]

    def _sorted(self, gains: Vector) -> npt.NDArray[np.int64]:
        """Each member's place, the largest gain first; equals stand as in the order kept, else as they come."""
        step = TIED * max(1.0, float(np.max(np.abs(gains))))
        before = self._kept[-1] if self._kept else np.arange(len(gains))
        places = np.empty(len(gains), dtype=np.int64)
        places[np.lexsort((before, -np.round(gains / step)))] = np.arange(len(gains))
        return places

    def _should_keep(self, members: int) -> bool:
        """Whether to keep one more order: the first, or one from which fewer stand elsewhere than from the last."""
        if len(self._kept) == self._orders:
            return False
        return not self._kept or self._elsewhere > MANY_ELSEWHERE * members

    def _keep(self, places: npt.NDArray[np.int64]) -> list[Cut]:
        """The rows that give each part the value of its order, as the difference to the part before."""
        self._kept.append(places)
        number = len(self._kept) - 1
        rows, scale = [], self._ceiling.scale
        last_weights, last_column = np.zeros(len(places)), None
        for part, columns in zip(self._ceiling.parts, self._in_order, strict=True):
            column = columns[number]
            weights = _weights(places, part.first, part.last)
            beside = {column: scale} | ({} if last_column is None else {last_column: -scale})
            name = row_name("gini_kept", self._ceiling.number, number + 1, part.first)
            rows.append(self._row(name, last_weights - weights, beside, 0.0, 0.0))
            last_weights, last_column = weights, column
        return rows

    def _cut(self, number: int, weights: Vector) -> Cut:
        r""":math:`\theta_P \ge \sum_i w_i u_i`, as the order kept and who stands elsewhere; all of them raised."""
        part, scale = self._ceiling.parts[number], self._ceiling.scale
        most = float(weights @ self._raised) - self._lift
        beside, elsewhere = {self._means[number]: -scale}, weights
        if self._kept:
            beside[self._in_order[number][len(self._kept) - 1]] = scale
            elsewhere = weights - _weights(self._kept[-1], part.first, part.last)
            self._elsewhere += int(np.count_nonzero(elsewhere))
        return self._row(row_name("gini_cut", self._ceiling.number, self.found), elsewhere, beside, -np.inf, most)

    def _row(self, name: str, weights: Vector, beside: dict[int, float], lower: float, upper: float) -> Cut:
        counted = np.flatnonzero((weights != 0) & (self._columns >= 0))
        return Cut(
            name,
            np.append(self._columns[counted], list(beside)).astype(np.int32),
            np.append(weights[counted], list(beside.values())),
            lower,
            upper,
        )


class Search:
    """One solve's search for cuts: what it has met so far leads where it looks next."""

    def __init__(self, ceilings: Sequence[GiniCuts], inertia: float = INERTIA) -> None:
        self._ceilings = ceilings
        self._inertia = inertia
        self._met: list[Vector | None] = [None] * len(ceilings)

    def cuts(self, point: Vector) -> list[Cut]:
        """Cuts that the point breaks; none where it keeps every ceiling as well as the solver can."""
        cuts = []
        for number, ceiling in enumerate(self._ceilings):
            if not ceiling.is_kept(point):
                gains, met = ceiling.gains(point), self._met[number]
                mean = gains if met is None else self._inertia * met + (1 - self._inertia) * gains
                self._met[number] = mean
                cuts += ceiling.broken(point, mean) or ceiling.broken(point, gains)
        return cuts


def _weights(places: npt.NDArray[np.int64], first: int, last: int) -> Vector:
    """How much of each member's gain is in the mean of the sums of the ``first`` to ``last`` largest, by its place."""
    return np.asarray(np.clip((last - places) / (last - first + 1), 0.0, 1.0), dtype=np.float64)


def _column(engine: Engine, variable: pulp.LpVariable) -> int:
    column = engine.column_of(variable)
    return -1 if column is None else column
