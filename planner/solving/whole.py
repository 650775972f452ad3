"""Whole projects: branch and bound on the shares, then the money as a linear programme; ties as for parts."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass

import highspy
import numpy as np

from planner.solving.dive import dive
from planner.solving.engine import Bounds, Engine, set_continuous, set_whole
from planner.solving.linear import solve_linear, without_optimum
from planner.solving.outcome import (
    Answer,
    FeasibleAtLimit,
    GapReached,
    Infeasible,
    NoAnswer,
    Outcome,
    ProvenOptimal,
    Vector,
    WithAnswer,
)
from planner.solving.tie_break import PublishedOrder
from planner.solving.whole_ties import preferred_selection

PROVEN_ABSOLUTE = 1e-6
PROVEN_RELATIVE = 1e-9
"""Branch and bound has proven its plan optimal when bound and plan differ by no more than these [t, share]."""

FEW_PROJECTS = 200
"""With no more award options than this branch and bound needs no first plan."""

LEAST_SECONDS = 1.0
"""Branch and bound gets at least this long, however little is left."""

TIME_FOR_BRANCHING = 0.6
"""The part of what is left that HiGHS is given: at the root of a large programme it looks at the clock seldom, and ends
late by about as much as this leaves."""

TIME_FOR_DIVING = 0.5
"""The part of a time limit that may go into finding a first plan."""


@dataclass(frozen=True)
class Ending:
    """When branch and bound may end: at a moment of the monotonic clock [s], or at a relative gap."""

    deadline: float | None
    gap: float | None


@dataclass(frozen=True)
class Selection:
    """The whole shares found, the bound proven, and what kind of ending it was."""

    shares: Vector
    bound: float
    ending: type[ProvenOptimal] | type[GapReached] | type[FeasibleAtLimit]
    ties_broken: bool


def select_whole(
    engine: Engine, order: PublishedOrder, objective: Vector, tightened: Mapping[str, float], ending: Ending
) -> Selection | Infeasible | NoAnswer:
    """Choose the whole shares by branch and bound, within the limits; then, where proven, by the published order."""
    deadline = ending.deadline
    start = None
    if len(engine.whole_columns) > FEW_PROJECTS:
        start = dive(engine, objective, tightened, order.stages, _time_for_diving(deadline))
    engine.reset(tightened)
    set_whole(engine.highs, engine.whole_columns)
    highs = engine.highs
    highs.setOptionValue("mip_rel_gap", ending.gap or 0.0)
    highs.setOptionValue("mip_abs_gap", PROVEN_ABSOLUTE)
    # HiGHS counts the time of all its runs so far.
    left = (
        highspy.kHighsInf
        if deadline is None
        else max(LEAST_SECONDS, TIME_FOR_BRANCHING * (deadline - time.monotonic()))
    )
    ends = highs.getRunTime() + left
    highs.setOptionValue("time_limit", ends)
    status = engine.maximise(objective, start)
    info = highs.getInfo()
    if info.primal_solution_status != highspy.kSolutionStatusFeasible:
        return without_optimum(engine, status)
    point = np.array(highs.getSolution().col_value)
    value, bound = float(objective @ point), info.mip_dual_bound
    if status != highspy.HighsModelStatus.kOptimal:
        return Selection(_rounded(engine, point), bound, FeasibleAtLimit, ties_broken=False)
    if bound - value > max(PROVEN_ABSOLUTE, PROVEN_RELATIVE * abs(value)) * 1.01:
        return Selection(_rounded(engine, point), bound, GapReached, ties_broken=True)
    preferred = preferred_selection(engine, order, objective, point, deadline)
    return Selection(_rounded(engine, preferred.point), bound, ProvenOptimal, ties_broken=preferred.complete)


def _time_for_diving(deadline: float | None) -> float | None:
    if deadline is None:
        return None
    now = time.monotonic()
    return now + (deadline - now) * TIME_FOR_DIVING


def solve_selected(
    engine: Engine, order: PublishedOrder, objective: Vector, tightened: Mapping[str, float], selection: Selection
) -> WithAnswer | Infeasible | NoAnswer:
    """With the whole shares fixed, the rest as a linear programme with its tie-break."""
    set_continuous(engine.highs, engine.whole_columns)
    engine.highs.setOptionValue("time_limit", highspy.kHighsInf)
    free = engine.columns
    lower, upper = free.lower.copy(), free.upper.copy()
    lower[engine.whole_columns] = upper[engine.whole_columns] = selection.shares
    engine.columns = Bounds(lower, upper)
    # A run stopped by the clock promises no plan again, so it need not pick among equal ones.
    ties = None if selection.ending is FeasibleAtLimit else order
    try:
        outcome: Outcome = solve_linear(engine, ties, objective, tightened)
    finally:
        engine.columns = free
    if not isinstance(outcome, ProvenOptimal):
        return outcome if isinstance(outcome, Infeasible | NoAnswer) else NoAnswer("limit")
    answer = Answer(outcome.answer.values, selection.bound, {}, selection.ties_broken)
    return selection.ending(answer)


def _rounded(engine: Engine, point: Vector) -> Vector:
    return np.round(point[engine.whole_columns])
