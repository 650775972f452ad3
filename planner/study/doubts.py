"""Reasons not to believe a solver: what it says of its answer, held against what can be proven."""

from __future__ import annotations

from fractions import Fraction

from planner.languages import T, Text
from planner.plan.plan import Plan
from planner.study.attempt import Attempt
from planner.study.proving import Proven

ASTRAY = Fraction(1, 10**6)
"""A solver that is right is nearer than this part to what can be proven: its own tolerance is a thousandth of it."""


def doubt(plan: Plan, found: Attempt, proven: Proven) -> Text | None:
    """Why the solver's claim that nothing is better is not to be believed; None where it is proven, or not made.

    Of whole projects a gap may be left that is not the solver's fault, or that there was no time to close; only a
    better point tells that it was wrong.
    Nor is it its fault where rules had to be tightened for whole won.
    """
    if not proven.prices_fit:
        return T("Its prices do not fit its plan.")
    if plan.status == "optimal" or found.says.ending != "optimal" or found.tightened:
        return None
    claimed, limit = found.says.objectives[0].bound, proven.known[0].limit
    if claimed is None or limit is None:
        return None
    if proven.better is not None and abs(proven.better - Fraction(claimed)) > ASTRAY * max(abs(limit), Fraction(1)):
        return T(
            "It says that nothing is better than {claimed}, but {better} can be reached.",
            claimed=f"{claimed:,.6f}",
            better=f"{float(proven.better):,.6f}",
        )
    if (
        not proven.has_branches
        and not proven.late
        and abs(limit - Fraction(claimed)) > ASTRAY * max(abs(limit), Fraction(1))
    ):
        return T(
            "It says that nothing is better than {claimed}, but no more than {limit} can be proven.",
            claimed=f"{claimed:,.6f}",
            limit=f"{float(limit):,.6f}",
        )
    return None
