"""What the firm at the head of the chain pays in each plan, and what it gets: returns, credits, lighter products."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from fractions import Fraction

from planner.export.beside.indicators import footprints
from planner.export.beside.rows import Figure, FigureRow, figure_rows
from planner.export.columns import Kind
from planner.export.comparison import FIGURES
from planner.export.numbers import rounded_to_sum
from planner.export.wording import payer_name
from planner.languages import T, Text
from planner.plan.figures import won_by_payer
from planner.plan.plan import Plan
from planner.programme.dues import instalments
from planner.study.beside.comparison import Beside
from planner.units import MILLION

PAYS = T("What lead firms pay")
GETS = T("What comes of it")


def procurement_rows(found: Beside) -> list[FigureRow]:
    """What lead firms pay in all years, what goes with it, and what comes of it; none where there is no such purse."""
    if not any(funder.kind == "oem" for held in found.plans for funder in held.plan.model.funders):
        return []
    return figure_rows([list(_figures(held.plan)) for held in found.plans])


def _figures(plan: Plan) -> Iterator[Figure]:
    of = plan.indicators
    yield _won("oem_won", PAYS, T("Lead firms' money"), of.oem_won)
    paid = won_by_payer(plan.awards)
    for funder in plan.model.funders:
        if funder.kind == "oem":
            name = T("  {payer}", payer=payer_name(plan.model, funder.id))
            yield _won("payer", PAYS, name, paid.get(funder.id, 0), funder.id)
    purses = {funder.id for funder in plan.model.funders if funder.kind == "oem"}
    left = sum(year.lapsed for year in plan.funders if year.funder in purses)
    yield _won("oem_lapsed_won", PAYS, T("Budgets of it that lapse"), left)
    yield _won("public_won", PAYS, T("Beside it: government money"), of.public_won)
    if plan.model.repayment is not None:
        yield _won("recycled_won", PAYS, T("Beside it: returned money spent again"), of.recycled_won)
    yield _won("own_won", PAYS, T("Beside it: suppliers' own money"), of.own_won)
    yield Figure("lifetime_tonnes", GETS, FIGURES["lifetime_tonnes"], T("t"), Kind.TONNES, of.lifetime_tonnes)
    if of.oem_won:
        each = Fraction(of.lifetime_tonnes) * MILLION / of.oem_won
        name = T("Lifetime tonnes per million won of lead firms")
        yield Figure("tonnes_per_million_oem_won", GETS, name, T("t per million won"), Kind.FIGURE, float(each))
    returned = returns_by_year(plan)
    if plan.model.repayment is not None:
        won = sum(returned.values())
        yield _won("owed_of_oem_won", GETS, T("Comes back into the pools out of lead firms' money"), won)
    yield from _credits(plan)
    for cut in footprints(plan):
        yield Figure(cut.key, GETS, cut.name, cut.unit, cut.kind, cut.value, cut.year, cut.about)


def _credits(plan: Plan) -> Iterator[Figure]:
    offsets = plan.model.offsets
    if offsets is None:
        return
    for key, name in (
        ("oem_t", T("Credits: lead firm's part")),
        ("usable_t", T("  of it usable")),
        ("surplus_t", T("  of it surplus")),
    ):
        total = sum((Fraction(getattr(year, key)) for year in plan.credits), Fraction(0))
        yield Figure(key, GETS, name, T("t"), Kind.TONNES, total)
    if offsets.price_won_per_t:
        value = sum(year.value_won for year in plan.credits)
        yield _won("credit_value_won", GETS, T("Value of the usable credits, at the model's prices"), value)
        yield _won(
            "oem_less_credits_won", GETS, T("Lead firms' money less that value"), plan.indicators.oem_won - value
        )
    if offsets.lend_back is not None:
        lent = sum(year.lent_won for year in plan.credits)
        yield _won("lent_won", GETS, T("Of that value lent back into a purse"), lent)


def returns_by_year(plan: Plan) -> Mapping[int, int]:
    """What falls due from suppliers for money of lead firms, by year [won]: of each instalment the part that lead firms
    had in what it gives back. Instalments are not paid to them: they go into the pools.

    The parts of a year are rounded so that they add up to their rounded sum.
    """
    repayment = plan.model.repayment
    if repayment is None:
        return {}
    kinds = {funder.id: funder.kind for funder in plan.model.funders}
    owing = {due.supplier_id for due in plan.repayments}
    paid: defaultdict[tuple[str, int], Counter[bool]] = defaultdict(Counter)
    for award in plan.awards:
        for payment in award.payments:
            if payment.payer in repayment.base and award.supplier_id in owing:
                paid[award.supplier_id, payment.year][kinds[payment.payer] == "oem"] += payment.won
    due: defaultdict[int, Fraction] = defaultdict(Fraction)
    for (_, year), by_kind in paid.items():
        total = by_kind.total()
        for when, won in instalments(repayment, year, total).items() if total else ():
            due[when] += Fraction(won * by_kind[True], total)
    years = sorted(due)
    return dict(zip(years, rounded_to_sum([due[year] for year in years]), strict=True))


def _won(key: str, topic: Text, name: Text, won: int, about: str = "") -> Figure:
    return Figure(key, topic, name, T("won"), Kind.WON, won, about=about)
