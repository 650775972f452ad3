"""Whether rows can be kept together, with others let go; and how far some must stretch so that all the rest is kept.

There is no objective here but the stretch. Rows are let go by their name, and may have other coefficients and limits
than the formulation gave them, so that a rule can be tried at another level without formulating anew.
"""

from __future__ import annotations

import time
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

import highspy
import numpy as np
import numpy.typing as npt
import pulp

from planner.formulation.model import Formulation
from planner.solving.bases import fitted
from planner.solving.engine import Engine
from planner.solving.methods import PRIMAL_SIMPLEX
from planner.solving.outcome import Infeasible, NoAnswer, Vector
from planner.solving.rows import AddedRow
from planner.solving.settings import set_precision

type Numbers = npt.NDArray[np.int64]

GUILTY = 1e-9
"""A row whose multiplier in a proof of infeasibility, over the largest one, is below this has no part in it."""

BROKEN = 1e-8
"""A row that must stretch by more than this [the row's unit] cannot be kept."""

NEAR = 1_000
"""A test that is not done after so many iterations from where the last ended is done anew."""

LOST = (highspy.HighsModelStatus.kUnknown, highspy.HighsModelStatus.kSolveError)
"""How the solver says that it lost its way: it is asked once more, without presolve."""

LEAST_SECONDS = 0.5
"""A solve gets at least this long, however little is left."""


@dataclass(frozen=True)
class Moved:
    """What is added to a row of the formulation: to its terms by column, and to its limit [the row's unit]."""

    terms: Mapping[int, float] = field(default_factory=dict)
    limit: float = 0.0


@dataclass(frozen=True)
class Stretch:
    """Rows that give way together: each by ``gives[row]`` a unit of the stretch [the row's unit], at a cost a unit.

    ``raises`` says which side of an equality gives way: its upper one, or its lower one. ``least`` below 0 lets the
    rows tighten as well, where they all can. An equality whose sides are not to be parted stays one, and gives way by
    just the stretch.
    """

    gives: Mapping[str, float]
    cost: float = 1.0
    raises: bool = True
    least: float = 0.0
    most: float = highspy.kHighsInf
    parts_equalities: bool = True


@dataclass(frozen=True)
class Kept:
    """A point, by column, that keeps what was to be kept; how far each stretch went; whether that is proven least."""

    point: Vector
    stretched: tuple[float, ...] = ()
    proven: bool = True


