r"""A list filled from the top: each candidate is awarded in the first year in which it fits beside those before it.

What fits is a question to the linear programme: with the shares awarded so far, is there money that keeps every row?
Where it answers with less than was asked for, its prices y say why, for good: for all awards x and all money m within
its bounds,

.. math:: \sum_j (A^\top y)_j\, x_j \le
   \sum_i \max(y_i l_i, y_i u_i) + \sum_k \max(d_k \underline m_k, d_k \overline m_k),
   \qquad d = -A^\top y \text{ on money}

(the cuts of Benders, 1962). They are kept, so that most of the candidates that follow are passed over, or cut to what
is left, without asking again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import floor

import highspy
import numpy as np
import numpy.typing as npt

from planner.errors import NoAnswerError
from planner.languages import T
from planner.solving.engine import Engine
from planner.solving.methods import PRIMAL_SIMPLEX
from planner.solving.outcome import Vector
from planner.solving.rows import Bounds
from planner.solving.settings import set_precision, set_row_bounds

PASSES = 12
"""How often the list is gone through at most."""

WINDOW = 500
"""Awards in the solver's model at a time."""

PRICE_IS_ZERO = 1e-9
"""A price below this is the solver's noise."""

SPARE = 1e-8
"""Rows are this much wider than formulated [their unit], so that what fits exactly is found to fit."""

SHORT_WON = 1e-4
"""An award that falls short of what was asked for by less than this is that award [won]."""

WIDENINGS = 100
"""How often rows may be widened once more, where what was accepted has come to lie outside by the solver's noise."""

type _Columns = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Candidate:
    """An upgrade on the list: the columns of its awards by year, the earliest first; its cost; its least part [won].

    An award below the least part is none: whole won could not say who pays for it.
    """

    columns: tuple[int, ...]
    cost_won: int
    divisible: bool
    least_won: int = 1


@dataclass(frozen=True)
class Easing:
    """What is different while a list is filled: rows met exactly at 0, rows left out, columns held at a value."""

    exact: frozenset[str] = frozenset()
    left_out: frozenset[str] = frozenset()
    held: Mapping[int, float] = field(default_factory=dict)


class RankedList:
    """Candidates in their order, to be taken as far as they fit."""

    def __init__(self, engine: Engine, candidates: Sequence[Candidate]) -> None:
        self._engine = engine
        self._candidates = candidates
        self._cuts = _Cuts()
        self._lasting = 0
        self._basis: _Basis | None = None

    def fill(self, tightened: Mapping[str, float], easing: Easing) -> Vector:
        """The shares accepted, by column, when the list is gone through again and again until nothing is added.

        The rules, so eased, must allow a plan without awards. ``tightened`` rows give up that much [the row's unit].
        Rules must not be looser than they were the first time: the cuts found then last.
        """
        awards = np.array([column for candidate in self._candidates for column in candidate.columns], dtype=np.int64)
        asking = _Asking(self._engine, awards, tightened, easing, self._basis)
        if self._lasting:
            self._cuts.start_again(self._lasting)
        filling = _Filling(asking, self._cuts, len(self._engine.columns.lower))
        for _ in range(PASSES):
            before = filling.shares.copy()
            for candidate in self._candidates:
                filling.take(candidate)
            if np.array_equal(before, filling.shares):
                break
        self._lasting = self._lasting or len(self._cuts)
        self._basis = asking.basis()
        return filling.shares


