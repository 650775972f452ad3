"""The objective along the levels of one fairness rule, as plain data."""

from __future__ import annotations

from dataclasses import dataclass

from planner.languages import Text
from planner.plan.plan import Plan


@dataclass(frozen=True)
class Point:
    """A level of the rule, and the objective with it [its unit]; ``value`` is None where no plan keeps the rule there.

    ``bound``: no plan is better than this; None where that is not known. Not ``answered``: the solver had neither a
    plan nor a proof that there is none.
    """

    level: float
    value: float | None
    bound: float | None
    answered: bool = True


@dataclass(frozen=True)
class Curve:
    """The objective at each level of fairness rule ``rule`` (its number in the list, from 1), levels rising.

    ``says`` is the level in words, ``level`` what the model states. ``ends_between``: the last level that some plan
    keeps and the next one tried, which none does; None where plans keep all levels tried.
    """

    rule: int
    says: Text
    objective: str
    unit: str
    points: tuple[Point, ...]
    level: float
    plan: Plan
    ends_between: tuple[float, float] | None
    stopped: bool
