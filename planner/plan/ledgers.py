"""The ledgers that follow from the awards: repayments, pools, purses."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from planner.plan.plan import Award, CreditYear, FunderYear, PoolYear, RepaymentDue, is_pool
from planner.programme.dues import instalments, loss_allowance
from planner.programme.funder import CarryLimit, Funder
from planner.programme.pools import pool_filled_by
from planner.programme.programme import Programme
from planner.programme.rates import POOL_PREFIX


def repayment_ledger(programme: Programme, awards: Iterable[Award]) -> tuple[RepaymentDue, ...]:
    """What each tier-1 supplier owes by year, in the order of suppliers and years."""
    repayment = programme.rules.repayment
    if repayment is None:
        return ()
    support: dict[tuple[str, int], int] = defaultdict(int)
    for award in awards:
        if programme.suppliers[award.supplier_id].tier == 1:
            for payment in award.payments:
                if payment.payer in repayment.base:
                    support[award.supplier_id, payment.year] += payment.won
    owed: dict[tuple[str, int], int] = defaultdict(int)
    for (supplier_id, paid_year), won in support.items():
        for year, due in instalments(repayment, paid_year, won).items():
            owed[supplier_id, year] += due
    return tuple(
        RepaymentDue(supplier_id=supplier_id, year=year, owed_won=won, pool=_pool(programme, supplier_id))
        for (supplier_id, year), won in sorted(owed.items())
        if won
    )


def _pool(programme: Programme, supplier_id: str) -> str:
    return pool_filled_by(programme, programme.suppliers[supplier_id]) or ""


def pool_ledger(
    programme: Programme, awards: Iterable[Award], repayments: Sequence[RepaymentDue]
) -> tuple[PoolYear, ...]:
    """Each pool's account by award year, for the pools that receive or pay anything in these years."""
    repayment = programme.rules.repayment
    if repayment is None:
        return ()
    years = programme.rules.years.award_years
    received: dict[tuple[str, int], int] = defaultdict(int)
    for due in repayments:
        received[due.pool, due.year] += due.owed_won
    paid: dict[tuple[str, int], int] = defaultdict(int)
    for award in awards:
        for payment in award.payments:
            if is_pool(payment.payer):
                paid[payment.payer.removeprefix(POOL_PREFIX), payment.year] += payment.won
    ledger = []
    for pool in sorted({pool for pool, year in [*received, *paid] if pool and year in years}):
        balance = 0
        for year in years:
            came, went = received[pool, year], paid[pool, year]
            lost = loss_allowance(repayment.loss, came)
            closing = balance + came - lost - went
            ledger.append(
                PoolYear(pool=pool, year=year, opening=balance, received=came, lost=lost, paid=went, closing=closing)
            )
            balance = closing
    return tuple(ledger)


def last_purse_year(programme: Programme, awards: Iterable[Award]) -> int:
    """The last year of the purses' ledgers: the last in which anybody has a budget, pays, or could be awarded."""
    paying = [payment.year for award in awards for payment in award.payments]
    budgeted = [year for funder in programme.funders.values() for year in funder.budget]
    return max([programme.rules.years.award[1], *paying, *budgeted])


def funder_ledger(
    programme: Programme, awards: Sequence[Award], credit_years: Sequence[CreditYear]
) -> tuple[FunderYear, ...]:
    """Each purse's account by year, from the first award year on. Source: readings 15 and 46 of the rules."""
    spent: dict[tuple[str, int], int] = defaultdict(int)
    for award in awards:
        for payment in award.payments:
            spent[payment.payer, payment.year] += payment.won
    years = range(programme.rules.years.award[0], last_purse_year(programme, awards) + 1)
    ledger = []
    for funder in programme.funders.values():
        lent = _lent(programme, funder, credit_years)
        carried = 0
        for year in years:
            budget, coming = funder.budget.get(year, 0), lent.get(year, 0)
            left = budget + coming + carried - spent[funder.id, year]
            onward = carried_out(left, funder.carry_over)
            ledger.append(
                FunderYear(
                    funder=funder.id,
                    year=year,
                    budget=budget,
                    lent=coming,
                    carried_in=carried,
                    spent=spent[funder.id, year],
                    carried_out=onward,
                    lapsed=left - onward,
                )
            )
            carried = onward
    return tuple(ledger)


def _lent(programme: Programme, funder: Funder, credit_years: Iterable[CreditYear]) -> Mapping[int, int]:
    """What comes back to the purse by year: the value of the credits used the year before [won]."""
    offsets = programme.rules.offsets
    if offsets is None or offsets.lend_back is None or offsets.lend_back.funder != funder.id:
        return {}
    return {row.year + 1: row.lent_won for row in credit_years}


def carried_out(left: int, carry_over: str | CarryLimit) -> int:
    """What goes into the next year of what is left [won]."""
    if carry_over == "none" or left < 0:
        return 0
    return min(left, carry_over.at_most) if isinstance(carry_over, CarryLimit) else left
