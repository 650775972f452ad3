"""The figures of a whole plan: objective, tonnes, money, repayments, pools, counts, credits, fairness, reach."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from planner.export.beside.known import Known
from planner.export.beside.rows import Figure, FigureRow, figure_rows
from planner.export.columns import Kind
from planner.export.comparison import FIGURES
from planner.export.measures import Unit, measure_name
from planner.export.objectives import objective_names
from planner.export.rulebook.rows import RowWords
from planner.export.rulebook.shares import fairness_name
from planner.export.wording import Capital, objective_values, payer_name
from planner.export.workbook.fairness import FairnessRow
from planner.languages import T, Text
from planner.plan.figures import won_by_payer
from planner.plan.objectives import tonnes_unit
from planner.plan.plan import Plan
from planner.programme.canonical import canonical_text, in_any_order
from planner.study.beside.comparison import Beside
from planner.study.beside.held import Held

_T, _WON, _COUNT = T("t"), T("won"), T("count")

OBJECTIVE = T("Objective")
TONNES = T("Tonnes")
MONEY = T("Money")
RETURNS = T("Returned money")
COUNTS = T("Counts")
CREDITS = T("Credits")
FAIRNESS = T("Fairness")
REACH = T("Targets")

_LEVELS = ("floor", "cap", "least", "gini", "source")
"""Keys of a fairness rule that say how much it asks, and where it comes from."""


def indicator_rows(found: Beside) -> list[FigureRow]:
    """The figures of the plans side by side."""
    known = Known.of(found)
    return figure_rows([list(_figures(held, known)) for held in found.plans])


def _figures(held: Held, known: Known) -> Iterator[Figure]:
    plan = held.plan
    yield from _objectives(plan)
    yield from _tonnes(plan)
    yield from _money(plan)
    yield from _returns(plan)
    yield from _counts(held, known)
    yield from _credits(plan)
    yield from _reach(plan)
    yield from _fairness(plan)


def _objectives(plan: Plan) -> Iterator[Figure]:
    """Each objective under its own words: those of another model are another figure."""
    for name, level in zip(objective_names(plan.model), objective_values(plan), strict=True):
        kind = Kind.WON if level.unit == "won" else Kind.FIGURE
        value = int(level.value) if level.unit == "won" else level.value
        yield Figure("objective", OBJECTIVE, Capital(name), Unit(level.unit), kind, value, about=str(name))


def _tonnes(plan: Plan) -> Iterator[Figure]:
    of = plan.indicators
    yield Figure("lifetime_tonnes", TONNES, FIGURES["lifetime_tonnes"], _T, Kind.TONNES, of.lifetime_tonnes)
    if of.discounted_tonnes is not None:
        yield Figure("discounted_tonnes", TONNES, FIGURES["discounted_tonnes"], _T, Kind.TONNES, of.discounted_tonnes)
    yield Figure("annual_tonnes", TONNES, FIGURES["annual_tonnes"], Unit("t/yr"), Kind.TONNES, of.annual_tonnes)


def _money(plan: Plan) -> Iterator[Figure]:
    of = plan.indicators
    yield _won("all_won", MONEY, FIGURES["all_won"], of.all_won)
    yield _won("support_won", MONEY, T("Support"), plan.support_won)
    for name in ("fresh_won", "public_won", "oem_won"):
        yield _won(name, MONEY, FIGURES[name], getattr(of, name))
    paid = won_by_payer(plan.awards)
    for funder in plan.model.funders:
        payer = T("Paid by {payer}", payer=payer_name(plan.model, funder.id))
        yield _won("payer", MONEY, payer, paid.get(funder.id, 0), funder.id)
    yield _won("recycled_won", MONEY, FIGURES["recycled_won"], of.recycled_won)
    yield _won("own_won", MONEY, FIGURES["own_won"], of.own_won)
    yield _won("budget_won", MONEY, T("Budgets"), sum(year.budget + year.lent for year in plan.funders))
    yield _won("lapsed_won", MONEY, T("Budgets that lapse"), sum(year.lapsed for year in plan.funders))
    if of.tonnes_per_million_won is not None:
        unit = Unit("t per million won")
        ratio = FIGURES["tonnes_per_million_won"]
        yield Figure("tonnes_per_million_won", MONEY, ratio, unit, Kind.FIGURE, of.tonnes_per_million_won)


def _returns(plan: Plan) -> Iterator[Figure]:
    if plan.model.repayment is None:
        return
    last = max((year.year for year in plan.pools), default=None)
    amounts = {
        "owed_won": (T("Falls due from suppliers"), plan.indicators.owed_won),
        "still_to_come_won": (T("Of it after the award years"), plan.indicators.still_to_come_won),
        "pool_received_won": (T("Received by pools"), sum(year.received for year in plan.pools)),
        "pool_lost_won": (T("Allowance for losses"), sum(year.lost for year in plan.pools)),
        "pool_paid_won": (T("Paid by pools"), sum(year.paid for year in plan.pools)),
        "pool_closing_won": (T("Left in pools"), sum(year.closing for year in plan.pools if year.year == last)),
    }
    for key, (name, won) in amounts.items():
        yield _won(key, RETURNS, name, won)


def _counts(held: Held, known: Known) -> Iterator[Figure]:
    of = held.plan.indicators
    yield _count("upgrades_funded", FIGURES["upgrades_funded"], of.upgrades_funded)
    yield _count("suppliers_funded", FIGURES["suppliers_funded"], of.suppliers_funded)
    suppliers = {award.supplier_id: known.supplier(award.supplier_id, held) for award in held.plan.awards}
    if None not in suppliers.values():
        for tier in (1, 2):
            funded = sum(1 for supplier in suppliers.values() if supplier is not None and supplier.tier == tier)
            yield _count("suppliers_of_tier", T("Of them in tier {tier}", tier=tier), funded, str(tier))
    if held.plan.tie_break is not None:
        yield _count("decided_by_tie_break", T("Decided by tie-break"), len(held.plan.tie_break.suppliers))


def _credits(plan: Plan) -> Iterator[Figure]:
    offsets = plan.model.offsets
    if offsets is None:
        return
    for key, name in (
        ("creditable_t", T("Creditable tonnes")),
        ("oem_t", T("Lead firm's part")),
        ("usable_t", T("Of it usable")),
        ("surplus_t", T("Of it surplus")),
    ):
        total = sum((Fraction(getattr(year, key)) for year in plan.credits), Fraction(0))
        yield Figure(key, CREDITS, name, _T, Kind.TONNES, total)
    if offsets.price_won_per_t:
        yield _won(
            "credit_value_won", CREDITS, T("Value of the usable credits"), sum(y.value_won for y in plan.credits)
        )
    if offsets.lend_back is not None:
        yield _won("lent_won", CREDITS, T("Lent back into a purse"), sum(year.lent_won for year in plan.credits))


def _reach(plan: Plan) -> Iterator[Figure]:
    """Targets, contributions to sectors', and footprints in the years that a rule names, else in the last year."""
    for target in plan.targets:
        name = T("Reached: {measure}", measure=measure_name(target.of, plan.model))
        unit = Unit(tonnes_unit(target.of))
        yield Figure("target", REACH, name, unit, Kind.TONNES, target.tonnes, about=target.of)
    for shown in plan.contributions:
        name = T("Part of the sector target {year}: {sector}", year=shown.year, sector=shown.sector)
        yield Figure("contribution", REACH, name, T("share"), Kind.SMALL_PERCENT, shown.share, shown.year, shown.sector)
    yield from footprints(plan)
    if plan.model.clawback is not None:
        won = sum(reclaim.reclaimed_won for reclaim in plan.reclaims)
        yield _won("reclaimed_won", REACH, T("Taken back at low tonnes"), won)


