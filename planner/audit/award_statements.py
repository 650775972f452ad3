"""What each award states about itself: its upgrade, supplier, share, payers and tonnes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from planner.audit.books import Books
from planner.audit.entries import Entry
from planner.audit.finding import NOTHING, Finding, at_least
from planner.audit.report import STATEMENTS
from planner.audit.stated import agrees, as_float, one_wrong, states, states_kilograms
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


def orders(books: Books) -> Iterator[Finding]:
    """Awards stand in the order of supplier, upgrade and year, payments in that of year and payer, each once: what is
    the same plan has the same hash (0004, reading 50).
    """
    places = [(entry.supplier.supplier_id, entry.upgrade.upgrade_id, entry.award.year) for entry in books.entries]
    remark = T("The awards are not in the order of supplier, upgrade and year.")
    yield agrees("awards[]", places == sorted(places), remark)
    for award in books.plan.awards:
        paid = [(payment.year, payment.payer) for payment in award.payments]
        if paid != sorted(set(paid)):
            row = row_name("payments", award.upgrade_id, award.year)
            yield one_wrong(row, T("The payments are not each once, in the order of year and payer."))


def awards(books: Books) -> Iterator[Finding]:
    """Cost, supplier, share, support, payers and tonnes of each award, and until when it raises emissions."""
    for entry in books.entries:
        yield from _plain(books, entry)
        yield from _tonnes(entry)
        yield states(f"raises_until[{entry.label}]", entry.award.raises_until, entry.raises_until, "number")


def _plain(books: Books, entry: Entry) -> Iterator[Finding]:
    award, label = entry.award, entry.label
    yield at_least(STATEMENTS, f"award[{label}]", award.cost_won, LEAST_AWARD_WON)
    supplier_id = entry.supplier.supplier_id
    remark = T("The upgrade is that of supplier {supplier}.", supplier=supplier_id)
    yield agrees(f"supplier[{label}]", award.supplier_id == supplier_id, remark)
    yield states(f"share[{label}]", award.share, as_float(entry.share), "number")
    yield states(f"support_won[{label}]", award.support_won, entry.support, "won")
    remark = T("The payers' sums are not those of the payments.")
    yield agrees(f"payers[{label}]", award.payers == entry.paid_by_payer, remark)
    if books.tonnage.lacks_factor(entry.upgrade, award.year):
        remark = T("The model gives no emission factor for its tonnes.")
        yield one_wrong(f"tonnes[{label}]", remark)


def _tonnes(entry: Entry) -> Iterator[Finding]:
    """Lifetime tonnes, and tonnes by year: one row where all years agree, else one for each that does not."""
    award, label = entry.award, entry.label
    yield states_kilograms(f"tonnes[{label}]", award.tonnes, entry.lifetime_kg)
    stated = award.tonnes_by_year
    if stated == {year: tonnes_of(kg) for year, kg in entry.kilograms.items()}:
        yield Finding(STATEMENTS, f"tonnes_by_year[{label}]", 0, 0, "=", "number", NOTHING)
        return
    for year in sorted(stated.keys() | entry.kilograms.keys()):
        row = f"tonnes_by_year[{label},{year}]"
        if year in entry.kilograms:
            yield states_kilograms(row, stated.get(year), entry.kilograms[year])
        else:
            yield one_wrong(row, T("There should be no such row."))
