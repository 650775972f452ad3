r"""A list filled from the top: each candidate is awarded in the first year in which it fits beside those before it.

What fits is a question to the linear programme: with the shares awarded so far, is there money that keeps every row?
Where it answers with less than was asked for, its prices y say why, for good: for all awards x and all money m within
its bounds,

.. math:: \sum_j (A^\top y)_j\, x_j \le
   \sum_i \max(y_i l_i, y_i u_i) + \sum_k \max(d_k \underline m_k, d_k \overline m_k),
   \qquad d = -A^\top y \text{ on money}

(the cuts of Benders, 1962). They are kept, so that most of the candidates that follow are passed over, or cut to what
is left, without asking again. Candidates are first asked for many together, and by halves where they do not all fit.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import batched
from math import floor

import highspy
import numpy as np
import numpy.typing as npt

from planner.errors import NoAnswerError
from planner.languages import T
from planner.solving.engine import (
    PRIMAL_SIMPLEX,
    Bounds,
    Engine,
    set_continuous,
    set_cost,
    set_precision,
    set_row_bounds,
)
from planner.solving.outcome import Vector

TOGETHER = 32
"""Candidates asked for at once."""

PASSES = 12
"""How often the list is gone through at most."""

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
        self._known: list[_Cut] | None = None
        self._basis: highspy.HighsBasis | None = None

    def fill(self, tightened: Mapping[str, float], easing: Easing) -> Vector:
        """The shares accepted, by column, when the list is gone through again and again until nothing is added.

        The rules, so eased, must allow a plan without awards. ``tightened`` rows give up that much [the row's unit].
        Rules must not be looser than they were the first time: the cuts found then are kept.
        """
        awards = np.array([column for candidate in self._candidates for column in candidate.columns], dtype=np.int64)
        asking = _Asking(self._engine, awards, tightened, easing, self._basis)
        filling = _Filling(asking, len(self._engine.columns.lower), self._known or asking.rows_of_awards_alone())
        for _ in range(PASSES):
            before = filling.shares.copy()
            for batch in batched(self._candidates, TOGETHER):
                filling.take(batch)
            if np.array_equal(before, filling.shares):
                break
        if self._known is None:
            self._known = filling.cuts.found
        self._basis = asking.basis()
        return filling.shares


class _Filling:
    """The shares accepted so far, and what is known of what still fits."""

    def __init__(self, asking: _Asking, columns: int, known: Sequence[_Cut]) -> None:
        self.shares = np.zeros(columns)
        self.cuts = _Cuts()
        self._asking = asking
        for cut in known:
            self.cuts.add(cut, self.shares)

    def take(self, batch: Sequence[Candidate]) -> None:
        """Accept what fits of the batch: all that the known cuts let in where that fits together, else by halves."""
        wanted = self._drawn_up(batch)
        if not wanted:
            return
        if len(batch) == 1:
            self._take_one(batch[0])
        elif self._asking.fits(wanted, self.shares, SHORT_WON):
            for column, (share, _) in wanted.items():
                self._accept(column, share)
        else:
            half = len(batch) // 2
            self.take(batch[:half])
            self.take(batch[half:])

    def _take_one(self, candidate: Candidate) -> None:
        """As much as fits in the first year, then in the next."""
        for column in candidate.columns:
            wanted = self._room(candidate, column)
            if wanted <= self.shares[column]:
                continue
            most, cut = self._asking.most(column, self.shares, wanted)
            if (wanted - most) * candidate.cost_won > SHORT_WON:
                self.cuts.add(cut, self.shares)
                wanted = _in_whole_won(candidate, most)
            if wanted > self.shares[column]:
                self._accept(column, wanted)

    def _drawn_up(self, batch: Sequence[Candidate]) -> _Wanted:
        """The share that each candidate of the batch would have in turn if the known cuts were all, and its cost."""
        wanted: _Wanted = {}
        self.cuts.begin()
        for candidate in batch:
            for column in candidate.columns:
                share = self._room(candidate, column)
                if share > self.shares[column]:
                    wanted[column] = share, candidate.cost_won
                    self.cuts.accept(column, share - self.shares[column])
        self.cuts.go_back()
        return wanted

    def _room(self, candidate: Candidate, column: int) -> float:
        """The share that the known cuts allow."""
        return _in_whole_won(candidate, self.shares[column] + self.cuts.room(column))

    def _accept(self, column: int, share: float) -> None:
        self.cuts.accept(column, share - self.shares[column])
        self.shares[column] = share


type _Wanted = dict[int, tuple[float, int]]


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
        self.found: list[_Cut] = []
        self._slack: list[float] = []
        self._by_column: dict[int, list[tuple[int, float]]] = {}
        self._before: list[float] = []

    def add(self, cut: _Cut, shares: Vector) -> None:
        """One more cut, with these shares accepted."""
        number = len(self._slack)
        self.found.append(cut)
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

    def begin(self) -> None:
        """What is accepted from here on can be taken back."""
        self._before = self._slack.copy()

    def go_back(self) -> None:
        """Take back what was accepted since."""
        self._slack = self._before


class _Asking:
    """The linear programme with the shares held where they were accepted, but for those that are asked for."""

    def __init__(
        self,
        engine: Engine,
        awards: _Columns,
        tightened: Mapping[str, float],
        easing: Easing,
        basis: highspy.HighsBasis | None,
    ) -> None:
        self._matrix = engine.matrix
        self._is_award = np.zeros(len(engine.columns.lower), dtype=bool)
        self._is_award[awards] = True
        engine.reset(tightened)
        model = engine.highs.getLp()
        self._rows = _eased_rows(engine, Bounds(np.array(model.row_lower_), np.array(model.row_upper_)), easing)
        self._columns = _eased_columns(engine, self._is_award, easing)
        self._highs = highspy.Highs()
        set_precision(self._highs)
        self._highs.setOptionValue("presolve", "off")
        self._highs.setOptionValue("simplex_strategy", PRIMAL_SIMPLEX)
        self._highs.setOptionValue("primal_simplex_bound_perturbation_multiplier", 0.0)
        model.col_lower_, model.col_upper_ = self._columns.lower, self._columns.upper
        model.row_lower_, model.row_upper_ = self._rows.lower, self._rows.upper
        self._highs.passModel(model)
        set_continuous(self._highs, engine.whole_columns)
        set_cost(self._highs, np.zeros(len(self._is_award)))
        self._asked: _Columns = np.zeros(0, dtype=np.int64)
        if basis is not None:
            self._highs.setBasis(basis)

    def basis(self) -> highspy.HighsBasis:
        """Where the last solve ended, for another to start from."""
        basis: highspy.HighsBasis = self._highs.getBasis()
        return basis

    def fits(self, wanted: _Wanted, shares: Vector, short_won: float) -> bool:
        """Whether all the shares wanted [share, cost in won] can be had together beside those accepted."""
        columns = np.array(list(wanted), dtype=np.int64)
        asked, cost = (np.array(part, dtype=np.float64) for part in zip(*wanted.values(), strict=True))
        point = self._solve(columns, shares, asked)
        return bool(np.all((asked - point[columns]) * cost <= short_won))

    def most(self, column: int, shares: Vector, wanted: float) -> tuple[float, _Cut]:
        """The most of one award, up to what is wanted, beside the shares accepted; and why it is no more."""
        point = self._solve(np.array([column]), shares, np.array([wanted]))
        return float(point[column]), self._cut(np.array(self._highs.getSolution().row_dual))

    def rows_of_awards_alone(self) -> list[_Cut]:
        """The rows that speak of awards alone are cuts as they stand."""
        with_money = np.zeros(len(self._rows.lower), dtype=bool)
        with_money[self._matrix.rows[~self._is_award[self._matrix.columns]]] = True
        order = np.argsort(self._matrix.rows, kind="stable")
        starts = np.searchsorted(self._matrix.rows[order], np.arange(len(with_money) + 1))
        cuts = []
        for row in np.flatnonzero(~with_money):
            entries = order[starts[row] : starts[row + 1]]
            columns, values = self._matrix.columns[entries], self._matrix.values[entries]
            if np.isfinite(self._rows.upper[row]):
                cuts.append(_Cut(columns, values, float(self._rows.upper[row])))
            if np.isfinite(self._rows.lower[row]):
                cuts.append(_Cut(columns, -values, -float(self._rows.lower[row])))
        return cuts

    def _solve(self, columns: _Columns, shares: Vector, wanted: Vector) -> Vector:
        """As much as possible of these awards in all. What was accepted always fits, but for the solver's noise."""
        self._ask(self._asked, shares[self._asked], 0.0)
        self._ask(columns, wanted, 1.0, shares[columns])
        self._asked = columns
        for _ in range(WIDENINGS):
            self._highs.run()
            if self._highs.getModelStatus() == highspy.HighsModelStatus.kOptimal:
                return np.array(self._highs.getSolution().col_value)
            self._rows = _widened(self._rows)
            set_row_bounds(self._highs, self._rows)
        raise NoAnswerError(T("The solver ended without a plan: {reason}.", reason=self._highs.getModelStatus().name))

    def _ask(self, columns: _Columns, most: Vector, price: float, least: Vector | None = None) -> None:
        if len(columns):
            numbers = columns.astype(np.int32)
            self._highs.changeColsBounds(len(numbers), numbers, most if least is None else least, most)
            self._highs.changeColsCost(len(numbers), numbers, np.full(len(numbers), price))

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
