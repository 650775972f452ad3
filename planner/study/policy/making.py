"""What a named rule is made of: who asks, what is answered, and how a programme is changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, NamedTuple

from planner.languages import T, Text
from planner.programme.families import row_name
from planner.programme.programme import Programme
from planner.programme.rules import Rules
from planner.study.policy.levels import SHARE, WON, Level, Unit


class Key(NamedTuple):
    """A rule's name in rows, and which one of that name."""

    rule: str
    which: str

    def __str__(self) -> str:
        return row_name(self.rule, *([self.which] if self.which else []))


@dataclass(frozen=True)
class Drop:
    """A rule that has no level: it holds or it does not."""

    setting: str
    says: Text
    at: Callable[[Programme], Programme]


class Asked(NamedTuple):
    """What is known when a rule is put into words."""

    programme: Programme
    rules: Rules
    key: Key
    rows: tuple[str, ...]
    every_row: frozenset[str]

    @property
    def number(self) -> int:
        """The rule's number in its list, from 1."""
        return int(self.key.which)


class Made(NamedTuple):
    """A rule in words, the ways in which it could be changed, and how it could be dropped."""

    says: Text
    ways: Sequence[tuple[Level, ...]] = ()
    drop: Drop | None = None


SHARED_OUT = {"support": T("support"), "tonnes": T("lifetime tonnes"), "count": T("number of awards")}
PER = {
    "upgrade": T("upgrade"),
    "supplier": T("supplier"),
    "consortium": T("consortium"),
    "programme": T("programme"),
}
EACH = {
    "tier": T("each tier"),
    "region": T("each region"),
    "size": T("each size"),
    "process": T("each process"),
    "consortium": T("each consortium"),
    "supplier": T("each supplier"),
}


def listed(names: Iterable[object]) -> str:
    """Names in a row."""
    return ", ".join(str(name) for name in names)


def entry(asked: Asked, field: str, key: str, says: Text, value: Fraction, unit: Unit, *, raises: bool) -> Level:
    """A level that is one key of one rule in a list."""

    def at(programme: Programme, level: Fraction) -> Programme:
        return with_entry(programme, field, asked.number, **{key: int(level) if unit is WON else level})

    most = Fraction(1) if unit is SHARE else None
    setting = f"{field}.{asked.number - 1}.{key}"
    return Level(setting, says, value, unit, raises, at, at, most=most)


def with_entry(programme: Programme, field: str, number_: int, **update: Any) -> Programme:
    """The programme with some keys of one rule in a list changed."""
    rules = list(getattr(programme.rules, field))
    rules[number_ - 1] = rules[number_ - 1].model_copy(update=update)
    return with_rules(programme, **{field: tuple(rules)})


def with_rules(programme: Programme, **update: Any) -> Programme:
    """The programme with some rules changed."""
    return replace(programme, rules=programme.rules.model_copy(update=update))
