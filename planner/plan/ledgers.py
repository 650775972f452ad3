"""The ledgers that follow from the awards: repayments, pools, purses, credits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from planner.plan.plan import Award, CreditYear, FunderYear, PoolYear, RepaymentDue, is_pool, tonnes_of
from planner.programme.dues import instalments, loss_allowance
from planner.programme.funder import CarryLimit
from planner.programme.pools import pool_filled_by
from planner.programme.programme import Programme
from planner.programme.rates import POOL_PREFIX
from planner.units import KG_PER_TONNE, floor


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


def funder_ledger(programme: Programme, awards: Sequence[Award]) -> tuple[FunderYear, ...]:
    """Each purse's account by year, from the first award year to the last in which anybody has or pays anything."""
    spent: dict[tuple[str, int], int] = defaultdict(int)
    for award in awards:
        for payment in award.payments:
            spent[payment.payer, payment.year] += payment.won
    first, last = programme.rules.years.award
    paying = [payment.year for award in awards for payment in award.payments]
    budgeted = [year for funder in programme.funders.values() for year in funder.budget]
    ledger = []
    for funder in programme.funders.values():
        carried = 0
        for year in range(first, max([last, *paying, *budgeted]) + 1):
            budget = funder.budget.get(year, 0)
            left = budget + carried - spent[funder.id, year]
            onward = carried_out(left, funder.carry_over)
            ledger.append(
                FunderYear(
                    funder=funder.id,
                    year=year,
                    budget=budget,
                    carried_in=carried,
                    spent=spent[funder.id, year],
                    carried_out=onward,
                    lapsed=left - onward,
                )
            )
            carried = onward
    return tuple(ledger)


def carried_out(left: int, carry_over: str | CarryLimit) -> int:
    """What goes into the next year of what is left [won]."""
    if carry_over == "none" or left < 0:
        return 0
    return min(left, carry_over.at_most) if isinstance(carry_over, CarryLimit) else left


def credit_ledger(
    programme: Programme, kilograms: Mapping[tuple[str, int], Mapping[int, int]]
) -> tuple[CreditYear, ...]:
    """Creditable tonnes by counting year, and how many of them the OEM may use. Source: reading 23 of the rules."""
    offsets = programme.rules.offsets
    if offsets is None:
        return ()
    by_year: dict[int, int] = defaultdict(int)
    for (upgrade_id, _), by_award_year in kilograms.items():
        upgrade = programme.upgrades[upgrade_id]
        if upgrade.creditable and not programme.supplier_of(upgrade).ets_covered:
            for year, kilogram in by_award_year.items():
                by_year[year] += kilogram
    rows = []
    for year in programme.rules.years.counting_years:
        most = floor(offsets.share_of_obligation * _interpolated(offsets.obligation_t, year) * KG_PER_TONNE)
        usable = min(by_year[year], most)
        rows.append(
            CreditYear(
                year=year,
                creditable_t=tonnes_of(by_year[year]),
                oem_t=tonnes_of(by_year[year]),
                supplier_t=tonnes_of(0),
                state_t=tonnes_of(0),
                usable_t=tonnes_of(usable),
                surplus_t=tonnes_of(by_year[year] - usable),
            )
        )
    return tuple(rows)


def _interpolated(given: Mapping[int, Fraction], year: int) -> Fraction:
    """Linear between the given years, constant outside them."""
    earlier = max((known for known in given if known <= year), default=min(given))
    later = min((known for known in given if known >= year), default=max(given))
    if later <= earlier:
        return given[earlier] if year >= earlier else given[later]
    return given[earlier] + (given[later] - given[earlier]) * Fraction(year - earlier, later - earlier)
