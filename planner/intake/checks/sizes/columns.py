"""Whole columns in a wrong unit: the fewest and likeliest mistakes after which every quotient of columns is plausible.

A quotient alone never tells whether its top or its bottom is wrong; several do. Costs a million times too small show
against tonnes and against budgets, while savings stay in line with energy: only the column of costs explains that.
"""

from __future__ import annotations

import itertools
import math
import statistics
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from planner.errors import Fault
from planner.intake import faults
from planner.intake.checks.sizes import bounds
from planner.intake.checks.sizes.bounds import Bound
from planner.intake.checks.sizes.mistakes import MISTAKES, Mistake, amount
from planner.intake.checks.sizes.rows import SizedRows, SizedSupplier, SizedUpgrade

FEWEST_ROWS = 3
"""Fewer rows make no column: they are looked at one by one."""

_CARRIERS = ("electricity_mwh", "gas_gj", "other_t")
_REFERENCE_PRICES = {"electricity_mwh": bounds.WON_PER_MWH, "gas_gj": bounds.WON_PER_GJ}


class Quotient(NamedTuple):
    """What one column is over another, in the middle of so many rows, and what is plausible."""

    top: str
    bottom: str
    middle: float
    rows: int
    bound: Bound

    def holds(self, factors: Mapping[str, float]) -> bool:
        """Whether it is plausible with the columns so multiplied."""
        return self.bound.holds(self.scaled(factors))

    def scaled(self, factors: Mapping[str, float]) -> float:
        """What it is with the columns so multiplied."""
        return self.middle * factors.get(self.top, 1) / factors.get(self.bottom, 1)


class Explained(NamedTuple):
    """What is said, and by what the columns are to be multiplied before rows are looked at."""

    warnings: tuple[Fault, ...]
    factors: Mapping[str, float]


@dataclass(frozen=True)
class _Explanation:
    """Mistakes in some columns that together make every quotient plausible."""

    mistakes: Mapping[str, Mistake]

    @property
    def factors(self) -> Mapping[str, float]:
        return {column: mistake.factor for column, mistake in self.mistakes.items()}

    @property
    def unlikely(self) -> int:
        return sum(mistake.unlikely for mistake in self.mistakes.values())


def explained(rows: SizedRows) -> Explained:
    """The columns whose unit is probably wrong, once each; where two explanations are alike, both columns are named."""
    quotients = tuple(_quotients(rows))
    odd = [quotient for quotient in quotients if not quotient.holds({})]
    if not odd:
        return Explained((), {})
    found = sorted(_explanations(quotients), key=lambda explanation: explanation.unlikely)
    likeliest = [explanation for explanation in found if explanation.unlikely == found[0].unlikely]
    if len({frozenset(explanation.mistakes) for explanation in likeliest}) == 1:
        best = min(likeliest, key=lambda explanation: _distance(quotients, explanation.factors))
        said = (_mistaken(rows, odd, column, mistake) for column, mistake in best.mistakes.items())
        return Explained(tuple(said), best.factors)
    if not likeliest:
        return Explained(tuple(_unmatched(rows, quotient, (quotient.top, quotient.bottom)) for quotient in odd), {})
    suspects = tuple(dict.fromkeys(column for explanation in likeliest for column in explanation.mistakes))
    return Explained((_unmatched(rows, odd[0], suspects),), likeliest[0].factors)


def _explanations(quotients: Sequence[Quotient]) -> Iterator[_Explanation]:
    """Every mistake, and every two, after which all quotients are plausible."""
    columns = dict.fromkeys(column for quotient in quotients for column in (quotient.top, quotient.bottom))
    single = [(column, mistake) for column in columns for mistake in MISTAKES[column]]
    for number in (1, 2):
        for chosen in itertools.combinations(single, number):
            explanation = _Explanation(dict(chosen))
            if len(explanation.mistakes) == number and _all_hold(quotients, explanation.factors):
                yield explanation


def _all_hold(quotients: Sequence[Quotient], factors: Mapping[str, float]) -> bool:
    return all(quotient.holds(factors) for quotient in quotients)


def _distance(quotients: Sequence[Quotient], factors: Mapping[str, float]) -> float:
    """How far the quotients so multiplied lie from the middles of their bounds, in powers of ten."""
    return sum(abs(math.log10(quotient.scaled(factors) / quotient.bound.middle)) for quotient in quotients)


