"""Tables of figures as a page shows them: money in the reader's unit, and each figure's unit beside its name."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from fractions import Fraction
from typing import Any

from planner.export.beside.rows import unit_of
from planner.export.columns import AnyTable, Cell, Column, Kind
from planner.export.numbers import MoneyUnit
from planner.export.workbook.money_shown import UNITS, with_unit
from planner.languages import T, Text

_KINDS = {MoneyUnit.MILLION_WON: Kind.COUNT, MoneyUnit.EOK_WON: Kind.EOK}
"""How amounts in a larger unit are written: to the million, whichever it is."""


def in_money(table: AnyTable, money: MoneyUnit) -> AnyTable:
    """The table with its won in that unit, which headings of columns of won name."""
    if money is MoneyUnit.WON:
        return table
    return dataclasses.replace(table, columns=tuple(_in_unit(column, money) for column in table.columns))


def figures(table: AnyTable, money: MoneyUnit, *, without: str | None = None) -> AnyTable:
    """A table of figures of many kinds: a figure's unit behind its name; without a column that says what is known."""
    columns = tuple(
        _with_unit(column, money) if column.key == "figure" else column
        for column in in_money(table, money).columns
        if column.key not in ("unit", without)
    )
    return dataclasses.replace(table, columns=columns)


def _with_unit(column: Column[Any], money: MoneyUnit) -> Column[Any]:
    def named(row: Any) -> Text:
        if row.figure.kind is Kind.COUNT:
            return row.figure.name  # type: ignore[no-any-return]
        return T("{figure} [{unit}]", figure=row.figure.name, unit=unit_of(row, money))

    return dataclasses.replace(column, value=named)


def _in_unit(column: Column[Any], money: MoneyUnit) -> Column[Any]:
    if column.kind is not Kind.WON and column.kind_of is None:
        return column
    is_won = column.kind is Kind.WON
    return dataclasses.replace(
        column,
        heading=with_unit(column.heading, UNITS[money]) if is_won else column.heading,
        kind=_KINDS[money] if is_won else column.kind,
        kind_of=_kind_of(column, money),
        value=_value_of(column, money),
    )


def _kind_of(column: Column[Any], money: MoneyUnit) -> Callable[[Any], Kind]:
    return lambda row: _KINDS[money] if column.kind_in(row) is Kind.WON else column.kind_in(row)


def _value_of(column: Column[Any], money: MoneyUnit) -> Callable[[Any], Cell]:
    def value(row: Any) -> Cell:
        found = column.value(row)
        return Fraction(found) / money.value if column.kind_in(row) is Kind.WON and found is not None else found  # type: ignore[arg-type]

    return value
