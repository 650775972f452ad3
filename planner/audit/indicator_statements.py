"""What the plan's key figures state, recomputed from the awards' payments and kilograms."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from planner.audit.books import Books
from planner.audit.finding import Finding, Unit
from planner.audit.stated import as_float, states
from planner.audit.tonnage import KG
from planner.audit.totals import MILLION, kilograms_in, won_in
from planner.plan.plan import Indicators, is_pool, tonnes_of

FIGURES: dict[str, Unit] = {
    "lifetime_tonnes": "kg",
    "annual_tonnes": "kg",
    "discounted_tonnes": "number",
    "fresh_won": "won",
    "public_won": "won",
    "oem_won": "won",
    "recycled_won": "won",
    "own_won": "won",
    "all_won": "won",
    "tonnes_per_million_won": "number",
    "upgrades_funded": "number",
    "suppliers_funded": "number",
    "owed_won": "won",
    "still_to_come_won": "won",
}


def indicators(books: Books) -> Iterator[Finding]:
    """Every key figure, and the tonnes of every counting year."""
    stated, computed = books.plan.indicators, expected_indicators(books)
    for name, unit in FIGURES.items():
        yield states(f"indicators[{name}]", getattr(stated, name), getattr(computed, name), unit)
    for year in sorted(stated.tonnes_by_year.keys() | computed.tonnes_by_year.keys()):
        row = f"indicators[tonnes_by_year,{year}]"
        yield states(row, stated.tonnes_by_year.get(year), computed.tonnes_by_year.get(year), "kg")


def expected_indicators(books: Books) -> Indicators:
    """The key figures that awards, payments and dues give."""
    paid = books.paid_in_all
    fresh = won_in(books, "fresh_won")
    lifetime_kg = sum(books.kilograms.values())
    discounting = books.discounting
    last_award_year = books.award_years[-1]
    return Indicators(
        lifetime_tonnes=tonnes_of(lifetime_kg),
        discounted_tonnes=None if discounting is None else as_float(discounting.of(books.kilograms) / KG),
        annual_tonnes=tonnes_of(int(kilograms_in(books, "annual_tonnes"))),
        tonnes_by_year={year: tonnes_of(kg) for year, kg in books.kilograms.items()},
        fresh_won=fresh,
        public_won=won_in(books, "public_won"),
        oem_won=won_in(books, "oem_won"),
        recycled_won=sum(won for payer, won in paid.items() if is_pool(payer)),
        own_won=won_in(books, "own_won"),
        all_won=won_in(books, "all_won"),
        tonnes_per_million_won=as_float(Fraction(lifetime_kg * MILLION, KG * fresh)) if fresh else None,
        upgrades_funded=len({award.upgrade_id for award in books.plan.awards}),
        suppliers_funded=len({award.supplier_id for award in books.plan.awards}),
        owed_won=sum(books.dues.values()),
        still_to_come_won=sum(won for (_, year), won in books.dues.items() if year > last_award_year),
    )
