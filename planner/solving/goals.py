"""Objectives by column: what is maximised, and how plans are then held to what was reached."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from planner.errors import Fault, InputError
from planner.formulation.levels import Gains, Level
from planner.languages import T
from planner.solving.engine import Engine
from planner.solving.outcome import Vector

HELD_ABSOLUTE = 1e-9
HELD_RELATIVE = 1e-14
"""How much of an objective already decided a later one may cost [its unit, share]: less than what is taken for a whole
won when a solver's amount is rounded; of the largest amounts a won, to which floating-point numbers tell them apart."""

HELD_OF_WHOLES_ABSOLUTE = 1e-6
HELD_OF_WHOLES_RELATIVE = 1e-12
"""The same in branch and bound, whose points are less exact; the money of what it selects is worked out afterwards."""


NOTHING = 1e-6
"""A plan that spends no more than this [million won] spends nothing: a won."""


@dataclass(frozen=True)
class Goal:
    """One level of the objectives, by column. ``won`` is None unless ``value`` is divided by it."""

    number: int
    value: Vector
    won: Vector | None
    gains: Gains | None

    @classmethod
    def of(cls, engine: Engine, level: Level) -> Goal:
        """The level, for the engine's columns."""
        return cls(level.number, engine.cost(level.value), engine.cost(level.won) if level.won else None, level.gains)


def hold(engine: Engine, cost: Vector, value: float, *, whole: bool = False) -> None:
    """No later plan may be worse in an objective than this value of it. ``whole``: in branch and bound."""
    engine.hold(cost, value - may_cost(value, whole=whole))


def may_cost(value: float, *, whole: bool = False) -> float:
    """How much of a value already decided later objectives may cost [its unit]."""
    absolute, relative = (HELD_OF_WHOLES_ABSOLUTE, HELD_OF_WHOLES_RELATIVE) if whole else (HELD_ABSOLUTE, HELD_RELATIVE)
    return max(absolute, relative * abs(value))


def goals(engine: Engine, levels: Sequence[Level]) -> list[Goal]:
    """All levels, in their order."""
    return [Goal.of(engine, level) for level in levels]


def some_plan_spends_nothing() -> InputError:
    """What to say where a ratio could divide by nothing."""
    problem = T("Some plan that the rules allow spends none of the won that the ratio divides by.")
    remedy = T("State deploy_at_least as a share of the budgets that these won come from, or another measure of won.")
    return InputError([Fault("E-150", "objective › ratio", problem, remedy)])
