"""One programme: the planner's plan, every solver's answer to its rows, the exact one, and what of it disagrees."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from fractions import Fraction

from planner.errors import InfeasibleError
from planner.formulation.levels import Level
from planner.plan.plan import Plan
from planner.units import WON_PER_SOLVER_UNIT
from tests.campaigns.differential import rows as exactly
from tests.campaigns.differential.answers import (
    ALONE,
    BRUTE_FORCE,
    EVERY_SELECTION,
    EXACT,
    Asked,
    Difference,
    explained,
    in_a_line,
    is_same,
)
from tests.campaigns.differential.exact import ZERO, LinearProgramme, Numbers, Row, UnprovenError, optimum
from tests.campaigns.differential.planned import disagreements
from tests.campaigns.differential.rows import ExactLevel
from tests.campaigns.differential.solvers import INFEASIBLE, STOPPED, Rows, available
from tests.campaigns.differential.trials import Trial
from tests.property.finding import Found, find
from tests.property.plain_model import PlainModel

HELD = (1e-9, 1e-10)
HELD_OF_WHOLES = (1e-6, 1e-9)
"""How much of an objective a later one may cost: absolute and relative, as the planner allows."""

SELECTS = "HiGHS without presolve"
"""Whose selection of whole projects is worked out exactly."""

MOST_SELECTIONS = 27
"""So many selections of whole projects are each worked out exactly; more are not."""

LEAST_SPENT = Fraction(1, 10**6)
"""Where some plan spends no more than a won of what a ratio divides by, the planner refuses the ratio."""


@dataclass
class Checked:
    """What was found of one programme."""

    trial: Trial
    ended: str = ""
    sort: str = ""
    asked: list[Asked] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)
    notes: Counter[str] = field(default_factory=Counter)

    def differ(self, what: str, said: str, why: str = "") -> None:
        """Note a disagreement."""
        self.differences.append(Difference(self.trial.seed, what, said, why))


def check(trial: Trial) -> Checked:
    """Everything about one programme."""
    checked = Checked(trial)
    found = find(trial.case)
    checked.ended = found.why if found.plan is None else found.plan.status
    programme = trial.case.programme()
    try:
        rows = Rows(programme)
    except InfeasibleError:
        checked.sort = "no rows"
        _without_rows(checked, found)
        return checked
    checked.sort = _sort(trial, rows)
    lp, levels = exactly.exact_rows(programme)
    _Check(checked, found, rows, lp, levels).run()
    return checked


def _sort(trial: Trial, rows: Rows) -> str:
    if len({level.number for level in rows.levels}) > 1:
        return "list, whole" if rows.is_whole else "list"
    if any(level.won for level in rows.levels):
        return "ratio, whole" if rows.is_whole else "ratio"
    return "whole" if rows.is_whole else "LP"


def _without_rows(checked: Checked, found: Found) -> None:
    """Building the rows already shows that nothing can be: the exact rows must show it too, and the plain model."""
    try:
        exactly.exact_rows(checked.trial.case.programme())
        checked.differ("rows", "the exact rows can be built")
    except InfeasibleError:
        pass
    if found.why != INFEASIBLE:
        checked.differ("rows", f"no rows, but the planner ends with {checked.ended}")
    case = checked.trial.case
    is_plain = checked.trial.kind != "wider" and "maximise" in case.rules.get("objective", {"maximise": ""})
    if is_plain and PlainModel(case.programme()).optimum().value is not None:
        checked.differ("rows", "the plain model has a plan")


class _Check:
    """The objectives of one programme, one after the other."""

    def __init__(
        self, checked: Checked, found: Found, rows: Rows, lp: LinearProgramme, levels: tuple[ExactLevel, ...]
    ) -> None:
        self.checked, self.found, self.rows, self.levels = checked, found, rows, levels
        self.lp = self.strict = lp  # with what earlier objectives may cost, and without
        self.fixed: dict[str, int] = {}

    def run(self) -> None:
        """Ask each objective in turn, until one is no sum of shares and won, or has no answer."""
        numbers: set[int] = set()
        for level, exact in zip(self.rows.levels, self.levels, strict=True):
            if level.won:
                if numbers:
                    self.checked.notes["ratios after another objective, not compared"] += 1
                else:
                    self._ratio(level, exact)
                return
            reached = self._linear(level, exact)
            if reached is None:
                return
            best = self._strictly(exact) if numbers else reached
            if level.number not in numbers and best is not None:
                self._plan(level, best)
            numbers.add(level.number)
            if level.gains is not None:
                return
            self._hold(level, exact, reached, best)

    def _linear(self, level: Level, exact: ExactLevel, asked: Asked | None = None) -> Fraction | None:
        """The best of an objective, by everybody; the exact one where anything is known of it."""
        asked = asked or Asked()
        self.checked.asked.append(asked)
        for solver in available():
            asked.by[solver] = self.rows.best(solver, level.value)
            if solver == SELECTS:
                self.fixed = self.rows.selection()
        reached = self._of_wholes(asked, exact) if self.rows.is_whole else self._of_parts(asked, exact)
        if self.checked.trial.counted:
            best = self.checked.trial.best
            asked.by[BRUTE_FORCE] = INFEASIBLE if best is None else float(best)
        self._compare(asked, exact)
        if reached is None:
            self._no_plan(asked)
        return reached

    def _of_parts(self, asked: Asked, exact: ExactLevel) -> Fraction | None:
        reached = self._optimum(self.lp, exact.value)
        asked.by[EXACT] = INFEASIBLE if reached is None else float(reached)
        return reached

    def _of_wholes(self, asked: Asked, exact: ExactLevel) -> Fraction | None:
        """Exactly what the selection of branch and bound is worth; never more than parts of projects are."""
        parts = self._optimum(self.lp, exact.value)
        every = self.rows.selections(MOST_SELECTIONS)
        if every is not None:
            values = [self._optimum(exactly.with_fixed(self.lp, fixed_one), exact.value) for fixed_one in every]
            best = max((value for value in values if value is not None), default=None)
            asked.by[EVERY_SELECTION] = INFEASIBLE if best is None else float(best)
        if not isinstance(asked.by[SELECTS], float):
            if parts is None:
                asked.by[EXACT] = INFEASIBLE
            elif asked.by[SELECTS] == INFEASIBLE and every is None and not self.checked.trial.counted:
                self.checked.notes["whole programmes without a plan by the word of three solvers alone"] += 1
            return None
        reached = self._optimum(exactly.with_fixed(self.lp, self.fixed), exact.value)
        asked.by[EXACT] = INFEASIBLE if reached is None else float(reached)
        if reached is not None and (parts is None or parts < reached):
            self.checked.differ("parts", f"a selection is worth {float(reached)}, parts of projects {parts}")
        return reached

    def _optimum(self, lp: LinearProgramme, objective: Numbers) -> Fraction | None:
        try:
            found = optimum(lp.maximising(objective))
        except UnprovenError as error:
            self.checked.differ("exact", str(error))
            return None
        return None if found is None else found.value

    def _compare(self, asked: Asked, exact: ExactLevel) -> None:
        said = asked.told
        wrong = [(one, other) for one, other, _ in asked.compared() if not is_same(said[one], said[other])]
        if not wrong:
            return
        reason = self._reason(asked, exact)
        for what in _kinds(wrong):
            self.checked.differ(what, in_a_line(asked), reason)

    def _reason(self, asked: Asked, exact: ExactLevel) -> str:
        """Why some answers are not the exact one; empty where nobody knows, or where there is none."""
        said = {who: answer for who, answer in asked.told.items() if answer != STOPPED}
        odd = [who for who, answer in said.items() if EXACT in said and not is_same(answer, said[EXACT])]
        if not odd or not set(odd) <= set(available()):
            return ""
        lp = exactly.with_fixed(self.lp, self.fixed)
        reasons = {explained(lp, exact.value, asked.by[who]) for who in odd}
        if len(reasons) == 1 and "" not in reasons:
            return reasons.pop()
        right = [who for who in available() if who in said and who not in odd]
        return ALONE if len(odd) == 1 and len(right) > 1 else ""

    def _no_plan(self, asked: Asked) -> None:
        if self.found.why != INFEASIBLE and STOPPED not in asked.by.values():
            self.checked.differ("planner", f"ends with {self.checked.ended}: {in_a_line(asked)}")

    def _plan(self, level: Level, reached: Fraction) -> None:
        """The planner's figures for this objective against the exact optimum."""
        plan = self.found.plan
        if plan is None:
            if self.found.why != "rounding":
                self.checked.differ("planner", f"ends with {self.found.why}, the exact optimum is {float(reached)}")
            return
        assert level.factor is not None
        best = reached * level.factor
        stated, sense = (plan.levels or (plan.objective,))[level.number], 1 if level.factor > 0 else -1
        for what, said in disagreements(plan, stated, best, sense, first=level.number == 0):
            self.checked.differ(what, said)
        counted = self.checked.trial
        if counted.counted and plan.indicators.lifetime_tonnes != counted.best:
            self.checked.differ("planner", f"{plan.indicators.lifetime_tonnes} t, brute force {counted.best}")

    def _hold(self, level: Level, exact: ExactLevel, reached: Fraction, best: Fraction | None) -> None:
        """Later answers may cost a little of what was reached; what the plan is held against, nothing of the best."""
        absolute, relative = HELD_OF_WHOLES if self.rows.is_whole else HELD
        given = max(absolute, relative * abs(float(reached)))
        if level.value:
            self.rows.hold(level.value, float(reached) - given)
            self.lp = self.lp.with_row(Row(exact.value, ">=", reached - Fraction(given)))
            self.strict = self.strict.with_row(Row(exact.value, ">=", reached if best is None else best))

    def _strictly(self, exact: ExactLevel) -> Fraction | None:
        """The best of an objective where earlier ones may cost nothing, with the projects that are selected; None where
        these are not as good in the earlier ones as others.
        """
        return self._optimum(exactly.with_fixed(self.strict, self.fixed), exact.value)

    def _ratio(self, level: Level, exact: ExactLevel) -> None:
        """The best ratio, exactly; for whole projects the planner's bound of it. Nobody may gain anything above it."""
        if self.rows.is_whole and self.found.plan is not None:
            self._above_planned(level, exact, self.found.plan)
            return
        least = exactly.least_won(self.lp, exact)
        if least is None or self.rows.is_whole:
            if self.found.why != "refused":
                self._linear(replace(level, won=[]), exact)
        elif -least.value <= LEAST_SPENT:
            if self.found.why != "refused":
                self.checked.differ("ratio", f"ends with {self.checked.ended}, the least won is {float(-least.value)}")
        else:
            ratio = exactly.best_ratio(self.lp, exact)
            assert ratio is not None
            gained = self._gained_above(level, exact, ratio, float(-least.value))
            if gained != 0:
                self.checked.differ("ratio", f"{gained} is gained above the best ratio {ratio}")
            self._plan(level, ratio)

    def _above_planned(self, level: Level, exact: ExactLevel, plan: Plan) -> None:
        stated = plan.model.objective[0].ratio
        assert stated is not None
        ratio = Fraction(plan.objective.bound or 0)
        won = getattr(plan.indicators, stated.per) / WON_PER_SOLVER_UNIT
        gained = self._gained_above(level, exact, ratio, won or 1.0)
        if gained is not None:
            for what, said in disagreements(plan, plan.objective, ratio + gained / Fraction(won or 1), 1):
                self.checked.differ(what, said)

    def _gained_above(self, level: Level, exact: ExactLevel, ratio: Fraction, won: float) -> Fraction | None:
        """The most of tonnes less the ratio times won."""
        loss = [(column, -float(ratio) * worth) for column, worth in level.won]
        above = {name: exact.value.get(name, ZERO) - ratio * exact.won.get(name, ZERO) for name in self.lp.columns}
        level = replace(level, value=[*level.value, *loss], won=[])
        return self._linear(level, ExactLevel(above, {}), Asked(ratio=float(ratio), won=won))


def _kinds(wrong: list[tuple[str, str]]) -> Iterator[str]:
    """A disagreement is told once for each who is against the exact answer; where there is none, as it is."""
    against = [one if other == EXACT else other for one, other in wrong if EXACT in (one, other)]
    if against:
        yield from (f"{who} against the exact answer" for who in against)
    else:
        yield " against ".join(wrong[0])
