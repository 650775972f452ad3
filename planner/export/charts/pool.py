"""Returned money by year: what the pools pay out, what is left in them, what the allowance for losses takes."""

from __future__ import annotations

from collections import Counter

from planner.export.charts.amounts import Money
from planner.export.charts.bars import Part, stacked
from planner.export.charts.frame import Frame
from planner.export.charts.picture import Picture
from planner.export.colours import DEEP, GREY, SKY
from planner.export.numbers import won_in_words
from planner.languages import T
from planner.plan.plan import Plan
from planner.programme.programme import Programme


def picture(plan: Plan, programme: Programme, frame: Frame) -> Picture | None:
    """A bar a year: all that the pools hold in it, by what becomes of it; none where nothing is returned."""
    kinds = {
        "paid": frame.words(T("Paid to tier 2")),
        "closing": frame.words(T("Kept for the next year")),
        "lost": frame.words(T("Allowance for losses")),
    }
    amounts: Counter[tuple[int, str]] = Counter()
    for account in plan.pools:
        for kind in kinds:
            amounts[account.year, kind] += getattr(account, kind)
    years = sorted({year for year, _ in amounts})
    if not any(amounts.values()):
        return None
    shown = [kind for kind in kinds if any(amounts[year, kind] for year in years)]
    money = Money.for_size(max(sum(amounts[year, kind] for kind in shown) for year in years))
    parts = [
        Part(
            str(year),
            kinds[kind],
            money.of(amounts[year, kind]),
            f"{year}, {kinds[kind]}: {frame.words(won_in_words(amounts[year, kind]))}",
        )
        for year in years
        for kind in shown
    ]
    count = len({account.pool for account in plan.pools})
    says = T(
        "What the pools hold in each award year, by what becomes of it; all {count} pools together.", count=f"{count:,}"
    )
    one = T("What the pool holds in each award year, by what becomes of it.")
    return Picture(
        "pool",
        frame.words(T("Returned money by year")),
        frame.words(one if count == 1 else says),
        stacked(parts, [kinds[kind] for kind in shown], frame.words(money.title), frame, (DEEP, SKY, GREY)),
        frame,
    )
