"""What the plan states of the past: the awards that are signed, to the won, and no others."""

from __future__ import annotations

from collections.abc import Iterator

from planner.audit.books import Books
from planner.audit.entries import added_up
from planner.audit.finding import Finding
from planner.audit.stated import agrees, one_wrong, states
from planner.languages import T
from planner.programme.families import row_name


def commitments(books: Books) -> Iterator[Finding]:
    """Every signed award stands in the plan with its payments, marked; nothing else is awarded before the first planned
    year (reading 51 of the next year).
    """
    past = books.past
    stated = {(award.upgrade_id, award.year): award for award in books.plan.awards if award.year in past.years}
    for key in sorted(past.signed.keys() | stated.keys()):
        row = row_name("committed", *key)
        if key not in past.signed:
            yield one_wrong(row, T("It is awarded before the first planned year, and no commitment says so."))
            continue
        if key not in stated:
            yield one_wrong(row, T("It is signed, and the plan does not have it."))
            continue
        paid = added_up(((payment.year, payment.payer), payment.won) for payment in stated[key].payments)
        signed = past.signed[key]
        for year, payer in sorted(paid.keys() | signed.keys()):
            name = row_name("committed", *key, payer, year)
            yield states(name, paid.get((year, payer), 0), signed.get((year, payer), 0), "won")
    remark = T("Not the awards before the first planned year are marked as signed, but others.")
    marked = {(award.upgrade_id, award.year) for award in books.plan.awards if award.committed}
    if past.years or marked:
        yield agrees("committed[]", marked == stated.keys(), remark)
