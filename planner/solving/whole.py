"""Whole projects: branch and bound on the shares, objective after objective, then the money as a linear programme."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import highspy
import numpy as np

from planner.solving.branching import Branched, Ending, EndingType, branch, branch_on_ratio
from planner.solving.dive import dive
from planner.solving.engine import Engine
from planner.solving.equal_selections import suppliers_who_differ
from planner.solving.goals import Goal, hold
from planner.solving.linear import Memory, solve_linear
from planner.solving.outcome import (
    Answer,
    FeasibleAtLimit,
    GapReached,
    Infeasible,
    NoAnswer,
    Outcome,
    Proven,
    ProvenOptimal,
    Ties,
    Vector,
    WithAnswer,
)
from planner.solving.rows import Bounds
from planner.solving.settings import set_continuous, set_whole
from planner.solving.tie_break import PublishedOrder
from planner.solving.whole_ties import preferred_selection

FEW_PROJECTS = 200
"""With no more award options than this branch and bound needs no first plan."""

TIME_FOR_DIVING = 0.5
"""The part of a time limit that may go into finding a first plan."""


@dataclass(frozen=True)
class Selection:
    """The whole shares found, what is proven of each objective, and what kind of ending it was."""

    shares: Vector
    proven: Mapping[int, Proven]
    ending: EndingType
    ties_broken: bool
    ties: Ties | None = None


def select_whole(
    engine: Engine, order: PublishedOrder, goals: Sequence[Goal], tightened: Mapping[str, float], ending: Ending
) -> Selection | Infeasible | NoAnswer:
    """Choose the whole shares by branch and bound, goal after goal, within the limits; then, where proven, by the
    published order, in half of the time that is left: the other half is for the proof."""
    start = None
    if len(engine.whole_columns) > FEW_PROJECTS:
        start = dive(engine, goals[0].value, tightened, order.stages, _time_for_diving(ending.deadline))
    engine.reset(tightened)
    set_whole(engine.highs, engine.whole_columns)
    proven: dict[int, Proven] = {}
    kind: EndingType = ProvenOptimal
    for place, goal in enumerate(goals):
        until = ending.part(1, len(goals) - place)
        branched = (
            branch(engine, goal.value, start, until)
            if goal.won is None
            else branch_on_ratio(engine, goal, start, until)
        )
        if not isinstance(branched, Branched):
            if start is None or not proven:
                return branched
            kind = FeasibleAtLimit  # a later goal that found nothing better in time keeps what is there
            break
        proven.setdefault(goal.number, Proven(branched.bound, {}))
        start = branched.point
        kind = _worse(kind, branched.ending)
        if branched.ending is FeasibleAtLimit:
            break
        hold(engine, branched.cost, float(branched.cost @ start), whole=True)
    assert start is not None
    if kind is not ProvenOptimal:
        engine.release()
        return Selection(_rounded(engine, start), proven, kind, ties_broken=kind is GapReached)
    deadline = ending.part(1, 2).deadline
    ties = suppliers_who_differ(engine, order, start, deadline)
    preferred = preferred_selection(engine, order, start, deadline)
    return Selection(_rounded(engine, preferred.point), proven, kind, preferred.complete, ties)


def _worse(
    one: EndingType,
    other: EndingType,
) -> EndingType:
    order = (ProvenOptimal, GapReached, FeasibleAtLimit)
    return max(one, other, key=order.index)


def _time_for_diving(deadline: float | None) -> float | None:
    if deadline is None:
        return None
    now = time.monotonic()
    return now + (deadline - now) * TIME_FOR_DIVING


def solve_selected(
    engine: Engine,
    order: PublishedOrder,
    goals: Sequence[Goal],
    tightened: Mapping[str, float],
    selection: Selection,
    memory: Memory,
) -> WithAnswer | Infeasible | NoAnswer:
    """With the whole shares fixed, the rest as a linear programme with its tie-break."""
    set_continuous(engine.highs, engine.whole_columns)
    engine.highs.setOptionValue("time_limit", highspy.kHighsInf)
    free = engine.columns
    lower, upper = free.lower.copy(), free.upper.copy()
    lower[engine.whole_columns] = upper[engine.whole_columns] = selection.shares
    engine.columns = Bounds(lower, upper)
    # A run stopped by the clock promises no plan again, so it need not pick among equal ones.
    picking = None if selection.ending is FeasibleAtLimit else order
    try:
        outcome: Outcome = solve_linear(engine, picking, goals, tightened, memory)
    finally:
        engine.columns = free
    if not isinstance(outcome, ProvenOptimal):
        return outcome if isinstance(outcome, Infeasible | NoAnswer) else NoAnswer("limit")
    ties = _ties(engine, order, selection, outcome.answer)
    answer = Answer(outcome.answer.values, selection.proven, selection.ties_broken, ties)
    return selection.ending(answer)


def _ties(engine: Engine, order: PublishedOrder, selection: Selection, answer: Answer) -> Ties | None:
    """Who could be treated otherwise, by another selection or within this one; divisible projects are compared within
    this one alone.
    """
    if selection.ties is None or answer.ties is None:
        return None
    ties = selection.ties.and_those(answer.ties)
    has_parts = len(order.awards) > len(np.intersect1d(order.awards, engine.whole_columns))
    return replace(ties, complete=ties.complete and not (has_parts and selection.ties.suppliers))


def _rounded(engine: Engine, point: Vector) -> Vector:
    return np.round(point[engine.whole_columns])
