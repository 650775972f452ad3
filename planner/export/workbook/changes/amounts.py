"""The three columns of the form: before, revised, and by how much that is more or less, as a live formula."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from planner.export.columns import Column, Kind, Place
from planner.languages import T, Text

type Amount = int | Decimal


def three[Row](
    key: str,
    kind: Kind,
    before: Callable[[Row], Amount],
    revised: Callable[[Row], Amount],
    headings: tuple[Text, Text, Text] | None = None,
    *,
    summed: bool = True,
) -> tuple[Column[Row], ...]:
    """The columns ``before_KEY``, ``revised_KEY`` and ``change_KEY`` of an amount."""
    names = (f"before_{key}", f"revised_{key}", f"change_{key}")
    first, second, third = headings or (T("Before"), T("Revised"), T("Increase or decrease"))

    def difference(place: Place) -> str:
        return f"={place.cell(names[1])}-{place.cell(names[0])}"

    return (
        Column(names[0], first, kind, before, "sum" if summed else None),
        Column(names[1], second, kind, revised, "sum" if summed else None),
        Column(
            names[2],
            third,
            kind,
            lambda row: revised(row) - before(row),
            "sum" if summed else None,
            difference,
            style_of=lambda _: "change",
            total_style="total_change",
        ),
    )
