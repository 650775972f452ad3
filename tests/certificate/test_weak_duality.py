"""Any multipliers prove a bound that no point beats: by hand, and on random programmes against every whole point."""

from __future__ import annotations

import random
from fractions import Fraction
from itertools import product

import pytest

from planner.certificate.weak_duality import (
    Claim,
    Multipliers,
    OrderMultiplier,
    evaluated,
    has_right_sign,
    wrong_multipliers,
)
from tests.certificate.small import claim, column, row

EXPONENT = 20
UNIT = 1 << EXPONENT

TWO = claim([column("u", 0, 1), column("v", 0, 1)], [row("budget", {0: 100, 1: 100}, "<=", 150)], {0: 10, 1: 8})
"""10 t and 8 t for 100 M each, 150 M in all."""


def bound(of: Claim, rows: dict[str, int], fixings: dict[int, int] | None = None) -> Fraction:
    return evaluated(of, Multipliers(rows, {}), EXPONENT).bound(fixings or {})


def test_the_optimum_by_hand():
    """A price of 0.08 t a million gives 150 * 0.08 = 12 t, and u is worth 10 - 8 = 2 t more than its money: 14 t. The
    price is rounded down to a 2**20th, which leaves v worth a little more than its money.
    """
    price = UNIT * 8 // 100
    exactly = Fraction(price, UNIT)
    assert bound(TWO, {"budget": price}) == 150 * exactly + (10 - 100 * exactly) + (8 - 100 * exactly)
    assert 14 < bound(TWO, {"budget": price}) < 14 + Fraction(1, 10_000)


