r"""A bound that no plan can beat, whatever produced the multipliers.

For :math:`\max c x,\ A x \le b,\ l \le x \le u` in whole numbers and any :math:`y \ge 0`,

.. math:: c x = y A x + (c - A^\top y) x \le y b + \sum_j \max(r_j l_j,\ r_j u_j), \qquad r = c - A^\top y

Rows of ``>=`` take multipliers of 0 or less, equalities any. Evaluated in whole numbers the bound holds for any
multipliers; bad ones only make it weak. With :math:`c = 0`, a bound below 0 proves that nothing keeps the rows.
Source: Neumaier and Shcherbina, Safe bounds in linear and mixed-integer linear programming, Mathematical Programming 99
(2004), doi 10.1007/s10107-003-0433-3.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from planner.certificate.programme import BOUND_STEP, Column, IntegerRow, IntegerSum, IntegerTerms, OrderedSums
from planner.formulation.model import Sense

type Fixings = Mapping[int, int]
"""Whole columns held at 0 or 1, by column number."""


@dataclass(frozen=True)
class Multipliers:
    """Whole numbers over 2 to the power of an exponent, by row; ``orders``: of Gini ceilings' rows, by rule."""

    rows: Mapping[str, int]
    orders: Mapping[str, OrderMultiplier]


@dataclass(frozen=True)
class OrderMultiplier:
    r"""The rows of some orders of the gains, taken together: :math:`\sum_i w_i u_i \le \text{times} \cdot \text{scale}
    \cdot \text{mean}`, with weights by column of the gains.
    """

    times: int
    weights: IntegerTerms


@dataclass(frozen=True)
class Claim:
    """What is to be bounded from above over which rows: the programme's, and those that hold a plan to what it has."""

    columns: Sequence[Column]
    rows: Mapping[str, IntegerRow]
    ordered_sums: Mapping[str, OrderedSums]
    value: IntegerSum


def has_right_sign(sense: Sense, multiplier: int) -> bool:
    """Whether a row of that sense may have that multiplier."""
    return sense == "=" or (multiplier >= 0) == (sense == "<=") or not multiplier


@dataclass(frozen=True)
class Evaluated:
    """A set of multipliers worked out for a claim: the bound without fixings, and the price of each column.

    ``total`` and ``reduced`` are whole numbers over ``2**exponent * BOUND_STEP * divisor``, and that without the step.
    """

    claim: Claim
    exponent: int
    total: int
    reduced: Mapping[int, int]

    def bound(self, fixings: Fixings) -> Fraction:
        """What the claim's value is at most where some columns are held at 0 or 1 [the solver's unit]."""
        total = self.total
        for column, held in fixings.items():
            price = self.reduced.get(column, 0)
            if price:
                total += price * held * BOUND_STEP - _most(price, self.claim.columns[column])
        return Fraction(total, BOUND_STEP * self.claim.value.divisor << self.exponent)


def evaluated(claim: Claim, multipliers: Multipliers, exponent: int, *, empty: bool = False) -> Evaluated:
    """The bound that the multipliers prove. ``empty``: of nothing at all in place of the value, to prove that no plan
    is left. Raises ``KeyError`` for an unknown row."""
    reduced = {} if empty else {column: value << exponent for column, value in claim.value.terms.items()}
    total = 0
    for name, multiplier in multipliers.rows.items():
        row = claim.rows[name]
        total += multiplier * row.limit
        for column, value in row.terms.items():
            reduced[column] = reduced.get(column, 0) - multiplier * value
    for name, order in multipliers.orders.items():
        rule = claim.ordered_sums[name]
        for column, weight in order.weights.items():
            reduced[column] = reduced.get(column, 0) - weight
        reduced[rule.mean] = reduced.get(rule.mean, 0) + order.times * rule.scale // rule.divisor
        total += _limit_of_orders(rule, order)
    total *= BOUND_STEP
    total += sum(_most(price, claim.columns[column]) for column, price in reduced.items())
    return Evaluated(claim, exponent, total, reduced)


def _limit_of_orders(rule: OrderedSums, order: OrderMultiplier) -> int:
    r"""The limit of the rows of some orders taken together, rounded up; 0 where no gain is raised.

    With gains :math:`u_i \ge -\rho_i` raised by :math:`\rho_i`, and weights whose sum falls short of that of whole
    orders by d, the weights are below some that do not, so that the limit is
    :math:`\sum_i (w_i - \text{times})\, \rho_i + d \max_i \rho_i`.
    """
    if not any(rule.raised):
        return 0
    short = order.times * (rule.first + rule.last) - 2 * sum(order.weights.values())
    limit = 2 * sum(
        (order.weights.get(column, 0) - order.times) * raised
        for column, raised in zip(rule.gains, rule.raised, strict=True)
    )
    return -(-(limit + max(short, 0) * max(rule.raised)) // (2 * rule.raised_divisor))


def _most(price: int, column: Column) -> int:
    return price * (column.upper if price > 0 else column.lower)


def wrong_multipliers(claim: Claim, multipliers: Multipliers) -> Iterator[str]:
    """The names of rows that do not exist, or may not have such multipliers."""
    for name, multiplier in multipliers.rows.items():
        row = claim.rows.get(name)
        if row is None or not has_right_sign(row.sense, multiplier):
            yield name
    for name, order in multipliers.orders.items():
        rule = claim.ordered_sums.get(name)
        if rule is None or not is_of_orders(rule, order):
            yield name


def is_of_orders(rule: OrderedSums, order: OrderMultiplier) -> bool:
    r"""Whether such a row holds for all gains: whether the weights are below some mixture of those of all orders.

    The weights of one order fall from 1 to 0: the gain in place p counts in the sums of the m largest with m > p. A
    vector is below a mixture of all its reorderings exactly when, for every k, the sum of its k largest parts is not
    above that of theirs (Rado, An inequality, Journal of the London Mathematical Society 27, 1952).
    """
    if order.times < 0 or (order.times * rule.scale) % rule.divisor:
        return False
    if not order.weights.keys() <= set(rule.gains) or any(weight < 0 for weight in order.weights.values()):
        return False
    length = rule.last - rule.first + 1
    given = allowed = 0
    for place, weight in enumerate(sorted(order.weights.values(), reverse=True)):
        given += weight * length
        allowed += order.times * min(length, max(0, rule.last - place))
        if given > allowed:
            return False
    return True
