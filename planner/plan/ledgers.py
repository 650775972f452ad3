"""The ledgers that follow from the awards: repayments, pools, purses."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from planner.plan.plan import Award, CreditYear, FunderYear, PoolYear, RepaymentDue, is_pool
from planner.programme.dues import instalments, loss_allowance
from planner.programme.funder import Funder
from planner.programme.programme import Programme
from planner.programme.rates import POOL_PREFIX
from planner.programme.signed import Signed, carried_out


def repayment_ledger(programme: Programme, awards: Iterable[Award], signed: Signed) -> tuple[RepaymentDue, ...]:
    """What each tier-1 supplier owes by year, in the order of suppliers and years; of past years with what came.

    Source: readings 16, 52 and 53 of the rules.
    """
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
    came = {(name, year): won for name, by_year in signed.received.items() for year, won in by_year.items()}
    late = {(supplier_id, signed.planned_from): won for supplier_id, won in signed.arrears.items()}
    return tuple(
        RepaymentDue(
            supplier_id=place[0],
            year=place[1],
            owed_won=owed.get(place, 0),
            pool=signed.pool_of(place[0]),
            received_won=came.get(place, 0) if place[1] < signed.planned_from else None,
            arrears_won=late.get(place, 0),
        )
        for place in sorted({*owed, *came, *late})
        if owed.get(place) or came.get(place) or late.get(place)
    )


def pool_ledger(
    programme: Programme, awards: Iterable[Award], repayments: Sequence[RepaymentDue], signed: Signed
) -> tuple[PoolYear, ...]:
    """Each pool's account by award year, for the pools that hold, receive or pay anything in these years.

    Past years have what came, without a loss allowance; the first planned year begins with what is there then.
    Source: readings 17, 52 and 54 of the rules.
    """
    repayment = programme.rules.repayment
    if repayment is None:
        return ()
    years = programme.rules.years.award_years
    received: dict[tuple[str, int], int] = defaultdict(int)
    for due in repayments:
        came = due.owed_won + due.arrears_won if due.received_won is None else due.received_won
        received[due.pool, due.year] += came
    paid: dict[tuple[str, int], int] = defaultdict(int)
    for award in awards:
        for payment in award.payments:
            if is_pool(payment.payer):
                paid[payment.payer.removeprefix(POOL_PREFIX), payment.year] += payment.won
    ledger = []
    used = {pool for flow in (received, paid) for (pool, year), won in flow.items() if pool and won and year in years}
    for pool in sorted(used | signed.pool_openings.keys()):
        balance = 0
        for year in years:
            if year == signed.planned_from and years.start < year:
                balance = signed.pool_openings.get(pool, 0)
            came, went = received[pool, year], paid[pool, year]
            lost = loss_allowance(repayment.loss, came) if year >= signed.planned_from else 0
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
    programme: Programme, awards: Sequence[Award], credit_years: Sequence[CreditYear], signed: Signed
) -> tuple[FunderYear, ...]:
    """Each purse's account by year, from the first award year on; the first planned year begins with what was carried
    into it. Source: readings 15, 46 and 54 of the rules."""
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
            if year == signed.planned_from and years.start < year:
                carried = signed.funder_opening(funder)
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