def test_other_prices_prove_less():
    """Without a price nothing is scarce: 18 t. At 0.1 t a million both are worth no more than their money: 15 t. At
    0.05 t they are worth 5 and 3 t more than theirs, which are 7.5 t: 15.5 t.
    """
    assert bound(TWO, {}) == 18
    assert 15 <= bound(TWO, {"budget": UNIT // 10 + 1}) < Fraction(15001, 1000)
    assert bound(TWO, {"budget": UNIT // 20}) == pytest.approx(15.5, abs=1e-3)


def test_a_held_column_counts_as_it_is_held():
    """At 0.1 t a million: without u 15 - 0 t and what v loses, nothing; without any price, u left out is 8 t, and v in
    place of its choice changes nothing."""
    assert bound(TWO, {}, {0: 0}) == 8
    assert bound(TWO, {}, {0: 0, 1: 0}) == 0
    assert bound(TWO, {}, {1: 1}) == 18
    dear = evaluated(TWO, Multipliers({"budget": UNIT}, {}), EXPONENT)
    assert dear.bound({}) == 150, "each costs more than it is worth, so that neither is taken: 150 M at 1 t a million"
    assert dear.bound({0: 1}) == 150 - 100 + 10


def test_columns_below_nothing():
    """A gain z of -3 at least, and z <= x - 2 with x at most 1: z is -1 at most. With a price of 1 on the row, the
    bound is z - (z - x) - 2 = x - 2 <= -1; without, z may be 5. -z is bounded by the lower bound of z: 3.
    """
    columns = [column("x", 0, 1), column("z", -3, 5)]
    below = claim(columns, [row("gain", {0: 1, 1: -1}, ">=", 2)], {1: 1})
    assert bound(below, {"gain": -UNIT}) == -1
    assert bound(below, {}) == 5
    assert bound(claim(columns, [], {1: -1}), {}) == 3


def test_nothing_is_left():
    """u + v >= 3 cannot be with two columns of at most 1: a price of -1 on it gives -3 + 2 = -1 of nothing at all."""
    none = claim([column("u", 0, 1), column("v", 0, 1)], [row("more", {0: 1, 1: 1}, ">=", 3)], {0: 10})
    assert evaluated(none, Multipliers({"more": -UNIT}, {}), EXPONENT, empty=True).bound({}) == -1
    assert evaluated(none, Multipliers({}, {}), EXPONENT, empty=True).bound({}) == 0


def test_the_unit_of_the_value():
    """Values in thirds: 10/3 + 8/3 = 6 without any price."""
    thirds = claim(list(TWO.columns), list(TWO.rows.values()), {0: 10, 1: 8}, divisor=3)
    assert bound(thirds, {}) == 6


@pytest.mark.parametrize(
    ("sense", "multiplier", "right"),
    [("<=", 1, True), ("<=", -1, False), (">=", -1, True), (">=", 1, False), ("=", -1, True), ("=", 1, True)]
    + [(sense, 0, True) for sense in ("<=", ">=", "=")],
)
def test_signs(sense, multiplier: int, right: bool):
    assert has_right_sign(sense, multiplier) is right


def test_wrong_signs_and_unknown_rows_are_named():
    given = Multipliers({"budget": -1, "nowhere": 1}, {"no_rule": OrderMultiplier(0, {})})
    assert list(wrong_multipliers(TWO, given)) == ["budget", "nowhere", "no_rule"]
    assert list(wrong_multipliers(TWO, Multipliers({"budget": 1}, {}))) == []
    with pytest.raises(KeyError):
        evaluated(TWO, Multipliers({"nowhere": 1}, {}), EXPONENT)


def drawn(rng: random.Random) -> Claim:
    """A random programme of four columns, one of them below 0, with all kinds of rows."""
    columns = [column(name, rng.choice((0, 0, -2)), rng.randint(1, 2)) for name in "abcd"]
    rows = [
        row(str(number), {c: rng.randint(-5, 9) for c in range(4)}, rng.choice(("<=", ">=", "=")), rng.randint(-4, 12))
        for number in range(3)
    ]
    return claim(columns, rows, {c: rng.randint(-9, 9) for c in range(4)}, divisor=rng.choice((1, 3)))


def points(of: Claim) -> list[tuple[int, ...]]:
    """Every whole point that keeps the rows."""
    ranges = [range(c.lower // 10**6, c.upper // 10**6 + 1) for c in of.columns]
    return [point for point in product(*ranges) if all(keeps(point, one) for one in of.rows.values())]


def keeps(point: tuple[int, ...], one) -> bool:
    value = sum(amount * point[c] for c, amount in one.terms.items())
    return value == one.limit if one.sense == "=" else (value <= one.limit) == (one.sense == "<=") or value == one.limit


def multipliers(rng: random.Random, of: Claim) -> dict[str, int]:
    sign = {"<=": 1, ">=": -1}
    return {
        name: rng.randrange(3 * UNIT) * sign.get(one.sense, rng.choice((-1, 1)))
        for name, one in of.rows.items()
        if rng.random() < 0.8
    }


def test_no_multipliers_prove_less_than_a_point_has():
    """300 random programmes, ten sets of random multipliers each, with and without held columns; where multipliers
    prove that no point is left, none is.
    """
    looked_at = 0
    for seed in range(300):
        rng = random.Random(seed)
        of = drawn(rng)
        found = points(of)
        looked_at += bool(found)
        for _ in range(10):
            given = Multipliers(multipliers(rng, of), {})
            total = evaluated(of, given, EXPONENT)
            fixings = {c: rng.randint(0, 1) for c in range(4) if rng.random() < 0.3}
            left = [point for point in found if all(point[c] == held for c, held in fixings.items())]
            for held, some in ((fixings, left), ({}, found)):
                values = [Fraction(sum(a * p[c] for c, a in of.value.terms.items()), of.value.divisor) for p in some]
                assert total.bound(held) >= max(values, default=total.bound(held)), (seed, held)
                if evaluated(of, given, EXPONENT, empty=True).bound(held) < 0:
                    assert not some, (seed, held)
    assert looked_at > 80, "too few of these programmes have a point"
