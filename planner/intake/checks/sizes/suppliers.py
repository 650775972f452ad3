"""Suppliers of an odd size: revenue, emissions and means, each over the other, against all other suppliers."""

from __future__ import annotations

import statistics
from collections import defaultdict
from collections.abc import Iterator, Mapping

from planner.errors import Fault
from planner.intake import faults
from planner.intake.checks.sizes import bounds
from planner.intake.checks.sizes.mistakes import amount
from planner.intake.checks.sizes.rows import SizedRows, SupplierSizes
from planner.intake.checks.sizes.suspects import suspects, with_remedy

type _Pair = tuple[str, str]


def stray_suppliers(rows: SizedRows) -> Iterator[Fault]:
    """A warning for each supplier far from the others that one wrong unit explains."""
    middles = _middles(rows)
    for row in rows.suppliers:
        if row.supplier.confirmed:
            continue
        far = _outside(row.sizes, middles, bounds.FAR_FROM_PEERS)
        if not far:
            continue
        found = suspects(row.sizes, lambda sizes: not _outside(sizes, middles, bounds.NEAR_PEERS))
        if found:
            (top, bottom), value = next(iter(far.items()))
            middle, count = middles[top, bottom]
            kind, remedy = with_remedy(faults.FIRM_UNLIKE_PEERS, found, (top, bottom))
            place = rows.place(row, found[0].column)
            values = {"top": top, "bottom": bottom, "found": amount(value), "usual": amount(middle), "count": count}
            yield kind.at(place, **values, **remedy)


def _quotients(sizes: SupplierSizes) -> Iterator[tuple[_Pair, float]]:
    if sizes.revenue_won:
        if sizes.baseline_t:
            yield ("revenue_won", "baseline_t"), sizes.revenue_won / sizes.baseline_t
        if sizes.repay_capacity_won:
            yield ("repay_capacity_won", "revenue_won"), sizes.repay_capacity_won / sizes.revenue_won
        if sizes.copay_limit_won:
            yield ("copay_limit_won", "revenue_won"), sizes.copay_limit_won / sizes.revenue_won


def _middles(rows: SizedRows) -> Mapping[_Pair, tuple[float, int]]:
    """The middle of each quotient, and of how many suppliers."""
    found: dict[_Pair, list[float]] = defaultdict(list)
    for row in rows.suppliers:
        for pair, value in _quotients(row.sizes):
            found[pair].append(value)
    return {
        pair: (statistics.median(values), len(values))
        for pair, values in found.items()
        if len(values) >= bounds.FEWEST_PEERS
    }


def _outside(sizes: SupplierSizes, middles: Mapping[_Pair, tuple[float, int]], far: float) -> Mapping[_Pair, float]:
    """The quotients that are more than so many times above or below their middle."""
    return {
        pair: value
        for pair, value in _quotients(sizes)
        if pair in middles and not middles[pair][0] / far <= value <= middles[pair][0] * far
    }
