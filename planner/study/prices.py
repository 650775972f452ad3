"""The price of each fairness rule: what the objective is without it, found by solving again.

Rules are left out one at a time, then all together. Objectives that compare gains (max-min, leximin) and stand before
another objective are such rules too: without them the other is free. The objective whose price is told is the first
that compares no gains; where there is none, most lifetime tonnes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from planner.languages import T, Text
from planner.plan.plan import FairnessFigure, ObjectiveValue, Plan
from planner.programme.fairness import FairnessRule
from planner.programme.objective import MOST_LIFETIME_TONNES, Objective
from planner.programme.programme import Programme
from planner.solving.outcome import Limits
from planner.study.planning import Planned, make_plan
from planner.study.price import Price, Prices, Reached


def find_prices(programme: Programme, limits: Limits, say: Callable[[Text], None] = lambda _: None) -> Prices:
    """Solve the programme, then again without each fairness rule; each time within the limits.

    Raises what :func:`planner.study.planning.make_plan` raises.
    """
    fair = make_plan(programme, limits, say)
    priced = priced_objective(programme)
    runs: list[Planned] = [fair]

    def without(less: Programme, what: Text) -> Reached:
        say(what)
        found = make_plan(less, limits)
        runs.append(found)
        return reached_in(found.plan, priced)

    with_all = reached_in(fair.plan, priced)
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
    value = value_in(fair.plan, priced)
    return Prices(fair.plan, value.name, value.unit, tuple(prices), any(run.stopped for run in runs))


def priced_objective(programme: Programme) -> Objective:
    """The objective whose price is told: the first that compares no gains; where there is none, lifetime tonnes."""
    plain = (objective for objective in programme.rules.objective if objective.benefit is None)
    return next(plain, MOST_LIFETIME_TONNES[0])


def _gains_before(objectives: Sequence[Objective], priced: Objective) -> list[int]:
    """The numbers of the objectives that compare gains and decide before the priced one."""
    first = objectives.index(priced) if priced in objectives else len(objectives)
    return [number for number in range(1, first + 1) if objectives[number - 1].benefit is not None]


def reached_in(plan: Plan, priced: Objective) -> Reached:
    """What a plan reaches of the objective, and the best that is possible."""
    value = value_in(plan, priced)
    return Reached(value.value if value.exact is None else value.exact, value.bound)


def value_in(plan: Plan, priced: Objective) -> ObjectiveValue:
    """The objective in a plan; lifetime tonnes where the plan was made for none that counts anything."""
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
