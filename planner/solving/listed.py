"""The plan of a ranked list: which awards it accepts, and who pays for them, by the published order.

Support is what is asked: the full rate, or the least rate where the supplier states one. Ceilings on shares of a whole
(a group's share, a technology's) would let nobody begin, as the first award is the whole of what is awarded so far. So
the list is first filled without them; where they then do not hold, it is filled anew with the whole that it came to in
their place, until they hold, or nearly: then the shares awarded give way a little. Where even that has no solution they
are left out, which the audit of the plan says.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import highspy
import numpy as np
import numpy.typing as npt

from planner.formulation.assemble import Assembled
from planner.programme.options import Option
from planner.solving.engine import Engine
from planner.solving.filling import Candidate, Easing, RankedList
from planner.solving.goals import Goal
from planner.solving.linear import Memory, solve_linear
from planner.solving.outcome import Answer, FeasibleAtLimit, Infeasible, NoAnswer, Outcome, ProvenOptimal, Vector
from planner.solving.rows import Bounds
from planner.solving.settings import set_continuous
from planner.solving.tie_break import PublishedOrder
from planner.units import ceiling, million_won

SHARE_CEILINGS = ("cap_share[", "technology[")
"""Rows that hold a part against the whole."""

ANEW = 4
"""How often the list is filled anew for the sake of such rows."""

LOSS = 0.001
"""What the awards may give way for them, as a part of their cost, before the list is filled anew."""

LEFT_OUT = -highspy.kHighsInf
"""Tightened by this, a row asks for nothing."""


class ListSolver:
    """Fills one programme's list; then settles the money, also with rules tightened by a few won.

    The programme must allow a plan without awards.
    """

    def __init__(self, assembled: Assembled, ranked: Sequence[Sequence[Option]]) -> None:
        """``ranked``: the options of each candidate by year, candidates in the order of the list."""
        lp = assembled.lp
        self._engine = Engine(lp, [(variable, 1.0) for variable in lp.award.values()])
        self._order = PublishedOrder(assembled, self._engine)
        candidates = [
            Candidate(
                tuple(self._column(assembled, option) for option in options),
                options[0].upgrade.total_won,
                options[0].divisible,
                max(_least_part(option) for option in options),
            )
            for options in ranked
        ]
        self._list = RankedList(self._engine, candidates)
        self._awards = np.array([c for candidate in candidates for c in candidate.columns], dtype=np.int64)
        self._engine.columns = self._without_unlisted(assembled)
        self._cost = np.zeros(len(self._engine.columns.lower))
        for candidate in candidates:
            self._cost[list(candidate.columns)] = million_won(candidate.cost_won)
        names = self._engine.row_names
        self._exact = frozenset(n for n in names if n.startswith("support[") and n.endswith("at_least]"))
        self._ceilings = [name for name in names if name.startswith(SHARE_CEILINGS)]
        self._wholes = _wholes(self._engine)
        self._shares: Vector | None = None
        self._keeps_ceilings = True
        self._memory = Memory(lambda _: NoAnswer("a list has no ratio"), {})

    def _column(self, assembled: Assembled, option: Option) -> int:
        column = self._engine.column_of(assembled.lp.award[option.key])
        assert column is not None
        return column

    def _without_unlisted(self, assembled: Assembled) -> Bounds:
        """The columns' bounds, with no award for what is not on the list."""
        upper = self._engine.columns.upper.copy()
        listed = set(self._awards.tolist())
        for variable in assembled.lp.award.values():
            column = self._engine.column_of(variable)
            if column is not None and column not in listed:
                upper[column] = 0.0
        return Bounds(self._engine.columns.lower, upper)

    def can_tighten(self, row: str) -> bool:
        """Whether the programme has an inequality of that name."""
        return self._engine.can_tighten(row)

    def tight_rows(self, answer: Answer) -> list[str]:
        """The inequalities that the answer meets with nothing to spare, and with something at stake."""
        return self._engine.tight_rows(answer.values)

    def solve(self, tightened: Mapping[str, float], *, reselect: bool = True) -> Outcome:
        """The list's awards and who pays for them, with the named rows tightened by that much [the row's unit].

        Divisible awards give way where they must. ``reselect``: whether the list may be filled anew where whole ones
        do not fit the tightened rows.
        """
        if self._engine.is_empty:
            return FeasibleAtLimit(Answer(self._engine.by_variable(np.zeros(0)), {}))
        if self._shares is None:
            self._shares = self._filled(tightened)
        outcome = self._settled(self._shares, self._loosened(tightened))
        if isinstance(outcome, Infeasible) and reselect:
            self._shares = self._filled(tightened)
            outcome = self._settled(self._shares, self._loosened(tightened))
        return FeasibleAtLimit(outcome.answer) if isinstance(outcome, ProvenOptimal) else outcome

    def _loosened(self, tightened: Mapping[str, float]) -> Mapping[str, float]:
        return tightened if self._keeps_ceilings else {**tightened, **dict.fromkeys(self._ceilings, LEFT_OUT)}

    def _filled(self, tightened: Mapping[str, float]) -> Vector:
        """The shares accepted; notes whether the ceilings on shares of a whole are kept."""
        without = {**tightened, **dict.fromkeys(self._ceilings, LEFT_OUT)}
        shares = first = self._list.fill(tightened, Easing(self._exact, frozenset(self._ceilings)))
        self._keeps_ceilings = True
        if not self._ceilings:
            return shares
        for _ in range(ANEW):
            loss = self._loss(shares, tightened)
            if loss <= LOSS:
                return shares
            point = self._point(shares, without)
            if point is None:
                break
            shares = self._filled_within(point, tightened)
        self._keeps_ceilings = self._loss(shares, tightened) < 1
        return shares if self._keeps_ceilings else first

    def _filled_within(self, point: Vector, tightened: Mapping[str, float]) -> Vector:
        """The shares accepted with each whole held at what it is at that point."""
        held = {column: float(point[column]) for column in self._wholes.values()}
        rows, columns = self._engine.matrix.rows, self._engine.matrix.columns
        reading = {self._engine.row_names[row] for row in rows[np.isin(columns, list(held))]}
        left_out = frozenset([*self._wholes, *(row for row in self._ceilings if row not in reading)])
        return self._list.fill(tightened, Easing(self._exact, left_out, held))

    def _loss(self, shares: Vector, tightened: Mapping[str, float]) -> float:
        """The part of the awards' cost that has to give way so that every row holds; 1 where nothing does."""
        total = float(self._cost @ shares)
        point = self._point(shares, tightened)
        return 1.0 if point is None else 1 - float(self._cost @ point) / total if total else 0.0

    def _point(self, shares: Vector, tightened: Mapping[str, float]) -> Vector | None:
        """As much of the awards as the rows allow, without minding who pays."""
        free = self._engine.columns
        self._engine.columns = self._held_to(shares)
        try:
            self._engine.reset(tightened)
            set_continuous(self._engine.highs, self._engine.whole_columns)
            if self._engine.maximise(self._cost) != highspy.HighsModelStatus.kOptimal:
                return None
            return np.array(self._engine.highs.getSolution().col_value)
        finally:
            self._engine.columns = free

    def _settled(self, shares: Vector, tightened: Mapping[str, float]) -> Outcome:
        free = self._engine.columns
        self._engine.columns = self._held_to(shares)
        try:
            set_continuous(self._engine.highs, self._engine.whole_columns)
            goal = Goal(0, self._cost, None, None)
            return solve_linear(self._engine, self._order, [goal], tightened, self._memory)
        finally:
            self._engine.columns = free

    def _held_to(self, shares: Vector) -> Bounds:
        """Whole awards as accepted, others up to that."""
        lower, upper = self._engine.columns.lower.copy(), self._engine.columns.upper.copy()
        upper[self._awards] = shares[self._awards]
        whole: npt.NDArray[np.int32] = self._engine.whole_columns
        lower[whole] = shares[whole]
        return Bounds(lower, upper)


def _least_part(option: Option) -> int:
    """The least award [won] whose support is at least a won between the rates."""
    between = option.rate - (option.least_rate or 0)
    return ceiling(1 / (between or option.rate)) if option.rate else 1


def _wholes(engine: Engine) -> dict[str, int]:
    """The columns of the wholes that ceilings are held against, by the name of the row that says what they are.

    Such a row is the parts less their whole: its one coefficient below 0.
    """
    wholes = {row: name for row, name in enumerate(engine.row_names) if name.startswith("whole[")}
    below = np.flatnonzero(np.isin(engine.matrix.rows, list(wholes)) & (engine.matrix.values < 0))
    return {wholes[int(engine.matrix.rows[k])]: int(engine.matrix.columns[k]) for k in below}