def _mistaken(rows: SizedRows, odd: Sequence[Quotient], column: str, mistake: Mistake) -> Fault:
    # A column that is wrong together with another may stand in no odd quotient of its own: then any is shown.
    shown = next((quotient for quotient in odd if column in (quotient.top, quotient.bottom)), odd[0])
    return faults.COLUMN_IN_OTHER_UNIT.at(
        _place(rows, column), **_values(shown), question=mistake.question, column=column
    )


def _unmatched(rows: SizedRows, quotient: Quotient, columns: Sequence[str]) -> Fault:
    place = _place(rows, columns[0])
    return faults.COLUMNS_DO_NOT_MATCH.at(place, **_values(quotient), columns=", ".join(columns))


def _values(quotient: Quotient) -> Mapping[str, object]:
    return {
        "what": quotient.bound.what,
        "top": quotient.top,
        "bottom": quotient.bottom,
        "found": amount(quotient.middle),
        "count": quotient.rows,
        "low": amount(quotient.bound.low),
        "high": amount(quotient.bound.high),
    }


def _place(rows: SizedRows, column: str) -> str:
    """The first cell of the column that has a size and is not confirmed."""
    if column == "budget":
        return rows.draft.model.place("funders")
    listed: Sequence[SizedUpgrade | SizedSupplier] = (*rows.upgrades, *rows.suppliers)
    first = next(row for row in listed if getattr(row.sizes, column, 0) and not rows.is_confirmed(row, column))
    return rows.place(first, column)


def _quotients(rows: SizedRows) -> Iterator[Quotient]:
    """What each two columns that belong together are over each other, by the rows that nobody has confirmed."""
    found: dict[tuple[str, str], list[float]] = defaultdict(list)
    limits: dict[tuple[str, str], Bound] = {}
    for top, bottom, value, bound in itertools.chain(_of_upgrades(rows), _of_suppliers(rows)):
        found[top, bottom].append(value)
        limits[top, bottom] = bound
    for (top, bottom), values in found.items():
        if len(values) >= FEWEST_ROWS:
            yield Quotient(top, bottom, statistics.median(values), len(values), limits[top, bottom])
    yield from _budgets_over_costs(rows)


type _Measured = tuple[str, str, float, Bound]


def _of_upgrades(rows: SizedRows) -> Iterator[_Measured]:
    for row in rows.upgrades:
        sizes, cost, tonnes = row.sizes, row.sizes.cost_won, row.tonnes
        if row.upgrade.confirmed:
            continue
        source = _source(row)
        if source and cost and tonnes > 0:
            yield "cost_won", source, cost / tonnes, bounds.WON_PER_TONNE
            if row.baseline_t:
                yield source, "baseline_t", tonnes / row.baseline_t, bounds.TONNES_PER_BASELINE
        if sizes.saving_won > 0:
            if cost:
                yield "saving_won", "cost_won", sizes.saving_won / cost, bounds.SAVING_PER_COST
            carrier = _only_carrier(row)
            if carrier in _REFERENCE_PRICES and getattr(sizes, carrier) > 0:
                worth = getattr(sizes, carrier) * _REFERENCE_PRICES[carrier]
                yield "saving_won", carrier, sizes.saving_won / worth, bounds.PRICE


def _of_suppliers(rows: SizedRows) -> Iterator[_Measured]:
    for row in rows.suppliers:
        baseline, revenue, capacity, copay = row.sizes
        if row.supplier.confirmed or not revenue:
            continue
        if baseline:
            yield "revenue_won", "baseline_t", revenue / baseline, bounds.REVENUE_PER_TONNE
        if capacity:
            yield "repay_capacity_won", "revenue_won", capacity / revenue, bounds.CAPACITY_PER_REVENUE
        if copay:
            yield "copay_limit_won", "revenue_won", copay / revenue, bounds.COPAY_PER_REVENUE


def _budgets_over_costs(rows: SizedRows) -> Iterator[Quotient]:
    open_rows = sum(1 for row in rows.upgrades if not row.upgrade.confirmed)
    costs = sum(row.sizes.cost_won for row in rows.upgrades)
    if open_rows >= FEWEST_ROWS and costs and rows.budgets and rows.draft.tables.upgrades.is_whole:
        yield Quotient("budget", "cost_won", rows.budgets / costs, len(rows.upgrades), bounds.BUDGETS_PER_COSTS)


def _source(row: SizedUpgrade) -> str | None:
    """The column from which all of the upgrade's tonnes come; None where several say it together."""
    return "tonnes" if row.sizes.tonnes else _only_carrier(row)


def _only_carrier(row: SizedUpgrade) -> str | None:
    given = [column for column in _CARRIERS if getattr(row.sizes, column)]
    return given[0] if len(given) == 1 else None
