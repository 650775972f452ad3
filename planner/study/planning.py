"""One programme, one plan: assembled, solved, rounded to whole won, audited.

Rounding may break a rule by a few won. The audit says which and by how much; that rule is tightened by so much and the
programme solved again, until the plan keeps every rule to the won. Where whole won fit at once, nothing is tightened.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import highspy

from planner.audit import AuditReport, audit
from planner.errors import AuditError, InfeasibleError, NoAnswerError, PlannerError, RoundingError
from planner.formulation.assemble import Assembled, assemble
from planner.languages import T, Text
from planner.plan.build import Proof, build_plan
from planner.plan.choice import Choice, MoneyGroup
from planner.plan.plan import Plan
from planner.programme.options import Options
from planner.programme.programme import Programme
from planner.solving.outcome import (
    Answer,
    FeasibleAtLimit,
    GapReached,
    Infeasible,
    Limits,
    NoAnswer,
    Outcome,
    ProvenOptimal,
)
from planner.solving.solve import Solver
from planner.units import SISTERS_STEPS, TIGHTENING_ROUNDS, solver_amount, solver_step, tightened_by, won_from_solver

MONEY_ROWS = ("budget", "pool", "cap", "own_rate", "support", "affordability", "own_money", "co_funding", "matching")
"""Rules in won: their rows' prices say what a won can buy, and whole won may not fit them."""


@dataclass(frozen=True)
class Planned:
    """A plan that passed its audit, the audit, and whether a limit stopped the run."""

    plan: Plan
    report: AuditReport
    stopped: bool
    ties_broken: bool
    tightened: Mapping[str, float]


@dataclass(frozen=True)
class Tightening:
    """How much each row gives up so that whole won fit [the row's unit].

    ``broken`` are the rows that rounding broke; ``with_sisters`` also the rows of the same rules that are tight, such
    as the same pool's other years, which rounding would break next.
    """

    broken: Mapping[str, float]
    with_sisters: Mapping[str, float]

    def solve(self, solver: Solver) -> Outcome:
        """The best plan so tightened: with the sisters where they bear it, without where they do not."""
        outcome = solver.solve(self.with_sisters, reselect=not self.with_sisters)
        if isinstance(outcome, Infeasible) and self.with_sisters:
            outcome = solver.solve(self.broken, reselect=True)
        return outcome

    def tighter(self, report: AuditReport, solver: Solver, answer: Answer) -> Tightening:
        """The rows that broke give up their excess and a won, or twice what they did, whichever is more."""
        can = [finding for finding in report.broken if solver.can_tighten(finding.row)]
        if not can:
            raise _cannot_be_mended(report)
        broken = dict(self.broken)
        for finding in can:
            amount = tightened_by(finding.excess, finding.unit)
            broken[finding.row] = max(amount, 2 * self.broken.get(finding.row, 0.0))
        units = {finding.row.partition("[")[0]: finding.unit for finding in can}
        sisters = {
            row: SISTERS_STEPS * solver_step(units[rule])
            for row in solver.tight_rows(answer)
            if (rule := row.partition("[")[0]) in units
        }
        together = {**sisters, **self.with_sisters}
        for row, amount in broken.items():
            together[row] = max(amount, together.get(row, 0.0))
        return Tightening(broken, together)


def make_plan(programme: Programme, limits: Limits, say: Callable[[Text], None] = lambda _: None) -> Planned:
    """The best plan of the programme within the limits.

    Raises ``InfeasibleError`` where no plan keeps every rule, ``NoAnswerError`` where the solver has neither plan nor
    proof, ``AuditError`` where the plan breaks a rule that no tightening can mend.
    """
    options = Options.of(programme)
    assembled = assemble(programme, options)
    solver = Solver(assembled, limits)
    tightening = Tightening({}, {})
    say(T("Solving: {options} award options, {rows} rows.", options=len(options.options), rows=len(assembled.lp.rows)))
    for _ in range(TIGHTENING_ROUNDS):
        outcome = tightening.solve(solver)
        if isinstance(outcome, Infeasible):
            raise _infeasible(tightening.broken)
        if isinstance(outcome, NoAnswer):
            raise NoAnswerError(T("The solver ended without a plan: {reason}.", reason=outcome.reason))
        plan = build_plan(options, _choice(assembled, outcome.answer), _proof(outcome))
        report = audit(programme, plan)
        if report.passed:
            stopped = isinstance(outcome, FeasibleAtLimit)
            return Planned(plan, report, stopped, outcome.answer.ties_broken, tightening.with_sisters)
        tightening = tightening.tighter(report, solver, outcome.answer)
    raise RoundingError(T("No plan in whole won was found; the rule that kept breaking: {row}.", row=_worst(report)))


def _choice(assembled: Assembled, answer: Answer) -> Choice:
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


def _proof(outcome: ProvenOptimal | GapReached | FeasibleAtLimit) -> Proof:
    endings = {ProvenOptimal: "optimal", GapReached: "within_gap", FeasibleAtLimit: "feasible"}
    prices = outcome.answer.prices
    one_won = solver_amount(1, "won")
    allowance = sum(abs(price) for name, price in prices.items() if name.startswith(MONEY_ROWS)) * one_won
    return Proof(
        ending=endings[type(outcome)],  # type: ignore[arg-type]
        bound=outcome.answer.bound,
        solver=f"HiGHS {highspy.Highs().version()}",
        prices=prices,
        won_allowance=allowance,
    )


def _cannot_be_mended(report: AuditReport) -> PlannerError:
    """What it means when no broken rule can be tightened: equalities that whole won cannot meet, or a wrong plan."""
    first = report.broken[0]
    broken = T("The plan breaks {row}: {value} against {limit}.", row=first.row, value=first.value, limit=first.limit)
    roundable = all(finding.row.startswith(MONEY_ROWS) for finding in report.broken)
    return RoundingError(broken) if roundable else AuditError(broken)


def _infeasible(tightened: Mapping[str, float]) -> InfeasibleError:
    if tightened:
        rows = ", ".join(sorted(tightened))
        return RoundingError(
            T("Plans exist in fractions of a won, but none in whole won; tight rules: {rows}.", rows=rows)
        )
    return InfeasibleError(T("No plan keeps every rule of this programme."))


def _worst(report: AuditReport) -> str:
    return max(report.broken, key=lambda finding: finding.excess).row