class _Filling:
    """The shares accepted so far, and what is known of what still fits."""

    def __init__(self, asking: _Asking, cuts: _Cuts, columns: int) -> None:
        self.shares = np.zeros(columns)
        self._cuts = cuts
        self._asking = asking
        if not len(cuts):
            for cut in asking.rows_of_awards_alone():
                cuts.add(cut, self.shares)

    def take(self, candidate: Candidate) -> None:
        """As much as fits in the first year, then in the next."""
        for column in candidate.columns:
            wanted = self._room(candidate, column)
            if wanted <= self.shares[column]:
                continue
            most, cut = self._asking.most(column, self.shares, wanted)
            if (wanted - most) * candidate.cost_won > SHORT_WON:
                self._cuts.add(cut, self.shares)
                wanted = _in_whole_won(candidate, most)
            if wanted > self.shares[column]:
                self._accept(column, wanted)

    def _room(self, candidate: Candidate, column: int) -> float:
        """The share that the known cuts allow."""
        return _in_whole_won(candidate, self.shares[column] + self._cuts.room(column))

    def _accept(self, column: int, share: float) -> None:
        self._cuts.accept(column, share - self.shares[column])
        self.shares[column] = share


def _in_whole_won(candidate: Candidate, share: float) -> float:
    """A share rounded down to whole won; all or nothing where the upgrade is indivisible."""
    won = floor(min(share, 1.0) * candidate.cost_won)
    if not candidate.divisible:
        return 1.0 if won >= candidate.cost_won else 0.0
    return won / candidate.cost_won if won >= candidate.least_won else 0.0


@dataclass(frozen=True)
class _Cut:
    """What no plan exceeds: coefficients by award column, and the limit."""

    columns: _Columns
    coefficients: Vector
    limit: float


class _Cuts:
    """All known cuts, with the room that the accepted shares leave under each."""

    def __init__(self) -> None:
        self._found: list[_Cut] = []
        self._slack: list[float] = []
        self._by_column: dict[int, list[tuple[int, float]]] = {}

    def __len__(self) -> int:
        return len(self._found)

    def start_again(self, lasting: int) -> None:
        """Nothing is accepted any more; only so many cuts, the first ones, are kept."""
        for cut in reversed(self._found[lasting:]):
            for column in cut.columns.tolist():
                self._by_column[column].pop()
        del self._found[lasting:]
        self._slack = [cut.limit for cut in self._found]

    def add(self, cut: _Cut, shares: Vector) -> None:
        """One more cut, with these shares accepted."""
        number = len(self._slack)
        self._found.append(cut)
        self._slack.append(cut.limit - float(cut.coefficients @ shares[cut.columns]))
        for column, coefficient in zip(cut.columns.tolist(), cut.coefficients.tolist(), strict=True):
            self._by_column.setdefault(column, []).append((number, coefficient))

    def room(self, column: int) -> float:
        """The most that an award may grow by [share]."""
        cuts = self._by_column.get(column, ())
        return max(0.0, min((self._slack[number] / by for number, by in cuts if by > PRICE_IS_ZERO), default=1.0))

    def accept(self, column: int, more: float) -> None:
        """An award grows."""
        for number, by in self._by_column.get(column, ()):
            self._slack[number] -= by * more


@dataclass(frozen=True)
class _Basis:
    """Where the columns of money and the rows with money stood."""

    money: list[highspy.HighsBasisStatus]
    rows: list[highspy.HighsBasisStatus]

    def to_highs(self, awards: int) -> highspy.HighsBasis:
        """The same with so many awards, held; called alien, so that HiGHS makes good for awards that have left."""
        basis = highspy.HighsBasis()
        basis.valid, basis.alien = True, True
        basis.col_status = [*self.money, *[highspy.HighsBasisStatus.kLower] * awards]
        basis.row_status = self.rows
        return basis


