"""What leaving out fairness rules gains, as plain data."""

from __future__ import annotations

from dataclasses import dataclass

from planner.plan.plan import FairnessFigure, ObjectiveValue, Plan


@dataclass(frozen=True)
class Reached:
    """The priced objective in a plan: its value, and the best that is possible where that is known."""

    value: float
    bound: float | None


@dataclass(frozen=True)
class Price:
    """What leaving out one fairness rule, or all of them, gains in the objective [its unit].

    ``rule`` is the rule's number in the list of fairness rules, ``objective`` that of an objective which compares
    gains, both from 1; neither: all together. ``figures`` are what the rule asks and what the plan gives, with shadow
    prices where the plan is an LP.
    """

    rule: int | None
    objective: int | None
    figures: tuple[FairnessFigure, ...]
    level: ObjectiveValue | None
    with_rule: Reached
    without: Reached
    less_is_better: bool

    @property
    def price(self) -> float:
        """By how much the objective is better without."""
        return self._sense * (self.without.value - self.with_rule.value)

    @property
    def share(self) -> float | None:
        """The price as a share of the objective without the rule."""
        return self.price / abs(self.without.value) if self.without.value else None

    @property
    def least(self) -> float | None:
        """The price is at least this, whatever the searches have not proven; None where that is not known."""
        bound = self.with_rule.bound
        return None if bound is None else max(0.0, self._sense * (self.without.value - bound))

    @property
    def most(self) -> float | None:
        """The price is at most this; None where that is not known."""
        bound = self.without.bound
        return None if bound is None else max(0.0, self._sense * (bound - self.with_rule.value))

    @property
    def _sense(self) -> int:
        return -1 if self.less_is_better else 1


@dataclass(frozen=True)
class Prices:
    """The plan with all rules, the objective that is priced, and the prices; the last is that of all rules together."""

    plan: Plan
    objective: str
    unit: str
    prices: tuple[Price, ...]
    stopped: bool
