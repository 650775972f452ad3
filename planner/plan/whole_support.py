"""What each award asks to be paid, year by year, in whole won: named lines, shared support, and the supplier's own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from planner.plan.choice import Choice
from planner.programme.lines import awarded_lines, shared_by_offset, support_at_full_rate
from planner.programme.options import Option
from planner.units import SNAP_WON, ceiling, floor


@dataclass(frozen=True)
class Asked:
    """What one award asks [won]: named lines by year and payer, shared support and the supplier's own by year."""

    named: Mapping[tuple[int, str], int]
    support: Mapping[int, int]
    own: Mapping[int, int]


def asked(option: Option, cost_won: int, choice: Choice) -> Asked:
    """What the award of that cost asks. Source: readings 2, 3, 11 and 12 of the rules."""
    lines = awarded_lines(option.upgrade, cost_won)
    named: dict[tuple[int, str], int] = {}
    for line in lines:
        if line.payer is not None and line.won:
            place = (option.year + line.offset, line.payer)
            named[place] = named.get(place, 0) + line.won
    shared = shared_by_offset(lines)
    if option.least_rate is None:
        by_offset = support_at_full_rate(shared, option.rate)
    else:
        by_offset = _between_rates(option, shared, choice)
    support = {option.year + offset: won for offset, won in by_offset.items() if won}
    own = {option.year + offset: won - by_offset[offset] for offset, won in shared.items() if won - by_offset[offset]}
    return Asked(named, support, own)


def _between_rates(option: Option, shared: dict[int, int], choice: Choice) -> dict[int, int]:
    """The solver's support, rounded down, then lifted or cut to the accepted range, in no year above what is due."""
    payable = {line.offset for line in option.shared if line.payers}
    support = {}
    for offset, due in shared.items():
        chosen = choice.flexible_support.get((*option.key, option.year + offset), Fraction(0))
        support[offset] = min(due, max(0, floor(chosen + SNAP_WON)))
    total = sum(shared.values())
    least, most = ceiling((option.least_rate or Fraction(0)) * total), floor(option.rate * total)
    missing, surplus = least - sum(support.values()), sum(support.values()) - most
    for offset, due in shared.items():
        if missing > 0 and offset in payable:
            lift = min(missing, due - support[offset])
            support[offset] += lift
            missing -= lift
        if surplus > 0:
            cut = min(surplus, support[offset])
            support[offset] -= cut
            surplus -= cut
    return support
