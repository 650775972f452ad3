"""Which keys a model may have at a place, and which of them an unknown one was probably meant to be."""

from __future__ import annotations

import functools
from typing import TypeAliasType, get_args, get_origin

from pydantic import BaseModel

from planner.intake.guessing import guess
from planner.intake.places import Location
from planner.programme.fairness import FairShare
from planner.programme.rules import Rules

_TOLD_BY_NO_KEY = FairShare.__name__
"""A fairness rule without the key that tells its kind counts as this one, so that any kind may have been meant."""


def models_at(location: Location, root: type[BaseModel] = Rules) -> list[type[BaseModel]]:
    """The words of the vocabulary that may stand at a location; ``root`` is the word that the whole file is."""
    models = [root]
    for part in location:
        named = [model for model in models if model.__name__ == part]
        having = [model for model in models if isinstance(part, str) and part in model.model_fields]
        if named:
            models = named
        elif having:
            models = [found for model in having for found in models_in(model.model_fields[str(part)].annotation)]
    return models


def keys_at(location: Location, root: type[BaseModel] = Rules) -> list[str]:
    """The keys that may stand at a location, of any kind of rule that may have been meant."""
    whole = location[:-1] if location and location[-1] == _TOLD_BY_NO_KEY else location
    return list(dict.fromkeys(name for model in models_at(whole, root) for name in model.model_fields))


def guessed_key(location: Location, root: type[BaseModel] = Rules) -> str | None:
    """The known key that an unknown one at a location was probably meant to be, of the same kind of rule if it can."""
    return _guessed_key(tuple(location), root)


@functools.lru_cache(maxsize=10_000)
def _guessed_key(location: tuple[str | int, ...], root: type[BaseModel]) -> str | None:
    unknown, around = str(location[-1]), location[:-1]
    own = [name for model in models_at(around, root) for name in model.model_fields]
    return guess(unknown, own) or guess(unknown, keys_at(around, root))


def tells_another_kind(location: Location, root: type[BaseModel] = Rules) -> bool:
    """Whether an unknown key was probably meant to be one that tells another kind of rule than the one assumed."""
    near = guessed_key(location, root)
    return near is not None and all(near not in model.model_fields for model in models_at(location[:-1], root))


def models_in(annotation: object) -> list[type[BaseModel]]:
    """The words of the vocabulary that an annotation speaks of, through lists, maps and alternatives."""
    if isinstance(annotation, TypeAliasType):
        return models_in(annotation.__value__)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    inner: list[object] = list(get_args(annotation))
    origin = get_origin(annotation)
    if isinstance(origin, TypeAliasType):
        inner.append(origin)
    return [model for part in inner for model in models_in(part)]