class Feasibility:
    """The rows of a formulation, to be kept or let go. ``deadline`` is a moment of the monotonic clock [s]."""

    def __init__(self, lp: Formulation, deadline: float | None = None) -> None:
        self._engine = Engine(lp, [])
        self._deadline = deadline
        self._cuts = {cuts.row: cuts for cuts in self._engine.ceilings}
        self._row = {name: number for number, name in enumerate(self._engine.row_names)}
        self._basis: highspy.HighsBasis | None = None
        self.solves = 0

    @property
    def row_names(self) -> list[str]:
        """The names of all rows, those found while solving last."""
        return self._engine.row_names

    @property
    def has_whole_columns(self) -> bool:
        """Whether some share must be 0 or 1."""
        return self._engine.has_whole_columns

    @property
    def is_late(self) -> bool:
        """Whether the time is up."""
        return self._deadline is not None and time.monotonic() > self._deadline

    def column_of(self, variable: pulp.LpVariable) -> int | None:
        """The column of a variable of the formulation; none where nothing reads it."""
        return self._engine.column_of(variable)

    def limits(self, row: str) -> tuple[float, float]:
        """The lower and the upper limit of a row, as formulated [the row's unit]."""
        number = self._row[row]
        rows, scale = self._engine.rows, self._engine.scales[number]
        return float(rows.lower[number] / scale), float(rows.upper[number] / scale)

    def activity(self, row: str, point: Vector) -> float:
        """What the row's terms come to at a point by column, as formulated [the row's unit]."""
        matrix = self._engine.matrix
        chosen = matrix.rows == self._row[row]
        return float(matrix.values[chosen] @ point[matrix.columns[chosen]] / self._engine.scales[self._row[row]])

    def kept(
        self,
        let_go: Collection[str] = (),
        stretches: Sequence[Stretch] = (),
        moved: Mapping[str, Moved] | None = None,
        *,
        whole: bool = False,
    ) -> Kept | Infeasible | NoAnswer:
        """A point that keeps every row but those let go, with the least stretch; ``whole``: with whole shares."""
        tested = not stretches and not whole
        while True:
            if tested:
                outcome = self._tested(let_go, moved or {})[0]
            else:
                outcome = self._outcome(
                    self._solved(let_go, stretches, moved or {}, whole=whole), len(stretches), whole
                )
            if not isinstance(outcome, Kept) or not self._cut(outcome.point, let_go):
                return outcome

    def guilty(self, let_go: Collection[str] = ()) -> list[str]:
        """Rows, not among those let go, that cannot be kept together, parts of upgrades allowed: those of a proof.

        All rows where the solver gives no proof.
        """
        if isinstance(self.kept(let_go), Kept):
            return self.row_names
        multipliers = np.abs(self._tested(let_go, {})[1])
        if not multipliers.any():
            return self.row_names
        return [self.row_names[row] for row in np.flatnonzero(multipliers > GUILTY * multipliers.max())]

    def _tested(
        self, let_go: Collection[str], moved: Mapping[str, Moved]
    ) -> tuple[Kept | Infeasible | NoAnswer, Vector]:
        """Whether rows can be kept, parts of upgrades allowed; and the prices of a proof where they cannot.

        Every row that the plan without awards breaks is stretched: then there is always a point, and whether the least
        sum of stretches is 0 is soon known. The next test starts from where the last ended that
        found some stretch, which is near where rows are left out one after the other; where it is not, anew.
        """
        demands = self._demands()
        highs = self._highs(self._model(let_go, demands, moved, whole=False)[0], whole=False)
        if self._basis is not None:
            highs.setBasis(fitted(self._basis, len(self._row)))
            highs.setOptionValue("simplex_strategy", PRIMAL_SIMPLEX)
            highs.setOptionValue("simplex_iteration_limit", NEAR)
        highs.run()
        if highs.getModelStatus() == highspy.HighsModelStatus.kIterationLimit:
            highs = self._highs(self._model(let_go, demands, moved, whole=False)[0], whole=False)
            highs.run()
        self.solves += 1
        outcome = self._outcome(highs, len(demands), False)
        if not isinstance(outcome, Kept):
            return outcome, np.zeros(0)
        gone = set(let_go)
        stretched = zip(demands, outcome.stretched, strict=True)
        if all(z <= BROKEN or gone.issuperset(demand.gives) for demand, z in stretched):
            return Kept(outcome.point), np.zeros(0)
        self._basis = highs.getBasis()
        return Infeasible(), np.array(highs.getSolution().row_dual) * self._engine.scales

    def _demands(self) -> list[Stretch]:
        """A stretch for each row that the plan without awards breaks, in the row's own unit."""
        rows = self._engine.rows
        limits = np.where(rows.lower > 0, rows.lower, np.minimum(rows.upper, 0.0))
        return [
            Stretch({self.row_names[row]: 1.0}, raises=bool(limits[row] < 0), parts_equalities=False)
            for row in np.flatnonzero(limits)
        ]

    def _cut(self, point: Vector, let_go: Collection[str]) -> bool:
        """Add the rows of Gini ceilings that the point breaks; whether there were any."""
        cuts = [
            cut
            for row, ceiling in self._cuts.items()
            if row not in let_go and not ceiling.is_kept(point)
            for cut in ceiling.broken(point, ceiling.gains(point))
        ]
        for cut in cuts:
            self._engine.add_row(AddedRow(cut.name, cut.columns, cut.values, cut.lower, cut.upper))
            self._row[cut.name] = len(self._row)
        return bool(cuts)

    def _solved(
        self, let_go: Collection[str], stretches: Sequence[Stretch], moved: Mapping[str, Moved], *, whole: bool
    ) -> highspy.Highs:
        model = self._model(let_go, stretches, moved, whole=whole)[0]
        highs = self._highs(model, whole=whole)
        highs.run()
        if highs.getModelStatus() in LOST:
            highs = self._highs(model, whole=whole)
            highs.setOptionValue("presolve", "off")
            highs.run()
        self.solves += 1
        return highs

    def _highs(self, model: highspy.HighsLp, *, whole: bool) -> highspy.Highs:
        highs = highspy.Highs()
        set_precision(highs)
        if whole:
            highs.setOptionValue("mip_rel_gap", 0.0)
        if self._deadline is not None:
            highs.setOptionValue("time_limit", max(LEAST_SECONDS, self._deadline - time.monotonic()))
        highs.passModel(model)
        return highs

    def _outcome(self, highs: highspy.Highs, stretches: int, whole: bool) -> Kept | Infeasible | NoAnswer:
        status = highs.getModelStatus()
        optimal = status in (highspy.HighsModelStatus.kOptimal, highspy.HighsModelStatus.kModelEmpty)
        feasible = highs.getInfo().primal_solution_status == highspy.kSolutionStatusFeasible
        if optimal or (whole and feasible):
            values = np.array(highs.getSolution().col_value)
            columns = len(values) - stretches
            return Kept(values[:columns], tuple(values[columns:].tolist()), optimal)
        if status in (highspy.HighsModelStatus.kInfeasible, highspy.HighsModelStatus.kUnboundedOrInfeasible):
            return Infeasible()
        return NoAnswer(highs.modelStatusToString(status))

    def _model(
        self, let_go: Collection[str], stretches: Sequence[Stretch], moved: Mapping[str, Moved], *, whole: bool
    ) -> tuple[highspy.HighsLp, int]:
        """The programme with a column a stretch; and how many rows were copied to part an equality into its sides."""
        columns, formulated = self._engine.columns, self._engine.matrix
        lower, upper = self._engine.rows.lower.copy(), self._engine.rows.upper.copy()
        scales = self._engine.scales
        for name, move in moved.items():
            lower[self._row[name]] += move.limit * scales[self._row[name]]
            upper[self._row[name]] += move.limit * scales[self._row[name]]
        entries = _Entries(formulated.rows, formulated.columns, formulated.values).plus(
            [
                (self._row[name], column, value * scales[self._row[name]])
                for name, move in moved.items()
                for column, value in move.terms.items()
            ]
        )
        entries, lower, upper = self._stretched(entries, lower, upper, stretches)
        released = np.array([self._row[name] for name in let_go], dtype=np.int64)
        lower[released], upper[released] = -highspy.kHighsInf, highspy.kHighsInf
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = len(columns.lower) + len(stretches), len(lower)
        lp.col_cost_ = np.concatenate([np.zeros(len(columns.lower)), [stretch.cost for stretch in stretches]])
        lp.col_lower_ = np.concatenate([columns.lower, [stretch.least for stretch in stretches]])
        lp.col_upper_ = np.concatenate([columns.upper, [stretch.most for stretch in stretches]])
        lp.row_lower_, lp.row_upper_ = lower, upper
        entries.fill(lp)
        if whole:
            kinds = [highspy.HighsVarType.kContinuous] * lp.num_col_
            for column in self._engine.whole_columns:
                kinds[column] = highspy.HighsVarType.kInteger
            lp.integrality_ = kinds
        return lp, len(lower) - len(self._row)

    def _stretched(
        self, matrix: _Entries, lower: Vector, upper: Vector, stretches: Sequence[Stretch]
    ) -> tuple[_Entries, Vector, Vector]:
        """The rows with the columns of the stretches in them. An equality is parted: one side gives, a copy holds."""
        first = len(self._engine.columns.lower)
        entries: list[tuple[int, int, float]] = []
        copied: list[int] = []
        held: list[tuple[float, float]] = []
        for place, stretch in enumerate(stretches):
            for name, gives in stretch.gives.items():
                row = self._row[name]
                moves = gives * self._engine.scales[row]
                if lower[row] == upper[row] and stretch.parts_equalities:
                    copied.append(row)
                    held.append((lower[row], highspy.kHighsInf) if stretch.raises else (-highspy.kHighsInf, upper[row]))
                    (lower if stretch.raises else upper)[row] = (
                        -highspy.kHighsInf if stretch.raises else highspy.kHighsInf
                    )
                is_upper = np.isfinite(upper[row]) and (np.isinf(lower[row]) or stretch.raises)
                entries.append((row, first + place, -moves if is_upper else moves))
        for place, row in enumerate(copied):
            chosen = matrix.rows == row
            pairs = zip(matrix.columns[chosen].tolist(), matrix.values[chosen].tolist(), strict=True)
            entries.extend((len(lower) + place, column, value) for column, value in pairs)
        lower = np.concatenate([lower, [low for low, _ in held]])
        upper = np.concatenate([upper, [high for _, high in held]])
        return matrix.plus(entries), lower, upper


@dataclass(frozen=True)
class _Entries:
    """Coefficients of a matrix: row, column, value; those of the same place add up."""

    rows: Numbers
    columns: Numbers
    values: Vector

    def plus(self, more: Sequence[tuple[int, int, float]]) -> _Entries:
        if not more:
            return self
        rows, columns, values = zip(*more, strict=True)
        return _Entries(
            np.concatenate([self.rows, np.array(rows, dtype=np.int64)]),
            np.concatenate([self.columns, np.array(columns, dtype=np.int64)]),
            np.concatenate([self.values, np.array(values, dtype=np.float64)]),
        )

    def fill(self, lp: highspy.HighsLp) -> None:
        """Hand them over by column, each place once."""
        place, where = np.unique(self.columns * lp.num_row_ + self.rows, return_inverse=True)
        values = np.bincount(where, weights=self.values, minlength=len(place))
        lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
        counts = np.bincount(place // max(1, lp.num_row_), minlength=lp.num_col_)
        lp.a_matrix_.start_ = np.concatenate([[0], np.cumsum(counts)])
        lp.a_matrix_.index_ = place % max(1, lp.num_row_)
        lp.a_matrix_.value_ = values
