"""Totals: tonnes and won of an award and of the plan, by measure (0004, readings 24 and 25)."""

from __future__ import annotations

from fractions import Fraction

from planner.audit.books import Books
from planner.audit.entries import Entry
from planner.audit.finding import Amount
from planner.plan.plan import OWN
from planner.programme.measures import year_of

MILLION = 1_000_000

KINDS_OF: dict[str, tuple[str, ...]] = {
    "public_won": ("government",),
    "oem_won": ("oem",),
    "fresh_won": ("government", "oem"),
}
"""The kinds of funder whose money a measure counts."""


def award_kilograms(books: Books, entry: Entry, measure: str) -> Amount:
    """Kilograms of an award by a measure; discounted ones exact, and none where the model discounts none."""
    if measure == "lifetime_tonnes":
        return entry.lifetime_kg
    if measure == "annual_tonnes":
        return entry.kilograms.get(entry.award.year + entry.upgrade.lead_years, 0)
    if measure == "discounted_tonnes":
        return 0 if books.discounting is None else books.discounting.of(entry.kilograms)
    year = year_of(measure)
    return 0 if year is None else entry.kilograms.get(year, 0)


def kilograms_in(books: Books, measure: str) -> Amount:
    """Kilograms of the plan by a measure: the sum over its awards."""
    if measure == "discounted_tonnes":
        return 0 if books.discounting is None else books.discounting.of(books.kilograms)
    year = year_of(measure)
    if year is not None:
        return books.kilograms.get(year, 0)
    return sum(award_kilograms(books, entry, measure) for entry in books.entries)


def weight_of(books: Books, measure: str, year: int) -> Fraction:
    """How much a kilogram of a year counts in a measure; 0 of discounted ones where the model discounts none."""
    if measure == "discounted_tonnes":
        return Fraction(0) if books.discounting is None else books.discounting.weight(year)
    only = year_of(measure)
    return Fraction(int(only is None or only == year))


def award_won(books: Books, entry: Entry, measure: str) -> int:
    """Won of an award by a measure."""
    if measure == "all_won":
        return entry.award.cost_won
    if measure == "own_won":
        return entry.paid_by_payer.get(OWN, 0)
    return sum(entry.paid_by_payer.get(funder_id, 0) for funder_id in funders_in(books, measure))


def won_in(books: Books, measure: str) -> int:
    """Won of the plan by a measure, whatever the awards are of."""
    if measure == "all_won":
        return sum(award.cost_won for award in books.plan.awards)
    if measure == "own_won":
        return books.paid_in_all.get(OWN, 0)
    return sum(books.paid_in_all.get(funder_id, 0) for funder_id in funders_in(books, measure))


def funders_in(books: Books, measure: str) -> list[str]:
    """Ids of the funders whose money a measure counts: all of them for the cost of what is awarded."""
    if measure == "own_won":
        return []
    kinds = KINDS_OF.get(measure, ("government", "oem"))
    return [funder_id for funder_id, funder in books.programme.funders.items() if funder.kind in kinds]
