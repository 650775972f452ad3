"""Rules of reach: targets, footprints, what is to be reached or spent at least."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

from planner.languages import T
from planner.programme.objective import Objective, TonnesDeployment
from planner.programme.programme import Programme
from planner.study.policy.levels import KILOGRAMS, SHARE, TONNES, Level, number
from planner.study.policy.making import Asked, Drop, Made, entry, listed, with_entry, with_rules


def _footprint(asked: Asked) -> Made:
    rule = asked.rules.footprint[asked.number - 1]
    value = Fraction(rule.at_least_kg or 0)
    name = T("footprint rule {number}", number=asked.number)
    says = T(
        "{rule}: at least {kg} kg less per unit of {product} in {years}",
        rule=name,
        kg=number(value),
        product=rule.product,
        years=listed(rule.year),
    )
    level = entry(
        asked, "footprint", "at_least_kg", T("the least cut of {rule}", rule=name), value, KILOGRAMS, raises=False
    )
    drop = Drop(
        level.setting,
        T("drop {rule}", rule=name),
        lambda p: with_entry(p, "footprint", asked.number, at_least_kg=None),
    )
    return Made(says, [(replace(level, limit_of=asked.rows),)], drop)


def _target(asked: Asked) -> Made:
    rule = asked.rules.targets[asked.number - 1]
    name = T("target {number}", number=asked.number)
    says = T("{rule}: {tonnes} t of {what}", rule=name, tonnes=number(rule.tonnes), what=rule.measure)
    if rule.year is not None:
        says = T("{rule}: {tonnes} t in {year}", rule=name, tonnes=number(rule.tonnes), year=rule.year)
    level = entry(asked, "targets", "tonnes", name, rule.tonnes, TONNES, raises=False)
    others = lambda p: with_rules(p, targets=tuple(t for k, t in enumerate(p.rules.targets, 1) if k != asked.number))  # noqa: E731
    drop = Drop(f"targets.{asked.number - 1}", T("drop {rule}", rule=name), others)
    return Made(says, [(replace(level, limit_of=asked.rows, least=TONNES.step),)], drop)


def _reach(asked: Asked) -> Made:
    measure = asked.key.which
    value = max(objective.reach.get(measure, Fraction(0)) for objective in asked.rules.objective)
    name = T("what is to be reached in {measure}", measure=measure)

    def at(programme: Programme, level: Fraction) -> Programme:
        objectives = tuple(_reaching(objective, measure, level, value) for objective in programme.rules.objective)
        return with_rules(programme, objective=objectives)

    level = Level(
        setting=f"{objective_setting(asked, lambda objective: measure in objective.reach)}.reach.{measure}",
        says=name,
        value=value,
        unit=TONNES,
        raises=False,
        at=at,
        tried=at,
        least=TONNES.step,
        limit_of=asked.rows,
    )
    return Made(T("{rule}: {tonnes} t", rule=name, tonnes=number(value)), [(level,)])


def _reaching(objective: Objective, measure: str, level: Fraction, most: Fraction) -> Objective:
    """The objective with another level: of several with the same measure, that which asks most moves, and none asks
    for more than it."""
    asks = objective.reach.get(measure)
    if asks is None:
        return objective
    return objective.model_copy(
        update={"reach": {**objective.reach, measure: level if asks == most else min(level, asks)}}
    )


def _deployment(asked: Asked) -> Made:
    ratio = asked.rules.ratio
    assert ratio is not None
    name = T("the least deployment")
    if isinstance(ratio.deploy_at_least, TonnesDeployment):
        value, unit, part = ratio.deploy_at_least.tonnes, TONNES, ".tonnes"
        says = T("least deployment: {tonnes} t", tonnes=number(value))
    else:
        value, unit, part = ratio.deploy_at_least, SHARE, ""
        says = T("least deployment: {share} of the budgets", share=SHARE.says(value))

    def at(programme: Programme, level: Fraction) -> Programme:
        stated = level if unit is SHARE else TonnesDeployment(tonnes=level)
        objectives = tuple(
            objective
            if objective.ratio is None
            else objective.model_copy(update={"ratio": objective.ratio.model_copy(update={"deploy_at_least": stated})})
            for objective in programme.rules.objective
        )
        return with_rules(programme, objective=objectives)

    setting = f"{objective_setting(asked, lambda objective: objective.ratio is not None)}.ratio.deploy_at_least{part}"
    # A ratio needs some deployment, so that it never divides by nothing.
    least = value / 1_000
    return Made(says, [(Level(setting, name, value, unit, False, at, at, least=least, limit_of=asked.rows),)])


def objective_setting(asked: Asked, meant: Callable[[Any], bool]) -> str:
    """How ``--set`` finds the objective: the only one, or its number in the list."""
    objectives = asked.rules.objective
    place = next(number_ for number_, objective in enumerate(objectives) if meant(objective))
    return "objective" if len(objectives) == 1 else f"objective.{place}"


MAKERS: Mapping[str, Callable[[Asked], Made]] = {
    "footprint": _footprint,
    "target": _target,
    "reach": _reach,
    "deployment": _deployment,
}
