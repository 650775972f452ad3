"""Who pays how many won: each group's money split among its payers, then spread to its awards, exactly."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from planner.plan.award_limits import accepted_range, parted_payer
from planner.plan.choice import MoneyGroup
from planner.plan.equalities import Named, equalities, meet
from planner.plan.whole_support import Asked
from planner.plan.won_split import Range, move_into, split, spread, spread_within
from planner.programme.options import Option
from planner.programme.rules import Rules
from planner.units import floor

type Key = tuple[str, int]
"""Upgrade and award year."""

type Payments = dict[Key, dict[tuple[int, str], int]]
"""Won by year and payer, for each award."""


@dataclass
class _Purse:
    """A group's money in whole won: what its awards ask, who pays how much, and whom rules per award part."""

    year: int
    keys: list[Key]
    asks: list[int]
    paid: dict[str, int]
    parted: str | None
    ranges: list[Range]

    def room(self, giver: str, taker: str) -> int:
        """What the giver gives; rules award by award bound the payer whom they part from the rest."""
        room = self.paid[giver]
        if giver == self.parted:
            room = min(room, self.paid[giver] - sum(least for least, _ in self.ranges))
        if taker == self.parted:
            room = min(room, sum(most for _, most in self.ranges) - self.paid[taker])
        return max(0, room)


def payments(
    rules: Rules,
    options: Mapping[Key, Option],
    asked: Mapping[Key, Asked],
    groups: Sequence[MoneyGroup],
    fixed: Sequence[Named] = (),
) -> Payments:
    """All payments by others than the supplier, by award, year and payer [won]; ``fixed``: those of past awards."""
    purses = [_purse(rules, options, asked, group) for group in groups if not group.named]
    _meet_equalities(rules, purses, [*fixed, *(place for ask in asked.values() for place in ask.named.items())])
    paid: Payments = {key: dict(ask.named) for key, ask in asked.items()}
    for purse in purses:
        for key, given in zip(purse.keys, _spread(purse), strict=True):
            for payer, won in given.items():
                place = (purse.year, payer)
                paid[key][place] = paid[key].get(place, 0) + won
    _meet_equalities_of_awards(rules, options, asked, paid)
    return paid


def _purse(rules: Rules, options: Mapping[Key, Option], asked: Mapping[Key, Asked], group: MoneyGroup) -> _Purse:
    keys = [key for key in group.awards if key in asked]
    asks = [asked[key].support.get(group.year, 0) for key in keys]
    purse = _Purse(group.year, keys, asks, split(sum(asks), group.paid), None, [])
    payers = tuple(group.paid)
    parted = parted_payer(payers)
    if parted is not None and all(options[key].upgrade.is_due_at_once for key in keys):
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


def _meet_equalities(rules: Rules, purses: Sequence[_Purse], named: Sequence[Named]) -> None:
    """By year or over the programme; what holds for each award is met award by award."""
    for rule, ratio in equalities(rules):
        if rule.over == "award":
            continue
        years = {purse.year for purse in purses} | {year for (year, _), _ in named}
        for period in sorted(years) if rule.over == "year" else [None]:
            pots = [purse for purse in purses if period in (None, purse.year)]
            meet(rule, ratio, pots, [line for line in named if period in (None, line[0][0])])


def _meet_equalities_of_awards(
    rules: Rules, options: Mapping[Key, Option], asked: Mapping[Key, Asked], paid: Payments
) -> None:
    for rule, ratio in equalities(rules):
        if rule.over != "award":
            continue
        for key, payments_of_award in paid.items():
            pots = [_AwardYear.of(options[key], asked[key], payments_of_award, year) for year in asked[key].support]
            meet(rule, ratio, pots, list(asked[key].named.items()))
            for pot in pots:
                pot.write(payments_of_award)


@dataclass
class _AwardYear:
    """One award's shared support of a year: who pays how much, and the most that each may."""

    year: int
    paid: dict[str, int]
    most: dict[str, int]
    named: Mapping[tuple[int, str], int]

    @classmethod
    def of(cls, option: Option, ask: Asked, paid: Mapping[tuple[int, str], int], year: int) -> _AwardYear:
        payers = next(line.payers for line in option.shared if option.year + line.offset == year)
        due = sum(ask.support.values()) + sum(ask.own.values())
        most = {}
        for payer in payers:
            rate = option.own_rates.get(payer)
            given = sum(won - ask.named.get(place, 0) for place, won in paid.items() if place[1] == payer)
            most[payer] = due if rate is None else max(0, floor(rate * due) - given)
        shared = {payer: paid.get((year, payer), 0) - ask.named.get((year, payer), 0) for payer in payers}
        return cls(year, shared, {payer: shared[payer] + room for payer, room in most.items()}, ask.named)

    def room(self, giver: str, taker: str) -> int:
        """What the giver gives and the taker's own rate leaves."""
        return max(0, min(self.paid[giver], self.most[taker] - self.paid[taker]))

    def write(self, payments_of_award: dict[tuple[int, str], int]) -> None:
        """Bring the award's payments in line."""
        for payer, won in self.paid.items():
            total = won + self.named.get((self.year, payer), 0)
            if total or (self.year, payer) in payments_of_award:
                payments_of_award[self.year, payer] = total
