"""Repayment: tier-1 gives back what it owes, in its instalments."""

from __future__ import annotations

from collections.abc import Iterator

from planner.audit.books import Books
from planner.audit.entries import added_up
from planner.audit.finding import Finding, equal
from planner.programme.families import row_name

FAMILY = "repayment"


def repayment(books: Books) -> Iterator[Finding]:
    """What the plan states a supplier owes in a year is what its support gives [won] (0002, reading 16)."""
    stated = added_up(((row.supplier_id, row.year), row.owed_won) for row in books.plan.repayments)
    for supplier_id, year in sorted(stated.keys() | books.dues.keys()):
        yield equal(
            FAMILY,
            row_name("repayment", supplier_id, year),
            stated.get((supplier_id, year), 0),
            books.dues.get((supplier_id, year), 0),
        )


RULES = (repayment,)
