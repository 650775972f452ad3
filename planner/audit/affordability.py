"""Affordability: a supplier owes in a year no more than it can bear, and pays itself no more than it said."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from planner.audit.books import Books
from planner.audit.entries import Entry
from planner.audit.finding import Finding, at_most
from planner.languages import T
from planner.plan.plan import OWN
from planner.programme.families import row_name

FAMILY = "affordability"


def affordability(books: Books) -> Iterator[Finding]:
    r"""What falls due in a year is at most a part of the energy cost then saved, and the supplier's capacity.

    .. math:: D_{i,y} \le \sigma \sum_u s_u w_u + c_i

    over its awards in operation in y, also after the award years and the horizon; all in won (0002, reading 18). Past
    years are facts; arrears fall due in the first planned one.
    """
    rule = books.rules.affordability
    if rule is None:
        return
    for (supplier_id, year), due in books.fall_due.items():
        declared = books.programme.suppliers[supplier_id].repay_capacity_won
        capacity = rule.capacity_if_blank if declared is None else declared
        remark = T("No capacity is given; it counts as 0.") if capacity is None else None
        saved = sum((_saving(entry, year) for entry in books.by_supplier.get(supplier_id, ())), Fraction(0))
        limit = rule.share_of_savings * saved + (capacity or 0)
        yield at_most(FAMILY, row_name("affordability", supplier_id, year), due, limit, remark=remark)


def own_money(books: Books) -> Iterator[Finding]:
    """What a supplier pays itself, over all years, is at most its limit [won]; without a limit there is no row."""
    for supplier_id, entries in books.by_supplier.items():
        limit = books.programme.suppliers[supplier_id].copay_limit_won
        if limit is not None:
            paid = sum(entry.paid_by_payer.get(OWN, 0) for entry in entries)
            yield at_most(FAMILY, row_name("own_money", supplier_id), paid, limit)


RULES = (affordability, own_money)


def _saving(entry: Entry, year: int) -> Fraction:
    """Energy cost that an award saves in a year: in operation while t + lead <= y < t + lead + life [won]."""
    first = entry.award.year + entry.upgrade.lead_years
    if first <= year < first + entry.upgrade.life_years:
        return entry.share * (entry.upgrade.saving_won or 0)
    return Fraction(0)
