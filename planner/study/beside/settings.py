"""What changed between the rules of two models: rule by rule, and value by value within a rule.

A rule of a list has no name: equal ones are the same rule, wherever they stand; of the others each is the rule with
which it has most values in common. What says nothing to a plan (names, remarks, sources) is told apart.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from planner.programme.canonical import canonical_text, in_any_order
from planner.programme.programme import READING
from planner.programme.rules import Rules
from planner.study.beside.leaves import leaves

_WORDS = re.compile(r"(^|\.)(programme|notes|source|name)$")
"""Keys that no plan depends on. Names of funders are for people: rules know them by their ids."""

_NAMED = ("groups", "technology_classes")
"""Names for sets: a rule that speaks of one says what it does."""

_MISSING: Any = object()

_ALIKE = Fraction(1, 2)
"""Rules of a list that have less in common than this are two rules."""


@dataclass(frozen=True)
class Value:
    """A value that changed, as it is written; none where the model has none."""

    key: str
    before: str | None
    after: str | None


@dataclass(frozen=True)
class Setting:
    """A rule that changed: where the model states it, before and after, and the values that are others.

    ``place`` is its path of keys and places in the model's plain data; of a rule that came it ends with None.
    """

    key: str
    field: str
    values: tuple[Value, ...]
    place: tuple[str | int | None, ...]
    before_key: str | None
    after_key: str | None
    after: Any

    @property
    def is_words(self) -> bool:
        """Whether only words for people changed."""
        return all(_WORDS.search(value.key) for value in self.values)

    @property
    def is_name(self) -> bool:
        """Whether a name for a set came or went: the rules that speak of the set are those that decide."""
        return self.field in _NAMED and (self.before_key is None or self.after_key is None)

    @property
    def decides(self) -> bool:
        """Whether a plan can depend on it."""
        return not self.is_words and not self.is_name


def changed_settings(before: Rules, after: Rules) -> tuple[Setting, ...]:
    """The rules that are others, in the order of the model."""
    old, new = (_plain(rules) for rules in (before, after))
    return tuple(found for key in _keys(old, new) for found in _of_field(key, old, new))


def with_settings(before: Rules, settings: Iterable[Setting], names_of: Rules) -> Rules:
    """The rules with only these changes made. Names for sets that ``names_of`` has besides are there as well.

    Raises pydantic's ``ValidationError`` where some of these rules cannot be without others.
    """
    data = copy.deepcopy(before.normalised())
    other = names_of.normalised()
    for field in _NAMED:
        if field in other:
            data[field] = {**other[field], **data.get(field, {})}
    gone: list[tuple[list[Any], Any]] = []
    for setting in settings:
        _set(data, setting, gone)
    for rules, entry in gone:
        rules[:] = [kept for kept in rules if kept is not entry]
    return Rules.model_validate({key: value for key, value in data.items() if value not in ([], {})})


def _plain(rules: Rules) -> dict[str, Any]:
    return {key: value for key, value in rules.normalised().items() if key not in READING}


def _keys(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[str]:
    """The keys of the model in the order of the vocabulary."""
    return (key for key in Rules.model_fields if key in old or key in new)


def _of_field(key: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Setting]:
    before, after = old.get(key, _MISSING), new.get(key, _MISSING)
    if key == "funders":
        yield from _funders(before, after)
    elif key in _NAMED:
        yield from _named(key, {} if before is _MISSING else before, {} if after is _MISSING else after, (key,))
    elif _is_list_of_rules(key, before, after):
        yield from _list(key, [] if before is _MISSING else before, [] if after is _MISSING else after)
    else:
        yield from _one(key, before, after, (key,), key)


def _is_list_of_rules(key: str, before: Any, after: Any) -> bool:
    """Objectives are a list too, and their order says something: they are one setting."""
    return key != "objective" and any(
        isinstance(value, list) and all(isinstance(entry, Mapping) for entry in value) for value in (before, after)
    )


def _funders(before: Sequence[Any], after: Sequence[Any]) -> Iterator[Setting]:
    """Purses are known by their ids; budgets, rates and the rest of a purse are rules of their own."""
    old = {funder["id"]: (place, funder) for place, funder in enumerate(before)}
    new = {funder["id"]: funder for funder in after}
    for name in (*old, *(name for name in new if name not in old)):
        place, mine = old.get(name, (None, _MISSING))
        theirs = new.get(name, _MISSING)
        if mine is _MISSING or theirs is _MISSING:
            yield from _one(f"funders.{name}", mine, theirs, ("funders", place), "funders")
        else:
            yield from _named(f"funders.{name}", mine, theirs, ("funders", place), "funders")


def _named(
    key: str, old: Mapping[str, Any], new: Mapping[str, Any], place: tuple[str | int | None, ...], field: str = ""
) -> Iterator[Setting]:
    """Each entry of a map by itself."""
    for name in (*old, *(name for name in new if name not in old)):
        before, after = old.get(name, _MISSING), new.get(name, _MISSING)
        yield from _one(f"{key}.{name}", before, after, (*place, name), field or key)


def _list(key: str, old: Sequence[Any], new: Sequence[Any]) -> Iterator[Setting]:
    pairs = _paired(old, new)
    for place, entry in enumerate(old):
        other = pairs.get(place)
        after_key = None if other is None else f"{key}[{other + 1}]"
        after = _MISSING if other is None else new[other]
        yield from _one(f"{key}[{place + 1}]", entry, after, (key, place), key, after_key)
    for place, entry in enumerate(new):
        if place not in pairs.values():
            yield from _one(f"{key}[{place + 1}]", _MISSING, entry, (key, None), key)


def _paired(old: Sequence[Any], new: Sequence[Any]) -> dict[int, int]:
    """Which rule of the new list each of the old one is: equal ones first, then those that are most alike."""
    texts = [[canonical_text(in_any_order(entry)) for entry in entries] for entries in (old, new)]
    pairs: dict[int, int] = {}
    left = dict(enumerate(texts[1]))
    for place, text in enumerate(texts[0]):
        same = next((other for other, known in left.items() if known == text), None)
        if same is not None:
            pairs[place] = same
            del left[same]
    alike = sorted(
        (-_likeness(old[place], new[other]), abs(place - other), place, other)
        for place in range(len(old))
        if place not in pairs
        for other in left
    )
    for likeness, _, place, other in alike:
        if -likeness >= _ALIKE and place not in pairs and other not in pairs.values():
            pairs[place] = other
    return dict(sorted(pairs.items()))


def _likeness(old: Any, new: Any) -> Fraction:
    """The part of all values of two rules that is the same in both; words count for nothing."""
    values = [{(key, text) for key, text in leaves(entry) if not _WORDS.search(key)} for entry in (old, new)]
    keys = {key for entry in values for key, _ in entry}
    return Fraction(len(values[0] & values[1]), max(len(keys), 1))


def _one(
    key: str, before: Any, after: Any, place: tuple[str | int | None, ...], field: str, after_key: str | None = None
) -> Iterator[Setting]:
    """The setting of a key, where it changed."""
    values = tuple(_values(key, before, after))
    if values:
        yield Setting(
            key=key,
            field=field,
            values=values,
            place=place,
            before_key=None if before is _MISSING else key,
            after_key=None if after is _MISSING else after_key or key,
            after=None if after is _MISSING else after,
        )


def _values(key: str, before: Any, after: Any) -> Iterator[Value]:
    old = {} if before is _MISSING else dict(leaves(before, key))
    new = {} if after is _MISSING else dict(leaves(after, key))
    for name in (*old, *(name for name in new if name not in old)):
        if old.get(name) != new.get(name):
            yield Value(name, old.get(name), new.get(name))


def _set(data: dict[str, Any], setting: Setting, gone: list[tuple[list[Any], Any]]) -> None:
    """Make the change in the plain data; rules of lists that go are taken out when all places have been used."""
    *way, last = setting.place
    holder: Any = data
    for step in way:
        if isinstance(holder, dict):
            holder.setdefault(step, [] if last is None else {})
        holder = holder[step]
    if last is None:
        holder.append(setting.after)
    elif setting.after_key is not None:
        holder[last] = setting.after
    elif isinstance(holder, list) and isinstance(last, int):
        gone.append((holder, holder[last]))
    else:
        holder.pop(last, None)
