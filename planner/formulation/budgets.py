"""Budgets: a purse spends its budget, what it carried over and what was lent to it; part of it may be kept for some."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING

from planner.formulation.funding import Level, Money, Reader
from planner.formulation.model import Demand, Formulation, Terms
from planner.formulation.protection import ByUpgrade, Uncertain, worst_overruns
from planner.programme.canonical import numbered
from planner.programme.families import row_name
from planner.programme.funder import CarryLimit, Funder
from planner.programme.programme import Programme
from planner.programme.rules import Reserved
from planner.units import million_won

if TYPE_CHECKING:
    import pulp

type _Spending = Mapping[Hashable, Terms]


def readers(lp: Formulation) -> Iterable[Reader]:
    """What is reserved reads what some purses pay for those for whom nothing is kept."""
    for rule in lp.rules.reserved:
        yield Reader(lambda payer, meant=rule: payer in meant.funder, _others(lp, rule))  # type: ignore[misc]


def yearly_budget(lp: Formulation, money: Money, lent: Mapping[int, Terms]) -> None:
    """Each purse by its carry-over rule: nothing, everything, or up to a limit. Source: ``funders[].budget``.

    Purses run from the first planned year, from what they carried into it (readings 54 and 57 of the next year).

    ``lent`` is what the purse named under ``offsets.lend_back`` holds more by year [million won].
    """
    paid = money.paid_each(lambda payer: payer in lp.programme.funders, lambda demand: demand.year)
    uncertain = Uncertain(lp).paid(money, lambda payer: payer in lp.programme.funders)
    for funder in lp.programme.funders.values():
        spending = paid.get(funder.id, {})
        covered = _covered_by(lp, funder, lent)
        if funder.id in uncertain:
            _protected(lp, funder, spending, uncertain[funder.id], covered)
        elif funder.carry_over == "none":
            _lapsing(lp, funder, spending, covered)
        elif funder.carry_over == "all":
            _carried(lp, funder, spending, covered)
        else:
            _carried_up_to(lp, funder, funder.carry_over, spending, covered)


def reserved(lp: Formulation, money: Money) -> None:
    r"""Part of some purses' budgets is kept for those meant: all others together get at most the rest.

    .. math:: \sum_{f \in F} \sum_{u \notin M} m_{f,u,y} \le (1 - \sigma) \sum_{f \in F} B_{f,y}
              \quad \text{or} \quad \max\Bigl(0, \sum_{f \in F} B_{f,y} - W\Bigr)

    m, B, W [million won], lines with a named payer included, by year or over all years from the first award year.
    Money carried or lent does not count. Source: ``reserved``, reading 37 of the further rules.
    """
    for number, rule in numbered(lp.rules.reserved):
        others = _others(lp, rule)
        by_year = rule.over == "year"
        paid = money.paid(
            lambda payer, meant=rule: payer in meant.funder,  # type: ignore[misc]
            lambda demand, is_other=others, yearly=by_year: (  # type: ignore[misc]
                None if is_other(demand) is None else demand.year if yearly else "all"
            ),
        )
        for index, terms in paid.items():
            if index in lp.rules.years.past_years:
                continue
            year = index if isinstance(index, int) else None
            name = row_name("reserved", number) if year is None else row_name("reserved", number, year)
            lp.row(name, terms, "<=", million_won(_left_for_others(lp, rule, year)))


def _others(lp: Formulation, rule: Reserved) -> Level:
    """The level that tells the upgrades for which nothing is kept from those for which it is."""

    def level(demand: Demand) -> Hashable | None:
        option = demand.option
        technology_class = lp.programme.class_of_technology.get(option.upgrade.technology)
        return None if rule.of.takes(option.supplier, option.upgrade.technology, technology_class) else "others"

    return level


def _left_for_others(lp: Formulation, rule: Reserved, year: int | None) -> Fraction:
    """The purses' budgets of the year, or of all years from the first award year, less what is kept [won]."""
    budget = budget_kept_from(lp.programme, rule, year)
    return (1 - rule.share) * budget if rule.share is not None else Fraction(max(0, budget - (rule.won or 0)))


def budget_kept_from(programme: Programme, rule: Reserved, year: int | None) -> int:
    """The purses' budgets of the year, or of all years from the first award year [won]."""
    return sum(
        won
        for funder in rule.funder
        for of_year, won in programme.funders[funder].budget.items()
        if (of_year >= programme.rules.years.award[0] if year is None else of_year == year)
    )


def _covered_by(lp: Formulation, funder: Funder, lent: Mapping[int, Terms]) -> Mapping[int, Terms]:
    """Lent money as it stands beside the spending of the purse that it is lent to: it covers part of it."""
    offsets = lp.rules.offsets
    if offsets is None or offsets.lend_back is None or offsets.lend_back.funder != funder.id:
        return {}
    return {year: [(used, -won) for used, won in terms] for year, terms in lent.items()}


