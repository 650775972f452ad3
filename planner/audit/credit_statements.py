"""What the plan states of credits: by year, and by bundle."""

from __future__ import annotations

from collections.abc import Iterator

from planner.audit.books import Books
from planner.audit.bundles import expected_bundles
from planner.audit.finding import Finding, Unit
from planner.audit.stated import compare_ledgers
from planner.plan.plan import CreditYear

CREDIT_FIGURES: dict[str, Unit] = {
    "creditable_t": "kg",
    "oem_t": "kg",
    "supplier_t": "kg",
    "state_t": "kg",
    "usable_t": "kg",
    "surplus_t": "kg",
    "value_won": "won",
    "lent_won": "won",
}
BUNDLE_FIGURES: dict[str, Unit] = {
    "projects": "number",
    "tonnes_per_year": "kg",
    "limit_t": "number",
    "kept": "number",
}


def credits_(books: Books) -> Iterator[Finding]:
    """Every counting year, where the model has offsets; otherwise none."""
    stated = (((row.year,), row) for row in books.plan.credits)
    computed = {(row.year,): row for row in expected_credits(books)}
    yield from compare_ledgers("credits", stated, computed, CREDIT_FIGURES)


def credit_bundles(books: Books) -> Iterator[Finding]:
    """Every bundle with an award in it, where the model has bundles; otherwise none."""
    stated = (((row.bundle, row.size_class), row) for row in books.plan.credit_bundles)
    computed = {(row.bundle, row.size_class): row for row in expected_bundles(books)}
    yield from compare_ledgers("credit_bundles", stated, computed, BUNDLE_FIGURES)


def expected_credits(books: Books) -> list[CreditYear]:
    """Credits of every counting year; none without offsets."""
    return list(books.credits)
