"""Every key that the rules of a programme may have, with its meaning, as the schema of the rules states them.

A key is written as on the rules sheet: YYYY stands for a year, NAME for a name of one's own.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, TypeAliasType, get_args, get_origin

from pydantic import BaseModel

from planner.forms.fields import words_of
from planner.forms.units import named_unit
from planner.intake.keys import models_at
from planner.intake.model_rows import FunderRow
from planner.languages import Text, described
from planner.programme.quantities import Year
from planner.programme.rules import Rules
from planner.programme.selector import Selector

YEAR, NAME = "YYYY", "NAME"
"""What stands for a year and for a name of one's own."""

_ELSEWHERE = frozenset(
    ["inputs", "funders.NAME.budget.YYYY"]
    + ["funders.NAME." + name.replace("pays_", "pays.") for name in FunderRow.model_fields]
)
"""What a workbook needs no rule for: it holds its own tables, and purses and budgets have sheets."""


@dataclass(frozen=True)
class RuleKey:
    """A key: the rule that it belongs to, whether this is a list of entries, the key within it, and its words."""

    rule: str
    is_list: bool
    key: str
    meaning: Text
    unit: str | None
    choices: tuple[str, ...]
    required: bool
    picks: bool
    """Whether it is one of the marks by which suppliers and upgrades are picked."""


@functools.cache
def rule_keys() -> tuple[RuleKey, ...]:
    """The keys, in the order of the schema. ``source``, which nearly every rule may have, is left out."""
    return tuple(_all_keys())


def _all_keys() -> Iterator[RuleKey]:
    for rule, field in Rules.model_fields.items():
        shape = _bare(field.annotation)
        is_list = rule != "funders" and _is_list_of_models(shape)
        prefix = (NAME,) if rule == "funders" else ()
        for path, leaf in _leaves(_entry(shape) if is_list or rule == "funders" else shape, prefix):
            key = _written(path)
            if path[-1:] == ("source",) or f"{rule}.{key}".rstrip(".") in _ELSEWHERE:
                continue
            meaning = meaning_of((rule, *path)) or rule
            required = field.is_required() and rule != "funders" and _asks_for(shape, path)
            unit, picks = named_unit(meaning), _picks(path, meaning)
            yield RuleKey(rule, is_list, key, described(meaning), unit, words_of(leaf), required, picks)


def _asks_for(shape: Any, path: Sequence[str]) -> bool:
    """Whether the rule cannot do without the first key on a path."""
    field = getattr(shape, "model_fields", {}).get(path[0]) if path else None
    return field is None or field.is_required()


def _picks(path: Sequence[str], meaning: str) -> bool:
    mark = Selector.model_fields.get(path[-1]) if path else None
    return mark is not None and mark.description == meaning


def _written(path: Sequence[str]) -> str:
    return ".".join(path).replace(".[", "[")


def meaning_of(path: Sequence[str | int], beside: Mapping[Any, Any] | None = None) -> str | None:
    """The description of the last known key on a path through the rules; None where none is known.

    ``beside`` is the map in which the path ends: it tells which of several kinds of rule is meant.
    """
    for end in range(len(path), 0, -1):
        last = path[end - 1]
        having = [model for model in models_at(path[: end - 1]) if last in model.model_fields]
        fitting = [model for model in having if all(str(key) in model.model_fields for key in beside or ())]
        for model in [*fitting, *having]:
            description = model.model_fields[str(last)].description
            if description is not None:
                return description
    return None


def _leaves(hint: Any, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Any]]:
    """The keys below, each with the type of its value."""
    shape = _bare(hint)
    origin = get_origin(shape)
    if isinstance(shape, type) and issubclass(shape, BaseModel):
        for name, field in shape.model_fields.items():
            yield from _leaves(field.annotation, (*path, name))
    elif origin is dict:
        key, value = get_args(shape)
        yield from _leaves(value, (*path, YEAR if key == Year else NAME))
    elif _is_list_of_models(shape):
        yield from _leaves(_entry(shape), (*path, "[1]"))
    elif _models(shape):
        plain = [part for part in get_args(shape) if not _models(_bare(part)) and part is not type(None)]
        for part in plain[:1]:
            yield path, part
        seen: dict[tuple[str, ...], Any] = {}
        for part in get_args(shape):
            if _models(_bare(part)):
                for inner, leaf in _leaves(part, path):
                    seen.setdefault(inner, leaf)
        yield from seen.items()
    else:
        yield path, shape


def _bare(hint: Any) -> Any:
    """A type without its alias, its annotations and the None that stands for "not given"."""
    if isinstance(hint, TypeAliasType):
        return _bare(hint.__value__)
    origin = get_origin(hint)
    if isinstance(origin, TypeAliasType):
        return _bare(origin.__value__[get_args(hint)])
    if origin is Annotated:
        return _bare(get_args(hint)[0])
    given = [part for part in get_args(hint) if part is not type(None)]
    return _bare(given[0]) if len(given) == 1 and len(get_args(hint)) == 2 and origin is not tuple else hint


def _is_list_of_models(shape: Any) -> bool:
    return get_origin(shape) is tuple and _models(_entry(shape))


def _entry(shape: Any) -> Any:
    return get_args(shape)[0]


def _models(shape: Any) -> bool:
    """Whether the type is a word of the vocabulary, or offers one among others."""
    if isinstance(shape, type):
        return issubclass(shape, BaseModel)
    return get_origin(shape) is not dict and any(_models(_bare(part)) for part in get_args(shape))
