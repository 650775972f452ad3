"""Offsets: credits are used up to their part of the obligation, and lent back up to their value."""

from __future__ import annotations

from collections.abc import Iterator

from planner.audit.books import Books
from planner.audit.credit_account import usable_limit
from planner.audit.finding import Finding, at_most, equal
from planner.audit.stated import exact_figure
from planner.audit.tonnage import KG
from planner.languages import T
from planner.programme.families import row_name

FAMILY = "offsets"


def credit_use(books: Books) -> Iterator[Finding]:
    r"""What the plan states the OEM uses in a year is within its part of the obligation [kg] (0004, reading 45).

    .. math:: e_y \le \sigma\, G_y
    """
    offsets = books.rules.offsets
    if offsets is None:
        return
    for row in books.plan.credits:
        used = exact_figure(row.usable_t)
        name = row_name("credit_use", row.year)
        if used is None:
            yield equal(FAMILY, name, 1, 0, "number", remark=T("The figure is no number."))
        else:
            yield at_most(FAMILY, name, used * KG, usable_limit(offsets, row.year), "kg")


def lent(books: Books) -> Iterator[Finding]:
    r"""What the plan states is lent back of a year's credits is within its share of their value [won] (0004,
    reading 46).

    .. math:: L_y \le \lambda\, v_y
    """
    back = None if books.rules.offsets is None else books.rules.offsets.lend_back
    if back is None:
        return
    worth = {row.year: row.value_won for row in books.credits}
    for row in books.plan.credits:
        yield at_most(FAMILY, row_name("lent", row.year), row.lent_won, back.share * worth.get(row.year, 0))


RULES = (credit_use, lent)
