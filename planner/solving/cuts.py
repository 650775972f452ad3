"""The rows of a Gini ceiling that depend on the order of the gains, found by sorting the gains of a point.

A programme that does not know the order of its gains may end at a point above the ceiling. Sorting its gains gives rows
that the point breaks and that every plan keeps; they are added and the programme is solved again, from where it stands,
until the true coefficient of its point is within the ceiling.

Points leap about before they settle, so the gains sorted first are a running mean of those met on the way, and the
point's own only where that mean breaks nothing. Fewer rounds are needed so (as with other stabilised cuts, such as
Ben-Ameur and Neto's in-out separation of 2007).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

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

INERTIA = 0.8
"""What the running mean keeps of the points before."""


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
        self._columns = np.array([-1 if gain is None else _column(engine, gain) for gain in ceiling.gains])
        self._raised = np.array(ceiling.raised)
        self._lift = float(np.sum(self._raised))
        self._means = [_column(engine, part.mean) for part in ceiling.parts]
        self._in_order = [_column(engine, part.in_order) for part in ceiling.parts]
        self._places: npt.NDArray[np.int64] | None = None
        self.found = 0

    @property
    def row(self) -> str:
        """The name of the ceiling's row."""
        return row_name("gini", self._ceiling.number)

    def gains(self, point: Vector) -> Vector:
        """The members' gains at a point by column."""
        return np.asarray(np.where(self._columns >= 0, point[self._columns], 0.0) - self._raised, dtype=np.float64)

    def gain_over_scale(self, point: Vector) -> float:
        """All gains together over the ceiling's scale: how far its row's limit moves where the ceiling moves by 1."""
        return float(np.sum(self.gains(point))) / self._ceiling.scale

    def is_kept(self, point: Vector) -> bool:
        """Whether the true coefficient of the point is within the ceiling."""
        gains = self.gains(point)
        size, total = len(gains), float(np.sum(gains))
        apart = float((2 * np.arange(1, size + 1) - size - 1) @ np.sort(gains))
        return apart - self._ceiling.most * size * total <= KEPT * size * abs(total)

    def broken(self, point: Vector, gains: Vector) -> list[Cut]:
        """The cuts for the order of these gains that the point breaks; before the first, the rows of the order kept."""
        places = self._sorted(gains)
        cuts = [] if self._places is not None else self._keep(places)
        own = self.gains(point)
        for number, part in enumerate(self._ceiling.parts):
            weights = _weights(places, part.first, part.last)
            excess = float(weights @ own) + self._lift - self._ceiling.scale * point[self._means[number]]
            if excess > BROKEN:
                cuts.append(self._cut(number, weights))
        return cuts

    def _sorted(self, gains: Vector) -> npt.NDArray[np.int64]:
        """Each member's place, the largest gain first; equals stand as in the order kept, else as they come."""
        step = TIED * max(1.0, float(np.max(np.abs(gains))))
        before = np.arange(len(gains)) if self._places is None else self._places
        places = np.empty(len(gains), dtype=np.int64)
        places[np.lexsort((before, -np.round(gains / step)))] = np.arange(len(gains))
        return places

    def _keep(self, places: npt.NDArray[np.int64]) -> list[Cut]:
        """The rows that give each part the value of its order, as the difference to the part before."""
        self._places = places
        rows, scale = [], self._ceiling.scale
        last_weights, last_column = np.zeros(len(places)), None
        for part, column in zip(self._ceiling.parts, self._in_order, strict=True):
            weights = _weights(places, part.first, part.last)
            beside = {column: scale} | ({} if last_column is None else {last_column: -scale})
            name = row_name("gini_kept", self._ceiling.number, part.first)
            rows.append(self._row(name, last_weights - weights, beside, 0.0, 0.0))
            last_weights, last_column = weights, column
        return rows

    def _cut(self, number: int, weights: Vector) -> Cut:
        r""":math:`\theta_P \ge \sum_i w_i u_i`, as the order kept and who stands elsewhere; all of them raised."""
        part, scale = self._ceiling.parts[number], self._ceiling.scale
        self.found += 1
        beside = {self._in_order[number]: scale, self._means[number]: -scale}
        elsewhere = weights - _weights(self._places, part.first, part.last)  # type: ignore[arg-type]
        most = float(weights @ self._raised) - self._lift
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
        self._means: list[Vector | None] = [None] * len(ceilings)

    def cuts(self, point: Vector) -> list[Cut]:
        """Cuts that the point breaks; none where it keeps every ceiling as well as the solver can."""
        cuts = []
        for number, ceiling in enumerate(self._ceilings):
            if not ceiling.is_kept(point):
                gains, before = ceiling.gains(point), self._means[number]
                mean = gains if before is None else self._inertia * before + (1 - self._inertia) * gains
                self._means[number] = mean
                cuts += ceiling.broken(point, mean) or ceiling.broken(point, gains)
        return cuts


def _weights(places: npt.NDArray[np.int64], first: int, last: int) -> Vector:
    """How much of each member's gain is in the mean of the sums of the ``first`` to ``last`` largest, by its place."""
    return np.asarray(np.clip((last - places) / (last - first + 1), 0.0, 1.0), dtype=np.float64)


def _column(engine: Engine, variable: object) -> int:
    column = engine.column_of(variable)  # type: ignore[arg-type]
    return -1 if column is None else column
