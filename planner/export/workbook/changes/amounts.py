"""The three columns of the form: before, revised, and by how much that is more or less, as a live formula."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal

from planner.export.columns import Column, Kind, Place
from planner.languages import T, Text
from planner.study.comparison import Totals

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


_OF_TOTALS: dict[str, tuple[Kind, Callable[[Totals], Amount], tuple[Text, Text, Text]]] = {
    "support": (
        Kind.WON,
        lambda totals: totals.support_won,
        (T("Support, before"), T("Support, revised"), T("Support, increase or decrease")),
    ),
    "upgrades": (
        Kind.COUNT,
        lambda totals: totals.upgrades,
        (T("Upgrades, before"), T("Upgrades, revised"), T("Upgrades, increase or decrease")),
    ),
    "tonnes": (
        Kind.TONNES,
        lambda totals: totals.tonnes,
        (T("Tonnes, before"), T("Tonnes, revised"), T("Tonnes, increase or decrease")),
    ),
}
"""What awards come to: its kind, the figure, and what the three columns of it are called."""


def three_of_totals[Row](
    keys: Iterable[str], of: Callable[[Row], tuple[Totals, Totals]], *, summed: bool
) -> Iterator[Column[Row]]:
    """The three columns of each of these figures of what a row's awards come to, before and revised."""
    for key in keys:
        kind, figure, headings = _OF_TOTALS[key]
        yield from three(key, kind, _figure_of(0, figure, of), _figure_of(1, figure, of), headings, summed=summed)


def _figure_of[Row](
    place: int, figure: Callable[[Totals], Amount], of: Callable[[Row], tuple[Totals, Totals]]
) -> Callable[[Row], Amount]:
    return lambda row: figure(of(row)[place])
