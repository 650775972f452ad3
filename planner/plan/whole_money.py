"""Who pays how many won: each group's money split among its payers, then spread to its awards, exactly."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from planner.plan.award_limits import accepted_range, parted_payer
from planner.plan.choice import MoneyGroup
from planner.plan.whole_support import Asked
from planner.plan.won_split import Range, move_into, split, spread, spread_within
from planner.programme.options import Option
from planner.programme.rules import Rules
from planner.units import RATIO_EQUALITY_WON, ceiling

type Key = tuple[str, int]
"""Upgrade and award year."""

type Payments = dict[Key, dict[tuple[int, str], int]]
"""Won by year and payer, for each award."""


type _Named = tuple[tuple[int, str], int]
"""Year, payer and won of a line with a named payer."""


@dataclass
class _Purse:
    """A group's money in whole won: what its awards ask, who pays how much, and whom rules per award part."""

    year: int
    keys: list[Key]
    asks: list[int]
    paid: dict[str, int]
    parted: str | None
    ranges: list[Range]


def payments(
    rules: Rules, options: Mapping[Key, Option], asked: Mapping[Key, Asked], groups: Sequence[MoneyGroup]
) -> Payments:
    """All payments by others than the supplier, by award, year and payer [won]."""
    purses = [_purse(rules, options, asked, group) for group in groups if not group.named]
    _meet_equalities(rules, purses, [place for ask in asked.values() for place in ask.named.items()])
    paid: Payments = {key: dict(ask.named) for key, ask in asked.items()}
    for purse in purses:
        for key, given in zip(purse.keys, _spread(purse), strict=True):
            for payer, won in given.items():
                place = (purse.year, payer)
                paid[key][place] = paid[key].get(place, 0) + won
    return paid


def _purse(rules: Rules, options: Mapping[Key, Option], asked: Mapping[Key, Asked], group: MoneyGroup) -> _Purse:
    keys = [key for key in group.awards if key in asked]
    asks = [asked[key].support.get(group.year, 0) for key in keys]
    purse = _Purse(group.year, keys, asks, split(sum(asks), group.paid), None, [])
    payers = tuple(group.paid)
    parted = parted_payer(payers)
    if parted is not None and all(len(options[key].upgrade.lines) == 1 for key in keys):
        purse.parted = parted
        purse.ranges = [
            accepted_range(rules, options[key], parted, payers, ask + asked[key].own.get(group.year, 0), ask)
            for key, ask in zip(keys, asks, strict=True)
        ]
        least, most = (sum(end) for end in zip(*purse.ranges, strict=True)) if purse.ranges else (0, 0)
        move_into(purse.paid, parted, (least, most))
    return purse


def _spread(purse: _Purse) -> list[dict[str, int]]:
    if purse.parted is None:
        return spread(purse.asks, purse.paid)
    first = spread_within(purse.paid[purse.parted], purse.ranges)
    rest = spread(
        [ask - won for ask, won in zip(purse.asks, first, strict=True)],
        {payer: won for payer, won in purse.paid.items() if payer != purse.parted},
    )
    return [({purse.parted: won} if won else {}) | given for won, given in zip(first, rest, strict=True)]


def _meet_equalities(rules: Rules, purses: Sequence[_Purse], named: Sequence[_Named]) -> None:
    """Where co-funding is stated as an equality, move the few won that rounding has put on the wrong side."""
    for rule in rules.co_funding:
        if not rule.is_equality or rule.at_least is None or rule.over == "award":
            continue
        years = {purse.year for purse in purses} | {year for (year, _), _ in named}
        for period in sorted(years) if rule.over == "year" else [None]:
            chosen = [purse.paid for purse in purses if period in (None, purse.year)]
            fixed = [{payer: won} for (year, payer), won in named if period in (None, year)]
            _shift(rule.at_least, set(rule.funder), set(rule.of), chosen, fixed)


def _shift(
    ratio: Fraction,
    limited: set[str],
    against: set[str],
    paid: Sequence[dict[str, int]],
    fixed: Sequence[dict[str, int]],
) -> None:
    """Move won between the two sides until they meet; ``fixed`` counts but cannot move."""
    over = sum(won for purse in [*paid, *fixed] for payer, won in purse.items() if payer in limited)
    under = sum(won for purse in [*paid, *fixed] for payer, won in purse.items() if payer in against)
    excess = over - ratio * under
    if abs(excess) <= RATIO_EQUALITY_WON:
        return
    won = ceiling((abs(excess) - RATIO_EQUALITY_WON) / (1 + ratio))
    givers, takers = (limited, against) if excess > 0 else (against, limited)
    for purse in paid:
        giver = next((payer for payer in sorted(purse) if payer in givers and purse[payer] >= won), None)
        taker = next((payer for payer in sorted(purse) if payer in takers), None)
        if giver is not None and taker is not None:
            purse[giver] -= won
            purse[taker] += won
            return
