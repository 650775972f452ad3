"""A plan, or why there is none: what a person is answered; other studies only want to know whether there is one."""

from __future__ import annotations

from collections.abc import Callable

from planner.errors import ConflictError, InfeasibleError, PlannerError, RoundingError
from planner.languages import T, Text
from planner.programme.programme import Programme
from planner.solving.outcome import Limits
from planner.study.explanation import explain
from planner.study.planning import Planned, make_plan

SECONDS_TO_TRY = 10.0
"""A small programme that is tried with a change gets so long."""


def plan_or_explanation(programme: Programme, limits: Limits, say: Callable[[Text], None] = lambda _: None) -> Planned:
    """The best plan, as ``make_plan`` finds it. Raises ``ConflictError`` in place of ``InfeasibleError``.

    The explanation takes as long again as the plan may at most. Where none is found the error stays what it was.
    """
    try:
        return make_plan(programme, limits, say)
    except RoundingError:
        raise
    except InfeasibleError as error:
        say(T("There is no plan; looking for the rules in conflict, and for what would mend them."))
        explanation = explain(programme, has_plan, limits.seconds)
        if explanation is None:
            raise
        raise ConflictError(error.text, explanation, error.proof) from error


def has_plan(programme: Programme) -> bool:
    """Whether a plan in whole won is found soon."""
    try:
        make_plan(programme, Limits(SECONDS_TO_TRY), prove=False)
    except PlannerError:
        return False
    return True
