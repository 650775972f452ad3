"""The rules of several files: one may have them, or several that say the same, key by key."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from planner.errors import Fault
from planner.intake import faults
from planner.intake.flat_rules import flattened
from planner.intake.model import Model
from planner.intake.plain_yaml import Path
from planner.languages import T

_OWN = "inputs"
"""Where a file's tables are: each says it of itself."""


def merged_rules(models: Sequence[Model]) -> tuple[Mapping[Any, Any] | None, list[Fault]]:
    """The rules of the first file that has any, as plain data, and a fault for each value that another contradicts."""
    if not models:
        return None, []
    first, *others = models
    rules = {key: value for key, value in first.places.data.items() if key != _OWN}
    return rules, [fault for other in others for fault in _contradictions(first, other)]


def _contradictions(first: Model, other: Model) -> Iterator[Fault]:
    one, two = _values(first), _values(other)
    for path in dict.fromkeys((*one, *two)):
        if one.get(path) != two.get(path):
            places = {"first": first.places.place_of(path), "second": other.places.place_of(path)}
            values = {"value": one.get(path, T("blank")), "other": two.get(path, T("blank"))}
            key = ".".join(map(str, path))
            yield faults.RULES_CONFLICT.at(places["first"], key=key, **values, **places)


def _values(model: Model) -> dict[Path, Any]:
    """Every single value of the rules by where it lies."""
    rules = {key: value for key, value in model.places.data.items() if key != _OWN}
    return {flat.path: flat.value for flat in flattened(rules)}
