"""The single values of a model's plain data, each under the path of keys and places that leads to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any


def leaves(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Path and value as text; funders by their ids, other rules of lists by their places, from 1."""
    if isinstance(value, Mapping):
        for key, part in value.items():
            yield from leaves(part, f"{path}.{key}" if path else str(key))
    elif isinstance(value, list) and any(isinstance(part, Mapping | list) for part in value):
        for place, part in enumerate(value, start=1):
            named = path == "funders" and isinstance(part, Mapping)
            yield from leaves(part, f"{path}.{part['id']}" if named else f"{path}[{place}]")
    elif isinstance(value, list):
        yield path, ", ".join(map(written, value))
    else:
        yield path, written(value)


def written(value: object) -> str:
    """A value as people write it: large numbers with separators."""
    return f"{value:,}" if isinstance(value, int) and not isinstance(value, bool) and abs(value) > 9999 else str(value)
