"""Budgets: a purse spends its budget and what it carried over, no more."""

from __future__ import annotations

from collections.abc import Hashable, Mapping

import pulp

from planner.formulation.funding import Money
from planner.formulation.model import Formulation, Terms
from planner.programme.families import row_name
from planner.programme.funder import CarryLimit, Funder
from planner.units import million_won

type _Spending = Mapping[Hashable, Terms]


def yearly_budget(lp: Formulation, money: Money) -> None:
    """Each purse by its carry-over rule: nothing, everything, or up to a limit. Source: ``funders[].budget``."""
    spent = money.paid_each(lambda payer: payer in lp.programme.funders, lambda demand: demand.year)
    for funder in lp.programme.funders.values():
        spending = spent.get(funder.id, {})
        if funder.carry_over == "none":
            _lapsing(lp, funder, spending)
        elif funder.carry_over == "all":
            _carried(lp, funder, spending)
        else:
            _carried_up_to(lp, funder, funder.carry_over, spending)


def _lapsing(lp: Formulation, funder: Funder, spending: _Spending) -> None:
    r"""Without carry-over, spending of a year stays within the year's budget; the rest lapses.

    .. math:: p_{f,y} \le B_{f,y}

    p, B [million won]. A year without a budget pays nothing.
    """
    for year in _years(lp, funder, spending):
        if year in spending:
            lp.row(row_name("budget", funder.id, year), spending[year], "<=", million_won(funder.budget.get(year, 0)))


def _carried(lp: Formulation, funder: Funder, spending: _Spending) -> None:
    r"""Where everything is carried over, spending by any year stays within the budgets by then.

    .. math:: \sum_{\tau \le y} p_{f,\tau} \le \sum_{\tau \le y} B_{f,\tau}

    p, B [million won]. The difference of the sides is what is carried: running totals say it without a variable.
    """
    so_far: Terms = []
    budget = 0
    for year in _years(lp, funder, spending):
        budget += funder.budget.get(year, 0)
        so_far += spending.get(year, ())
        if year in spending:
            lp.row(row_name("budget", funder.id, year), so_far, "<=", million_won(budget))


def _carried_up_to(lp: Formulation, funder: Funder, limit: CarryLimit, spending: _Spending) -> None:
    r"""Where carry-over has a limit, spending of a year stays within its budget and what was carried into it.

    .. math:: p_{f,y} + k_{f,y} \le B_{f,y} + k_{f,y-1}, \qquad 0 \le k_{f,y} \le L_f

    p, B, L [million won], k [million won] what is carried out; what is left above it lapses.
    """
    carried: pulp.LpVariable | None = None
    for year in _years(lp, funder, spending):
        terms = list(spending.get(year, ()))
        if carried is not None:
            terms.append((carried, -1.0))
        carried = lp.variable("carry", funder.id, year, at_most=million_won(limit.at_most))
        terms.append((carried, 1.0))
        lp.row(row_name("budget", funder.id, year), terms, "<=", million_won(funder.budget.get(year, 0)))


def _years(lp: Formulation, funder: Funder, spending: _Spending) -> range:
    """From the first award year to the last in which the funder has a budget or could be asked to pay."""
    first, last = lp.rules.years.award
    asked = [year for year in spending if isinstance(year, int)]
    return range(first, max([last, *funder.budget, *asked]) + 1)
