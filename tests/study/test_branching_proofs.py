"""Searches for whole projects: trees that prove the best by brute force, or as much as there was room for."""

from __future__ import annotations

import random
from fractions import Fraction
from itertools import product

from planner.certificate.check import multipliers_of
from planner.certificate.tree import proven
from planner.certificate.weak_duality import Claim
from planner.solving.relaxation import Prices, Relaxation
from planner.study.branching_proofs import Search
from tests.certificate.small import claim, column, row

EXPONENT = 70


def knapsack(seed: int) -> tuple[Claim, int]:
    """Seven whole projects under two budgets, and the best of all 128 selections."""
    rng = random.Random(seed)
    costs = [[rng.randint(5, 30) for _ in range(7)] for _ in range(2)]
    worth = [rng.randint(10, 99) for _ in range(7)]
    budgets = [sum(cost) // 2 for cost in costs]
    rows = [row(f"budget[{b}]", dict(enumerate(cost)), "<=", budgets[b]) for b, cost in enumerate(costs)]
    columns = [column(f"award[{number}]", 0, 1, whole=True) for number in range(7)]
    best = max(
        sum(value * taken for value, taken in zip(worth, some, strict=True))
        for some in product((0, 1), repeat=7)
        if all(sum(c * t for c, t in zip(cost, some, strict=True)) <= budgets[b] for b, cost in enumerate(costs))
    )
    return claim(columns, rows, dict(enumerate(worth))), best


def searched(of: Claim, enough: int, most: int | None = None) -> tuple[Fraction | None, int]:
    """What the search's tree proves, worked out anew, and how many nodes it has."""
    search = Search(of, Relaxation(of), EXPONENT, Fraction(enough))
    if most is not None:
        search._most_nodes = most
    found = search.run(Prices({}, {}))
    number = {one.name: place for place, one in enumerate(of.columns)}
    sets = [multipliers_of(given, number) for given in found.multipliers]
    return proven(of, sets, found.tree, number, EXPONENT), len(found.tree)


def test_the_best_by_brute_force_is_proven():
    for seed in range(12):
        of, best = knapsack(seed)
        assert searched(of, best)[0] == best, seed


def test_a_search_that_is_cut_short_proves_something_true():
    """Nowhere less than the best, with every branch no worse than before, and the best in the end."""
    of, best = knapsack(3)
    bounds = [searched(of, best, most)[0] for most in (0, 1, 2, 4, 8, 1_000)]
    assert all(bound is not None and bound >= best for bound in bounds)
    assert bounds == sorted(bounds, reverse=True)
    assert bounds[0] > bounds[-1] == best


def test_nothing_is_looked_for_below_what_is_enough():
    """Where a bound of the sum of all is enough, the root alone will do."""
    of, _ = knapsack(3)
    assert searched(of, sum(of.value.terms.values()))[1] == 1


def test_no_selection_at_all():
    """a + b = 1 and a - b = 0 in whole projects: in halves there is a point, whole there is none."""
    columns = [column("a", 0, 1, whole=True), column("b", 0, 1, whole=True)]
    none = claim(columns, [row("one", {0: 1, 1: 1}, "=", 1), row("both", {0: 1, 1: -1}, "=", 0)], {0: 1})
    assert searched(none, -1)[0] is None
