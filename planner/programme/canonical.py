"""Data without the order that says nothing, so that equal data are equal however they were written down.

Every list of the rules is a set of rules or of names, but for those that :data:`ORDERED` names. People know a rule by
its number in its list, and so do the rows that it is built into; therefore the lists themselves stay as they are, and
whatever must not hang on their order goes through them by :func:`numbered`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from planner.programme.quantities import Vocabulary

ORDERED = frozenset({("objective",), ("years", "award"), ("offsets", "bundles", "classes")})
"""The lists whose order says something: objectives by importance, first and last year, classes from the smallest."""


def canonical_text(data: Any) -> str:
    """Plain data as canonical JSON: sorted keys, no spaces. Raises ``ValueError`` for nan and infinities."""
    return json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def in_any_order(data: Any, place: tuple[str, ...] = ()) -> Any:
    """Plain data of the rules with every list sorted, but for those whose order says something.

    ``place``: the keys under which the data lie.
    """
    if isinstance(data, Mapping):
        return {key: in_any_order(value, (*place, str(key))) for key, value in data.items()}
    if not isinstance(data, list):
        return data
    entries = [in_any_order(entry, place) for entry in data]
    return entries if place in ORDERED else sorted(entries, key=canonical_text)


def numbered[R: Vocabulary](rules: Iterable[R]) -> list[tuple[int, R]]:
    """The rules with their numbers in the model's list, from 1, in an order that does not hang on that of the list."""
    return sorted(enumerate(rules, start=1), key=lambda rule: canonical_text(in_any_order(rule[1].normalised())))
