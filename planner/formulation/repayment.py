"""Repayment: what tier-1 suppliers give back, year by year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable
from typing import NamedTuple

from planner.formulation.funding import Money, Reader
from planner.formulation.model import Demand, Formulation, Terms
from planner.units import million_won, solver_number

type Dues = dict[str, dict[int, Terms]]
"""What each tier-1 supplier owes by year [million won]."""


def readers(lp: Formulation) -> Iterable[Reader]:
    """Repayment reads what the base funders pay to each tier-1 supplier."""
    repayment = lp.rules.repayment
    if repayment is not None:
        yield Reader(lambda payer: payer in repayment.base, _tier_1_supplier)


def dues(lp: Formulation, money: Money) -> Dues:
    r"""What a tier-1 supplier owes in a year: the ratio of the base funders' support, in equal instalments.

    .. math:: o_{i,y} = \frac{\rho}{n} \sum_{t:\, t+g \le y < t+g+n} S_{i,t}

    S, o [million won]: no row and no variable of its own, other rules read it. What planned years owe for payments of
    past ones is known to the won, arrears included (readings 53 and 58 of the next year). Source: ``repayment``.
    """
    repayment = lp.rules.repayment
    owed: Dues = defaultdict(lambda: defaultdict(list))
    if repayment is None or repayment.ratio == 0:
        return owed
    part = solver_number(repayment.ratio / repayment.instalments)
    support = money.paid(lambda payer: payer in repayment.base, _tier_1_supplier_and_year)
    for index, terms in support.items():
        if isinstance(index, _PaidTo) and index.year >= lp.signed.planned_from:
            first = index.year + repayment.grace_years
            for year in range(first, first + repayment.instalments):
                owed[index.supplier_id][year].extend((variable, part * won) for variable, won in terms)
    for supplier_id, by_year in lp.signed.still_due.items():
        for year, won in sorted(by_year.items()):
            owed[supplier_id][year] += lp.fixed(million_won(won))
    return owed


class _PaidTo(NamedTuple):
    supplier_id: str
    year: int


def _tier_1_supplier(demand: Demand) -> Hashable | None:
    supplier = demand.option.supplier
    return supplier.supplier_id if supplier.tier == 1 else None


def _tier_1_supplier_and_year(demand: Demand) -> Hashable | None:
    supplier = demand.option.supplier
    return _PaidTo(supplier.supplier_id, demand.year) if supplier.tier == 1 else None
