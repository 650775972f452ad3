"""The price of each fairness rule: what the objective is without it, found by solving again.

Rules are left out one at a time, then all together. Objectives that compare gains (max-min, leximin) and stand before
another objective are such rules too: without them the other is free. The objective whose price is told is the first
that compares no gains; where there is none, most lifetime tonnes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from planner.languages import T, Text
from planner.plan.plan import FairnessFigure, ObjectiveValue, Plan
from planner.programme.fairness import FairnessRule
from planner.programme.objective import MOST_LIFETIME_TONNES, Objective
from planner.programme.programme import Programme
from planner.solving.outcome import Limits
from planner.study.planning import Planned, make_plan


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


def find_prices(programme: Programme, limits: Limits, say: Callable[[Text], None] = lambda _: None) -> Prices:
    """Solve the programme, then again without each fairness rule; each time within the limits.

    Raises what :func:`planner.study.planning.make_plan` raises.
    """
    fair = make_plan(programme, limits, say)
    priced = _priced(programme)
    runs: list[Planned] = [fair]

    def without(less: Programme, what: Text) -> Reached:
        say(what)
        found = make_plan(less, limits)
        runs.append(found)
        return _reached(found.plan, priced)

    with_all = _reached(fair.plan, priced)
    less_is_better = priced.minimise is not None
    prices = []
    for number in range(1, len(programme.rules.fairness) + 1):
        reached = without(_without_rule(programme, number), T("Without fairness rule {number}.", number=number))
        figures = tuple(figure for figure in fair.plan.fairness if _number(figure) == number)
        prices.append(Price(number, None, figures, None, with_all, reached, less_is_better))
    objectives = programme.rules.objective
    for number in _gains_before(objectives, priced):
        reached = without(_without_objective(programme, number), T("Without objective {number}.", number=number))
        levels = fair.plan.levels or (fair.plan.objective,)
        prices.append(Price(None, number, (), levels[number - 1], with_all, reached, less_is_better))
    if len(prices) > 1:
        reached = without(_without_all(programme, priced), T("Without all of them."))
        prices.append(Price(None, None, (), None, with_all, reached, less_is_better))
    value = _value(fair.plan, priced)
    return Prices(fair.plan, value.name, value.unit, tuple(prices), any(run.stopped for run in runs))


def _priced(programme: Programme) -> Objective:
    plain = (objective for objective in programme.rules.objective if objective.benefit is None)
    return next(plain, MOST_LIFETIME_TONNES[0])


def _gains_before(objectives: Sequence[Objective], priced: Objective) -> list[int]:
    """The numbers of the objectives that compare gains and decide before the priced one."""
    first = objectives.index(priced) if priced in objectives else len(objectives)
    return [number for number in range(1, first + 1) if objectives[number - 1].benefit is not None]


def _reached(plan: Plan, priced: Objective) -> Reached:
    value = _value(plan, priced)
    return Reached(value.value if value.exact is None else value.exact, value.bound)


def _value(plan: Plan, priced: Objective) -> ObjectiveValue:
    """The priced objective in a plan; lifetime tonnes where the plan was made for none that counts anything."""
    if priced in plan.model.objective:
        return (plan.levels or (plan.objective,))[plan.model.objective.index(priced)]
    return ObjectiveValue(name="lifetime_tonnes", value=float(plan.indicators.lifetime_tonnes), unit="t")


def _number(figure: FairnessFigure) -> int:
    """The number of the rule that a figure belongs to: the first index of its row."""
    return int(figure.rule.partition("[")[2].rstrip("]").split(",")[0])


def _without_rule(programme: Programme, number: int) -> Programme:
    fairness = programme.rules.fairness
    return _with(programme, fairness=(*fairness[: number - 1], *fairness[number:]))


def _without_objective(programme: Programme, number: int) -> Programme:
    objectives = programme.rules.objective
    return _with(programme, objective=(*objectives[: number - 1], *objectives[number:]) or MOST_LIFETIME_TONNES)


def _without_all(programme: Programme, priced: Objective) -> Programme:
    kept = tuple(objective for objective in programme.rules.objective if objective.benefit is None)
    return _with(programme, fairness=(), objective=kept or (priced,))


def _with(programme: Programme, **rules: tuple[FairnessRule, ...] | tuple[Objective, ...]) -> Programme:
    return replace(programme, rules=programme.rules.model_copy(update=rules))
