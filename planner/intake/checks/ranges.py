"""Numbers of one kind that lie far apart: probably in different units, or further apart than a solver can weigh."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from planner.errors import Fault
from planner.intake import faults
from planner.intake.draft import Draft
from planner.intake.table import Table, rows_with
from planner.languages import T, Text
from planner.units import KG_PER_TONNE, MOST_APART, MOST_UNITS

UNLIKELY_APART = 10**9
"""Numbers further apart than this are probably not of one unit."""

_ENERGY = {"tonnes": "t", "electricity_mwh": "MWh", "gas_gj": "GJ", "other_t": "t"}
"""Columns of savings, with their units; none counts more of its unit than there may be tonnes."""


class _Amount(NamedTuple):
    size: float
    place: str


def one_range(draft: Draft) -> Iterator[Fault]:
    """Costs and budgets, and each column of savings, stay within a range."""
    upgrades, cost_lines = draft.tables.upgrades, draft.tables.cost_lines
    yield from _range([*_ends(upgrades, "cost_won"), *_ends(cost_lines, "won"), *_budgets(draft)], MOST_UNITS, T("won"))
    for column, unit in _ENERGY.items():
        yield from _range(_ends(upgrades, column), MOST_UNITS // KG_PER_TONNE, unit)


def _range(amounts: list[_Amount], most: int, unit: Text | str) -> Iterator[Fault]:
    if not amounts:
        return
    smallest, largest = min(amounts), max(amounts)
    said = {"largest": _written(largest.size), "smallest": _written(smallest.size), "place": smallest.place}
    if largest.size > min(most, MOST_APART * smallest.size):
        yield faults.BEYOND_WEIGHING.at(largest.place, **said, most=f"{most:,}", unit=unit)
    elif largest.size > UNLIKELY_APART * smallest.size:
        yield faults.TOO_FAR_APART.at(largest.place, **said)


def _written(size: float) -> str:
    return f"{size:.0f}" if size.is_integer() else f"{size:.15g}"


def _ends(table: Table[Any], column: str) -> list[_Amount]:
    """The smallest and the largest number of a column, of those that are not 0."""
    sizes = [(abs(value.numerator / value.denominator), row.line) for row, value in rows_with(table, column) if value]
    ends = (min(sizes), max(sizes)) if sizes else ()
    return [_Amount(size, table.place(line, column)) for size, line in ends]


def _budgets(draft: Draft) -> Iterator[_Amount]:
    for number, funder in enumerate(draft.rules.funders):
        for year, won in funder.budget.items():
            if won:
                yield _Amount(float(won), draft.model.place("funders", number, "budget", year))
