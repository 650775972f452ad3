"""The plans year by year: tonnes, who pays what, what comes back, credits, footprints."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from planner.export.beside.procurement import returns_by_year
from planner.export.beside.rows import Figure, FigureRow, figure_rows
from planner.export.columns import Kind
from planner.export.wording import payer_name
from planner.languages import T, Text
from planner.plan.plan import OWN, Plan, is_pool
from planner.study.beside.comparison import Beside

TOPIC = T("By year")

_POOLS = "pool"


def year_rows(found: Beside) -> list[FigureRow]:
    """Figure by figure, each year by year; what is 0 in all plans and years is left out."""
    rows = figure_rows([list(_figures(held.plan)) for held in found.plans])
    there = {(row.figure.key, row.figure.about) for row in rows if any(row.values)}
    order = {place: number for number, place in enumerate(dict.fromkeys(_series(row) for row in rows))}
    shown = [row for row in rows if _series(row) in there]
    return sorted(shown, key=lambda row: (order[_series(row)], row.figure.year or 0))


def _series(row: FigureRow) -> tuple[str, str]:
    return row.figure.key, row.figure.about


def _figures(plan: Plan) -> Iterator[Figure]:
    for year in plan.model.years.counting_years:
        tonnes = plan.indicators.tonnes_by_year.get(year, 0)
        yield Figure("tonnes", TOPIC, T("Tonnes"), T("t"), Kind.TONNES, tonnes, year)
    yield from _money(plan)
    yield from _returns(plan)
    for of in plan.credits:
        yield Figure("creditable_t", TOPIC, T("Creditable tonnes"), T("t"), Kind.TONNES, of.creditable_t, of.year)
        yield Figure("usable_t", TOPIC, T("Usable credits"), T("t"), Kind.TONNES, of.usable_t, of.year)
        yield _won("credit_value_won", T("Value of the usable credits"), of.value_won, of.year)
    for cut in plan.footprint:
        name = T("Cut in the footprint of {product}", product=cut.product)
        kilograms = T("kg per unit")
        yield Figure("footprint", TOPIC, name, kilograms, Kind.KG_PER_UNIT, cut.kg_per_unit, cut.year, cut.product)


def _money(plan: Plan) -> Iterator[Figure]:
    """What each kind of money pays, then each payer; in all award years, and later ones in which somebody pays."""
    paid: Counter[tuple[str, int]] = Counter()
    for award in plan.awards:
        for payment in award.payments:
            payer = _POOLS if is_pool(payment.payer) else payment.payer
            paid[payer, payment.year] += payment.won
    years = sorted({year for _, year in paid} | set(plan.model.years.award_years))
    kinds = {funder.id: funder.kind for funder in plan.model.funders}
    for key, name, wanted in (
        ("public_won", T("Government money"), "government"),
        ("oem_won", T("Lead firms' money"), "oem"),
    ):
        for year in years:
            of_kind = sum(won for (payer, when), won in paid.items() if when == year and kinds.get(payer) == wanted)
            yield _won(key, name, of_kind, year)
    for payer in (*kinds, _POOLS, OWN):
        key = {_POOLS: "recycled_won", OWN: "own_won"}.get(payer, "payer")
        for year in years:
            yield _won(key, _paid_by(plan, payer), paid[payer, year], year, payer if payer in kinds else "")


def _paid_by(plan: Plan, payer: str) -> Text:
    if payer == _POOLS:
        return T("Returned money spent again")
    if payer == OWN:
        return T("Suppliers' own money")
    return T("Paid by {payer}", payer=payer_name(plan.model, payer))


def _returns(plan: Plan) -> Iterator[Figure]:
    owed: Counter[int] = Counter()
    for due in plan.repayments:
        owed[due.year] += due.owed_won
    for year in sorted(owed):
        yield _won("owed_won", T("Falls due from suppliers"), owed[year], year)
    for year, won in returns_by_year(plan).items():
        yield _won("owed_of_oem_won", T("Of it out of lead firms' money"), won, year)
    for key, name in (
        ("received", T("Received by pools")),
        ("lost", T("Allowance for losses")),
        ("closing", T("Left in pools")),
    ):
        by_year: Counter[int] = Counter()
        for pool in plan.pools:
            by_year[pool.year] += getattr(pool, key)
        for year in sorted(by_year):
            yield _won(f"pool_{key}_won", name, by_year[year], year)


def _won(key: str, name: Text, won: int, year: int, about: str = "") -> Figure:
    return Figure(key, TOPIC, name, T("won"), Kind.WON, won, year, about)
