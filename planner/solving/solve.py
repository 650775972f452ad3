"""One programme's solver: assembled once, solved, and solved again with rules tightened by a few won."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from planner.errors import InfeasibleError, UsageError
from planner.formulation.assemble import Assembled
from planner.languages import T
from planner.solving.engine import Engine
from planner.solving.linear import solve_linear
from planner.solving.outcome import Answer, Infeasible, Limits, NoAnswer, Outcome, ProvenOptimal, Vector
from planner.solving.ratio import best_ratio
from planner.solving.tie_break import PublishedOrder
from planner.solving.whole import Ending, Selection, select_whole, solve_selected


class Solver:
    """Solves an assembled programme. What the first solve proved (bound, best ratio, selection) later ones keep."""

    def __init__(self, assembled: Assembled, limits: Limits) -> None:
        self._assembled = assembled
        deadline = None if limits.seconds is None else time.monotonic() + limits.seconds
        self._ending = Ending(deadline, limits.gap)
        self._engine = Engine(assembled.lp, assembled.value)
        self._order = PublishedOrder(assembled, self._engine)
        self._value = self._engine.cost(assembled.value)
        self._is_ratio = assembled.lp.rules.ratio is not None
        self._proven: Answer | None = None
        self._best_ratio: float | None = None
        self._selection: Selection | None = None

    def can_tighten(self, row: str) -> bool:
        """Whether the programme has an inequality of that name."""
        return self._engine.can_tighten(row)

    def tight_rows(self, answer: Answer) -> list[str]:
        """The inequalities that the answer meets with nothing to spare, and with something at stake."""
        return self._engine.tight_rows(answer.values)

    def solve(self, tightened: Mapping[str, float], *, reselect: bool = True) -> Outcome:
        """The best plan with the named rows tightened by that much [the row's unit]; none: as formulated.

        ``reselect``: whether whole projects may be chosen anew where the chosen ones do not fit the tightened rows.
        """
        if self._engine.is_empty:
            return ProvenOptimal(Answer(self._engine.by_variable(np.zeros(0)), 0.0))
        if self._engine.has_whole_columns:
            if self._is_ratio:
                raise UsageError(T("Most tonnes per won is for divisible projects; set projects: divisible."))
            return self._solve_whole(tightened, reselect=reselect)
        if self._is_ratio:
            return self._solve_ratio(tightened)
        return self._solve_linear(self._value, tightened)

    def _solve_linear(self, objective: Vector, tightened: Mapping[str, float]) -> Outcome:
        """The linear programme; bound and prices are those of the rules as formulated, from the first solve."""
        outcome = solve_linear(self._engine, self._order, objective, tightened)
        if not isinstance(outcome, ProvenOptimal):
            return outcome
        if self._proven is None:
            self._proven = outcome.answer
        return ProvenOptimal(replace(outcome.answer, bound=self._proven.bound, prices=self._proven.prices))

    def _solve_ratio(self, tightened: Mapping[str, float]) -> Outcome:
        won = self._engine.cost(self._assembled.won)
        if not won.any():
            raise InfeasibleError(T("No plan spends any of the won that the ratio divides by."))
        if self._best_ratio is None:
            typical = _typical_size(self._engine, self._value, won)
            ratio = best_ratio(self._engine, self._value, won, typical)
            if not isinstance(ratio, float):
                return ratio
            self._best_ratio = ratio
        outcome = self._solve_linear(self._value - self._best_ratio * won, tightened)
        if not isinstance(outcome, ProvenOptimal):
            return outcome
        return ProvenOptimal(replace(outcome.answer, bound=self._best_ratio))

    def _solve_whole(self, tightened: Mapping[str, float], *, reselect: bool) -> Outcome:
        if self._selection is not None:
            outcome = self._solve_selected(tightened, self._selection)
            if not isinstance(outcome, Infeasible) or not reselect:
                return outcome
        found = select_whole(self._engine, self._order, self._value, tightened, self._ending)
        if isinstance(found, Infeasible | NoAnswer):
            return found
        if self._selection is not None:
            found = Selection(found.shares, max(found.bound, self._selection.bound), found.ending, found.ties_broken)
        self._selection = found
        outcome = self._solve_selected(tightened, found)
        if isinstance(outcome, Infeasible) and not tightened:
            # Branch and bound took a selection that is short of a won: that is no proof about the programme.
            return NoAnswer("the projects chosen by branch and bound cannot be paid to the won")
        return outcome

    def _solve_selected(self, tightened: Mapping[str, float], selection: Selection) -> Outcome:
        return solve_selected(self._engine, self._order, self._value, tightened, selection)


def _typical_size(engine: Engine, objective: Vector, read: Vector) -> float:
    """The size of ``read`` on the plan that is best for ``objective``, at least 1: a scale, nothing more."""
    engine.maximise(objective)
    values = engine.highs.getSolution().col_value
    return max(1.0, float(read @ values)) if len(values) == len(read) else 1.0
