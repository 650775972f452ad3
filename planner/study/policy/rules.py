"""The rules that a programme's people have named: what each says, which rows it owns, at which levels it could hold.

Rows that belong to no named rule are definitions, which no repair touches: an upgrade is awarded at most once, every
won is paid by somebody, rates and what suppliers accept are what they are.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from planner.languages import Text
from planner.programme.programme import Programme
from planner.programme.rates import POOL
from planner.study.policy import fairness, money, reach, selection
from planner.study.policy.levels import Level
from planner.study.policy.making import Asked, Drop, Key

MAKERS = {**money.MAKERS, **fairness.MAKERS, **reach.MAKERS, **selection.MAKERS}
"""What puts each rule into words, by its name in rows."""

NUMBERED = (
    "cap",
    "co_funding",
    "matching",
    "technology",
    "cap_share",
    "reserved",
    "floor",
    "footprint",
    "least",
    "gini",
    "target",
)
"""Rules of a list: their rows' index begins with the number of the rule."""

TAKEN_TOGETHER = ("prerequisite", "alternatives", "own_money", "affordability", "pool")
"""Rules that the tables or a single word of the model state for many: one name for all their rows."""

ORDER = (
    "own_rate",
    *TAKEN_TOGETHER,
    "matching",
    "co_funding",
    "cap",
    "technology",
    "cap_share",
    "reserved",
    "budget",
    "mandatory",
    "footprint",
    "gini",
    "least",
    "floor",
    "deployment",
    "reach",
    "target",
)
"""In this order rules are left out one by one to see whether the others conflict without them: those that people would
rather hear of come last, and so stay."""


@dataclass(frozen=True)
class PolicyRule:
    """A named rule: what it says, its rows, and the ways in which it could be changed.

    A way is a level, or levels of one kind that move together for the least sum, such as the years of a budget.
    """

    key: Key
    says: Text
    rows: tuple[str, ...]
    ways: tuple[tuple[Level, ...], ...] = ()
    drop: Drop | None = None


def policy_rules(programme: Programme, rows: Iterable[str]) -> tuple[PolicyRule, ...]:
    """The named rules that own any of these rows, in the order in which they are left out."""
    owned: dict[Key, list[str]] = defaultdict(list)
    funders = sorted(programme.funders, key=len, reverse=True)
    for row in rows:
        key = _key_of(row, funders)
        if key is not None:
            owned[key].append(row)
    every_row = frozenset(row for of_rule in owned.values() for row in of_rule)
    found = [policy_rule(programme, key, of_rule, every_row) for key, of_rule in owned.items()]
    return tuple(sorted(found, key=lambda rule: ORDER.index(rule.key.rule)))


def rule_of_row(programme: Programme, row: str) -> PolicyRule | None:
    """The named rule to which a row belongs, also where the row could not be built; None for definitions."""
    key = _key_of(row, sorted(programme.funders, key=len, reverse=True))
    return None if key is None else policy_rule(programme, key, [], frozenset())


def _key_of(row: str, funders: Sequence[str]) -> Key | None:
    rule, _, index = row.removesuffix("]").partition("[")
    if rule in NUMBERED:
        found = re.match(r"\d+", index)
        return Key(rule, found.group()) if found else None
    if rule == "budget":
        return Key(rule, index.rpartition(",")[0])
    if rule == "own_rate":
        return Key(rule, next((funder for funder in funders if index.startswith(f"{funder},")), POOL))
    if rule in ("mandatory", "reach"):
        return Key(rule, index)
    return Key(rule, "") if rule in TAKEN_TOGETHER or rule == "deployment" else None


def policy_rule(programme: Programme, key: Key, rows: Sequence[str], every_row: frozenset[str]) -> PolicyRule:
    """The rule of that name with these rows; ``every_row`` are the rows of all named rules."""
    made = MAKERS[key.rule](Asked(programme, programme.rules, key, tuple(rows), every_row))
    return PolicyRule(key, made.says, tuple(rows), tuple(way for way in made.ways if way), made.drop)
