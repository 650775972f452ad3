"""``--set KEY=VALUE``: values of the model replaced for one run, before anything is checked."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from planner.errors import Fault, UsageError
from planner.intake import faults
from planner.intake.faults import mentioned
from planner.intake.places import ModelPlaces
from planner.intake.plain_yaml import Path, parsed
from planner.languages import T

_NUMBER = re.compile("[0-9]{1,18}")


def override(places: ModelPlaces, overrides: Sequence[str]) -> list[Fault]:
    """Write the overrides into the places' data and remember who gave what; what leads nowhere is returned as faults.

    Raises ``UsageError`` for an override without an equals sign.
    """
    found: list[Fault] = []
    for text in overrides:
        key, equals, value = text.partition("=")
        if not equals or not key.strip():
            raise UsageError(T('--set wants KEY=VALUE, found "{text}".', text=text))
        found.extend(_override(places, key.strip(), value))
    return found


def _override(places: ModelPlaces, key: str, text: str) -> list[Fault]:
    place = f"--set {key}"
    document = parsed(text, place)
    if document.faults:
        return [Fault(fault.code, place, fault.problem, fault.remedy) for fault in document.faults]
    return put(places, key, document.data, place)


def put(places: ModelPlaces, key: str, value: Any, place: str) -> list[Fault]:
    """Write a value under a dotted key and remember who gave it; what leads nowhere is returned as faults."""
    here, rest = places.data, key
    path: Path = ()
    while True:
        part, rest = _next(here, rest)
        if part is None:
            return [faults.LEADS_NOWHERE.at(place, part=rest, known=_known(here))]
        path = (*path, part)
        if not rest:
            here[part] = value
            places.overridden[path] = key
            return []
        if here.get(part) is None if isinstance(here, dict) else False:
            here[part] = {}
            places.overridden[path] = key
        here = here[part]


def _next(here: Any, rest: str) -> tuple[str | int | None, str]:
    """The next step and what remains of the key; no step where there is none, with the part that leads nowhere."""
    if isinstance(here, dict):
        return _key_of_map(here, rest)
    if isinstance(here, list):
        return _entry_of_list(here, rest)
    return None, rest


def _key_of_map(here: Mapping[str | int, Any], rest: str) -> tuple[str | int, str]:
    """A known key, the longest that fits, so that keys may have dots; else the next word is a new key."""
    fitting = [key for key in here if _begins(rest, str(key))]
    if fitting:
        longest = max(fitting, key=lambda key: len(str(key)))
        return longest, rest[len(str(longest)) + 1 :]
    word, _, remainder = rest.partition(".")
    return (int(word) if _NUMBER.fullmatch(word) else word), remainder


def _entry_of_list(here: Sequence[Any], rest: str) -> tuple[int | None, str]:
    """An entry by its id, the longest that fits, or by its number from 0."""
    ids = {
        str(entry["id"]): number for number, entry in enumerate(here) if isinstance(entry, Mapping) and "id" in entry
    }
    fitting = [name for name in ids if _begins(rest, name)]
    if fitting:
        longest = max(fitting, key=len)
        return ids[longest], rest[len(longest) + 1 :]
    word, _, remainder = rest.partition(".")
    if _NUMBER.fullmatch(word) and int(word) < len(here):
        return int(word), remainder
    return None, word


def _begins(rest: str, name: str) -> bool:
    return rest == name or rest.startswith(f"{name}.")


def _known(here: Any) -> object:
    """What could stand instead, for the remedy."""
    if isinstance(here, list) and here:
        return mentioned(
            [entry["id"] if isinstance(entry, Mapping) and "id" in entry else n for n, entry in enumerate(here)]
        )
    return T("nothing; it is a plain value")
