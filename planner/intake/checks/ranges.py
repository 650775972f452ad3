"""Numbers of one kind that lie further apart than a solver can weigh: the small ones are lost beside the large ones."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from planner.errors import Fault
from planner.intake import faults
from planner.intake.draft import Draft
from planner.intake.table import Table, rows_with

MOST_APART = 10**9
"""Solvers count with about 16 digits and keep each row to a billionth: what is smaller beside the rest is noise."""

_ENERGY = ("tonnes", "electricity_mwh", "gas_gj", "other_t")


class _Amount(NamedTuple):
    size: float
    place: str


def one_range(draft: Draft) -> Iterator[Fault]:
    """Costs and budgets, and each column of savings, stay within a billion times their smallest number."""
    upgrades, cost_lines = draft.tables.upgrades, draft.tables.cost_lines
    money = [*_ends(upgrades, "cost_won"), *_ends(cost_lines, "won"), *_budgets(draft)]
    for amounts in (money, *(_ends(upgrades, column) for column in _ENERGY)):
        smallest, largest = min(amounts, default=None), max(amounts, default=None)
        if smallest is not None and largest is not None and largest.size > MOST_APART * smallest.size:
            yield faults.TOO_FAR_APART.at(
                largest.place, largest=f"{largest.size:.15g}", smallest=f"{smallest.size:.15g}", place=smallest.place
            )


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
