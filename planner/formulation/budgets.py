"""Budgets: a purse spends its budget and what it carried over, no more."""

from __future__ import annotations

from planner.formulation.model import Formulation
from planner.formulation.funding import Money
from planner.programme.families import row_name
from planner.programme.funder import CarryLimit, Funder
from planner.units import million_won


def yearly_budget(lp: Formulation, money: Money) -> None:
    r"""Spending of a funder in a year stays within its budget and what it carried over.

    .. math:: \sum_g m_{g,f,y} + k_{f,y} \le B_{f,y} + k_{f,y-1}

    m [million won] what f pays, k [million won] what it carries over. A year without a budget pays nothing; without
    carry-over k is not built, with a limit it is at most the limit, and the rest lapses. Source: ``funders[].budget``.
    """
    for funder in lp.programme.funders.values():
        spending = money.paid(lambda payer, meant=funder.id: payer == meant, lambda demand: demand.year)  # type: ignore[misc]
        carried = None
        for year in _years(lp, funder, spending):
            terms = list(spending.get(year, ()))
            if carried is not None:
                terms.append((carried, -1.0))
            carried = _carry(lp, funder, year)
            if carried is not None:
                terms.append((carried, 1.0))
            if terms:
                lp.row(row_name("budget", funder.id, year), terms, "<=", million_won(funder.budget.get(year, 0)))


def _years(lp: Formulation, funder: Funder, spending: object) -> range:
    """From the first award year to the last in which the funder has a budget or could be asked to pay."""
    first, last = lp.rules.years.award
    asked = [year for year in spending if isinstance(year, int)]  # type: ignore[attr-defined]
    return range(first, max([last, *funder.budget, *asked]) + 1)


def _carry(lp: Formulation, funder: Funder, year: int):  # type: ignore[no-untyped-def]
    if funder.carry_over == "none":
        return None
    limit = funder.carry_over.at_most if isinstance(funder.carry_over, CarryLimit) else None
    return lp.variable("carry", funder.id, year, at_most=None if limit is None else million_won(limit))
