"""What the plan's key figures and objective state, recomputed from the awards' payments and kilograms."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from planner.audit.books import Books
from planner.audit.finding import Finding, Unit
from planner.audit.stated import agrees, as_float, one_wrong, states
from planner.audit.tonnage import KG
from planner.languages import T
from planner.plan.plan import OWN, Indicators, ObjectiveValue, is_pool, tonnes_of
from planner.programme.measures import WonMeasure, year_of

MILLION = 1_000_000

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


def objective(books: Books) -> Iterator[Finding]:
    """The objective has the model's name, its unit and the value that the awards give."""
    stated, computed = books.plan.objective, expected_objective(books)
    if computed is None:
        yield one_wrong("objective[value]", T("The model discounts no tonnes."))
        return
    same = (stated.name, stated.unit) == (computed.name, computed.unit)
    remark = T("The objective is {name} in {unit}.", name=computed.name, unit=computed.unit)
    yield agrees("objective[name]", same, remark)
    yield states("objective[value]", stated.value, computed.value, "number")


def expected_indicators(books: Books) -> Indicators:
    """The key figures that awards, payments and dues give."""
    paid = books.paid_in_all
    by_kind = {"government": 0, "oem": 0}
    for funder_id, funder in books.programme.funders.items():
        by_kind[funder.kind] += paid.get(funder_id, 0)
    fresh = sum(by_kind.values())
    lifetime_kg = sum(books.kilograms.values())
    discounted = _discounted_kg(books)
    last_award_year = books.award_years[-1]
    return Indicators(
        lifetime_tonnes=tonnes_of(lifetime_kg),
        discounted_tonnes=None if discounted is None else as_float(discounted / KG),
        annual_tonnes=tonnes_of(_annual_kg(books)),
        tonnes_by_year={year: tonnes_of(kg) for year, kg in books.kilograms.items()},
        fresh_won=fresh,
        public_won=by_kind["government"],
        oem_won=by_kind["oem"],
        recycled_won=sum(won for payer, won in paid.items() if is_pool(payer)),
        own_won=paid.get(OWN, 0),
        all_won=_all_won(books),
        tonnes_per_million_won=as_float(_per_million_won(lifetime_kg, fresh)) if fresh else None,
        upgrades_funded=len({award.upgrade_id for award in books.plan.awards}),
        suppliers_funded=len({award.supplier_id for award in books.plan.awards}),
        owed_won=sum(books.dues.values()),
        still_to_come_won=sum(won for (_, year), won in books.dues.items() if year > last_award_year),
    )


def expected_objective(books: Books) -> ObjectiveValue | None:
    """The objective's name, unit and value; None where it asks for discounted tonnes and no discount is given."""
    rule = books.rules.objective[0]
    measure = rule.tonnes_measure or "lifetime_tonnes"
    kilograms = _measured_kg(books, measure)
    if kilograms is None:
        return None
    if rule.ratio is None:
        return ObjectiveValue(name=measure, value=as_float(Fraction(kilograms) / KG), unit="t")
    won = _measured_won(books, rule.ratio.per)
    return ObjectiveValue(
        name=f"{rule.ratio.of}_per_{rule.ratio.per}",
        value=as_float(_per_million_won(kilograms, won)) if won else 0.0,
        unit="t per million won",
    )


def _measured_kg(books: Books, measure: str) -> int | Fraction | None:
    """Kilograms by a measure: lifetime, discounted, or of one year."""
    if measure == "discounted_tonnes":
        return _discounted_kg(books)
    year = year_of(measure)
    return sum(books.kilograms.values()) if year is None else books.kilograms.get(year, 0)


def _measured_won(books: Books, measure: WonMeasure) -> int:
    """Won by a measure: fresh, public, or all."""
    if measure == "all_won":
        return _all_won(books)
    kinds = ("government",) if measure == "public_won" else ("government", "oem")
    funders = books.programme.funders.values()
    return sum(books.paid_in_all.get(funder.id, 0) for funder in funders if funder.kind in kinds)


def _annual_kg(books: Books) -> int:
    """Kilograms of each award's first year in operation (0004, reading 24)."""
    return sum(entry.kilograms.get(entry.award.year + entry.upgrade.lead_years, 0) for entry in books.entries)


def _all_won(books: Books) -> int:
    return sum(award.cost_won for award in books.plan.awards)


def _discounted_kg(books: Books) -> Fraction | None:
    r"""Each year's kilograms over :math:`(1 + d)^{y - y_0}`, summed exactly (0002, reading 22)."""
    discount = books.rules.discount
    if discount is None:
        return None
    growth = 1 + discount.rate
    return sum((kg / growth ** (year - discount.base_year) for year, kg in books.kilograms.items()), Fraction(0))


def _per_million_won(kilograms: int | Fraction, won: int) -> Fraction:
    """Tonnes per million won."""
    return Fraction(kilograms) * MILLION / (KG * won)
