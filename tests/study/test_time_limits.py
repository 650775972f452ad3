"""One time limit for a plan: attempts, tie-break and proof share it; what there was no time to prove is not said."""

from __future__ import annotations

from typing import Any

import pytest

from planner.errors import NoAnswerError
from planner.languages import T
from planner.plan.plan import Plan
from planner.programme.options import Options
from planner.solving.methods import METHODS
from planner.solving.outcome import Limits
from planner.solving.relaxation import Prices
from planner.study import planning
from planner.study.planning import LEAST_SECONDS, make_plan
from planner.study.proving import Proven, Prover
from tests.certificate.small import three_projects
from tests.golden.solving import solved

LONG_AGO = 0.0
"""A moment of the monotonic clock that is over."""


def test_a_proof_without_time_is_that_of_the_root():
    """P and a part of R: more than the 921 t of Q and R, which branching alone proves to be the best."""
    programme = three_projects()
    proven = Prover(programme, Options.of(programme)).prove(solved(programme), None, deadline=LONG_AGO)
    assert proven is not None
    assert proven.late
    assert not proven.has_branches
    assert proven.known[0].limit is not None
    assert proven.known[0].limit > 921


def test_a_plan_without_time_for_its_proof_is_stopped_and_not_doubted(monkeypatch: pytest.MonkeyPatch):
    """The solver says optimal, and its word is not refused; but optimal is only what is proven."""
    prove = Prover.prove

    def hurried(prover: Prover, plan: Plan, prices: Prices | None, **asked: Any) -> Proven | None:
        return prove(prover, plan, prices, **{**asked, "deadline": LONG_AGO})

    monkeypatch.setattr(Prover, "prove", hurried)
    planned = make_plan(three_projects(), Limits())
    assert (planned.plan.status, planned.stopped, planned.refused) == ("feasible", True, ())
    assert planned.plan.objective.value == 921
    assert planned.plan.objective.gap is not None
    assert planned.plan.objective.gap > 0


def test_every_attempt_has_what_the_one_before_left(monkeypatch: pytest.MonkeyPatch):
    seconds: list[float | None] = []

    def refused(options: Options, limits: Limits, *_: Any) -> None:
        seconds.append(limits.seconds)
        raise NoAnswerError(T("The solver ended without a plan: {reason}.", reason="Unknown"))

    monkeypatch.setattr(planning, "attempt", refused)
    with pytest.raises(NoAnswerError):
        make_plan(three_projects(), Limits(100.0))
    assert len(seconds) == len(METHODS) > 1
    known = [one for one in seconds if one is not None]
    assert len(known) == len(seconds)
    assert known == sorted(known, reverse=True)
    assert 0 < known[0] <= 100


def test_an_attempt_after_the_limit_has_a_little_time(monkeypatch: pytest.MonkeyPatch):
    """A nanosecond is over before anything is solved, and still there is a plan."""
    seconds: list[float | None] = []
    attempt = planning.attempt

    def noted(options: Options, limits: Limits, *others: Any) -> Any:
        seconds.append(limits.seconds)
        return attempt(options, limits, *others)

    monkeypatch.setattr(planning, "attempt", noted)
    planned = make_plan(three_projects(), Limits(1e-9))
    assert planned.plan.objective.value == 921
    assert seconds[0] is not None
    assert 1e-9 < seconds[0] <= LEAST_SECONDS
