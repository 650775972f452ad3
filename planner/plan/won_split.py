"""Whole won split among payers and spread over awards: pure arithmetic, nothing lost, nothing made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from planner.units import SNAP_WON, floor

type Range = tuple[int, int]
"""Least and most won."""


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


def move_into(paid: dict[str, int], payer: str, most: Range) -> None:
    """Bring one payer's won into a range; the others, the largest first, give or take the difference."""
    wanted = min(max(paid[payer], most[0]), most[1])
    difference = paid[payer] - wanted
    paid[payer] = wanted
    for other in sorted((name for name in paid if name != payer), key=lambda name: (-paid[name], name)):
        step = max(difference, -paid[other])
        paid[other] += step
        difference -= step
    paid[payer] += difference


def spread(asks: Sequence[int], paid: Mapping[str, int]) -> list[dict[str, int]]:
    """What each payer gives to each award in turn: as much as possible of the first payer to the first award.

    ``asks`` and ``paid`` add to the same; payers are taken in code-point order.
    """
    purse = {payer: won for payer, won in sorted(paid.items()) if won}
    given = []
    for ask in asks:
        to_award: dict[str, int] = {}
        left = ask
        for payer in list(purse):
            won = min(left, purse[payer])
            if won:
                to_award[payer] = won
                left -= won
                purse[payer] -= won
            if not purse[payer]:
                del purse[payer]
            if not left:
                break
        given.append(to_award)
    return given


def spread_within(total: int, ranges: Sequence[Range]) -> list[int]:
    """One payer's won over awards, each within its range: as much as possible to the first, then to the next.

    ``total`` lies between the sums of the ranges' ends.
    """
    least_after = sum(least for least, _ in ranges)
    left = total
    given = []
    for least, most in ranges:
        least_after -= least
        won = max(least, min(most, left - least_after))
        given.append(won)
        left -= won
    return given
