"""A linear programme that stays with HiGHS: changed a little, solved from its best basis, and put back as it was.

Whole shares may be parts here: of whole projects the answer is a bound of the best plan, and not a plan.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import highspy
import numpy as np
import pulp

from planner.formulation.assemble import Assembled
from planner.solving.bases import NamedBasis, fitted
from planner.solving.engine import Engine
from planner.solving.goals import NOTHING, Goal, goals
from planner.solving.linear import Memory, reach, without_optimum
from planner.solving.methods import PRIMAL_SIMPLEX, simplex_of
from planner.solving.outcome import Infeasible, NoAnswer, Vector
from planner.solving.ranging import basis_range
from planner.solving.ratio import best_ratio, refuse_nothing_spent
from planner.solving.settings import set_continuous

SAME_RATIO = 1e-13
"""Ratios that differ by less than this part are the same."""

MANY_TERMS = 500
"""More coefficients than this are handed over together."""

MOST_STEPS = 50
"""Dinkelbach's method ends in a handful of steps."""

NO_GAIN = 1e-9
"""A column that would add no more than this to the objective [its unit], each unit of it, adds nothing."""

REMEMBERED = 32
"""So many of the last solves are remembered, for later ones to begin where the nearest of them ended."""

MOST_COMPARED = 500
"""A move of more numbers than this is not remembered: comparing it would take longer than it saves."""


@dataclass(frozen=True)
class Move:
    """What is changed: limits of rows that move by so much, rows with one value, limits of columns, what is added to
    coefficients by row and column, and to the objectives by their place and column [all in the formulation's units].

    ``divided`` is what is added to the won that a ratio divides by; ``ceilings`` are other Gini coefficients, by the
    number of the fairness rule, for the search for cuts: their rows are moved by ``terms`` and ``shifted``.
    """

    shifted: Mapping[str, float] = field(default_factory=dict)
    fixed: Mapping[str, float] = field(default_factory=dict)
    columns: Mapping[int, tuple[float, float]] = field(default_factory=dict)
    terms: Mapping[tuple[str, int], float] = field(default_factory=dict)
    values: Mapping[tuple[int, int], float] = field(default_factory=dict)
    divided: Mapping[tuple[int, int], float] = field(default_factory=dict)
    ceilings: Mapping[int, float] = field(default_factory=dict)

    def and_then(self, other: Move) -> Move:
        """Both; what both add to adds up, what both set is as the other sets it."""
        return Move(
            _sums(self.shifted, other.shifted),
            {**self.fixed, **other.fixed},
            {**self.columns, **other.columns},
            _sums(self.terms, other.terms),
            _sums(self.values, other.values),
            _sums(self.divided, other.divided),
            {**self.ceilings, **other.ceilings},
        )

    def keeps(self, point: Vector) -> bool:
        """Whether a point by column keeps all rows as before: only columns change of which it takes nothing."""
        touched = {column for _, column in [*self.terms, *self.values]} | set(self.columns)
        allowed = all(lower <= 0 <= upper for lower, upper in self.columns.values())
        return not self.shifted and not self.fixed and allowed and not any(point[column] for column in touched)

    @property
    def size(self) -> int:
        """How many limits and coefficients it adds to."""
        return len(self.shifted) + len(self.terms) + len(self.values) + len(self.divided)

    def distance(self, other: Move) -> float:
        """How far apart two moves are: infinitely, where they set something otherwise."""
        if self.fixed != other.fixed or self.columns != other.columns:
            return math.inf
        return (
            _apart(self.shifted, other.shifted)
            + _apart(self.terms, other.terms)
            + _apart(self.values, other.values)
            + _apart(self.divided, other.divided)
        )


@dataclass(frozen=True)
class Point:
    """An optimum: the objective told [the solver's unit], the columns, and the prices of rows and columns.

    Prices are what one more unit of a row's limit, or of a column, would add to the objective. ``basis`` is where the
    simplex method ended. ``holds``: from where to where limits may move further with the same prices, where asked for.
    """

    value: float
    columns: Vector
    row_prices: Vector
    column_prices: Vector
    basis: highspy.HighsBasis
    holds: tuple[float, float] | None = None


