"""Funding: every won of every cost line is paid in the year in which it falls due."""

from __future__ import annotations

from collections.abc import Iterator

from planner.audit.books import Books
from planner.audit.entries import Entry
from planner.audit.finding import Finding, at_least, equal
from planner.languages import T
from planner.programme.families import row_name

FAMILY = "funding"


def funding(books: Books) -> Iterator[Finding]:
    """Funders, pools and the supplier together pay an award's lines (0002, readings 2 and 3).

    One row an award where all years agree; otherwise one row for each year that does not. Lines with a named payer
    are paid by it whole, and no payment is below one won.
    """
    for entry in books.entries:
        row = row_name("funding", *entry.index)
        yield from _by_year(entry, row)
        yield from _named_lines(entry, row)
        yield from _payments(entry, row)


RULES = (funding,)


def _by_year(entry: Entry, row: str) -> Iterator[Finding]:
    years = sorted(entry.due_by_year.keys() | entry.paid_by_year.keys())
    amounts = [(year, entry.paid_by_year.get(year, 0), entry.due_by_year.get(year, 0)) for year in years]
    apart = [(year, paid, due) for year, paid, due in amounts if paid != due]
    if not apart:
        yield equal(FAMILY, row, sum(paid for _, paid, _ in amounts), entry.award.cost_won)
    for year, paid, due in apart:
        yield equal(FAMILY, row, paid, due, remark=T("Paid and due in {year}.", year=year))


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
