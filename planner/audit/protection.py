"""Protection: the worst cases worked out from the plan itself, each by its largest deviations."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from planner.audit.books import Books
from planner.audit.deviations import NONE, lost_in_default, overrun, shortfall, worst
from planner.audit.finding import Finding, at_least, at_most
from planner.audit.targets import Asked, reaches_of, targets_of
from planner.audit.tonnage import KG
from planner.audit.totals import kilograms_in
from planner.plan.plan import OWN, POOL_PREFIX
from planner.programme.families import row_name
from planner.programme.funder import CarryLimit, Funder

FAMILY = "protection"

type Overruns = Mapping[str, Mapping[int, Mapping[str, Fraction]]]
"""What payers may have to pay more, by payer, year and upgrade [won]."""


def protected_budget(books: Books) -> Iterator[Finding]:
    r"""Spending with its worst overruns is at most what is there (0013, readings 64 and 65).

    .. math:: \sum_u p_{f,u,y} + \max_{|S| \le \Gamma} \sum_{u \in S} \omega_u p_{f,u,y}
              \le B_{f,y} + l_{f,y} + k_{f,y-1}

    All in won. Where everything is carried over, the sums are those of the years so far; up to a limit, what is
    carried is what the worst of each year leaves. The worst is rounded up to the won.
    """
    at_once = books.rules.protection.budgets
    if at_once is None:
        return
    overruns = _overruns(books)
    for funder_id, funder in books.programme.funders.items():
        if overruns.get(funder_id):
            yield from _of_purse(books, funder, overruns[funder_id], at_once)


def protected_pool(books: Books) -> Iterator[Finding]:
    r"""A pool's balance less the worst defaults and the worst overruns is never below zero (0013, reading 66).

    .. math:: b_{p,y} - \max_{|D| \le \Delta} \sum_{i \in D} \delta (1 - \ell) \sum_{\tau \le y} o_{i,\tau}
              - \max_{|S| \le \Gamma} \sum_{u \in S} \omega_u \sum_{\tau \le y} p_{p,u,\tau} \ge 0

    All in won, of what falls due and is paid in planned years; the worst is rounded up.
    """
    protection, repayment = books.rules.protection, books.rules.repayment
    if repayment is None or (protection.budgets is None and protection.repayments is None):
        return
    overruns = _overruns(books)
    lost = lost_in_default(books) * (1 - repayment.loss)
    for pool, account in books.pools.items():
        owed = _owed_to(books, pool)
        over = overruns.get(POOL_PREFIX + pool, {})
        for row in (row for row in account if row.year not in books.past.years):
            missing = worst((lost * won for won in _until(owed, row.year).values()), protection.repayments or NONE)
            more = worst(_until(over, row.year).values(), protection.budgets or NONE)
            left = row.closing - math.ceil(missing + more)
            yield at_least(FAMILY, row_name("protected_pool", pool, row.year), left, 0)


def protected_tonnes(books: Books) -> Iterator[Finding]:
    """Targets, and what the least won is to reach, are reached by the guaranteed tonnes [kg] (0013, reading 63)."""
    if books.rules.protection.tonnes is None:
        return
    reaches = {asked.measure: asked for asked in reaches_of(books)}
    for number, asked in enumerate(targets_of(books), start=1):
        yield _guaranteed(books, row_name("protected_tonnes", "target", number), asked)
    for measure, asked in sorted(reaches.items()):
        yield _guaranteed(books, row_name("protected_tonnes", "reach", measure), asked)


RULES = (protected_budget, protected_pool, protected_tonnes)


def guaranteed_kilograms(books: Books, measure: str) -> Fraction:
    """The plan's kilograms in a measure, less the worst shortfalls that it is protected against (0013, reading 63)."""
    at_once = books.rules.protection.tonnes or NONE
    short: dict[str, Fraction] = defaultdict(Fraction)
    for entry in books.planned if at_once else ():
        short[entry.upgrade.upgrade_id] += shortfall(books, entry, measure)
    return kilograms_in(books, measure) - worst(short.values(), at_once)


def _guaranteed(books: Books, row: str, asked: Asked) -> Finding:
    return at_least(FAMILY, row, guaranteed_kilograms(books, asked.measure), asked.tonnes * KG, "kg")


def _of_purse(
    books: Books, funder: Funder, over: Mapping[int, Mapping[str, Fraction]], at_once: Fraction
) -> Iterator[Finding]:
    carried, spent, there, at_stake = 0, 0, 0, dict[str, Fraction]()
    for row in (row for row in books.purses[funder.id] if row.year not in books.past.years):
        opening = row.carried_in if row.year == books.past.planned_from else 0
        if funder.carry_over != "all":
            spent, there, at_stake = 0, carried, {}
        spent += row.spent
        there += row.budget + row.lent + opening
        at_stake = _added(at_stake, over.get(row.year, {}))
        needed = spent + math.ceil(worst(at_stake.values(), at_once))
        if isinstance(funder.carry_over, CarryLimit):
            carried = min(max(there - needed, 0), funder.carry_over.at_most)
        yield at_most(FAMILY, row_name("protected_budget", funder.id, row.year), needed, there)


def _overruns(books: Books) -> Overruns:
    """What everybody but the suppliers may have to pay more for awards that are not signed."""
    found: dict[str, dict[int, dict[str, Fraction]]] = defaultdict(lambda: defaultdict(lambda: defaultdict(Fraction)))
    for entry in books.planned:
        part = overrun(books, entry)
        for (year, payer), won in entry.paid.items():
            if part and won and payer != OWN:
                found[payer][year][entry.upgrade.upgrade_id] += part * won
    return found


def _owed_to(books: Books, pool: str) -> Mapping[int, Mapping[str, Fraction]]:
    """What falls due to a pool in planned years, by year and supplier [won]."""
    owed: dict[int, dict[str, Fraction]] = defaultdict(lambda: defaultdict(Fraction))
    for (supplier_id, year), won in books.fall_due.items():
        if books.chains.pool_fed_by(supplier_id) == pool:
            owed[year][supplier_id] += won
    return owed


def _until(by_year: Mapping[int, Mapping[str, Fraction]], last: int) -> dict[str, Fraction]:
    """The amounts of all years to that one, by item [won]."""
    total: dict[str, Fraction] = {}
    for year, amounts in by_year.items():
        total = _added(total, amounts) if year <= last else total
    return total


def _added(first: Mapping[str, Fraction], second: Mapping[str, Fraction]) -> dict[str, Fraction]:
    keys: Iterable[str] = [*first, *(key for key in second if key not in first)]
    return {key: first.get(key, NONE) + second.get(key, NONE) for key in keys}
