"""Accounts: each purse's and each pool's ledger, rebuilt from what was paid and what falls due."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from planner.audit.chains import NO_POOL
from planner.plan.plan import FunderYear, PoolYear
from planner.programme.funder import CarryLimit, Funder

type ByYear = Mapping[int, int]


type Begins = tuple[int, int]
"""A year, and the won with which an account begins it."""


def purse_account(
    funder: Funder, spent: ByYear, lent: ByYear, years: Iterable[int], begins: Begins | None = None
) -> list[FunderYear]:
    """A purse's ledger [won]: what is left of its budget, what was lent to it and what it carried in is carried out up
    to the limit, the rest lapses (0002, reading 15; 0004, reading 46).

    A year without a budget has 0. An overdrawn year carries nothing, and its lapsed amount is below zero. ``begins``:
    what it carries into a year, whatever the year before left (the next year, reading 54).
    """
    rows: list[FunderYear] = []
    carried_in = 0
    for year in years:
        if begins is not None and begins[0] == year:
            carried_in = begins[1]
        budget = funder.budget.get(year, 0)
        left = budget + lent.get(year, 0) + carried_in - spent.get(year, 0)
        carried_out = _carried(funder, max(left, 0))
        rows.append(
            FunderYear(
                funder=funder.id,
                year=year,
                budget=budget,
                lent=lent.get(year, 0),
                carried_in=carried_in,
                spent=spent.get(year, 0),
                carried_out=carried_out,
                lapsed=left - carried_out,
            )
        )
        carried_in = carried_out
    return rows


def _carried(funder: Funder, left: int) -> int:
    if isinstance(funder.carry_over, CarryLimit):
        return min(left, funder.carry_over.at_most)
    return left if funder.carry_over == "all" else 0


def pool_account(
    pool: str,
    received: ByYear,
    paid: ByYear,
    loss: Fraction,
    years: Iterable[int],
    begins: Begins | None = None,
) -> list[PoolYear]:
    """A pool's ledger [won]: closing = opening + received - lost - paid, the loss rounded up (0002, reading 17).

    An overdrawn year is carried on below zero. ``begins``: what it holds when a year begins; what came before is
    known, and nothing of it is lost (the next year, readings 52 and 54).
    """
    rows: list[PoolYear] = []
    opening = 0
    for year in years:
        if begins is not None and begins[0] == year:
            opening = begins[1]
        came, went = received.get(year, 0), paid.get(year, 0)
        lost = 0 if begins is not None and year < begins[0] else -(-loss.numerator * came // loss.denominator)
        closing = opening + came - lost - went
        rows.append(
            PoolYear(pool=pool, year=year, opening=opening, received=came, lost=lost, paid=went, closing=closing)
        )
        opening = closing
    return rows


def pools_in_use(received: Mapping[str, ByYear], paid: Mapping[str, ByYear], years: range) -> list[str]:
    """Ids of the pools that receive or pay anything in these years, sorted."""
    return sorted(
        pool
        for pool in received.keys() | paid.keys()
        if pool != NO_POOL
        and any(year in years and won for flow in (received, paid) for year, won in flow.get(pool, {}).items())
    )