def footprints(plan: Plan) -> Iterator[Figure]:
    """By how much footprints fall, in the years that rules name and in the last."""
    last = plan.model.years.count_until
    named = {(rule.product, year) for rule in plan.model.footprint for year in rule.year}
    for cut in plan.footprint:
        if cut.year == last or (cut.product, cut.year) in named:
            name = T("Cut in the footprint of {product} in {year}", product=cut.product, year=cut.year)
            kilograms = T("kg per unit")
            yield Figure("footprint", REACH, name, kilograms, Kind.KG_PER_UNIT, cut.kg_per_unit, cut.year, cut.product)


def _fairness(plan: Plan) -> Iterator[Figure]:
    """What rules ask and what the plan gives. Of a rule for each group the group that is nearest to its limit."""
    nearest: dict[tuple[str, str], FairnessRow] = {}
    for shown in plan.fairness:
        row, _, index = shown.rule.removesuffix("]").partition("[")
        number = int(index.partition(",")[0])
        rule = plan.model.fairness[number - 1]
        data = {key: value for key, value in rule.normalised().items() if key not in _LEVELS}
        place = row, canonical_text(in_any_order(data))
        found = FairnessRow(shown, RowWords(fairness_name(rule, plan.model)), number, rule)
        if place not in nearest or found.kept_by < nearest[place].kept_by:
            nearest[place] = found
    for (row, known), found in nearest.items():
        name, unit, about = found.words.says, found.unit or T("share of the whole"), f"{row} {known}"
        asked = T("{rule}: at least", rule=name) if found.is_floor else T("{rule}: at most", rule=name)
        yield Figure("fairness", FAIRNESS, name, unit, found.kind, found.figure.value, about=about)
        yield Figure("fairness_asked", FAIRNESS, asked, unit, found.kind, found.figure.level, about=about)


def _won(key: str, topic: Text, name: Text, won: int, about: str = "") -> Figure:
    return Figure(key, topic, name, _WON, Kind.WON, won, about=about)


def _count(key: str, name: Text, count: int, about: str = "") -> Figure:
    return Figure(key, COUNTS, name, _COUNT, Kind.COUNT, count, about=about)
