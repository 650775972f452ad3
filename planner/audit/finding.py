"""A finding: one row of a rule recomputed from the inputs, with its value, its limit and what it is broken by."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from planner.languages import Text

type Amount = int | Fraction
"""An exact number of won, kilograms, shares, or plain ones."""

type Sense = Literal["<=", ">=", "="]
type Unit = Literal["won", "kg", "share", "number"]

NOTHING = Fraction(0)
"""The excess of every row that is kept."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A row held against its rule.

    ``row`` is the rule's name and index (``budget[MOTIR,2027]``), ``value`` what the plan does, ``limit`` what the rule
    asks in the given ``sense``, both in ``unit``. ``excess`` is how much the row is broken by, in the same unit: 0 when
    it is kept, above 0 when it is broken. The unit ``number`` is for counts and for figures with a unit of their own.
    """

    family: str
    row: str
    value: Amount
    limit: Amount
    sense: Sense
    unit: Unit
    excess: Fraction
    remark: Text | None = None

    @property
    def kept(self) -> bool:
        """Whether the row holds."""
        return not self.excess

    @property
    def room(self) -> Amount:
        """How far the value may still go before the row is broken, below 0 where it is; an equality has none."""
        if self.sense == "=":
            return -self.excess
        return self.limit - self.value if self.sense == "<=" else self.value - self.limit

    @property
    def is_tight(self) -> bool:
        """Whether an inequality is kept with nothing left. That nothing is taken of nothing tells nobody anything."""
        return self.sense != "=" and self.value == self.limit and (self.sense == ">=" or self.limit != 0)


def at_most(
    family: str, row: str, value: Amount, limit: Amount, unit: Unit = "won", *, remark: Text | None = None
) -> Finding:
    """The value may not be above the limit."""
    excess = NOTHING if value <= limit else Fraction(value - limit)
    return Finding(family, row, value, limit, "<=", unit, excess, remark)


def at_least(
    family: str, row: str, value: Amount, limit: Amount, unit: Unit = "won", *, remark: Text | None = None
) -> Finding:
    """The value may not be below the limit."""
    excess = NOTHING if value >= limit else Fraction(limit - value)
    return Finding(family, row, value, limit, ">=", unit, excess, remark)


def equal(
    family: str, row: str, value: Amount, limit: Amount, unit: Unit = "won", *, remark: Text | None = None
) -> Finding:
    """The value must be the limit."""
    excess = NOTHING if value == limit else abs(Fraction(value - limit))
    return Finding(family, row, value, limit, "=", unit, excess, remark)
