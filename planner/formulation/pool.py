"""Pools: what has come back is paid to those whom the pool serves, and never more."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from planner.formulation.funding import Money
from planner.formulation.model import Formulation, Terms
from planner.formulation.repayment import Dues
from planner.programme.families import row_name
from planner.programme.pools import pool_filled_by
from planner.programme.rates import POOL_PREFIX
from planner.units import million_won, solver_number


def pool_balance(lp: Formulation, money: Money, dues: Dues) -> None:
    r"""A pool has paid, by any year, no more than what has come back by then, less the loss allowance.

    .. math:: \sum_{\tau \le y} \sum_g m_{g,p,\tau} \le (1 - \ell) \sum_{\tau \le y} \sum_{i \to p} o_{i,\tau}

    m, o [million won], planned award years only, and on the right what the pool held when they began; what falls due
    later is still to come. The difference of the two sides is the pool's balance: running totals say it without a
    variable. Source: ``repayment.pool``, ``repayment.loss``.
    """
    repayment = lp.rules.repayment
    if repayment is None:
        return
    kept = solver_number(1 - repayment.loss)
    comes = received(lp, dues)
    paid = money.paid_each(lambda payer: payer.startswith(POOL_PREFIX), lambda demand: demand.year)
    for payer, payments in sorted(paid.items()):
        pool = payer.removeprefix(POOL_PREFIX)
        so_far: Terms = []
        opening = million_won(lp.signed.pool_openings.get(pool, 0))
        for year in lp.rules.years.planned_years:
            so_far += payments.get(year, ())
            for owed in comes[pool].get(year, {}).values():
                so_far += [(variable, -kept * won) for variable, won in owed]
            if year in payments:
                lp.row(row_name("pool", pool, year), so_far, "<=", opening)


def received(lp: Formulation, dues: Dues) -> Mapping[str, Mapping[int, Mapping[str, Terms]]]:
    """What is owed to each pool, by year and supplier [million won]."""
    owed: dict[str, dict[int, dict[str, Terms]]] = defaultdict(lambda: defaultdict(dict))
    for supplier_id, by_year in dues.items():
        pool = pool_filled_by(lp.programme, lp.programme.suppliers[supplier_id])
        if pool is not None:
            for year, terms in by_year.items():
                owed[pool][year][supplier_id] = terms
    return owed
