"""A solver's prices as multipliers: exact to the last bit, and 0 where their sign cannot be."""

from __future__ import annotations

import numpy as np

from planner.certificate.programme import Column, OrderedSums
from planner.certificate.weak_duality import Claim, has_right_sign
from planner.plan.certificate import MultiplierSet, Orders
from planner.solving.relaxation import Prices

PRECISION_BITS = 60
"""Multipliers are kept to so many bits below the least unit of any row: finer than any solver's prices."""

MARGIN_BITS = 40
"""What orders of gains hold together is rounded up by this part: their weights are no exact numbers."""


def multiplier_set(claim: Claim, prices: Prices, exponent: int) -> MultiplierSet:
    """The prices of a claim's rows as whole numbers over 2 to the power of the exponent."""
    rows = {}
    for name, row in claim.rows.items():
        price = prices.rows.get(name, 0.0)
        if price:
            multiplier = _whole(price, claim.value.divisor, exponent, row.factor)
            if multiplier and has_right_sign(row.sense, multiplier):
                rows[name] = multiplier
    orders = {}
    for name, rule in claim.ordered_sums.items():
        together = _orders(rule, claim, prices.orders.get(name, ()), exponent)
        if together is not None:
            orders[name] = together
    return MultiplierSet(rows=rows, orders=orders)


def _whole(price: float, times: int, exponent: int, factor: int) -> int:
    above, below = price.as_integer_ratio()
    return (above * times << exponent) // (below * factor)


def _orders(
    rule: OrderedSums, claim: Claim, priced: tuple[tuple[float, np.ndarray], ...], exponent: int
) -> Orders | None:
    """The rows of several orders of the gains, taken together."""
    kept = [(price, weights) for price, weights in priced if price > 0]
    if not kept:
        return None
    total = _whole(sum(price for price, _ in kept), claim.value.divisor, exponent, 1)
    total += (total >> MARGIN_BITS) + 1
    times = -(-total // rule.divisor) * rule.divisor
    together = sum(price * weights for price, weights in kept)
    weights = {
        _name(claim.columns[column]): _whole(weight, claim.value.divisor, exponent, 1)
        for column, weight in zip(rule.gains, np.asarray(together).tolist(), strict=True)
        if weight > 0
    }
    return Orders(times=times, weights=weights)


def _name(column: Column) -> str:
    return column.name
