"""Trees: every plan is in one leaf, or the tree proves nothing."""

from __future__ import annotations

from fractions import Fraction

import pytest

from planner.certificate.programme import IntegerSum
from planner.certificate.tree import TreeError, in_steps, leaves, proven
from planner.certificate.weak_duality import Multipliers
from tests.certificate.small import claim, column, row

COLUMNS = [column("p", 0, 1, whole=True), column("q", 0, 1, whole=True), column("x", 0, 1)]
NUMBER = {"p": 0, "q": 1, "x": 2}
EXPONENT = 10
UNIT = 1 << EXPONENT

KNAPSACK = claim(COLUMNS, [row("budget", {0: 60, 1: 50}, "<=", 100)], {0: 600, 1: 480})
"""600 t for 60 M and 480 t for 50 M with 100 M: both do not fit, so 600 t; in parts 600 + 480 * 40 / 50 = 984 t."""

NONE = Multipliers({}, {})
"""What is left is worth what it is worth."""
DEAR = Multipliers({"budget": UNIT}, {})
"""A million is worth 1 t."""


def held(tree) -> list[dict[int, int]]:
    return [dict(leaf.fixings) for leaf in leaves(tree, NUMBER, COLUMNS)]


def test_a_complete_tree():
    tree = [("p", 1, 2), (0,), ("q", 3, 4), (0,), (1, "empty")]
    assert sorted(held(tree), key=str) == [{0: 0}, {0: 1, 1: 0}, {0: 1, 1: 1}]
    assert [leaf.empty for leaf in leaves(tree, NUMBER, COLUMNS)].count(True) == 1


@pytest.mark.parametrize(
    "tree",
    [
        pytest.param([("p", 1, 1), (0,)], id="both branches are one node"),
        pytest.param([("p", 1, 0), (0,)], id="a branch leads back to the root"),
        pytest.param([("p", 1, 2), (0,)], id="a branch leads nowhere"),
        pytest.param([("p", 1, -1), (0,)], id="a branch leads to a place below 0"),
        pytest.param([("x", 1, 2), (0,), (0,)], id="the column need not be whole"),
        pytest.param([("nobody", 1, 2), (0,), (0,)], id="there is no such column"),
        pytest.param([], id="there is no root"),
    ],
)
def test_trees_that_leave_plans_out(tree):
    with pytest.raises(TreeError):
        held(tree)


def test_a_knapsack_closed_by_hand():
    """Without p 480 t, with p alone 600 t. With both, 100 - 60 - 50 < 0 at 1 t a million: nothing is left."""
    tree = [("p", 1, 2), (0,), ("q", 3, 4), (0,), (1, "empty")]
    assert proven(KNAPSACK, [NONE, DEAR], tree, NUMBER, EXPONENT) == 600


def test_a_leaf_that_is_called_empty_and_is_not():
    """With p and without q there is a plan of 600 t: whoever calls that leaf empty proves nothing."""
    tree = [("p", 1, 2), (0,), ("q", 3, 4), (1, "empty"), (1, "empty")]
    with pytest.raises(TreeError):
        proven(KNAPSACK, [NONE, DEAR], tree, NUMBER, EXPONENT)


def test_all_leaves_empty():
    """60 p + 50 q <= -1 can be met by nothing: at 1 t a million, -1 < 0 at the root."""
    impossible = claim(COLUMNS, [row("budget", {0: 60, 1: 50}, "<=", -1)], {0: 600})
    assert proven(impossible, [DEAR], [(0, "empty")], NUMBER, EXPONENT) is None


def test_a_leaf_that_names_no_set():
    for place in (-1, 2):
        with pytest.raises(TreeError):
            proven(KNAPSACK, [NONE, DEAR], [(place,)], NUMBER, EXPONENT)


def test_values_of_whole_columns_go_by_steps():
    """600 and 480 t make multiples of 120 t: a bound of 984 t is one of 960. With x, which need not be whole, it stays.
    Over 2 they make multiples of 60 t: 492 t is 480.
    """
    assert in_steps(Fraction(984), IntegerSum({0: 600, 1: 480}, 1), COLUMNS) == 960
    assert in_steps(Fraction(984), IntegerSum({0: 600, 2: 480}, 1), COLUMNS) == 984
    assert in_steps(Fraction(492), IntegerSum({0: 600, 1: 480}, 2), COLUMNS) == 480
    assert in_steps(Fraction(7), IntegerSum({}, 1), COLUMNS) == 7
