"""One programme's solver: assembled once, solved, and solved again with rules tightened by a few won."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from planner.formulation.assemble import Assembled
from planner.solving.branching import Ending
from planner.solving.engine import Engine
from planner.solving.goals import Goal, goals
from planner.solving.linear import Memory, solve_linear
from planner.solving.methods import Method
from planner.solving.outcome import Answer, CutCount, Infeasible, Limits, NoAnswer, Outcome, Proven, ProvenOptimal, Ties
from planner.solving.ratio import best_ratio, refuse_nothing_spent
from planner.solving.relaxation import Prices
from planner.solving.tie_break import PublishedOrder
from planner.solving.whole import Selection, select_whole, solve_selected

MOST_EXCLUDED = 20
"""How many selections of branch and bound may turn out to be short of some won before it is given up."""


class Solver:
    """Solves an assembled programme. What the first solve proved (bounds, best ratios, selection) later ones keep."""

    def __init__(
        self, assembled: Assembled, limits: Limits, method: Method = "usual", *, counts_ties: bool = True
    ) -> None:
        """``counts_ties``: whether the first solve looks for who is decided by the published order."""
        deadline = None if limits.seconds is None else time.monotonic() + limits.seconds
        self._ending = Ending(deadline, limits.gap)
        read = [term for level in assembled.levels for term in [*level.value, *level.won]]
        self._engine = Engine(assembled.lp, [*read, *assembled.fresh], method)
        self._order = PublishedOrder(assembled, self._engine)
        self._goals = goals(self._engine, assembled.levels)
        self._proven: Mapping[int, Proven] | None = None
        self._best_ratio: dict[int, float] = {}
        self._memory = Memory(self._ratio_of, {}, counts_ties)
        self._ties: Ties | None = None
        self._selection: Selection | None = None

    @property
    def cuts(self) -> CutCount:
        """The rows of Gini ceilings found so far."""
        return CutCount(sum(ceiling.found for ceiling in self._engine.ceilings), self._engine.cut_rounds)

    def can_tighten(self, row: str) -> bool:
        """Whether the programme has an inequality of that name."""
        return self._engine.can_tighten(row)

    def tight_rows(self, answer: Answer) -> list[str]:
        """The inequalities that the answer meets with nothing to spare, and with something at stake."""
        return self._engine.tight_rows(answer.values)

    def broken_row(self, answer: Answer) -> tuple[str, float] | None:
        """The row that the answer breaks by more than a solver may, and by how much; None where there is none."""
        return self._engine.broken_row(answer.values)

    def prices(self, answer: Answer) -> Prices | None:
        """The prices of the rows for the first objective, where the answer has some."""
        first = answer.proven.get(0)
        return Prices(first.prices, self._engine.order_prices(first.prices)) if first and first.prices else None

    def solve(self, tightened: Mapping[str, float], *, reselect: bool = True) -> Outcome:
        """The best plan with the named rows tightened by that much [the row's unit]; none: as formulated.

        ``reselect``: whether whole projects may be chosen anew where the chosen ones do not fit the tightened rows.
        Raises ``InputError`` where a ratio could divide by nothing.
        """
        if self._engine.is_empty:
            nothing = {goal.number: Proven(0.0, {}) for goal in self._goals}
            return ProvenOptimal(Answer(self._engine.by_variable(np.zeros(0)), nothing, ties=Ties(frozenset(), True)))
        if self._engine.has_whole_columns:
            return self._with_ties(self._solve_whole(tightened, reselect=reselect))
        return self._with_ties(self._solve_linear(tightened))

    def _with_ties(self, outcome: Outcome) -> Outcome:
        """The outcome with the ties of the rules as formulated, which the first solve has counted."""
        if isinstance(outcome, Infeasible | NoAnswer):
            return outcome
        self._ties = self._ties or outcome.answer.ties
        return type(outcome)(replace(outcome.answer, ties=self._ties))

    def _solve_linear(self, tightened: Mapping[str, float]) -> Outcome:
        """The linear programme; bounds and prices are those of the rules as formulated, from the first solve."""
        outcome = solve_linear(self._engine, self._order, self._goals, tightened, self._memory)
        if not isinstance(outcome, ProvenOptimal):
            return outcome
        if self._proven is None:
            self._proven = outcome.answer.proven
        proven = {
            number: replace(first, given_up=outcome.answer.proven[number].given_up)
            for number, first in self._proven.items()
        }
        return ProvenOptimal(replace(outcome.answer, proven=proven))

    def _ratio_of(self, goal: Goal) -> float | Infeasible | NoAnswer:
        """The best ratio of the goal among the plans that the engine holds now; as formulated it is found once."""
        if goal.number not in self._best_ratio:
            refused = refuse_nothing_spent(self._engine, goal)
            if refused is not None:
                return refused
            ratio = best_ratio(self._engine, goal)
            if not isinstance(ratio, float):
                return ratio
            self._best_ratio[goal.number] = ratio
        return self._best_ratio[goal.number]

    def _solve_whole(self, tightened: Mapping[str, float], *, reselect: bool) -> Outcome:
        if self._selection is not None:
            outcome = self._solve_selected(tightened, self._selection)
            if not isinstance(outcome, Infeasible) or not reselect:
                return outcome
        for _ in range(MOST_EXCLUDED):
            found = select_whole(self._engine, self._order, self._goals, tightened, self._ending)
            if isinstance(found, Infeasible | NoAnswer):
                return found
            outcome = self._solve_selected(tightened, found)
            if not isinstance(outcome, Infeasible):
                if self._selection is not None:
                    found = replace(found, proven=self._selection.proven)
                self._selection = found
                return outcome
            # Branch and bound took a selection that is short of some won: there is another, or none.
            self._engine.exclude(found.shares)
        return NoAnswer("the projects chosen by branch and bound cannot be paid to the won")

    def _solve_selected(self, tightened: Mapping[str, float], selection: Selection) -> Outcome:
        self._best_ratio.clear()  # with the projects chosen, another ratio is the best
        self._memory.settled.clear()
        return solve_selected(self._engine, self._order, self._goals, tightened, selection, self._memory)
