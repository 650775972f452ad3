"""The axes of a programme by name: each level by its setting, and short names for what is mostly asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from planner.errors import UsageError
from planner.languages import T
from planner.programme.programme import Programme
from planner.study.again import Again
from planner.study.frontier.axis import Axis
from planner.study.policy.levels import Level
from planner.study.policy.making import Key
from planner.study.policy.repayment import REPAYMENT, repayment_level
from planner.study.policy.rules import policy_rule

SIDES = {"floor": "floor", "cap": "cap_share", "gini": "gini", "least": "least"}
"""The key of a fairness rule that has a level, and the name of its rows."""

LISTS = {
    "targets": ("target", "tonnes"),
    "technology_limits": ("technology", "at_most"),
    "footprint": ("footprint", "at_least_kg"),
}
"""Rules of a list that people name by a word of their own, and the key that is their level."""

MANY = 8
"""So many names are offered where one is not known."""


def axis_of(name: str, again: Again) -> Axis:
    """The axis that people ask for by this name. Raises ``UsageError`` with the names there are."""
    known = axes(again)
    if name in known:
        return known[name]
    names = [each for each in known if "." not in each] or list(known)
    said = ", ".join(names[:MANY])
    raise UsageError(T("{name} names no level of this model; levels are named: {names}, ….", name=name, names=said))


def fairness_axis(number: int, again: Again) -> Axis:
    """The level of a fairness rule by its number in the list, from 1. Raises ``UsageError`` where there is none."""
    rules = again.programme.rules.fairness
    if not 1 <= number <= len(rules):
        raise UsageError(
            T("There is no fairness rule {number}: the model has {count}.", number=number, count=len(rules))
        )
    side = next(side for side in SIDES if getattr(rules[number - 1], side, None) is not None)
    return axes(again)[f"{side}.{number}"]


def axes(again: Again) -> Mapping[str, Axis]:
    """All axes of a programme by name: each level by its setting, and short names for what is mostly asked for."""
    programme = again.programme
    levels = {**_fairness(programme), **again.levels, **repayment_level(programme)}
    levels = {setting: level for setting, level in levels.items() if not level.in_table}
    found = {setting: Axis(setting, level.says, (level,)) for setting, level in levels.items()}
    return found | dict(_budgets(programme, levels)) | dict(_short_names(programme, found))


def _fairness(programme: Programme) -> dict[str, Level]:
    """The levels of fairness rules, also of those that have no rows as they are stated."""
    found: dict[str, Level] = {}
    for number, rule in enumerate(programme.rules.fairness, start=1):
        for side, rows in SIDES.items():
            if getattr(rule, side, None) is not None:
                made = policy_rule(programme, Key(rows, str(number)), [], frozenset())
                found |= {level.setting: level for way in made.ways for level in way}
    return found


def _budgets(programme: Programme, levels: Mapping[str, Level]) -> Iterator[tuple[str, Axis]]:
    """The budgets of all years together, purse by purse, and of all purses."""
    every: list[Level] = []
    for funder in programme.rules.funders:
        years = [
            levels[f"funders.{funder.id}.budget.{year}"]
            for year in sorted(funder.budget)
            if f"funders.{funder.id}.budget.{year}" in levels and funder.budget[year] > 0
        ]
        every += years
        if years:
            name = f"budget.{funder.id}"
            yield name, Axis(name, T("the budget of {funder}, all years in proportion", funder=funder.id), tuple(years))
            for level in years:
                year = level.setting.rpartition(".")[2]
                yield f"{name}.{year}", Axis(f"{name}.{year}", level.says, (level,))
    if every:
        yield "budget", Axis("budget", T("the budgets of all funders in proportion"), tuple(every))


def _short_names(programme: Programme, found: Mapping[str, Axis]) -> Iterator[tuple[str, Axis]]:
    """``floor.2`` is the floor of fairness rule 2, ``floor`` the only floor, or the first; so with other rules."""
    for side in SIDES:
        numbers = [n for n, rule in enumerate(programme.rules.fairness, 1) if getattr(rule, side, None) is not None]
        yield from _numbered(side, [(n, found[f"fairness.{n - 1}.{side}"]) for n in numbers])
    for field, (word, key) in LISTS.items():
        settings = [(n, f"{field}.{n - 1}.{key}") for n in range(1, len(getattr(programme.rules, field)) + 1)]
        yield from _numbered(word, [(n, found[setting]) for n, setting in settings if setting in found])
    for word, ending in (("deployment", "ratio.deploy_at_least"), ("deployment", "ratio.deploy_at_least.tonnes")):
        for setting, axis in found.items():
            if setting.startswith("objective") and setting.endswith(ending):
                yield word, axis
    for word, setting in (("repayment", REPAYMENT), ("affordability", "affordability.share_of_savings")):
        if setting in found:
            yield word, found[setting]


def _numbered(word: str, axes_: Sequence[tuple[int, Axis]]) -> Iterator[tuple[str, Axis]]:
    for number, axis in axes_:
        yield f"{word}.{number}", axis
    if axes_:
        yield word, axes_[0][1]
