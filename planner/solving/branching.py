r"""Branch and bound for one objective; and for a ratio, as a row of them, by the method of Dinkelbach (1967).

For :math:`\max\; (c x) / (d x)` with :math:`d x > 0` on every plan, put

.. math:: F(\lambda) = \max\; c x - \lambda\, d x

F falls as :math:`\lambda` rises, and the best ratio is where it is 0. From the ratio :math:`\lambda` of any plan the
maximiser of :math:`c x - \lambda d x` has a better ratio, or none is better. Where a search ends early, with
:math:`\bar F` proven to be no less than :math:`F(\lambda)`, no plan's ratio is above
:math:`\lambda + \bar F / \min d x`.
"""

from __future__ import annotations

import time
from dataclasses import dataclass

import highspy
import numpy as np

from planner.solving.engine import Engine
from planner.solving.goals import NOTHING, Goal, some_plan_spends_nothing
from planner.solving.linear import without_optimum
from planner.solving.outcome import FeasibleAtLimit, GapReached, Infeasible, NoAnswer, ProvenOptimal, Vector

PROVEN_ABSOLUTE = 1e-6
PROVEN_RELATIVE = 1e-9
"""Branch and bound has proven its plan optimal when bound and plan differ by no more than these [t, share]."""

LEAST_SECONDS = 1.0
"""Branch and bound gets at least this long, however little is left."""

TIME_FOR_BRANCHING = 0.6
"""The part of what is left that HiGHS is given: at the root of a large programme it looks at the clock seldom, and ends
late by about as much as this leaves."""

MOST_RATIOS = 50
"""Dinkelbach's method ends in a handful of searches; so many would mean that numbers have run out of digits."""


type EndingType = type[ProvenOptimal] | type[GapReached] | type[FeasibleAtLimit]


@dataclass(frozen=True)
class Ending:
    """When branch and bound may end: at a moment of the monotonic clock [s], or at a relative gap."""

    deadline: float | None
    gap: float | None

    def part(self, of: int, parts: int) -> Ending:
        """The same with only a part of the time that is left."""
        if self.deadline is None:
            return self
        now = time.monotonic()
        return Ending(now + (self.deadline - now) * of / parts, self.gap)


@dataclass(frozen=True)
class Branched:
    """The best point found, the bound in the objective's unit, how the search ended, and the cost that it maximised."""

    point: Vector
    bound: float
    ending: EndingType
    cost: Vector


def branch(
    engine: Engine, cost: Vector, start: Vector | None, ending: Ending, good_enough: float | None = None
) -> Branched | Infeasible | NoAnswer:
    """Maximise the cost over whole shares. ``good_enough``: an absolute gap in place of the relative one."""
    highs = engine.highs
    highs.setOptionValue("mip_rel_gap", 0.0 if good_enough is not None else ending.gap or 0.0)
    highs.setOptionValue("mip_abs_gap", max(PROVEN_ABSOLUTE, good_enough or 0.0))
    left = (
        highspy.kHighsInf
        if ending.deadline is None
        else max(LEAST_SECONDS, TIME_FOR_BRANCHING * (ending.deadline - time.monotonic()))
    )
    # HiGHS counts the time of all its runs so far.
    highs.setOptionValue("time_limit", highs.getRunTime() + left)
    status = engine.maximise(cost, start)
    info = highs.getInfo()
    if info.primal_solution_status != highspy.kSolutionStatusFeasible:
        return without_optimum(engine, status)
    point = np.array(highs.getSolution().col_value)
    value = float(cost @ point)
    bound = float(info.mip_dual_bound) if engine.has_whole_columns else value
    if status != highspy.HighsModelStatus.kOptimal:
        return Branched(point, bound, FeasibleAtLimit, cost)
    proven = bound - value <= max(PROVEN_ABSOLUTE, PROVEN_RELATIVE * abs(value)) * 1.01
    return Branched(point, bound, ProvenOptimal if proven else GapReached, cost)


def branch_on_ratio(
    engine: Engine, goal: Goal, start: Vector | None, ending: Ending
) -> Branched | Infeasible | NoAnswer:
    """The plan with the best ratio, by Dinkelbach's method; its bound is one on the ratio."""
    assert goal.won is not None
    won = goal.won
    if start is None or won @ start <= 0:
        first = branch(engine, goal.value, None, ending.part(1, 2))
        if not isinstance(first, Branched):
            return first
        start = first.point
    least_won = _least(engine, won, ending)
    ratio = float(goal.value @ start / (won @ start))
    best, bound = start, np.inf
    kind: EndingType = FeasibleAtLimit
    for _ in range(MOST_RATIOS):
        cost = goal.value - ratio * won
        good_enough = (ending.gap or 0.0) * ratio * float(won @ best)
        found = branch(engine, cost, best, ending, good_enough)
        if not isinstance(found, Branched):
            return found
        bound = min(bound, ratio + max(0.0, found.bound) / least_won)
        value = float(cost @ found.point)
        if value > 0:
            best = found.point
        improved = float(goal.value @ best / (won @ best))
        if found.ending is FeasibleAtLimit:
            return Branched(best, bound, FeasibleAtLimit, goal.value - improved * won)
        kind = found.ending
        if value <= PROVEN_ABSOLUTE or improved <= ratio * (1 + PROVEN_RELATIVE):
            break
        ratio = improved
    cost = goal.value - improved * won
    proven = kind is ProvenOptimal and value <= PROVEN_ABSOLUTE
    return Branched(best, improved if proven else bound, ProvenOptimal if proven else GapReached, cost)


def _least(engine: Engine, won: Vector, ending: Ending) -> float:
    """No plan spends less of these won [million won]. Raises ``InputError`` where some plan may spend nothing."""
    found = branch(engine, -won, None, ending.part(1, 4))
    least = -found.bound if isinstance(found, Branched) else 0.0
    if least <= NOTHING:
        raise some_plan_spends_nothing()
    return least
