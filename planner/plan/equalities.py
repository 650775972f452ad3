"""Ratios stated as equalities: the few won that rounding has put on the wrong side are moved back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import permutations
from typing import Protocol

from planner.plan.award_limits import sides
from planner.programme.canonical import numbered
from planner.programme.rates import counts
from planner.programme.rules import CoFunding, Matching, Rules
from planner.units import RATIO_EQUALITY_WON, ceiling, round_half_up

type Named = tuple[tuple[int, str], int]
"""Year, payer and won of a line with a named payer."""


class Pot(Protocol):
    """Money of one year that some payers share, among whom won can be moved."""

    year: int
    paid: dict[str, int]

    def room(self, giver: str, taker: str) -> int:
        """How many won may move from one payer to the other."""
        ...


def meet(rule: CoFunding | Matching, ratio: Fraction, pots: Sequence[Pot], named: Sequence[Named]) -> None:
    """Move as few won as it takes to bring the two sides within a won; ``named`` counts but cannot move."""
    weight = _Weights(rule, ratio)
    excess = sum(
        (
            weight.of(payer) * won
            for paid in [*(pot.paid for pot in pots), *_fixed(named)]
            for payer, won in paid.items()
        ),
        Fraction(0),
    )
    for pot in pots:
        for giver, taker in _pairs(pot, weight, up=excess < 0):
            if abs(excess) <= RATIO_EQUALITY_WON:
                return
            step = abs(weight.of(taker) - weight.of(giver))
            won = min(pot.room(giver, taker), _needed(abs(excess), step))
            if won > 0:
                pot.paid[giver] -= won
                pot.paid[taker] += won
                excess += won * (weight.of(taker) - weight.of(giver))


def equalities(rules: Rules) -> Iterator[tuple[CoFunding | Matching, Fraction]]:
    """The rules whose two limits meet, with their ratios, in an order that does not hang on that of the lists."""
    ratios: list[tuple[int, CoFunding | Matching]] = [*numbered(rules.co_funding), *numbered(rules.matching)]
    for _, rule in ratios:
        if rule.is_equality and rule.at_least is not None:
            yield rule, rule.at_least


class _Weights:
    """What a payer's won counts in limited - ratio x against."""

    def __init__(self, rule: CoFunding | Matching, ratio: Fraction) -> None:
        self._limited, self._against = sides(rule)
        self._ratio = ratio

    def of(self, payer: str) -> Fraction:
        """1 for the limited side, the negative ratio for the side that it is measured against, else 0."""
        if counts(self._limited, payer):
            return Fraction(1)
        return -self._ratio if counts(self._against, payer) else Fraction(0)


def _fixed(named: Sequence[Named]) -> Iterator[Mapping[str, int]]:
    return ({payer: won} for (_, payer), won in named)


def _pairs(pot: Pot, weight: _Weights, *, up: bool) -> list[tuple[str, str]]:
    """Pairs of giver and taker that bring the sides together, those first that do it with the fewest won."""

    def gain(pair: tuple[str, str]) -> Fraction:
        change = weight.of(pair[1]) - weight.of(pair[0])
        return change if up else -change

    return sorted((pair for pair in permutations(sorted(pot.paid), 2) if gain(pair) > 0), key=lambda pair: -gain(pair))


def _needed(excess: Fraction, step: Fraction) -> int:
    """The fewest moves that end within a won; where none does, those that end nearest."""
    fewest = ceiling((excess - RATIO_EQUALITY_WON) / step)
    return fewest if abs(excess - fewest * step) <= RATIO_EQUALITY_WON else round_half_up(excess / step)
