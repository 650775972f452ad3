"""Objectives by column: what is maximised, and how plans are then held to what was reached."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from planner.formulation.levels import Gains, Level
from planner.solving.engine import Engine
from planner.solving.outcome import Vector

HELD_ABSOLUTE = 1e-6
HELD_RELATIVE = 1e-9
"""How much of an objective already decided a later one may cost [its unit, share]: below a won and a kilogram."""


@dataclass(frozen=True)
class Goal:
    """One level of the objectives, by column. ``won`` is None unless ``value`` is divided by it."""

    number: int
    value: Vector
    won: Vector | None
    gains: Gains | None

    @property
    def is_linear(self) -> bool:
        """Whether maximising ``value`` is all there is to it."""
        return self.won is None and self.gains is None

    @classmethod
    def of(cls, engine: Engine, level: Level) -> Goal:
        """The level, for the engine's columns."""
        return cls(level.number, engine.cost(level.value), engine.cost(level.won) if level.won else None, level.gains)


def hold(engine: Engine, cost: Vector, value: float) -> None:
    """No later plan may be worse in an objective than this value of it."""
    engine.hold(cost, value - max(HELD_ABSOLUTE, HELD_RELATIVE * abs(value)))


def goals(engine: Engine, levels: Sequence[Level]) -> list[Goal]:
    """All levels, in their order."""
    return [Goal.of(engine, level) for level in levels]
