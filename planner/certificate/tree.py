"""Proofs by branching: every plan is in one leaf, and every leaf is bounded by one of the sets of multipliers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import gcd

from planner.certificate.programme import Column, IntegerSum
from planner.certificate.weak_duality import Claim, Fixings, Multipliers, evaluated
from planner.plan.certificate import TreeNode


@dataclass(frozen=True)
class Leaf:
    """What is left where some whole columns are held at 0 or 1, and the set of multipliers that bounds it."""

    fixings: Fixings
    multipliers: int
    empty: bool


class TreeError(ValueError):
    """The tree does not divide all plans between its leaves."""


def leaves(tree: Sequence[TreeNode], number: Mapping[str, int], columns: Sequence[Column]) -> Iterator[Leaf]:
    """The leaves of a tree. Raises ``TreeError`` for a node that is met twice, is missing, or branches on no whole
    column."""
    met: set[int] = set()
    to_visit: list[tuple[int, dict[int, int]]] = [(0, {})]
    while to_visit:
        place, fixings = to_visit.pop()
        if place in met or not 0 <= place < len(tree):
            raise TreeError(place)
        met.add(place)
        node = tree[place]
        if len(node) == 3:
            column = number.get(node[0], -1)
            if column < 0 or not columns[column].whole:
                raise TreeError(place)
            to_visit += [(node[1], fixings | {column: 0}), (node[2], fixings | {column: 1})]
        else:
            yield Leaf(fixings, node[0], empty=len(node) == 2)


def proven(
    claim: Claim, sets: Sequence[Multipliers], tree: Sequence[TreeNode], number: Mapping[str, int], exponent: int
) -> Fraction | None:
    """What the value is at most on every plan [the solver's unit]; None where the tree proves that no plan is left.

    Raises ``TreeError`` where the tree leaves something out.
    """
    by_set: dict[tuple[int, bool], list[Fixings]] = {}
    for leaf in leaves(tree, number, claim.columns):
        if not 0 <= leaf.multipliers < len(sets):
            raise TreeError(leaf.multipliers)
        by_set.setdefault((leaf.multipliers, leaf.empty), []).append(leaf.fixings)
    bounds: list[Fraction] = []
    for (place, empty), together in sorted(by_set.items()):
        found = evaluated(claim, sets[place], exponent, empty=empty)
        for fixings in together:
            bound = found.bound(fixings)
            if not empty:
                bounds.append(bound)
            elif bound >= 0:
                raise TreeError(place)
    return None if not bounds else in_steps(max(bounds), claim.value, claim.columns)


def in_steps(bound: Fraction, value: IntegerSum, columns: Sequence[Column]) -> Fraction:
    """The bound rounded down to what the value can be, where whole columns alone make it."""
    if not any(value.terms.values()) or not all(columns[column].whole for column in value.terms):
        return bound
    step = Fraction(gcd(*value.terms.values()), value.divisor)
    return bound // step * step
