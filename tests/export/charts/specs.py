"""What a chart's specification holds, for tests: its rows of data, its words."""

from collections.abc import Iterator
from typing import Any

from planner.export.charts.drawn import spec
from planner.export.charts.picture import Picture


def rows(picture: Picture | None) -> list[dict[str, Any]]:
    """All rows of all data."""
    assert picture is not None
    return [row for data in spec(picture)["datasets"].values() for row in data]


def rows_with(picture: Picture | None, *keys: str) -> list[dict[str, Any]]:
    """The rows that have these columns."""
    return [row for row in rows(picture) if set(keys) <= set(row)]


def nodes(value: Any, under: str = "") -> Iterator[tuple[str, Any]]:
    """Every key with its value, and every member of a list under the list's key; data are left out."""
    yield under, value
    if isinstance(value, dict):
        for key, inner in value.items():
            if key != "datasets":
                yield from nodes(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from nodes(inner, under)
