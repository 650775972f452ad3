"""Who pays how many won: each group's money split among its payers, then spread to its awards, exactly."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from planner.plan.choice import MoneyGroup
from planner.plan.whole_support import Asked
from planner.programme.rules import Rules
from planner.units import RATIO_EQUALITY_WON, SNAP_WON, ceiling, floor

type Payments = dict[tuple[str, int], dict[tuple[int, str], int]]
"""Won by year and payer, for each award."""


def split(total: int, wanted: Mapping[str, Fraction]) -> dict[str, int]:
    """Whole won that add to the total, each payer's in proportion to what the solver wanted of it.

    Whole won are met exactly where the solver's are whole; what is left goes to the largest remainders, equal ones in
    code-point order.
    """
    asked_of = sum(wanted.values(), Fraction(0))
    if len(wanted) == 1 or asked_of <= 0:
        first, *others = sorted(wanted)
        return {first: total} | dict.fromkeys(others, 0)
    scale = Fraction(total) / asked_of if abs(total - asked_of) > SNAP_WON * len(wanted) else Fraction(1)
    target = {payer: max(won, Fraction(0)) * scale for payer, won in sorted(wanted.items())}
    whole = {payer: floor(won + SNAP_WON) for payer, won in target.items()}
    left = total - sum(whole.values())
    order = sorted(whole, key=lambda payer: (whole[payer] - target[payer], payer))
    while left:
        for payer in order if left > 0 else reversed(order):
            step = 1 if left > 0 else -1
            if left and whole[payer] + step >= 0:
                whole[payer] += step
                left -= step
    return whole


def spread(asks: Sequence[int], paid: Mapping[str, int]) -> list[dict[str, int]]:
    """What each payer gives to each award in turn: as much as possible of the first payer to the first award.

    ``asks`` and ``paid`` add to the same; payers are taken in code-point order.
    """
    purse = {payer: won for payer, won in sorted(paid.items()) if won}
    given = []
    for ask in asks:
        to_award: dict[str, int] = {}
        for payer in list(purse):
            won = min(ask, purse[payer])
            if won:
                to_award[payer] = won
                ask -= won  # noqa: PLW2901 - what is still asked
                purse[payer] -= won
            if not purse[payer]:
                del purse[payer]
            if not ask:
                break
        given.append(to_award)
    return given


def payments(rules: Rules, asked: Mapping[tuple[str, int], Asked], groups: Sequence[MoneyGroup]) -> Payments:
    """All payments by others than the supplier, by award, year and payer [won]."""
    shared = [group for group in groups if not group.named]
    members = [[key for key in group.awards if key in asked] for group in shared]
    asks = [
        [asked[key].support.get(group.year, 0) for key in keys] for group, keys in zip(shared, members, strict=True)
    ]
    splits = [split(sum(ask), group.paid) for group, ask in zip(shared, asks, strict=True)]
    _meet_equalities(rules, shared, splits)
    paid: Payments = {key: dict(ask.named) for key, ask in asked.items()}
    for group, keys, ask, won in zip(shared, members, asks, splits, strict=True):
        for key, given in zip(keys, spread(ask, won), strict=True):
            for payer, amount in given.items():
                place = (group.year, payer)
                paid[key][place] = paid[key].get(place, 0) + amount
    return paid


def _meet_equalities(rules: Rules, groups: Sequence[MoneyGroup], splits: Sequence[dict[str, int]]) -> None:
    """Where co-funding is stated as an equality, move the few won that rounding has put on the wrong side."""
    for rule in rules.co_funding:
        if not rule.is_equality or rule.at_least is None or rule.over == "award":
            continue
        periods = sorted({group.year for group in groups}) if rule.over == "year" else [None]
        for period in periods:
            chosen = [won for group, won in zip(groups, splits, strict=True) if period in (None, group.year)]
            _shift(rule.at_least, set(rule.funder), set(rule.of), chosen)


def _shift(ratio: Fraction, limited: set[str], against: set[str], splits: Sequence[dict[str, int]]) -> None:
    over = sum(won for split_ in splits for payer, won in split_.items() if payer in limited)
    under = sum(won for split_ in splits for payer, won in split_.items() if payer in against)
    excess = over - ratio * under
    if abs(excess) <= RATIO_EQUALITY_WON:
        return
    won = ceiling((abs(excess) - RATIO_EQUALITY_WON) / (1 + ratio))
    givers, takers = (limited, against) if excess > 0 else (against, limited)
    for split_ in splits:
        giver = next((payer for payer in sorted(split_) if payer in givers and split_[payer] >= won), None)
        taker = next((payer for payer in sorted(split_) if payer in takers), None)
        if giver is not None and taker is not None:
            split_[giver] -= won
            split_[taker] += won
            return
