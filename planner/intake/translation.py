"""What validation says about a model, in the model's own words: key, place, what is allowed, what to write instead."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeAliasType, get_args, get_origin

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from planner.errors import Fault
from planner.intake import faults
from planner.intake.guessing import guess
from planner.intake.places import Location, ModelPlaces
from planner.languages import T, Text
from planner.programme.rules import Rules

REASONS: Mapping[str, Text] = {
    "at_least is above at_most": T("at_least is above at_most"),
    "count_until is before the last award year": T("count_until is before the last award year"),
    "is a logical value, not a number": T("is a logical value, not a number"),
    "is not a number": T("is not a number"),
    "is not a whole number": T("is not a whole number"),
    "must be 1 or 2; a tier-3 supplier is entered as tier 2": T(
        "is no tier: it must be 1 or 2, and a tier-3 supplier is entered as tier 2"
    ),
    "payers goes with of: support": T("payers goes with of: support only"),
    "state at_least, at_most or both": T("neither at_least nor at_most is given"),
    "state either maximise or ratio": T("the objective wants either maximise or ratio, and not both"),
    "state floor, cap or both": T("neither floor nor cap is given"),
    "state per and won, or won_per_lifetime_tonne": T("give per and won, or won_per_lifetime_tonne"),
    "the first award year is after the last": T("the first award year is after the last"),
    "the floor is above the cap": T("the floor is above the cap"),
    "won_per_lifetime_tonne stands alone, without funders, per and won": T(
        "won_per_lifetime_tonne stands alone, without funders, per and won"
    ),
}
"""The sentences of the vocabulary's own checks, so that they can be worded in other languages."""

_ALTERNATIVES_AS_MAP = frozenset({"CarryLimit", "TonnesDeployment"})
_MEASURES = "lifetime_tonnes, discounted_tonnes, tonnes_in_2030"


def translated(errors: Iterable[ErrorDetails], places: ModelPlaces) -> list[Fault]:
    """One fault for each thing that is wrong, in order."""
    found: dict[tuple[str, str, str], Fault] = {}
    for error in errors:
        if not _of_an_alternative_not_meant(error):
            fault = _TRANSLATORS.get(error["type"], _as_it_is)(error, places)
            found.setdefault((fault.code, fault.place, str(fault.problem)), fault)
    return list(found.values())


def guessed_key(location: Location) -> str | None:
    """The known key that an unknown one at a location was probably meant to be."""
    return guess(str(location[-1]), _keys_at(location[:-1]))


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


def _models_at(location: Location) -> list[type[BaseModel]]:
    models: list[type[BaseModel]] = [Rules]
    for part in location:
        named = [model for model in models if model.__name__ == part]
        having = [model for model in models if isinstance(part, str) and part in model.model_fields]
        if named:
            models = named
        elif having:
            models = [found for model in having for found in models_in(model.model_fields[str(part)].annotation)]
    return models


def _keys_at(location: Location) -> list[str]:
    return [name for model in _models_at(location) for name in model.model_fields]


def _of_an_alternative_not_meant(error: ErrorDetails) -> bool:
    """Where a value may be a word, a number or a map, only what speaks of the form that was written is of use."""
    location = [part for part in error["loc"] if isinstance(part, str)]
    as_map = any(part in _ALTERNATIVES_AS_MAP for part in location)
    as_value = any(part.startswith(("literal[", "function-")) for part in location)
    return (as_map and error["type"] == "model_type") or (as_value and isinstance(error["input"], Mapping))


def _unknown_key(error: ErrorDetails, places: ModelPlaces) -> Fault:
    location, key = error["loc"], error["loc"][-1]
    near = guessed_key(location)
    place = places.place_of(location)
    if near is not None:
        return faults.UNKNOWN_KEY.at(place, key=key, guess=near)
    return faults.UNKNOWN_KEY_WITHOUT_GUESS.at(place, key=key, known=", ".join(_keys_at(location[:-1])))


def _missing_key(error: ErrorDetails, places: ModelPlaces) -> Fault:
    location, key = error["loc"], error["loc"][-1]
    place = places.place_of(location[:-1])
    if isinstance(key, int):
        return _wrong_shape(place, T("a list of two years"), T("a list of one"), "award: [2026, 2031]")
    meanings = [model.model_fields[key].description for model in _models_at(location[:-1]) if key in model.model_fields]
    return faults.MISSING_KEY.at(place, key=key, meaning=next((text for text in meanings if text), key))


def _not_allowed(error: ErrorDetails, places: ModelPlaces) -> Fault:
    allowed = re.findall(r"'([^']*)'", str(error["ctx"]["expected"]))
    return _choice(places.place_of(error["loc"]), error["input"], allowed)


def _choice(place: str, found: object, allowed: Sequence[str]) -> Fault:
    near = guess(str(found), allowed)
    if near is not None:
        return faults.NOT_ALLOWED_WITH_GUESS.at(place, found=_shown(found), guess=near, allowed=", ".join(allowed))
    return faults.NOT_ALLOWED.at(place, found=_shown(found), allowed=", ".join(allowed))


