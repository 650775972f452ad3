"""The rows of a Gini ceiling, one for each order of the gains: which weights are those of some orders (Rado)."""

from __future__ import annotations

import random
from itertools import permutations

import pytest

from planner.certificate.programme import OrderedSums
from planner.certificate.weak_duality import Multipliers, OrderMultiplier, evaluated, is_of_orders
from tests.certificate.small import claim, column


def sums(first: int, last: int, count: int = 3, raised: tuple[int, ...] | None = None) -> OrderedSums:
    """The mean, column 0, of the sums of the ``first`` to ``last`` largest of so many gains, the columns after it."""
    return OrderedSums("rule", 0, 1, 1, first, last, tuple(range(1, count + 1)), raised or (0,) * count, 1)


def test_weights_of_one_order():
    """The sums of the 1 and of the 2 largest, taken together twice (times 2): weights 2, 1, 0 in some order."""
    rule = sums(1, 2)
    for weights in permutations((2, 1, 0)):
        given = {place: weight for place, weight in enumerate(weights, start=1) if weight}
        assert is_of_orders(rule, OrderMultiplier(2, given))


def test_a_mixture_of_orders():
    """Half of 2, 1, 0 and half of 1, 2, 0 is 1.5, 1.5, 0: over 2, that is 3, 3, 0 of 4."""
    assert is_of_orders(sums(1, 2), OrderMultiplier(4, {1: 3, 2: 3}))
    assert is_of_orders(sums(1, 2), OrderMultiplier(4, {1: 2, 2: 2, 3: 2}))


@pytest.mark.parametrize(
    ("times", "weights"),
    [
        pytest.param(2, {1: 3}, id="one weight above that of the largest"),
        pytest.param(2, {1: 2, 2: 2}, id="two weights above those of the two largest"),
        pytest.param(2, {1: 2, 2: 1, 3: 1}, id="all weights above all"),
        pytest.param(2, {1: -1}, id="a weight below 0"),
        pytest.param(2, {0: 1}, id="a weight of what is no gain"),
        pytest.param(-1, {}, id="fewer than no rows"),
    ],
)
def test_what_no_orders_give(times: int, weights: dict[int, int]):
    assert not is_of_orders(sums(1, 2), OrderMultiplier(times, weights))


def test_a_scale_must_divide():
    """With a scale of 1/3, the multiplier of the mean is whole only for threes."""
    rule = OrderedSums("rule", 0, 1, 3, 1, 1, (1, 2), (0, 0), 1)
    assert not is_of_orders(rule, OrderMultiplier(2, {1: 2}))
    assert is_of_orders(rule, OrderMultiplier(3, {1: 3}))


@pytest.mark.parametrize("raised", [(0, 0, 0), (2, 0, 1)])
def test_accepted_weights_hold_for_all_gains(raised: tuple[int, ...]):
    """Random weights that are accepted: with the mean as small as its rule allows, the row holds for every gain from
    -raised on. The bound of -times * mean is no less than what it is.
    """
    rng = random.Random(1)
    accepted = 0
    for _ in range(400):
        first = rng.randint(1, 2)
        rule = sums(first, rng.randint(first, 2), raised=raised)
        weights = {place: rng.randint(0, 4) for place in (1, 2, 3)}
        order = OrderMultiplier(rng.randint(0, 6), weights)
        if not is_of_orders(rule, order):
            continue
        accepted += 1
        for _ in range(10):
            gains = [rng.randint(-up, 5) for up in raised]
            ranked = sorted(gains, reverse=True)
            parts = [sum(ranked[:m]) for m in range(rule.first, rule.last + 1)]
            pairs = zip(gains, raised, strict=True)
            columns = [column("mean", -99, 99), *(column("gain", gain + up, gain + up) for gain, up in pairs)]
            bound = evaluated(claim(columns, [], {0: -order.times}, rule), Multipliers({}, {"rule": order}), 0)
            mean = sum(raised) + sum(parts) / len(parts)
            assert bound.bound({}) >= -order.times * mean - 1e-9
    assert accepted > 50
