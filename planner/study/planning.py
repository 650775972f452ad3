"""One programme, one plan, one certificate; and what to do when the solver's word does not stand up.

The solver's answer is only a proposal. Its plan is audited, its claim that nothing is better is proven or not, its
claim that there is no plan too. Where an answer is refused, the solver is asked again by another method.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from planner.audit import AuditReport
from planner.certificate.programme import IntegerProgramme
from planner.errors import AuditError, InfeasibleError, NoAnswerError, PlannerError, RoundingError
from planner.languages import T, Text
from planner.plan.certificate import Certificate
from planner.plan.plan import Plan
from planner.plan.proof import with_proof
from planner.programme.options import Options
from planner.programme.programme import Programme
from planner.solving.methods import METHOD_NAMES, METHODS
from planner.solving.outcome import CutCount, Limits
from planner.study.attempt import Attempt, attempt, solver_name
from planner.study.doubts import doubt
from planner.study.proving import Prover

LEAST_SECONDS = 1.0
"""However little time is left, an attempt and a proof get at least this long."""


@dataclass(frozen=True)
class NoPlan:
    """What proves that a programme has no plan: the certificate, the rows that it speaks of, and who found it out."""

    certificate: Certificate
    rows: IntegerProgramme
    solver: str


@dataclass(frozen=True)
class Planned:
    """A plan that passed its audit, the audit, whether a limit stopped the run, and what the search took.

    ``rows``: what its certificate speaks of; ``refused``: why answers of the solver were not taken.
    """

    plan: Plan
    report: AuditReport
    stopped: bool
    ties_broken: bool
    tightened: Mapping[str, float]
    cuts: CutCount
    rows: IntegerProgramme | None
    refused: tuple[Text, ...] = ()


def make_plan(
    programme: Programme,
    limits: Limits,
    say: Callable[[Text], None] = lambda _: None,
    *,
    prove: bool = True,
    tightened: Mapping[str, float] | None = None,
) -> Planned:
    """The best plan of the programme within the limits, with its certificate.

    The time limit is for attempts, their tie-break, and what is branched on to prove them, taken together. On top come
    linear programmes, which are solved to their end, whole won, and the audit.
    ``prove``: without it the solver is believed and no ties are counted, to find out soon whether there is a plan at
    all; that is sooner where it starts with the rows tightened as a similar programme needed it (``tightened``). What
    is proven starts with none.
    Raises ``InfeasibleError`` where no plan keeps every rule, ``NoAnswerError`` where the solver has neither plan nor
    proof, ``AuditError`` where the plan breaks a rule that no tightening can mend.
    """
    options = Options.of(programme)
    if not prove:
        return _planned(attempt(options, limits, METHODS[0], say, tightened, counts_ties=False), None)
    return _Planning(options, limits, say).plan()


def _planned(found: Attempt, prover: Prover | None, refused: tuple[Text, ...] = ()) -> Planned:
    return Planned(
        plan=found.plan,
        report=found.report,
        stopped=found.plan.status == "feasible",
        ties_broken=found.ties_broken,
        tightened=found.tightened,
        cuts=found.cuts,
        rows=None if prover is None else prover.exact,
        refused=refused,
    )


class _Planning:
    """Attempts by one method after the other, until one gives no reason to doubt it."""

    def __init__(self, options: Options, limits: Limits, say: Callable[[Text], None]) -> None:
        self._options = options
        self._limits = limits
        self._deadline = None if limits.seconds is None else time.monotonic() + limits.seconds
        self._say = say
        self._prover: Prover | None = None
        self._refused: list[Text] = []
        self._best: Attempt | None = None

    def plan(self) -> Planned:
        """The first plan that is beyond doubt; else the best one found, with the gap that is proven."""
        failure: PlannerError | None = None
        for place, method in enumerate(METHODS):
            if self._refused:
                self._say(T("The solver is asked again, {method}.", method=METHOD_NAMES[method]))
            try:
                refused = self._try(attempt(self._options, self._left(), method, self._say))
            except InfeasibleError as error:
                if isinstance(error, RoundingError) and self._best is None:
                    raise
                refused, failure = self._is_there_none(error), error
            except (AuditError, NoAnswerError) as error:
                refused, failure = error.text, failure or error
            if refused is None:
                break
            self._refused.append(refused)
            if self._best is not None and self._is_late():
                break
            if place < len(METHODS) - 1:
                self._say(T("The solver's answer is not taken: {reason}", reason=refused))
        if self._best is None:
            assert failure is not None
            raise failure
        return _planned(self._best, self._prover, tuple(self._refused))

    def _try(self, found: Attempt) -> Text | None:
        """Prove what was found, and keep it where it is the best so far. Returns why it is not to be believed."""
        proven = self._proof().prove(
            found.plan,
            found.prices,
            branch=found.says.ending != "feasible",
            ratios=_ratios(found),
            claimed=_claimed(found),
            deadline=self._until(),
        )
        if proven is None:
            self._best = found
            return None
        ending = "feasible" if proven.late else found.says.ending
        plan = with_proof(self._options.programme, found.plan, proven.known, ending, proven.certificate)
        refused = doubt(plan, found, proven)
        self._keep(found.with_plan(plan), trusted=refused is None)
        return refused

    def _keep(self, found: Attempt, *, trusted: bool) -> None:
        """Keep the plan with the smallest gaps; of equals one whose prices can be believed too."""
        best = None if self._best is None else _gaps(self._best.plan)
        if best is None or _gaps(found.plan) < best or (trusted and _gaps(found.plan) == best):
            self._best = found

    def _is_there_none(self, error: InfeasibleError) -> Text | None:
        """Whether it is proven that there is no plan: then that is the answer; else why that is not believed."""
        if self._best is not None:
            return error.text
        if error.row is not None:
            raise error
        prover = self._proof()
        certificate = prover.prove_none(self._until())
        if certificate is not None and prover.exact is not None:
            raise InfeasibleError(error.text, proof=NoPlan(certificate, prover.exact, solver_name())) from error
        return T("It says that no plan keeps the rules, but nothing proves that.")

    def _left(self) -> Limits:
        """The limits of one more attempt: it has the time that is left, and never less than a little."""
        until = self._until()
        return self._limits if until is None else Limits(until - time.monotonic(), self._limits.gap)

    def _until(self) -> float | None:
        """The moment of the monotonic clock [s] when what is begun now has to end."""
        return None if self._deadline is None else max(self._deadline, time.monotonic() + LEAST_SECONDS)

    def _is_late(self) -> bool:
        return self._deadline is not None and time.monotonic() > self._deadline

    def _proof(self) -> Prover:
        if self._prover is None:
            self._prover = Prover(self._options.programme, self._options)
        return self._prover


def _ratios(found: Attempt) -> Mapping[int, Fraction]:
    """The ratios that the solver found where all projects can be had in parts: those of whole ones it only bounds."""
    if found.prices is None:
        return {}
    objectives = found.plan.model.objective
    return {
        number: Fraction(says.bound)
        for number, says in enumerate(found.says.objectives)
        if says.bound is not None and objectives[number].ratio is not None
    }


def _claimed(found: Attempt) -> Fraction | None:
    """The bound of a search that ended at its gap."""
    bound = found.says.objectives[0].bound
    return Fraction(bound) if found.says.ending == "within_gap" and bound is not None else None


def _gaps(plan: Plan) -> tuple[float, ...]:
    """The gap of each objective, the first first; a plan without one is the worst."""
    return tuple(float("inf") if value.gap is None else value.gap for value in plan.levels or (plan.objective,))
