"""Money in the reader's unit: a number format for million won, a column of its own for 억원. Won are never rounded."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator

from planner.export.columns import AnyTable, Cell, Column, Kind, Place, Scaled, scaled
from planner.export.numbers import MoneyUnit
from planner.languages import T, Text
from planner.units import EOK, MILLION

UNITS = {unit: unit.words for unit in MoneyUnit} | {MoneyUnit.EOK_WON: T("100 million won")}
"""The units as headings name them."""

_SAYS = {
    MoneyUnit.WON: T("Amounts in won."),
    MoneyUnit.MILLION_WON: T("Amounts are shown in million won; the cells hold whole won."),
    MoneyUnit.EOK_WON: T("Amounts are shown in 100 million won, worked out from folded columns of whole won."),
}


def in_unit(table: AnyTable, unit: MoneyUnit) -> AnyTable:
    """The table with its amounts of money in that unit; its note says so, and so do headings of other units than won.

    A table that holds no money is left as it is.
    """
    if not any(column.kind is Kind.WON for column in table.columns):
        return table
    says = T("{says} {unit}", says=table.says, unit=_SAYS[unit])
    printed = table.columns if table.printed is None else table.columns[: table.printed]
    return dataclasses.replace(
        table,
        says=says,
        columns=tuple(shown for column in table.columns for shown in _shown(column, unit)),
        printed=None if table.printed is None else sum(1 for column in printed for _ in _shown(column, unit)),
    )


def with_unit(heading: Text, unit: Text) -> Text:
    """A heading that names its unit."""
    return T("{heading} ({unit})", heading=heading, unit=unit)


def _shown[Row](column: Column[Row], unit: MoneyUnit) -> Iterator[Column[Row]]:
    if column.kind is not Kind.WON or unit is MoneyUnit.WON:
        yield column
    elif unit is MoneyUnit.MILLION_WON:
        yield dataclasses.replace(column, heading=with_unit(column.heading, UNITS[unit]))
    else:
        won = with_unit(column.heading, UNITS[MoneyUnit.WON])
        yield dataclasses.replace(column, heading=won, signal=None, hidden=True)
        yield _in_eok(column)


def _in_eok[Row](column: Column[Row]) -> Column[Row]:
    return Column(
        eok_key(column.key),
        with_unit(column.heading, UNITS[MoneyUnit.EOK_WON]),
        Kind.EOK,
        _in_larger(column.value),
        None if column.total is None else Scaled(column.key, EOK),
        _divided(column),
        style_of=column.style_of,
        signal=column.signal,
        total_style=column.total_style,
    )


def eok_key(key: str) -> str:
    """The key of the column that shows a column's won in 억원."""
    return f"{key}:eok"


def _in_larger[Row](value: Callable[[Row], Cell]) -> Callable[[Row], Cell]:
    return lambda row: scaled(value(row), EOK)


def _divided[Row](column: Column[Row]) -> Callable[[Place], str | None]:
    """An empty cell of won stays one in 억원."""

    def formula(place: Place) -> str | None:
        empty = column.formula is None and column.value(place.item) is None
        return None if empty else f"={place.cell(column.key)}/{EOK}"

    return formula


def axis_unit(unit: MoneyUnit) -> Text:
    """The unit of a chart's axis over amounts shown in that unit: won would be too long for it."""
    return UNITS[MoneyUnit.MILLION_WON if unit is MoneyUnit.WON else unit]


def axis_format(unit: MoneyUnit, most_won: int) -> str:
    """The number format of such an axis for amounts up to so many won; its cells hold whole won, or 억원.

    All its labels have as many decimals: so many that the ticks differ.
    """
    one = EOK if unit is MoneyUnit.EOK_WON else MILLION
    number = "#,##0" if most_won >= 10 * one else "0.0" if most_won >= one else "0.00"
    return number if unit is MoneyUnit.EOK_WON else f"{number},,"
