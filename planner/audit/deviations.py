"""Deviations: what awards may cost more, what they may save less, and the worst that so many of them do together."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from planner.audit.books import Books
from planner.audit.entries import Entry
from planner.audit.tonnage import KG
from planner.audit.totals import weight_of
from planner.programme.upgrade import Upgrade

NONE = Fraction(0)


def overrun(books: Books, entry: Entry) -> Fraction:
    """The part by which whoever pays for the award may have to pay more (0013, readings 61 and 64)."""
    uncertain = books.rules.uncertainty
    if uncertain is None or uncertain.overruns == "supplier":
        return NONE
    high = entry.upgrade.cost_high_won
    if high is not None:
        return max(NONE, Fraction(high, entry.cost.total) - 1)
    return NONE if uncertain.ranges is None else uncertain.ranges.cost or NONE


def lost_in_default(books: Books) -> Fraction:
    """The part of what a supplier in default owes that does not come (0013, reading 66)."""
    uncertain = books.rules.uncertainty
    default = None if uncertain is None else uncertain.default
    return Fraction(1) if default is None or default.lost is None else default.lost


def shortfall(books: Books, entry: Entry, measure: str) -> Fraction:
    """What the award may fall short by in a measure of tonnes [kg], not rounded (0013, readings 62 and 63)."""
    years = books.tonnage.years(entry.upgrade, entry.award.year)
    if measure == "annual_tonnes":
        years = years[:1]
    each = (weight_of(books, measure, year) * _shortfall_in(books, entry.upgrade, year) for year in years)
    return entry.share * sum(each, NONE)


def _shortfall_in(books: Books, upgrade: Upgrade, year: int) -> Fraction:
    planned = books.tonnage.whole_in_year(upgrade, year)
    if upgrade.tonnes_low is not None:
        return max(NONE, planned - upgrade.tonnes_low * KG)
    uncertain = books.rules.uncertainty
    part = None if uncertain is None or uncertain.ranges is None else uncertain.ranges.tonnes
    return abs(planned) * (part or NONE)


def worst(deviations: Iterable[Fraction], at_once: Fraction) -> Fraction:
    """The most that so many of them come to at once: the largest, the last of them by its part."""
    left, total = at_once, NONE
    for deviation in sorted(deviations, reverse=True):
        if left <= 0 or deviation <= 0:
            break
        total += min(left, Fraction(1)) * deviation
        left -= 1
    return total
