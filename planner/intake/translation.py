"""What validation says about a model, in the model's own words: key, place, what is allowed, what to write instead."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from pydantic_core import ErrorDetails

from planner.errors import Fault
from planner.intake import faults
from planner.intake.guessing import guess
from planner.intake.keys import guessed_key, keys_at, models_at, tells_another_kind
from planner.intake.places import ModelPlaces
from planner.intake.reasons import REASONS, UNKNOWN_SCENARIO
from planner.languages import T, Text, described

_ALTERNATIVES_AS_MAP = frozenset({"CarryLimit", "TonnesDeployment"})
_TONNES = ("lifetime_tonnes", "annual_tonnes", "discounted_tonnes", "tonnes_in_2030")
_BENEFITS = ("support", "count", *_TONNES, "public_won", "oem_won", "fresh_won", "own_won", "all_won")
_DIVISORS = ("baseline_t", "revenue", "cost")


def translated(errors: Iterable[ErrorDetails], places: ModelPlaces) -> list[Fault]:
    """One fault for each thing that is wrong, in order."""
    found: dict[tuple[str, str, str], Fault] = {}
    errors = list(errors)
    unknown = [error["loc"] for error in errors if error["type"] == "extra_forbidden"]
    other_kinds = {location[:-1] for location in unknown if tells_another_kind(location, places.vocabulary)}
    for error in errors:
        of_another_kind = error["type"] == "missing" and error["loc"][:-1] in other_kinds
        if not of_another_kind and not _of_an_alternative_not_meant(error):
            fault = _TRANSLATORS.get(error["type"], _as_it_is)(error, places)
            found.setdefault((fault.code, fault.place, str(fault.problem)), fault)
    return list(found.values())


def _of_an_alternative_not_meant(error: ErrorDetails) -> bool:
    """Where a value may be a word, a number or a map, only what speaks of the form that was written is of use."""
    location = [part for part in error["loc"] if isinstance(part, str)]
    as_map = any(part in _ALTERNATIVES_AS_MAP for part in location)
    as_value = any(part.startswith(("literal[", "function-")) for part in location)
    return (as_map and error["type"] == "model_type") or (as_value and isinstance(error["input"], Mapping))


def _unknown_key(error: ErrorDetails, places: ModelPlaces) -> Fault:
    location, key = error["loc"], error["loc"][-1]
    near = guessed_key(location, places.vocabulary)
    place = places.place_of(location)
    if near is not None:
        return faults.UNKNOWN_KEY.at(place, key=key, guess=near)
    return faults.UNKNOWN_KEY_WITHOUT_GUESS.at(
        place, key=key, known=", ".join(keys_at(location[:-1], places.vocabulary))
    )


def _missing_key(error: ErrorDetails, places: ModelPlaces) -> Fault:
    location, key = error["loc"], error["loc"][-1]
    place = places.place_of(location[:-1])
    if isinstance(key, int):
        return _wrong_shape(place, T("a list of two years"), T("a list of one"), "award: [2026, 2031]")
    models = models_at(location[:-1], places.vocabulary)
    meanings = [model.model_fields[key].description for model in models if key in model.model_fields]
    return faults.MISSING_KEY.at(place, key=key, meaning=described(next((text for text in meanings if text), key)))


def _not_allowed(error: ErrorDetails, places: ModelPlaces) -> Fault:
    allowed = re.findall(r"'([^']*)'", str(error["ctx"]["expected"]))
    return _choice(places.place_of(error["loc"]), error["input"], allowed)


def _choice(place: str, found: object, allowed: Sequence[str], told: Text | None = None) -> Fault:
    """``told`` says what is allowed, where a list of it would be too long."""
    near, listed = guess(str(found), allowed), told or ", ".join(allowed)
    if near is not None:
        return faults.NOT_ALLOWED_WITH_GUESS.at(place, found=_shown(found), guess=near, allowed=listed)
    return faults.NOT_ALLOWED.at(place, found=_shown(found), allowed=listed)


def _not_a_measure(error: ErrorDetails, places: ModelPlaces) -> Fault:
    """Tonnes were wanted, or, where the pattern takes support too, any benefit."""
    place, found = places.place_of(error["loc"]), error["input"]
    if "support" not in error["ctx"]["pattern"]:
        return _choice(place, found, _TONNES)
    divided = [f"{benefit}_per_{divisor}" for benefit in _BENEFITS for divisor in _DIVISORS]
    told = T(
        "{benefits}; each also with {divisors} behind it",
        benefits=", ".join(_BENEFITS),
        divisors=", ".join(f"_per_{divisor}" for divisor in _DIVISORS),
    )
    return _choice(place, found, [*_BENEFITS, *divided], told)


def _own_check(error: ErrorDetails, places: ModelPlaces) -> Fault:
    """A check of the vocabulary itself failed: of one value, or of a rule as a whole."""
    sentence = str(error["ctx"]["error"])
    reason: object = REASONS.get(sentence, sentence)
    place, found = places.place_of(error["loc"]), error["input"]
    if sentence == UNKNOWN_SCENARIO:
        place = places.place_of((*error["loc"], "scenario"))
        if found.get("grid_scenarios"):
            return _choice(place, found["scenario"], sorted(map(str, found["grid_scenarios"])))
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
    models = models_at(error["loc"])
    keys = [name for model in models[:1] for name, field in model.model_fields.items() if field.is_required()]
    example = f"{{{', '.join(f'{key}: …' for key in keys) or '…'}}}" if error["type"] == "model_type" else "{2026: …}"
    return _wrong_shape(places.place_of(error["loc"]), T("a map of keys"), _kind_of(error["input"]), example)


def _not_a_list(error: ErrorDetails, places: ModelPlaces) -> Fault:
    example = "award: [2026, 2031]" if error["type"] == "too_long" else "[…, …]"
    if error["loc"] == ("objective",):
        example = "objective: {maximise: lifetime_tonnes}"
    return _wrong_shape(places.place_of(error["loc"]), T("a list"), _kind_of(error["input"]), example)


def _too_few(error: ErrorDetails, places: ModelPlaces) -> Fault:
    example = "{2026: …}" if isinstance(error["input"], Mapping) else "[…]"
    return _wrong_shape(places.place_of(error["loc"]), T("at least one entry"), T("none"), example)


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
    "too_short": _too_few,
}
