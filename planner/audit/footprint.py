"""Footprint: the footprint of a product line falls by what is asked."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from planner.audit.books import Books
from planner.audit.finding import Finding, at_least
from planner.programme.families import row_name

FAMILY = "footprint"


def footprint(books: Books) -> Iterator[Finding]:
    """A unit of the product has at least so many kilograms less in the year; a row for each year of a rule with a
    least cut. A cut that is only aimed at is no rule.
    """
    for number, rule in enumerate(books.rules.footprint, start=1):
        if rule.at_least_kg is not None:
            for year in rule.year:
                row = row_name("footprint", number, rule.product, year)
                yield at_least(FAMILY, row, cut_per_unit(books, rule.product, year), rule.at_least_kg, "number")


RULES = (footprint,)


def cut_per_unit(books: Books, product: str, year: int) -> Fraction:
    r"""By how much the footprint of a product falls in a year [kg per unit], exact (0004, reading 43).

    .. math:: \sum_i q_{i,y} \frac{s_{i,P}}{n_{i,P}}

    q are the kilograms of supplier i in the year, s the share of its emissions that goes into the product, n the units
    made a year.
    """
    cuts = (
        books.kilograms_by_supplier.get(row.supplier_id, {}).get(year, 0) * row.share / row.units_per_year
        for row in books.programme.products
        if row.product == product
    )
    return sum(cuts, Fraction(0))
