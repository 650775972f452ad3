"""Support rates: support stays within rates and caps and is what the supplier accepts."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from planner.audit.books import Books
from planner.audit.caps import cap
from planner.audit.entries import Entry
from planner.audit.finding import Finding, at_least, at_most, equal
from planner.languages import T
from planner.units import RATIO_EQUALITY_WON

FAMILY = "support_rates"


def support(books: Books) -> Iterator[Finding]:
    """Support on the shared lines is the full rate's, or between the least rate and the full rate.

    One row an award where it is kept; more, by year, where it is not. An upgrade that nobody may support, that no rate
    of the model takes, or whose least rate is above its full rate, cannot be awarded (0002, readings 9 to 12).
    """
    for entry in books.planned:
        row = f"support[{entry.label}]"
        rate = books.full_rate(entry).rate
        yield from _without_support(books, entry, row, rate)
        yield from _without_rate(books, entry, row)
        if entry.upgrade.support_rate_min is None:
            yield from _at_full_rate(entry, row, rate)
        else:
            yield from _from_least_rate(entry, row, rate, entry.upgrade.support_rate_min)


def own_rate(books: Books) -> Iterator[Finding]:
    """A payer gives at most its own rate of an award's shared lines (0002, reading 13).

    Where the full rate is the sum of the own rates, support and own rates meet, and each holds within 1 won.
    """
    for entry in books.planned:
        rates = books.payers.eligible(entry.upgrade)
        if not any(rates.values()):
            continue
        spare = RATIO_EQUALITY_WON if books.full_rate(entry).is_sum_of_own else 0
        for payer, won in entry.shared_by_payer().items():
            rate = rates.get(payer)
            if rate is not None and won:
                limit = Fraction(rate.numerator * entry.shared_due, rate.denominator) + spare
                yield at_most(FAMILY, f"own_rate[{payer},{entry.label}]", won, limit)


RULES = (support, own_rate, cap)


def _without_support(books: Books, entry: Entry, row: str, rate: Fraction) -> Iterator[Finding]:
    named = any(line.payer is not None for line in entry.cost.lines)
    if not named and (not rate or not books.payers.eligible(entry.upgrade)):
        remark = T("Nobody may support the upgrade, so it cannot be awarded.")
        yield at_most(FAMILY, row, max(entry.award.cost_won, 1), 0, remark=remark)


def _without_rate(books: Books, entry: Entry, row: str) -> Iterator[Finding]:
    rates = books.rules.support_rates
    if rates and entry.cost.shared and not any(books.payers.takes(rate, entry.upgrade) for rate in rates):
        remark = T("No support rate of the model takes the upgrade, so it cannot be awarded.")
        yield at_most(FAMILY, row, max(entry.award.cost_won, 1), 0, remark=remark)


def _at_full_rate(entry: Entry, row: str, rate: Fraction) -> Iterator[Finding]:
    r"""In each year :math:`\lfloor r Q_y \rfloor - \lfloor r Q_{y-1} \rfloor`, Q_y the shared won due up to y."""
    shared = entry.shared_by_year()
    asked, before = 0, 0
    apart: list[Finding] = []
    for year in sorted(entry.due.shared.keys() | shared.keys()):
        asked += entry.due.shared.get(year, 0)
        until = rate.numerator * asked // rate.denominator
        given, expected, before = shared.get(year, 0), until - before, until
        if given != expected:
            apart.append(equal(FAMILY, row, given, expected, remark=T("Support in {year}.", year=year)))
    if apart:
        yield from apart
    else:
        yield equal(FAMILY, row, sum(shared.values()), before)


def _from_least_rate(entry: Entry, row: str, rate: Fraction, least: Fraction) -> Iterator[Finding]:
    r"""In all :math:`\lceil mK \rceil` to :math:`\lfloor rK \rfloor`, in each year 0 to K_y."""
    shared, by_year = entry.shared_due, entry.shared_by_year()
    given = sum(by_year.values())
    if least > rate and shared:
        remark = T("The supplier accepts no less than a rate that is above the full rate.")
        yield at_most(FAMILY, row, least, rate, "share", remark=remark)
    yield at_least(FAMILY, row, given, -(-least.numerator * shared // least.denominator))
    yield at_most(FAMILY, row, given, rate.numerator * shared // rate.denominator)
    for year, won in sorted(by_year.items()):
        most = entry.due.shared.get(year, 0)
        if not 0 <= won <= most:
            yield equal(FAMILY, row, won, max(0, min(won, most)), remark=T("Support in {year}.", year=year))