class Persistent:
    """One programme's linear programme, for the objectives up to the one that is told."""

    def __init__(self, assembled: Assembled, told: int, start: NamedBasis | None = None) -> None:
        """``told`` is the number of the objective told; those before it are reached first and held."""
        levels = [level for level in assembled.levels if level.number <= told]
        read = [term for level in levels for term in [*level.value, *level.won]]
        engine = Engine(assembled.lp, read)
        set_continuous(engine.highs, engine.whole_columns)
        self._take(engine, goals(engine, levels), _names(engine, assembled.lp.problem.variables()), start)

    @classmethod
    def of_engine(
        cls, engine: Engine, wanted: Sequence[Goal], column_names: Sequence[str], start: NamedBasis | None = None
    ) -> Persistent:
        """The linear programme that an engine holds, for these goals."""
        persistent = cls.__new__(cls)
        persistent._take(engine, wanted, column_names, start)
        return persistent

    def _take(
        self, engine: Engine, wanted: Sequence[Goal], column_names: Sequence[str], start: NamedBasis | None
    ) -> None:
        self._engine = engine
        self._goals = tuple(wanted)
        self.column_names = column_names
        self._rows = len(engine.row_names)
        self._basis: highspy.HighsBasis | None = None
        self._best: Point | None = None
        self._ended: deque[tuple[Move, highspy.HighsBasis]] = deque(maxlen=REMEMBERED)
        self._ratio: float | None = None
        if start is not None and not engine.is_empty:
            self._basis = start.for_names(self.column_names, engine.row_names)

    @property
    def row_names(self) -> list[str]:
        """The names of the rows as formulated."""
        return self._engine.row_names[: self._rows]

    def without_clock(self) -> None:
        """From now on solves are cut short by iterations, not by seconds: they come out the same on every machine."""
        self._engine.counts_iterations = True

    def column_of(self, variable: pulp.LpVariable) -> int | None:
        """The column of a variable; none where nothing reads it."""
        return self._engine.column_of(variable)

    def limits(self, row: str) -> tuple[float, float]:
        """The lower and the upper limit of a row, as formulated [the row's unit]."""
        number = self._engine.row_number(row)
        rows, scale = self._engine.rows, self._engine.scales[number]
        return float(rows.lower[number] / scale), float(rows.upper[number] / scale)

    def activity(self, row: str, point: Vector) -> float:
        """What the row's terms come to at a point by column, as formulated [the row's unit]."""
        columns, values = self._engine.row_terms(row)
        return float(values @ point[columns])

    def column_terms(self, column: int) -> dict[str, float]:
        """The coefficients of a column by row, as formulated [the row's unit]."""
        names, scales = self._engine.row_names, self._engine.scales
        return {names[row]: value / float(scales[row]) for row, value in self._entries(column)}

    def named_basis(self, point: Point) -> NamedBasis:
        """Where a solve ended, for another programme."""
        return NamedBasis.of(point.basis, self.column_names, self._engine.row_names[: len(point.basis.row_status)])

    def solve(
        self, move: Move | None = None, along: Mapping[str, float] | None = None
    ) -> Point | Infeasible | NoAnswer:
        """The optimum after the changes, which are then taken back. Without changes, it is where later solves begin.

        ``along``: rates at which limits of rows may move further, to be told how far the prices hold.
        """
        if self._engine.is_empty:
            nothing = np.zeros(0)
            return Point(0.0, nothing, np.zeros(self._rows), nothing, highspy.HighsBasis())
        if move is None:
            self._begin(self._basis)
            return self._first()
        best = self._best
        is_kept = best is not None and move.keeps(best.columns)
        if best is not None and is_kept and not along and self._stays_best(best, move):
            return best
        try:
            self._begin(self._basis if is_kept else self._nearest(move))
            self._apply(move)
            found = self._optimum(self._moved_goals(move), primal=is_kept)
            if isinstance(found, Point) and not is_kept and 0 < move.size <= MOST_COMPARED:
                self._ended.append((move, found.basis))
            return replace(found, holds=self._range(along)) if along and isinstance(found, Point) else found
        finally:
            self._undo(move)

    def _first(self) -> Point | Infeasible | NoAnswer:
        found = self._optimum(self._goals)
        self._engine.reset({})
        if isinstance(found, Point):
            self._basis, self._best = found.basis, found
        return found

    def _stays_best(self, best: Point, move: Move) -> bool:
        """Whether the optimum as formulated, which keeps all rows with the changes too, is one of them still.

        Where none of the columns that change then adds to the objective at its prices, the prices are those of the
        changed programme too, and by duality no other point is better: nothing need be solved. Nothing of the kind is
        said where more than one sum is to be as large as can be.
        """
        goal = self._goals[0]
        if len(self._goals) > 1 or goal.won is not None or goal.gains is not None or move.divided:
            return False
        gain = {column: float(best.column_prices[column]) for column in move.columns}
        for (_, column), by in move.values.items():
            gain[column] = gain.get(column, float(best.column_prices[column])) + by
        for (row, column), by in move.terms.items():
            price = float(best.row_prices[self._engine.row_number(row)])
            gain[column] = gain.get(column, float(best.column_prices[column])) - price * by
        return all(more <= NO_GAIN for more in gain.values())

    # --- where a solve begins ---

    def _begin(self, basis: highspy.HighsBasis | None) -> None:
        if basis is not None:
            self._engine.highs.setBasis(fitted(basis, self._engine.highs.getNumRow()))

    def _nearest(self, move: Move) -> highspy.HighsBasis | None:
        """Where the nearest of the last solves ended, the one without changes among them."""
        if move.size > MOST_COMPARED:
            return self._basis
        nearest = min(self._ended, key=lambda ended: ended[0].distance(move), default=None)
        is_nearer = nearest is not None and nearest[0].distance(move) < Move().distance(move)
        return nearest[1] if nearest is not None and is_nearer else self._basis

    def _optimum(self, wanted: Sequence[Goal], *, primal: bool = False) -> Point | Infeasible | NoAnswer:
        """``primal``: where it begins keeps all rows, so that the primal simplex method goes on from there soonest."""
        highs, memory = self._engine.highs, Memory(self._ratio_of, {})
        highs.setOptionValue("simplex_strategy", PRIMAL_SIMPLEX if primal else simplex_of(self._engine.method))
        try:
            reached = reach(self._engine, wanted, memory)
        finally:
            highs.setOptionValue("simplex_strategy", simplex_of(self._engine.method))
        if isinstance(reached, Infeasible | NoAnswer):
            return reached
        solution = highs.getSolution()
        last, divisor = reached[-1], 1.0
        point = np.array(solution.col_value)
        won = wanted[-1].won
        if won is not None:
            divisor = float(won @ point)
        return Point(
            value=last.value if last.proven.bound is None else last.proven.bound,
            columns=point,
            row_prices=self._engine.row_prices()[: self._rows] / divisor,
            column_prices=np.array(solution.col_dual) / divisor,
            basis=_without(highs.getBasis(), set(self._engine.held_rows)),
        )

    def _range(self, along: Mapping[str, float]) -> tuple[float, float] | None:
        """How far the limits may move from here; None where an objective with more to it than a sum is told."""
        if len(self._goals) > 1 or self._goals[0].won is not None or self._goals[0].gains is not None:
            return None
        rows = {name: self._engine.row_number(name) for name in along}
        scales = self._engine.scales
        return basis_range(
            self._engine.highs, {rows[name]: by * float(scales[rows[name]]) for name, by in along.items()}
        )

    def _ratio_of(self, goal: Goal) -> float | Infeasible | NoAnswer:
        """The best ratio of the programme as it stands: found anew the first time, later from there by Dinkelbach's
        method, which needs neither the rows nor their coefficients apart."""
        if self._ratio is None:
            refused = refuse_nothing_spent(self._engine, goal)
            if refused is not None:
                return refused
            found = best_ratio(self._engine, goal)
            if isinstance(found, float):
                self._ratio = found
            return found
        return self._ratio_from(goal, self._ratio)

    def _ratio_from(self, goal: Goal, ratio: float) -> float | Infeasible | NoAnswer:
        assert goal.won is not None
        for _ in range(MOST_STEPS):
            status = self._engine.maximise(goal.value - ratio * goal.won)
            if status != highspy.HighsModelStatus.kOptimal:
                return without_optimum(self._engine, status)
            point = np.array(self._engine.highs.getSolution().col_value)
            spent = float(goal.won @ point)
            if spent <= NOTHING:
                return NoAnswer("a plan that spends nothing")
            reached = float(goal.value @ point) / spent
            if abs(reached - ratio) <= SAME_RATIO * max(1.0, abs(ratio)):
                return reached
            ratio = reached
        return NoAnswer("no end of Dinkelbach's method")

    # --- changes ---

    def _apply(self, move: Move) -> None:
        engine, rows, scales = self._engine, self._engine.rows, self._engine.scales
        if len(move.terms) > MANY_TERMS:
            self._pass_with(move.terms)
        for name, by in move.shifted.items():
            row = engine.row_number(name)
            engine.limit_row(row, float(rows.lower[row] / scales[row]) + by, float(rows.upper[row] / scales[row]) + by)
        for name, value in move.fixed.items():
            engine.limit_row(engine.row_number(name), value, value)
        for column, (lower, upper) in move.columns.items():
            engine.highs.changeColBounds(column, lower, upper)
        for (name, column), by in move.terms.items() if len(move.terms) <= MANY_TERMS else ():
            row = engine.row_number(name)
            engine.highs.changeCoeff(row, column, self._entry(row, column) + by * float(scales[row]))
        for cuts in engine.ceilings:
            cuts.hold_to(move.ceilings.get(cuts.number))

    def _undo(self, move: Move) -> None:
        """The rows, columns and coefficients as formulated."""
        self._engine.reset({})
        for cuts in self._engine.ceilings:
            cuts.hold_to(None)
        if len(move.terms) > MANY_TERMS:
            self._pass_with({})
            return
        for name, column in move.terms:
            row = self._engine.row_number(name)
            self._engine.highs.changeCoeff(row, column, self._entry(row, column))

    def _pass_with(self, terms: Mapping[tuple[str, int], float]) -> None:
        """Hand over the rows afresh with so much added to coefficients, sooner than one by one where many are."""
        engine = self._engine
        rows = np.array([engine.row_number(name) for name, _ in terms], dtype=np.int64)
        columns = np.array([column for _, column in terms], dtype=np.int64)
        values = np.array(list(terms.values())) * engine.scales[rows]
        every = engine.every_row
        changed = replace(every, matrix=every.matrix.plus(rows, columns, values))
        basis = engine.highs.getBasis()  # HiGHS forgets it with the model
        engine.highs.passModel(changed.within(engine.highs.getLp()))
        engine.highs.setBasis(basis)

    def _moved_goals(self, move: Move) -> Sequence[Goal]:
        if not move.values and not move.divided:
            return self._goals
        return [self._moved_goal(place, goal, move) for place, goal in enumerate(self._goals)]

    def _moved_goal(self, place: int, goal: Goal, move: Move) -> Goal:
        value, won = goal.value.copy(), None if goal.won is None else goal.won.copy()
        for (of_place, column), by in move.values.items():
            value[column] += by if of_place == place else 0.0
        for (of_place, column), by in move.divided.items():
            if won is not None and of_place == place:
                won[column] += by
        return replace(goal, value=value, won=won)

    def _entry(self, row: int, column: int) -> float:
        """A coefficient as HiGHS has it in the programme as formulated."""
        return next((value for other, value in self._entries(column) if other == row), 0.0)

    def _entries(self, column: int) -> Iterator[tuple[int, float]]:
        """The coefficients of a column as HiGHS has them in the programme as formulated."""
        matrix = self._engine.matrix
        first, last = np.searchsorted(matrix.columns, (column, column + 1))
        yield from zip(matrix.rows[first:last].tolist(), matrix.values[first:last].tolist(), strict=True)


def _sums[Key](some: Mapping[Key, float], more: Mapping[Key, float]) -> dict[Key, float]:
    return {key: some.get(key, 0.0) + more.get(key, 0.0) for key in {**some, **more}}


def _apart[Key](some: Mapping[Key, float], more: Mapping[Key, float]) -> float:
    return sum(abs(some.get(key, 0.0) - more.get(key, 0.0)) for key in {**some, **more})


def _names(engine: Engine, variables: Sequence[pulp.LpVariable]) -> list[str]:
    """The names of the columns, in their order."""
    names = [""] * len(engine.columns.lower)
    for variable in variables:
        column = engine.column_of(variable)
        if column is not None:
            names[column] = variable.name
    return names


def _without(basis: highspy.HighsBasis, held: Collection[int]) -> highspy.HighsBasis:
    """The basis without some rows."""
    if held:
        basis.row_status = [status for row, status in enumerate(basis.row_status) if row not in held]
    return basis
