"""How a level enters the rows of a formulation, and what that means at a point.

Most levels are the limit of their rows. Where a level stands before variables, as the share of a floor does, the rows
are formulated once more at another level and compared: the difference over the difference of the levels is the effect
of one unit. No rule is stated a second time for that.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Protocol

import pulp

from planner.formulation.assemble import Assembled, assemble
from planner.programme.options import Options
from planner.solving.feasibility import Moved
from planner.solving.outcome import Vector
from planner.study.policy.levels import Level

NO_STRETCH = 1e-9
"""A stretch of no more than this [the row's unit, or part of the level] is none."""

KEPT = 1e-8
"""A point that breaks a row by no more than this [the row's unit] keeps it, as far as the solver can tell."""


class Solvable(Protocol):
    """What knows the rows of a formulation, and the columns of its variables."""

    def column_of(self, variable: pulp.LpVariable) -> int | None:
        """The column of a variable; none where nothing reads it."""
        ...

    def limits(self, row: str) -> tuple[float, float]:
        """The lower and the upper limit of a row [the row's unit]."""
        ...

    def activity(self, row: str, point: Vector) -> float:
        """What the row's terms come to at a point by column [the row's unit]."""
        ...


class Effects:
    """The effects of levels on the rows of one programme."""

    def __init__(self, options: Options, assembled: Assembled, rows: Solvable) -> None:
        self._options = options
        self._lp = assembled.lp
        self._rows = rows
        self._known: dict[str, Mapping[str, Moved]] = {}

    def of(self, level: Level) -> Mapping[str, Moved]:
        """What a solver unit of the level adds to each row that it enters."""
        if level.setting not in self._known:
            if level.slopes is not None:
                effects = {row: Moved(limit=slope) for row, slope in level.slopes.items()}
            elif level.limit_of and level.value:
                effects = {row: Moved(limit=self._limit(row) / level.solver_value) for row in level.limit_of}
            else:
                effects = dict(self._compared(level))
            self._known[level.setting] = effects
        return self._known[level.setting]

    def is_limit(self, level: Level) -> bool:
        """Whether the level is in limits only, before no variable."""
        return all(not effect.terms for effect in self.of(level).values())

    def gives(self, level: Level) -> dict[str, float]:
        """What each row gives a solver unit of a level that is a limit [the row's unit]."""
        return {
            row: level.direction * (effect.limit if self._of_upper(level, row) else -effect.limit)
            for row, effect in self.of(level).items()
        }

    def gain(self, level: Level, row: str, point: Vector) -> float:
        """By how much a row loosens at a point when the level moves by one solver unit [the row's unit]."""
        effect = self.of(level)[row]
        slope = effect.limit - sum(value * float(point[column]) for column, value in effect.terms.items())
        return level.direction * (slope if self._of_upper(level, row) else -slope)

    def needed(self, level: Level, point: Vector) -> float | None:
        """The least move of a level [solver units] with which the point keeps its rows; None where none does."""
        needed = 0.0
        for row in self.of(level):
            lower, upper = self._rows.limits(row)
            activity = self._rows.activity(row, point)
            broken = activity - upper if self._of_upper(level, row) else lower - activity
            if broken <= KEPT:
                continue
            gain = self.gain(level, row, point)
            if gain <= NO_STRETCH:
                return None
            needed = max(needed, broken / gain)
        return needed

    def _of_upper(self, level: Level, row: str) -> bool:
        """Whether the level speaks of the row's upper limit; of an equality the level's own direction tells."""
        lower, upper = self._rows.limits(row)
        return math.isfinite(upper) and (math.isinf(lower) or level.raises)

    def _limit(self, row: str) -> float:
        lower, upper = self._rows.limits(row)
        return upper if math.isfinite(upper) else lower

    def _compared(self, level: Level) -> Iterator[tuple[str, Moved]]:
        """The rows at another level less the rows at this one, over the difference of the levels."""
        other = assemble(level.tried(self._options.programme, level.another), self._options).lp
        apart = float((level.another - level.value) / level.unit.per_solver_unit)
        columns = {variable.name: self._rows.column_of(variable) for variable in self._lp.problem.variables()}
        for name, row in self._lp.rows.items():
            changed = other.rows.get(name)
            if changed is None:
                continue
            before = {variable.name: value for variable, value in row.items()}
            after = {variable.name: value for variable, value in changed.items()}
            limit = (row.constant - changed.constant) / apart
            if before == after and not limit:
                continue
            terms = {
                column: difference / apart
                for variable in before | after
                if (difference := after.get(variable, 0.0) - before.get(variable, 0.0))
                and (column := columns.get(variable)) is not None
            }
            if limit or terms:
                yield name, Moved(terms, limit)


def times(effect: Moved, by: float) -> Moved:
    """So many times the effect."""
    return Moved({column: by * value for column, value in effect.terms.items()}, by * effect.limit)
