"""One attempt at a plan: assembled, solved by one method, rounded to whole won, audited.

Rounding may break a rule by a few won. The audit says which and by how much; that rule is tightened by so much and the
programme solved again, until the plan keeps every rule to the won. Where whole won fit at once, nothing is tightened.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

import highspy

from planner.audit import AuditReport, audit
from planner.errors import NoAnswerError
from planner.formulation.assemble import Assembled, assemble
from planner.languages import T, Text
from planner.plan.build import SolverSays, build_plan
from planner.plan.choice import Choice, MoneyGroup
from planner.plan.objectives import ProvenObjective
from planner.plan.plan import Plan, TieBreak
from planner.programme.families import row_name
from planner.programme.options import Options
from planner.solving.methods import Method
from planner.solving.outcome import (
    Answer,
    CutCount,
    FeasibleAtLimit,
    GapReached,
    Infeasible,
    Limits,
    NoAnswer,
    Proven,
    ProvenOptimal,
    WithAnswer,
)
from planner.solving.relaxation import Prices
from planner.solving.solve import Solver
from planner.study.tightening import Tightening, never_fits, without_plan
from planner.units import TIGHTENING_ROUNDS, won_from_solver


@dataclass(frozen=True)
class Attempt:
    """A plan that passed its audit, what the solver says of it, its prices for the first objective, what it took."""

    plan: Plan
    report: AuditReport
    says: SolverSays
    prices: Prices | None
    ties_broken: bool
    tightened: Mapping[str, float]
    cuts: CutCount

    def with_plan(self, plan: Plan) -> Attempt:
        """The same with another word on what is proven."""
        return replace(self, plan=plan)


class WrongAnswerError(NoAnswerError):
    """The solver's answer is none: its point breaks rows that it says are kept."""


def attempt(
    options: Options,
    limits: Limits,
    method: Method,
    say: Callable[[Text], None],
    tightened: Mapping[str, float] | None = None,
    *,
    counts_ties: bool = True,
) -> Attempt:
    """The best plan by that method within the limits.

    ``tightened``: by how much rows are tightened from the start [the row's unit], as far as there are such rows and a
    plan bears it. Nothing is proven then, and no ties are counted, of the rules as they are. ``counts_ties``: whether
    it is looked for who is decided by the published order, which makes no other plan.
    Raises ``InfeasibleError`` where the solver says that no plan keeps every rule, ``NoAnswerError`` where it has
    neither plan nor proof, ``AuditError`` where the plan breaks a rule that no tightening can mend.
    """
    assembled = assemble(options.programme, options)
    solver = Solver(assembled, limits, method, counts_ties=counts_ties)
    tightening = Tightening.starting({row: by for row, by in (tightened or {}).items() if solver.can_tighten(row)})
    prices: Prices | None = None
    say(
        T(
            "Solving: {options} award options, {rows} rows.",
            options=f"{len(options.options):,}",
            rows=f"{len(assembled.lp.rows):,}",
        )
    )
    for _ in range(TIGHTENING_ROUNDS):
        outcome = tightening.solve(solver)
        if isinstance(outcome, Infeasible):
            raise without_plan(tightening.broken)
        if isinstance(outcome, NoAnswer):
            raise NoAnswerError(T("The solver ended without a plan: {reason}.", reason=outcome.reason))
        _refuse_wrong(solver, outcome)
        if not tightening.broken:  # the prices of the rules as they are hold for every later round
            prices = solver.prices(outcome.answer)
        says = _solver_says(assembled, outcome, method)
        plan = build_plan(options, choice_of(assembled, outcome.answer), says)
        report = audit(options.programme, plan)
        if report.passed:
            _say_cuts(solver.cuts, say)
            ties_broken = outcome.answer.ties_broken
            return Attempt(plan, report, says, prices, ties_broken, tightening.with_sisters, solver.cuts)
        tightening = tightening.tighter(report, solver, outcome.answer)
    raise never_fits(report)


def _refuse_wrong(solver: Solver, outcome: WithAnswer) -> None:
    broken = solver.broken_row(outcome.answer)
    if broken is not None:
        row, amount = broken
        raise WrongAnswerError(T("The solver's plan breaks {row} by {amount}.", row=row, amount=f"{amount:,.6g}"))


def _say_cuts(cuts: CutCount, say: Callable[[Text], None]) -> None:
    if cuts.found:
        say(T("Gini ceilings: {cuts} cuts in {rounds} rounds.", cuts=f"{cuts.found:,}", rounds=f"{cuts.rounds:,}"))


def choice_of(assembled: Assembled, answer: Answer) -> Choice:
    """The solver's values in the plan's words [won]."""
    lp, values = assembled.lp, answer.values
    return Choice(
        shares={key: float(values[variable.id]) for key, variable in lp.award.items()},
        flexible_support={
            key: won_from_solver(float(values[variable.id])) for key, variable in lp.flexible_support.items()
        },
        groups=tuple(
            MoneyGroup(
                year=group.year,
                awards=tuple(demand.option.key for demand in group.members),
                paid={payer: won_from_solver(float(values[variable.id])) for payer, variable in group.paid.items()}
                or dict.fromkeys(group.payers, won_from_solver(0.0)),
                named=group.members[0].named,
            )
            for group in assembled.money.groups
        ),
    )


def _solver_says(assembled: Assembled, outcome: WithAnswer, method: Method) -> SolverSays:
    endings = {ProvenOptimal: "optimal", GapReached: "within_gap", FeasibleAtLimit: "feasible"}
    factors = {level.number: level.factor for level in assembled.levels if level.factor is not None}
    proven = outcome.answer.proven
    last = max(proven, default=None)
    ties = outcome.answer.ties
    return SolverSays(
        ending=endings[type(outcome)],  # type: ignore[arg-type]
        objectives=tuple(
            _solver_objective(proven.get(number), factors.get(number, Fraction(1)))
            for number in range(len(assembled.lp.rules.objective))
        ),
        solver=solver_name(method),
        prices={} if last is None else _by_coefficient(assembled, outcome.answer, proven[last].prices),
        factor=Fraction(1) if last is None else factors.get(last, Fraction(1)),
        tie_break=None if ties is None else TieBreak(suppliers=tuple(sorted(ties.suppliers)), complete=ties.complete),
    )


def _by_coefficient(assembled: Assembled, answer: Answer, prices: Mapping[str, float]) -> Mapping[str, float]:
    """The prices, Gini ceilings by coefficient: a ceiling's row moves with it by the gains over their scale."""
    gains = {
        row_name("gini", ceiling.number): float(answer.values[ceiling.total.id]) - sum(ceiling.raised) / ceiling.scale
        for ceiling in assembled.lp.gini_ceilings
    }
    return {row: price * gains.get(row, 1.0) for row, price in prices.items()} if gains else prices


def _solver_objective(proven: Proven | None, factor: Fraction) -> ProvenObjective:
    """What the solver says of an objective, in people's units."""
    if proven is None or proven.bound is None or not math.isfinite(proven.bound):
        return ProvenObjective(None)
    return ProvenObjective(proven.bound * float(factor), proven.steps)


def solver_name(method: Method = "usual") -> str:
    """Solver and version, and how it went about it where that was not its usual way."""
    name = f"HiGHS {highspy.Highs().version()}"
    return name if method == "usual" else f"{name}, {method}"
