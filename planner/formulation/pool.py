"""Pools: what has come back is paid to those whom the pool serves, and never more."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping

from planner.formulation.funding import Money
from planner.formulation.model import Formulation, Terms
from planner.formulation.protection import ByUpgrade, Uncertain, worst_defaults, worst_overruns
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
    variable. The left side of protected pools has the worst overruns and defaults too. Source: ``repayment.pool``,
    ``repayment.loss``.
    """
    repayment = lp.rules.repayment
    if repayment is None:
        return
    owed = _received(lp, dues)
    paid = money.paid_each(_is_pool, lambda demand: demand.year)
    uncertain = Uncertain(lp).paid(money, _is_pool)
    for payer, payments in sorted(paid.items()):
        pool = payer.removeprefix(POOL_PREFIX)
        _balance(lp, pool, payments, owed[pool], uncertain.get(payer, {}))


def _balance(
    lp: Formulation,
    pool: str,
    payments: Mapping[Hashable, Terms],
    owed: Mapping[int, Mapping[str, Terms]],
    uncertain: Mapping[int, ByUpgrade],
) -> None:
    """The pool's rows, in running totals by year, with room for what may go wrong."""
    assert lp.rules.repayment is not None
    kept = solver_number(1 - lp.rules.repayment.loss)
    opening = million_won(lp.signed.pool_openings.get(pool, 0))
    so_far: Terms = []
    at_stake: dict[str, Terms] = defaultdict(list)
    counted_on: dict[str, Terms] = defaultdict(list)
    for year in lp.rules.years.planned_years:
        so_far += payments.get(year, ())
        for supplier_id, terms in owed.get(year, {}).items():
            comes = [(variable, kept * won) for variable, won in terms]
            counted_on[supplier_id] += comes
            so_far += [(variable, -won) for variable, won in comes]
        for upgrade_id, terms in uncertain.get(year, {}).items():
            at_stake[upgrade_id] += terms
        if year in payments:
            worst = worst_overruns(lp, (POOL_PREFIX + pool, year), at_stake)
            worst += worst_defaults(lp, (pool, year), counted_on)
            lp.row(row_name("pool", pool, year), [*so_far, *worst], "<=", opening)


def _is_pool(payer: str) -> bool:
    return payer.startswith(POOL_PREFIX)


def _received(lp: Formulation, dues: Dues) -> Mapping[str, Mapping[int, Mapping[str, Terms]]]:
    """What is owed to each pool, by year and supplier [million won]."""
    owed: dict[str, dict[int, dict[str, Terms]]] = defaultdict(lambda: defaultdict(dict))
    for supplier_id, by_year in dues.items():
        pool = pool_filled_by(lp.programme, lp.programme.suppliers[supplier_id])
        if pool is not None:
            for year, terms in by_year.items():
                owed[pool][year][supplier_id] = terms
    return owed
