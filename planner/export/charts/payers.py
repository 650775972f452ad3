"""Money by payer and year: who pays for the equipment."""

from __future__ import annotations

from collections import Counter

from planner.export.charts.amounts import Money
from planner.export.charts.bars import Part, stacked
from planner.export.charts.frame import Frame
from planner.export.charts.payer_colours import RETURNED, payer_colours
from planner.export.charts.picture import Picture
from planner.export.numbers import won_in_words
from planner.export.wording import Verbatim, funder_name
from planner.export.workbook.awards import purses_in_order
from planner.languages import T, Text
from planner.plan.plan import OWN, Plan, is_pool
from planner.programme.programme import Programme


def picture(plan: Plan, programme: Programme, frame: Frame) -> Picture | None:
    """A bar a year, a colour a payer; none without awards."""
    paid = _paid(plan)
    if not paid:
        return None
    names = {payer: frame.words(name) for payer, name in payer_names(plan).items()}
    years = sorted({year for _, year in paid})
    shown = [payer for payer in names if any(paid[payer, year] for year in years)]
    money = Money.for_size(max(sum(paid[payer, year] for payer in shown) for year in years))
    parts = [
        Part(
            str(year),
            names[payer],
            money.of(paid[payer, year]),
            frame.words(
                T("{payer}, {year}: {won}", payer=names[payer], year=year, won=won_in_words(paid[payer, year]))
            ),
        )
        for year in years
        for payer in shown
        if paid[payer, year]
    ]
    used = payer_colours(plan)
    says = T("Who pays for the equipment, by the year of payment; {won} in all.", won=won_in_words(sum(paid.values())))
    return Picture(
        "payers",
        frame.words(T("Money by payer and year")),
        frame.words(says),
        stacked(
            parts,
            [names[payer] for payer in shown],
            frame.words(money.title),
            frame,
            tuple(used[payer] for payer in shown),
        ),
        frame,
    )


def payer_names(plan: Plan) -> dict[str, Text]:
    """Payers as charts tell them apart: each funder, all pools together, the suppliers themselves."""
    funders: dict[str, Text] = {funder.id: Verbatim(funder_name(funder)) for funder in purses_in_order(plan.model)}
    return {**funders, RETURNED: T("Returned money"), OWN: T("Suppliers' own money")}


def payer_key(payer: str) -> str:
    """A payer of a plan as :func:`payer_names` has it."""
    return RETURNED if is_pool(payer) else payer


def _paid(plan: Plan) -> Counter[tuple[str, int]]:
    paid: Counter[tuple[str, int]] = Counter()
    for award in plan.awards:
        for payment in award.payments:
            paid[payer_key(payment.payer), payment.year] += payment.won
    return paid
