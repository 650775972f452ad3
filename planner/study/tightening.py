"""Rules tightened by a few won, where rounding to whole won has broken them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from planner.audit import AuditReport
from planner.audit.report import said
from planner.certificate.rounding import MONEY_ROWS, rule_of
from planner.errors import AuditError, InfeasibleError, PlannerError, RoundingError
from planner.languages import T
from planner.solving.outcome import Answer, Infeasible, Outcome
from planner.units import SISTERS_STEPS, solver_step, tightened_by

ROWS_SHOWN = 5
"""How many rules are named where rounding finds no plan."""


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
    as the same pool's other years, which rounding would break next. ``started`` are those tightened before anything
    was solved, as a similar programme needed it.
    """

    broken: Mapping[str, float]
    with_sisters: Mapping[str, float]
    started: Mapping[str, float] = field(default_factory=dict)

    @classmethod
    def starting(cls, tightened: Mapping[str, float]) -> Tightening:
        """Nothing is broken yet, and these rows are tightened all the same, where a plan bears it."""
        return cls({}, tightened, tightened)

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
            raise cannot_be_mended(report)
        broken = dict(self.broken)
        for finding in can:
            amount = tightened_by(finding.excess, finding.unit)
            broken[finding.row] = max(amount, 2 * self.broken.get(finding.row, self.started.get(finding.row, 0.0)))
        units = {finding.row.partition("[")[0]: finding.unit for finding in can}
        sisters = {
            row: SISTERS_STEPS * solver_step(units[rule])
            for row in solver.tight_rows(answer)
            if (rule := row.partition("[")[0]) in units
        }
        together = {**sisters, **self.with_sisters}
        for row, amount in broken.items():
            together[row] = max(amount, together.get(row, 0.0))
        return Tightening(broken, together, self.started)


def cannot_be_mended(report: AuditReport) -> PlannerError:
    """What it means when no broken rule can be tightened: equalities that whole won cannot meet, or a wrong plan."""
    broken = T("The plan breaks a rule. {finding}", finding=said(report.broken[0]))
    roundable = all(rule_of(finding.row) in MONEY_ROWS for finding in report.broken)
    return RoundingError(broken) if roundable else AuditError(broken)


def without_plan(tightened: Mapping[str, float]) -> InfeasibleError:
    """What to say where there is none: none in whole won, where rules were tightened for it; else none at all."""
    if not tightened:
        return InfeasibleError(T("No plan keeps every rule of this programme."))
    rows = sorted(tightened)
    shown = ", ".join(rows[:ROWS_SHOWN]) + (", …" if len(rows) > ROWS_SHOWN else "")
    return RoundingError(
        T(
            "Plans exist in fractions of a won, but none was found in whole won; tight rules: {count}, such as {rows}.",
            count=len(rows),
            rows=shown,
        )
    )


def never_fits(report: AuditReport) -> RoundingError:
    """What to say where rounding breaks some rule whatever is tightened."""
    worst = max(report.broken, key=lambda finding: finding.excess).row
    return RoundingError(T("No plan in whole won was found; the rule that kept breaking: {row}.", row=worst))