def _lapsing(lp: Formulation, funder: Funder, spending: _Spending, covered: Mapping[int, Terms]) -> None:
    r"""Without carry-over, spending of a year stays within the year's budget; the rest lapses.

    .. math:: p_{f,y} \le B_{f,y} + \ell_{f,y}

    p, B [million won], l [million won] what is lent to it. A year without either pays nothing.
    """
    for year in _years(lp, funder, spending):
        if year in spending:
            terms = [*spending[year], *covered.get(year, ())]
            lp.row(row_name("budget", funder.id, year), terms, "<=", million_won(_there(lp, funder, year)))


def _carried(lp: Formulation, funder: Funder, spending: _Spending, covered: Mapping[int, Terms]) -> None:
    r"""Where everything is carried over, spending by any year stays within the budgets by then.

    .. math:: \sum_{\tau \le y} p_{f,\tau} \le \sum_{\tau \le y} (B_{f,\tau} + \ell_{f,\tau})

    p, B, l [million won]. The difference of the sides is what is carried: running totals say it without a variable.
    """
    so_far: Terms = []
    budget = 0
    for year in _years(lp, funder, spending):
        budget += _there(lp, funder, year)
        so_far += [*spending.get(year, ()), *covered.get(year, ())]
        if year in spending:
            lp.row(row_name("budget", funder.id, year), so_far, "<=", million_won(budget))


def _carried_up_to(
    lp: Formulation, funder: Funder, limit: CarryLimit, spending: _Spending, covered: Mapping[int, Terms]
) -> None:
    r"""Where carry-over has a limit, spending of a year stays within its budget and what was carried into it.

    .. math:: p_{f,y} + k_{f,y} \le B_{f,y} + \ell_{f,y} + k_{f,y-1}, \qquad 0 \le k_{f,y} \le L_f

    p, B, l, L [million won], k [million won] what is carried out; what is left above it lapses.
    """
    carried: pulp.LpVariable | None = None
    for year in _years(lp, funder, spending):
        terms = [*spending.get(year, ()), *covered.get(year, ())]
        if carried is not None:
            terms.append((carried, -1))
        carried = lp.variable("carry", funder.id, year, at_most=million_won(limit.at_most))
        terms.append((carried, 1))
        lp.row(row_name("budget", funder.id, year), terms, "<=", million_won(_there(lp, funder, year)))


def _protected(
    lp: Formulation,
    funder: Funder,
    spending: _Spending,
    uncertain: Mapping[int, ByUpgrade],
    covered: Mapping[int, Terms],
) -> None:
    r"""A protected purse bears the worst overruns of :math:`\Gamma` upgrades at once.

    .. math:: p_{f,y} + \max_{|S| \le \Gamma} \sum_{u \in S} \omega_u m_{f,u,y} \le B_{f,y} + \ell_{f,y} + k_{f,y-1}

    p, m, B, l [million won], :math:`\omega` the part by which u may cost more. Where everything is carried over, in
    running totals; up to a limit, k [million won] is what the worst of each year leaves. Source:
    ``uncertainty.protect.budgets``, reading 65.
    """
    so_far: Terms = []
    at_stake: dict[str, Terms] = defaultdict(list)
    budget = 0
    carried: Terms = []
    for year in _years(lp, funder, spending):
        if funder.carry_over != "all":
            so_far, at_stake, budget = carried, defaultdict(list), 0
        budget += _there(lp, funder, year)
        so_far = [*so_far, *spending.get(year, ()), *covered.get(year, ())]
        for upgrade_id, terms in uncertain.get(year, {}).items():
            at_stake[upgrade_id] += terms
        terms = [*so_far, *worst_overruns(lp, (funder.id, year), at_stake)]
        if isinstance(funder.carry_over, CarryLimit):
            out = lp.variable("carry", funder.id, year, at_most=million_won(funder.carry_over.at_most))
            terms, carried = [*terms, (out, 1)], [(out, -1)]
        if terms and (year in spending or carried):
            lp.row(row_name("budget", funder.id, year), terms, "<=", million_won(budget))


def _there(lp: Formulation, funder: Funder, year: int) -> int:
    """The budget of a year; of the first planned one with what was carried into it [won]."""
    opening = lp.signed.funder_opening(funder) if year == lp.rules.years.planned_from else 0
    return funder.budget.get(year, 0) + opening


def _years(lp: Formulation, funder: Funder, spending: _Spending) -> range:
    """From the first planned year to the last in which the funder has a budget or could be asked to pay."""
    first, last = lp.rules.years.planned_from, lp.rules.years.award[1]
    asked = [year for year in spending if isinstance(year, int)]
    return range(first, max([last, *funder.budget, *asked]) + 1)
