"""Pools: what has come back is paid to those whom the pool serves, and never more."""

from __future__ import annotations

from collections import defaultdict

from planner.formulation.model import Formulation, Terms
from planner.formulation.funding import Money
from planner.formulation.repayment import Dues
from planner.programme.families import row_name
from planner.programme.pools import pool_filled_by
from planner.programme.rates import POOL_PREFIX


def pool_balance(lp: Formulation, money: Money, dues: Dues) -> None:
    r"""A pool's balance is its last balance and receipts, less the loss allowance and what it pays; never below zero.

    .. math:: b_{p,y} \le b_{p,y-1} + (1 - \ell) \sum_{i \to p} o_{i,y} - \sum_g m_{g,p,y}

    b, o, m [million won], award years only; what falls due later is still to come. Written as an inequality, which
    any plan may meet with equality. Source: ``repayment.pool``, ``repayment.loss``.
    """
    repayment = lp.rules.repayment
    if repayment is None:
        return
    kept = float(1 - repayment.loss)
    received = _received(lp, dues)
    paid = money.paid(lambda payer: payer.startswith(POOL_PREFIX), lambda demand: demand.year)
    by_pool = {
        pool: money.paid(lambda payer, meant=POOL_PREFIX + pool: payer == meant, lambda demand: demand.year)  # type: ignore[misc]
        for pool in _paying_pools(money)
    }
    if not paid:
        return
    for pool, payments in by_pool.items():
        balance = None
        for year in lp.rules.years.award_years:
            terms: Terms = list(payments.get(year, ()))
            terms += [(variable, -kept * won) for variable, won in received[pool].get(year, ())]
            if balance is not None:
                terms.append((balance, -1.0))
            if not terms:
                continue
            balance = lp.variable("balance", pool, year)
            lp.row(row_name("pool", pool, year), [*terms, (balance, 1.0)], "<=", 0)


def _received(lp: Formulation, dues: Dues) -> dict[str, dict[int, Terms]]:
    received: dict[str, dict[int, Terms]] = defaultdict(lambda: defaultdict(list))
    for supplier_id, by_year in dues.items():
        pool = pool_filled_by(lp.programme, lp.programme.suppliers[supplier_id])
        if pool is not None:
            for year, terms in by_year.items():
                received[pool][year].extend(terms)
    return received


def _paying_pools(money: Money) -> list[str]:
    """The pools that could pay anything, in code-point order; the others need no balance."""
    payers = {payer for group in money.groups for payer in group.payers if payer.startswith(POOL_PREFIX)}
    return sorted(payer.removeprefix(POOL_PREFIX) for payer in payers)