def _not_a_measure(error: ErrorDetails, places: ModelPlaces) -> Fault:
    return _choice(places.place_of(error["loc"]), error["input"], _MEASURES.split(", "))


def _own_check(error: ErrorDetails, places: ModelPlaces) -> Fault:
    """A check of the vocabulary itself failed: of one value, or of a rule as a whole."""
    sentence = str(error["ctx"]["error"])
    reason: object = REASONS.get(sentence, sentence)
    place, found = places.place_of(error["loc"]), error["input"]
    if isinstance(found, Mapping | list):
        kind = faults.CONTRADICTION if not sentence.startswith("is ") else None
        if kind is not None:
            return kind.at(place, reason=reason)
        return _wrong_shape(place, T("a number"), _kind_of(found), "5_000_000_000")
    wanted = T("a whole number, in plain digits") if "whole" in sentence else T("a plain number such as 0.5 or 1000000")
    if "tier" in sentence:
        wanted = T("1 or 2")
    return faults.WRONG_VALUE.at(place, found=_shown(found), reason=reason, wanted=wanted)


def _out_of_range(error: ErrorDetails, places: ModelPlaces) -> Fault:
    limits: Mapping[str, Callable[[object], Text]] = {
        "ge": lambda limit: T("{limit} or more", limit=limit),
        "le": lambda limit: T("{limit} or less", limit=limit),
        "gt": lambda limit: T("above {limit}", limit=limit),
    }
    context = error["ctx"]
    limit = next(wording(context[name]) for name, wording in limits.items() if name in context)
    return faults.OUT_OF_RANGE.at(places.place_of(error["loc"]), found=_shown(error["input"]), limit=limit)


def _empty_text(error: ErrorDetails, places: ModelPlaces) -> Fault:
    return faults.WRONG_VALUE.at(places.place_of(error["loc"]), found="", reason=T("is empty"), wanted=T("a name"))


def _not_text(error: ErrorDetails, places: ModelPlaces) -> Fault:
    found = error["input"]
    if found is None or isinstance(found, Mapping | list):
        return _wrong_shape(places.place_of(error["loc"]), T("text"), _kind_of(found), "a name")
    return faults.WRONG_VALUE.at(
        places.place_of(error["loc"]),
        found=_shown(found),
        reason=T("is not text"),
        wanted=T('it in quotes: "{found}"', found=found),
    )


def _not_logical(error: ErrorDetails, places: ModelPlaces) -> Fault:
    return _choice(places.place_of(error["loc"]), error["input"], ("true", "false"))


def _not_a_map(error: ErrorDetails, places: ModelPlaces) -> Fault:
    models = _models_at(error["loc"])
    keys = [name for model in models[:1] for name, field in model.model_fields.items() if field.is_required()]
    example = f"{{{', '.join(f'{key}: …' for key in keys) or '…'}}}" if error["type"] == "model_type" else "{2026: …}"
    return _wrong_shape(places.place_of(error["loc"]), T("a map of keys"), _kind_of(error["input"]), example)


def _not_a_list(error: ErrorDetails, places: ModelPlaces) -> Fault:
    example = "award: [2026, 2031]" if error["type"] == "too_long" else "[…, …]"
    return _wrong_shape(places.place_of(error["loc"]), T("a list"), _kind_of(error["input"]), example)


def _wrong_shape(place: str, wanted: Text, found: Text, example: str) -> Fault:
    return faults.WRONG_SHAPE.at(place, wanted=wanted, found=found, example=example)


def _as_it_is(error: ErrorDetails, places: ModelPlaces) -> Fault:
    return faults.WRONG_VALUE.at(
        places.place_of(error["loc"]), found=_shown(error["input"]), reason=error["msg"], wanted=T("another value")
    )


def _shown(value: object) -> str:
    text = "" if value is None else str(value)
    return text if len(text) <= 60 else text[:57] + "..."


def _kind_of(value: Any) -> Text:
    if value is None:
        return T("nothing")
    if isinstance(value, Mapping):
        return T("a map")
    if isinstance(value, list | tuple):
        return T("a list of {count}", count=len(value))
    return T('"{value}"', value=_shown(value))


_TRANSLATORS: Mapping[str, Callable[[ErrorDetails, ModelPlaces], Fault]] = {
    "extra_forbidden": _unknown_key,
    "missing": _missing_key,
    "literal_error": _not_allowed,
    "string_pattern_mismatch": _not_a_measure,
    "value_error": _own_check,
    "greater_than_equal": _out_of_range,
    "less_than_equal": _out_of_range,
    "greater_than": _out_of_range,
    "string_too_short": _empty_text,
    "string_type": _not_text,
    "bool_parsing": _not_logical,
    "bool_type": _not_logical,
    "model_type": _not_a_map,
    "dict_type": _not_a_map,
    "tuple_type": _not_a_list,
    "too_long": _not_a_list,
}