class _Asking:
    """The linear programme of the money, with the shares held where they were accepted, but for the one asked for.

    Of the awards only a window of the list is in the solver's model at a time, and no row of awards alone: the smaller
    the model, the sooner it answers. What was accepted outside the window moves the rows' limits.
    """

    def __init__(
        self,
        engine: Engine,
        awards: _Columns,
        tightened: Mapping[str, float],
        easing: Easing,
        basis: _Basis | None,
    ) -> None:
        self._matrix = engine.matrix
        self._awards = awards
        self._is_award = np.zeros(len(engine.columns.lower), dtype=bool)
        self._is_award[awards] = True
        engine.reset(tightened)
        model = engine.highs.getLp()
        self._rows = _eased_rows(engine, Bounds(np.array(model.row_lower_), np.array(model.row_upper_)), easing)
        self._columns = _eased_columns(engine, self._is_award, easing)
        self._money = np.flatnonzero(~self._is_award)
        self._with_money = np.zeros(len(self._rows.lower), dtype=bool)
        self._with_money[self._matrix.rows[~self._is_award[self._matrix.columns]]] = True
        self._highs = highspy.Highs()
        set_precision(self._highs)
        self._highs.setOptionValue("presolve", "off")
        self._highs.setOptionValue("simplex_strategy", PRIMAL_SIMPLEX)
        self._highs.setOptionValue("simplex_scale_strategy", 0)
        self._highs.setOptionValue("primal_simplex_bound_perturbation_multiplier", 0.0)
        self._place = {column: place for place, column in enumerate(awards.tolist())}
        self._window: dict[int, int] = {}
        self._asked: int | None = None
        self._shift = np.zeros(len(self._rows.lower))
        self._basis = basis

    def basis(self) -> _Basis | None:
        """Where money and rows stood at the end, for another to start from."""
        if not self._window:
            return self._basis
        found = self._highs.getBasis()
        return _Basis(list(found.col_status)[: len(self._money)], list(found.row_status))

    def most(self, column: int, shares: Vector, wanted: float) -> tuple[float, _Cut]:
        """The most of one award, up to what is wanted, beside the shares accepted; and why it is no more."""
        if column not in self._window:
            self._move_window(self._place[column], shares)
        self._hold(self._asked, shares)
        self._asked = column
        number = self._window[column]
        self._highs.changeColBounds(number, shares[column], wanted)
        self._highs.changeColCost(number, 1.0)
        self._solve()
        solution = self._highs.getSolution()
        prices = np.zeros(len(self._rows.lower))
        prices[self._with_money] = solution.row_dual
        return solution.col_value[number], self._cut(prices)

    def _move_window(self, place: int, shares: Vector) -> None:
        """Give the solver the awards from this place of the list on."""
        self._basis = self.basis()
        window = self._awards[place : place + WINDOW]
        chosen = np.concatenate([self._money, window])
        self._window = {column: len(self._money) + k for k, column in enumerate(window.tolist())}
        self._asked = None
        outside = np.where(self._is_award, shares, 0.0)
        outside[window] = 0.0
        self._shift = np.bincount(
            self._matrix.rows, self._matrix.values * outside[self._matrix.columns], len(self._shift)
        )
        self._highs.passModel(self._model(chosen, shares))
        if self._basis is not None:
            self._highs.setBasis(self._basis.to_highs(len(window)))

    def _model(self, chosen: _Columns, shares: Vector) -> highspy.HighsLp:
        number = np.full(len(self._is_award), -1)
        number[chosen] = np.arange(len(chosen))
        kept = self._with_money[self._matrix.rows] & (number[self._matrix.columns] >= 0)
        columns = number[self._matrix.columns[kept]]
        rows = (np.cumsum(self._with_money) - 1)[self._matrix.rows[kept]]
        order = np.lexsort((rows, columns))
        held = np.where(self._is_award, shares, 0.0)[chosen]
        is_money = ~self._is_award[chosen]
        limits = self._shifted_rows()
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = len(chosen), int(np.count_nonzero(self._with_money))
        lp.sense_ = highspy.ObjSense.kMaximize
        lp.col_cost_ = np.zeros(len(chosen))
        lp.col_lower_ = np.where(is_money, self._columns.lower[chosen], held)
        lp.col_upper_ = np.where(is_money, self._columns.upper[chosen], held)
        lp.row_lower_, lp.row_upper_ = limits.lower, limits.upper
        lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
        lp.a_matrix_.start_ = np.concatenate([[0], np.cumsum(np.bincount(columns, minlength=len(chosen)))])
        lp.a_matrix_.index_ = rows[order]
        lp.a_matrix_.value_ = self._matrix.values[kept][order]
        return lp

    def _shifted_rows(self) -> Bounds:
        """The limits that what was accepted outside the window leaves."""
        shift = self._shift[self._with_money]
        return Bounds(self._rows.lower[self._with_money] - shift, self._rows.upper[self._with_money] - shift)

    def rows_of_awards_alone(self) -> list[_Cut]:
        """The rows that speak of awards alone are cuts as they stand."""
        order = np.argsort(self._matrix.rows, kind="stable")
        starts = np.searchsorted(self._matrix.rows[order], np.arange(len(self._with_money) + 1))
        cuts = []
        for row in np.flatnonzero(~self._with_money):
            entries = order[starts[row] : starts[row + 1]]
            columns, values = self._matrix.columns[entries], self._matrix.values[entries]
            if np.isfinite(self._rows.upper[row]):
                cuts.append(_Cut(columns, values, float(self._rows.upper[row])))
            if np.isfinite(self._rows.lower[row]):
                cuts.append(_Cut(columns, -values, -float(self._rows.lower[row])))
        return cuts

    def _solve(self) -> None:
        """Solve; what was accepted always fits, but for the solver's noise."""
        for _ in range(WIDENINGS):
            self._highs.run()
            if self._highs.getModelStatus() == highspy.HighsModelStatus.kOptimal:
                return
            self._rows = _widened(self._rows)
            set_row_bounds(self._highs, self._shifted_rows())
        raise NoAnswerError(T("The solver ended without a plan: {reason}.", reason=self._highs.getModelStatus().name))

    def _hold(self, column: int | None, shares: Vector) -> None:
        """An award asked for before is held at what was accepted of it."""
        if column is not None:
            self._highs.changeColBounds(self._window[column], shares[column], shares[column])
            self._highs.changeColCost(self._window[column], 0.0)

    def _cut(self, prices: Vector) -> _Cut:
        limits = np.where(prices > 0, self._rows.upper, self._rows.lower)
        prices = np.where((np.abs(prices) > PRICE_IS_ZERO) & np.isfinite(limits), prices, 0.0)
        priced = np.flatnonzero(prices)
        entries = np.flatnonzero(prices[self._matrix.rows])
        columns = self._matrix.columns[entries]
        weights = np.bincount(
            columns, self._matrix.values[entries] * prices[self._matrix.rows[entries]], len(self._is_award)
        )
        paying = np.flatnonzero(~self._is_award & (np.abs(weights) > PRICE_IS_ZERO))
        bounds = np.where(weights[paying] < 0, self._columns.upper[paying], self._columns.lower[paying])
        limit = float(prices[priced] @ limits[priced]) - float(weights[paying] @ bounds)
        awards = np.flatnonzero(self._is_award & (weights != 0))
        return _Cut(awards, weights[awards], limit)


def _eased_rows(engine: Engine, rows: Bounds, easing: Easing) -> Bounds:
    wider = _widened(rows)
    lower, upper = wider.lower, wider.upper
    for row, name in enumerate(engine.row_names):
        if name in easing.exact:
            lower[row] = upper[row] = 0.0
        elif name in easing.left_out:
            lower[row], upper[row] = -highspy.kHighsInf, highspy.kHighsInf
    return Bounds(lower, upper)


def _widened(rows: Bounds) -> Bounds:
    apart = np.where(rows.lower < rows.upper, SPARE, 0.0)
    return Bounds(rows.lower - apart, rows.upper + apart)


def _eased_columns(engine: Engine, is_award: npt.NDArray[np.bool_], easing: Easing) -> Bounds:
    """No award yet; columns held where they are to be held."""
    lower = np.where(is_award, 0.0, engine.columns.lower)
    upper = np.where(is_award, 0.0, engine.columns.upper)
    for column, value in easing.held.items():
        lower[column] = upper[column] = value
    return Bounds(lower, upper)
