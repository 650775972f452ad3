"""One programme, one plan: assembled, solved, rounded to whole won, audited.

Rounding may break a rule by a few won. The audit says which and by how much; that rule is tightened by so much and the
programme solved again, until the plan keeps every rule to the won. Where whole won fit at once, nothing is tightened.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Protocol

import highspy

from planner.audit import AuditReport, audit
from planner.audit.report import said
from planner.certificate.programme import IntegerProgramme
from planner.certificate.rounding import MONEY_ROWS, rule_of
from planner.errors import AuditError, InfeasibleError, NoAnswerError, PlannerError, RoundingError
from planner.formulation.assemble import Assembled, assemble
from planner.languages import T, Text
from planner.plan.build import SolverSays, build_plan
from planner.plan.choice import Choice, MoneyGroup
from planner.plan.objectives import Ending, ProvenObjective
from planner.plan.plan import Plan
from planner.plan.proof import with_proof
from planner.programme.families import row_name
from planner.programme.options import Options
from planner.programme.programme import Programme
from planner.solving.outcome import (
    Answer,
    CutCount,
    FeasibleAtLimit,
    GapReached,
    Infeasible,
    Limits,
    NoAnswer,
    Outcome,
    ProvenOptimal,
)
from planner.solving.outcome import Proven as SolverProven
from planner.solving.relaxation import Prices
from planner.solving.solve import Solver
from planner.study.proving import Prover
from planner.units import SISTERS_STEPS, TIGHTENING_ROUNDS, solver_step, tightened_by, won_from_solver

ROWS_SHOWN = 5
"""How many rules are named where rounding finds no plan."""


@dataclass(frozen=True)
class Planned:
    """A plan that passed its audit, the audit, whether a limit stopped the run, and what the search took."""

    plan: Plan
    report: AuditReport
    stopped: bool
    ties_broken: bool
    tightened: Mapping[str, float]
    cuts: CutCount
    rows: IntegerProgramme | None


class Solving(Protocol):
    """What finds a plan, and another one where rounding has broken some rows."""

    def can_tighten(self, row: str) -> bool:
        """Whether the programme has an inequality of that name."""

    def tight_rows(self, answer: Answer) -> list[str]:
        """The inequalities that the answer meets with nothing to spare, and with something at stake."""

    def solve(self, tightened: Mapping[str, float], *, reselect: bool = True) -> Outcome:
        """A plan with the named rows tightened by that much [the row's unit]."""


@dataclass(frozen=True)
class Tightening:
    """How much each row gives up so that whole won fit [the row's unit].

    ``broken`` are the rows that rounding broke; ``with_sisters`` also the rows of the same rules that are tight, such
    as the same pool's other years, which rounding would break next.
    """

    broken: Mapping[str, float]
    with_sisters: Mapping[str, float]

    def solve(self, solver: Solving) -> Outcome:
        """The best plan so tightened: with the sisters where they bear it, without where they do not."""
        outcome = solver.solve(self.with_sisters, reselect=not self.with_sisters)
        if isinstance(outcome, Infeasible) and self.with_sisters:
            outcome = solver.solve(self.broken, reselect=True)
        return outcome

    def tighter(self, report: AuditReport, solver: Solving, answer: Answer) -> Tightening:
        """The rows that broke give up their excess and a step, or twice what they did, whichever is more."""
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
    prices: Prices | None = None
    say(T("Solving: {options} award options, {rows} rows.", options=len(options.options), rows=len(assembled.lp.rows)))
    for _ in range(TIGHTENING_ROUNDS):
        outcome = tightening.solve(solver)
        if isinstance(outcome, Infeasible):
            raise _infeasible(tightening.broken)
        if isinstance(outcome, NoAnswer):
            raise NoAnswerError(T("The solver ended without a plan: {reason}.", reason=outcome.reason))
        if not tightening.broken:  # the prices of the rules as they are hold for every later round
            prices = solver.prices(outcome.answer)
        says = _solver_says(assembled, outcome)
        plan = build_plan(options, choice_of(assembled, outcome.answer), says)
        report = audit(programme, plan)
        if report.passed:
            if solver.cuts.found:
                say(
                    T(
                        "Gini ceilings: {cuts} cuts in {rounds} rounds.",
                        cuts=solver.cuts.found,
                        rounds=solver.cuts.rounds,
                    )
                )
            prover = Prover(programme, options)
            plan = _proven(prover, programme, plan, prices, says.ending)
            stopped = plan.status == "feasible"
            return Planned(
                plan, report, stopped, outcome.answer.ties_broken, tightening.with_sisters, solver.cuts, prover.exact
            )
        tightening = tightening.tighter(report, solver, outcome.answer)
    raise RoundingError(T("No plan in whole won was found; the rule that kept breaking: {row}.", row=_worst(report)))


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


def _proven(prover: Prover, programme: Programme, plan: Plan, prices: Prices | None, ending: Ending) -> Plan:
    """The plan with its certificate, and with what that proves."""
    proven = prover.prove(plan, prices)
    return plan if proven is None else with_proof(programme, plan, proven.known, ending, proven.certificate)


def _solver_says(assembled: Assembled, outcome: ProvenOptimal | GapReached | FeasibleAtLimit) -> SolverSays:
    endings = {ProvenOptimal: "optimal", GapReached: "within_gap", FeasibleAtLimit: "feasible"}
    factors = {level.number: level.factor for level in assembled.levels if level.factor is not None}
    proven = outcome.answer.proven
    last = max(proven, default=None)
    return SolverSays(
        ending=endings[type(outcome)],  # type: ignore[arg-type]
        objectives=tuple(
            _solver_objective(proven.get(number), factors.get(number, Fraction(1)))
            for number in range(len(assembled.lp.rules.objective))
        ),
        solver=f"HiGHS {highspy.Highs().version()}",
        prices={} if last is None else _by_coefficient(assembled, outcome.answer, proven[last].prices),
        factor=Fraction(1) if last is None else factors.get(last, Fraction(1)),
    )


def _by_coefficient(assembled: Assembled, answer: Answer, prices: Mapping[str, float]) -> Mapping[str, float]:
    """The prices, Gini ceilings by coefficient: a ceiling's row moves with it by the gains over their scale."""
    gains = {
        row_name("gini", ceiling.number): float(answer.values[ceiling.total.id]) - sum(ceiling.raised) / ceiling.scale
        for ceiling in assembled.lp.gini_ceilings
    }
    return {row: price * gains.get(row, 1.0) for row, price in prices.items()} if gains else prices


def _solver_objective(proven: SolverProven | None, factor: Fraction) -> ProvenObjective:
    """What the solver says of an objective, in people's units."""
    if proven is None or proven.bound is None or not math.isfinite(proven.bound):
        return ProvenObjective(None)
    return ProvenObjective(proven.bound * float(factor), proven.steps)


def _cannot_be_mended(report: AuditReport) -> PlannerError:
    """What it means when no broken rule can be tightened: equalities that whole won cannot meet, or a wrong plan."""
    broken = T("The plan breaks a rule. {finding}", finding=said(report.broken[0]))
    roundable = all(rule_of(finding.row) in MONEY_ROWS for finding in report.broken)
    return RoundingError(broken) if roundable else AuditError(broken)


def _infeasible(tightened: Mapping[str, float]) -> InfeasibleError:
    if tightened:
        rows = sorted(tightened)
        shown = ", ".join(rows[:ROWS_SHOWN]) + (", …" if len(rows) > ROWS_SHOWN else "")
        return RoundingError(
            T(
                "Plans exist in fractions of a won, but none was found in whole won; "
                "tight rules: {count}, such as {rows}.",
                count=len(rows),
                rows=shown,
            )
        )
    return InfeasibleError(T("No plan keeps every rule of this programme."))


def _worst(report: AuditReport) -> str:
    return max(report.broken, key=lambda finding: finding.excess).row
