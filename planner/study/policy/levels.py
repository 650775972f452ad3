"""The levels at which named rules can be changed: what each is called, where it is set, how far it may move.

A level can be read off a programme, and a programme made with another one. How a level enters the rows is given here
only where it is the rows' limit, or a budget's running total; everywhere else it is read off the formulation itself,
at two levels.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from planner.languages import T, Text
from planner.programme.programme import Programme
from planner.programme.quantities import written
from planner.units import EOK, WON_PER_SOLVER_UNIT

WON_IN_AN_EOK_SHOWN = 10_000
"""Amounts that are no multiple of this are not said in eok: a hundred-millionth has no use for more decimals."""


@dataclass(frozen=True)
class Unit:
    """What a level is counted in: its name, how many of it are one solver unit, and its smallest step."""

    name: str
    per_solver_unit: int
    step: Fraction

    def says(self, value: Fraction) -> Text:
        """The amount as people read it."""
        if self.name == "won":
            return won_in_words(value)
        if self.name == "share":
            return Text("{share} %", {"share": number(value * 100)})
        if self.name == "ratio":
            return Text("{ratio}", {"ratio": number(value)})
        return Text("{amount} {unit}", {"amount": number(value), "unit": self.name})


WON = Unit("won", WON_PER_SOLVER_UNIT, Fraction(1))
SHARE = Unit("share", 1, Fraction(1, 10**8))
RATIO = Unit("ratio", 1, Fraction(1, 10**8))
TONNES = Unit("t", 1, Fraction(1, 1_000))
KILOGRAMS = Unit("kg", 1, Fraction(1, 10**6))


def won_in_words(won: Fraction) -> Text:
    """An amount in won, and in eok where that says it exactly."""
    whole = math.floor(won)
    if whole % WON_IN_AN_EOK_SHOWN or whole < WON_PER_SOLVER_UNIT:
        return T("{won} won", won=f"{whole:,}")
    return T("{won} won ({eok} eok)", won=f"{whole:,}", eok=f"{(Decimal(whole) / EOK).normalize():,f}")


def number(value: Fraction) -> str:
    """A number with separators, exact where it has an end."""
    short = written(value)
    if isinstance(short, float):
        return f"{Decimal(repr(short)):,f}"
    return f"{short:,}" if isinstance(short, int) else f"{float(value):,.6g}"


@dataclass(frozen=True)
class Level:
    """A number of a rule that could be another one.

    ``setting`` is where it stands: as ``--set`` takes it, or table, row and column; ``value`` is in its unit, and
    ``raises`` tells which way loosens the rule. ``at`` gives the programme with another level; ``tried`` the same with
    all rows as they were, so that they can be compared: with both limits of an equality moved. ``slopes`` are by how
    much each row's limit moves with the level [row's unit per solver unit of the level]; ``limit_of`` are rows whose
    limit is the level, or a multiple of it, where nothing else moves with it. Neither: read off the formulation.
    ``idle`` are rows that stand still at first: once all levels that they wait for have moved by so much together
    [solver units], their limit loosens by one for each more.
    """

    setting: str
    says: Text
    value: Fraction
    unit: Unit
    raises: bool
    at: Callable[[Programme, Fraction], Programme]
    tried: Callable[[Programme, Fraction], Programme]
    least: Fraction = Fraction(0)
    most: Fraction | None = None
    slopes: Mapping[str, float] | None = None
    limit_of: tuple[str, ...] = ()
    idle: Mapping[str, float] = field(default_factory=dict)
    is_equality: bool = False
    in_table: bool = False

    @property
    def direction(self) -> int:
        """1 where more is looser, -1 where less is."""
        return 1 if self.raises else -1

    @property
    def solver_value(self) -> float:
        """The level as the solver counts it."""
        return float(self.value / self.unit.per_solver_unit)

    @property
    def furthest(self) -> float:
        """How far it may move at most [solver units]."""
        limit = self.most if self.raises else self.least
        return math.inf if limit is None else abs(float((limit - self.value) / self.unit.per_solver_unit))

    @property
    def another(self) -> Fraction:
        """A stricter level, to compare rows with."""
        if self.raises:
            return self.value / 2 if self.value else Fraction(1, 2)
        return self.value * 3 / 2 if self.value else Fraction(1, 2)

    def rounded(self, moved: float, further: int = 0) -> Fraction:
        """The level after a move [solver units], rounded outward; and some steps of its last digit further.

        Two digits of the move are left, or of the new level where that is the smaller one.
        """
        change = Fraction(max(moved, 0.0)) * self.unit.per_solver_unit
        exact = self.value + self.direction * change
        step = max(self.unit.step, _last_digit(min(size for size in (change, abs(exact)) if size)))
        steps = exact / step
        nearest = round(steps)
        if abs(steps - nearest) * step > change * Fraction(1, 10**6):
            nearest = math.ceil(steps) if self.raises else math.floor(steps)
        level = (nearest + self.direction * further) * step
        return max(self.least, level) if self.most is None else min(self.most, max(self.least, level))

    def changed(self, level: Fraction) -> Text:
        """The change in words."""
        words = {"what": self.says, "old": self.unit.says(self.value), "new": self.unit.says(level)}
        return (
            T("raise {what} from {old} to {new}", **words)
            if self.raises
            else T("lower {what} from {old} to {new}", **words)
        )


def _last_digit(size: Fraction) -> Fraction:
    """The step of a number's second digit."""
    return Fraction(10) ** (math.floor(math.log10(size)) - 1)
