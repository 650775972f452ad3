"""Gini ceilings without cuts: a column for every two members, no less than how far apart their gains are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from typing import Any

from planner.formulation.gini import GiniCeiling

type Gain = tuple[Any, float]
"""A member's gain: its column, none where it can gain nothing, and by how much it was raised."""


@dataclass(frozen=True)
class Pairs:
    """A ceiling's rows ``terms <= limit``; the columns of the pairs are named, the others are the formulation's own."""

    apart: tuple[str, ...]
    rows: tuple[tuple[list[tuple[Any, Any]], Any], ...]


def pairs_of(ceiling: GiniCeiling) -> Pairs:
    """All pairs of the ceiling's members."""
    members: Sequence[Gain] = list(zip(ceiling.gains, ceiling.raised, strict=True))
    apart, rows = [], []
    for number, (one, other) in enumerate(combinations(members, 2)):
        apart.append(f"apart_{ceiling.number}_{number}")
        for more, less in ((one, other), (other, one)):
            terms = [*_signed(more, 1), *_signed(less, -1), (apart[-1], -1)]
            rows.append((terms, more[1] - less[1]))
    share = ceiling.most * len(members)
    together = [term for member in members for term in _signed(member, -share)]
    rows.append(([(name, 1) for name in apart] + together, -share * sum(ceiling.raised)))
    return Pairs(tuple(apart), tuple(rows))


def _signed(gain: Gain, factor: float | Fraction) -> Iterator[tuple[Any, Any]]:
    if gain[0] is not None:
        yield gain[0], factor
