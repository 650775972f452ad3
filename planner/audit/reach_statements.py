"""What the plan states of its reach: targets, contributions to a sector's target, footprints of product lines."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from planner.audit.books import Books
from planner.audit.finding import Finding, Unit
from planner.audit.footprint import cut_per_unit
from planner.audit.stated import as_float, compare_ledgers
from planner.audit.targets import reaches_of, targets_of
from planner.audit.tonnage import KG
from planner.audit.totals import kilograms_in
from planner.plan.plan import ContributionFigure, FootprintFigure, TargetFigure, tonnes_of

TARGET_FIGURES: dict[str, Unit] = dict.fromkeys(("target_t", "tonnes"), "number")
CONTRIBUTION_FIGURES: dict[str, Unit] = {"sector_t": "number", "tonnes": "kg", "share": "number"}
FOOTPRINT_FIGURES: dict[str, Unit] = dict.fromkeys(("kg_per_unit", "at_least_kg", "target_kg"), "number")


def targets(books: Books) -> Iterator[Finding]:
    """Every target, and all that least won are to reach, each with its measure."""
    stated = (((row.rule, row.of), row) for row in books.plan.targets)
    computed = {(row.rule, row.of): row for row in expected_targets(books)}
    yield from compare_ledgers("targets", stated, computed, TARGET_FIGURES)


def contributions(books: Books) -> Iterator[Finding]:
    """One row for each contribution of the model, in its order."""
    stated = (((n, row.year, row.sector), row) for n, row in enumerate(books.plan.contributions, start=1))
    rows = expected_contributions(books)
    computed = {(n, row.year, row.sector): row for n, row in enumerate(rows, start=1)}
    yield from compare_ledgers("contributions", stated, computed, CONTRIBUTION_FIGURES)


def footprint(books: Books) -> Iterator[Finding]:
    """Every product of the products table in every counting year."""
    stated = (((row.product, row.year), row) for row in books.plan.footprint)
    computed = {(row.product, row.year): row for row in expected_footprint(books)}
    yield from compare_ledgers("footprint_of", stated, computed, FOOTPRINT_FIGURES)


def expected_targets(books: Books) -> list[TargetFigure]:
    """What targets and objectives of least won ask, and the tonnes of the plan (0004, reading 41)."""
    return [
        TargetFigure(
            rule=asked.row,
            of=asked.measure,
            target_t=as_float(asked.tonnes),
            tonnes=as_float(Fraction(kilograms_in(books, asked.measure)) / KG),
        )
        for asked in (*targets_of(books), *reaches_of(books))
    ]


def expected_contributions(books: Books) -> list[ContributionFigure]:
    """The plan's tonnes beside each sector's; none in a year that is not counted (0004, reading 42)."""
    saved = ((rule, books.kilograms.get(rule.year, 0)) for rule in books.rules.contributions)
    return [
        ContributionFigure(
            year=rule.year,
            sector=rule.sector,
            sector_t=as_float(rule.sector_t),
            tonnes=tonnes_of(kilograms),
            share=as_float(kilograms / (rule.sector_t * KG)),
        )
        for rule, kilograms in saved
    ]


def expected_footprint(books: Books) -> list[FootprintFigure]:
    """The cut of each product's footprint in each counting year, beside the highest that any rule states for it
    (0004, reading 43).
    """
    products = sorted({row.product for row in books.programme.products})
    return [
        FootprintFigure(
            product=product,
            year=year,
            kg_per_unit=as_float(cut_per_unit(books, product, year)),
            at_least_kg=_highest(books, product, year, "at_least_kg"),
            target_kg=_highest(books, product, year, "target_kg"),
        )
        for product in products
        for year in books.counting_years
    ]


def _highest(books: Books, product: str, year: int, key: str) -> float | None:
    """The highest amount that a rule states for the product in that year under the key [kg per unit]."""
    rules = (rule for rule in books.rules.footprint if rule.product == product and year in rule.year)
    amounts = [amount for rule in rules if (amount := getattr(rule, key)) is not None]
    return as_float(max(amounts)) if amounts else None
