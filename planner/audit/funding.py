"""Funding: every won of every cost line is paid in the year in which it falls due."""

from __future__ import annotations

from collections.abc import Iterator

from planner.audit.books import Books
from planner.audit.entries import Entry, added_up
from planner.audit.finding import Finding, at_least, equal
from planner.languages import T

FAMILY = "funding"


def funding(books: Books) -> Iterator[Finding]:
    """Funders, pools and the supplier together pay an award's lines (0002, readings 2 and 3).

    One row an award where all years agree; otherwise one row for each year that does not. Lines with a named payer
    are paid by it whole, and no payment is below one won.
    """
    for entry in books.entries:
        row = f"funding[{entry.label}]"
        yield from _by_year(entry, row)
        yield from _named_lines(entry, row)
        yield from _payments(entry, row)


RULES = (funding,)


def _by_year(entry: Entry, row: str) -> Iterator[Finding]:
    paid = added_up((year, won) for (year, _), won in entry.paid.items())
    due = added_up([*entry.due.shared.items(), *((year, won) for (year, _), won in entry.due.named.items())])
    apart = [year for year in sorted(paid.keys() | due.keys()) if paid.get(year, 0) != due.get(year, 0)]
    if not apart:
        yield equal(FAMILY, row, sum(paid.values()), entry.award.cost_won)
    for year in apart:
        remark = T("Paid and due in {year}.", year=year)
        yield equal(FAMILY, row, paid.get(year, 0), due.get(year, 0), remark=remark)


def _named_lines(entry: Entry, row: str) -> Iterator[Finding]:
    for (year, payer), due in sorted(entry.due.named.items()):
        paid = entry.paid.get((year, payer), 0)
        if paid < due:
            remark = T("{payer} pays its own lines of {year} whole.", payer=payer, year=year)
            yield at_least(FAMILY, row, paid, due, remark=remark)


def _payments(entry: Entry, row: str) -> Iterator[Finding]:
    for payment in entry.award.payments:
        if payment.won < 1:
            remark = T("A payment of {payer} in {year}.", payer=payment.payer, year=payment.year)
            yield at_least(FAMILY, row, payment.won, 1, remark=remark)
