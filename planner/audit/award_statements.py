"""What each award states about itself: its upgrade, supplier, share, payers and tonnes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from planner.audit.books import Books
from planner.audit.entries import Entry
from planner.audit.finding import Finding, at_least
from planner.audit.report import STATEMENTS
from planner.audit.stated import agrees, as_float, one_wrong, states
from planner.languages import T
from planner.plan.plan import tonnes_of
from planner.programme.families import row_name
from planner.units import LEAST_AWARD_WON


def unknown_awards(books: Books) -> Iterator[Finding]:
    """Every award is of an upgrade of the inputs that costs something, and stands once."""
    for award in books.strays:
        row = row_name("award", award.upgrade_id, award.year)
        yield one_wrong(row, T("The inputs know no such upgrade with a cost."))
    times = Counter((award.upgrade_id, award.year) for award in books.plan.awards)
    for index, count in times.items():
        if count > 1:
            yield one_wrong(row_name("award", *index), T("The award stands {count} times.", count=count))


def awards(books: Books) -> Iterator[Finding]:
    """Cost, supplier, share, support, payers and tonnes of each award."""
    for entry in books.entries:
        yield from _plain(books, entry)
        yield from _tonnes(entry)


def _plain(books: Books, entry: Entry) -> Iterator[Finding]:
    award, index = entry.award, entry.index
    yield at_least(STATEMENTS, row_name("award", *index), award.cost_won, LEAST_AWARD_WON)
    right_supplier = award.supplier_id == entry.supplier.supplier_id
    remark = T("The upgrade is that of supplier {supplier}.", supplier=entry.supplier.supplier_id)
    yield agrees(row_name("supplier", *index), right_supplier, remark)
    yield states(row_name("share", *index), award.share, as_float(entry.share), "number")
    yield states(row_name("support_won", *index), award.support_won, entry.support, "won")
    remark = T("The payers' sums are not those of the payments.")
    yield agrees(row_name("payers", *index), award.payers == entry.paid_by_payer, remark)
    if books.tonnage.lacks_factor(entry.upgrade, award.year):
        remark = T("The model gives no emission factor for its tonnes.")
        yield one_wrong(row_name("tonnes", *index), remark)


def _tonnes(entry: Entry) -> Iterator[Finding]:
    """Lifetime tonnes, and tonnes by year: one row where all years agree, else one for each that does not."""
    award, index = entry.award, entry.index
    yield states(row_name("tonnes", *index), award.tonnes, tonnes_of(entry.lifetime_kg), "kg")
    computed = {year: tonnes_of(kg) for year, kg in entry.kilograms.items()}
    stated = award.tonnes_by_year
    if stated == computed:
        yield states(row_name("tonnes_by_year", *index), award.tonnes, award.tonnes, "kg")
        return
    for year in sorted(stated.keys() | computed.keys()):
        row = row_name("tonnes_by_year", *index, year)
        if year in stated and year not in computed:
            yield one_wrong(row, T("There should be no such row."))
        else:
            yield states(row, stated.get(year), computed[year], "kg")
