"""Protection: the worst cases worked out from the plan itself, each by its largest deviations."""

from __future__ import annotations

import functools
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import NamedTuple

from planner.audit.books import Books
from planner.audit.deviations import NONE, lost_in_default, overrun, shortfall, worst
from planner.audit.totals import kilograms_in
from planner.plan.plan import OWN, POOL_PREFIX
from planner.programme.funder import CarryLimit, Funder

type Owed = Mapping[str, Mapping[int, Mapping[str, Fraction]]]
"""What falls due, by pool, year and supplier [won]."""

type Overruns = Mapping[str, Mapping[int, Mapping[str, Fraction]]]
"""What payers may have to pay more, by payer, year and upgrade [won]."""


class PurseYear(NamedTuple):
    """A year of a purse: what it needs if the worst comes, and what is there [won]."""

    year: int
    needed: int
    there: int


def guaranteed_kilograms(books: Books, measure: str) -> Fraction:
    """The plan's kilograms in a measure, less the worst shortfalls that it is protected against (0013, reading 63)."""
    at_once = books.rules.protection.tonnes or NONE
    short: dict[str, Fraction] = defaultdict(Fraction)
    for entry in books.planned if at_once else ():
        short[entry.upgrade.upgrade_id] += shortfall(books, entry, measure)
    return kilograms_in(books, measure) - worst(short.values(), at_once)


def is_protected(books: Books, payer: str) -> bool:
    """Whether some of what the payer pays may cost more, and the model protects it."""
    return books.rules.protection.budgets is not None and bool(_overruns(books).get(payer))


def pool_at_risk(books: Books, pool: str, year: int) -> int:
    r"""What the worst defaults and overruns take of a pool by the end of a year [won], rounded up (0013, reading 66).

    .. math:: \max_{|D| \le \Delta} \sum_{i \in D} \delta (1 - \ell) \sum_{\tau \le y} o_{i,\tau}
              + \max_{|S| \le \Gamma} \sum_{u \in S} \omega_u \sum_{\tau \le y} p_{p,u,\tau}
    """
    protection, repayment = books.rules.protection, books.rules.repayment
    if repayment is None or (protection.budgets is None and protection.repayments is None):
        return 0
    lost = lost_in_default(books) * (1 - repayment.loss)
    owed = _until(_owed(books).get(pool, {}), year)
    missing = worst((lost * won for won in owed.values()), protection.repayments or NONE)
    over = _overruns(books).get(POOL_PREFIX + pool, {})
    return math.ceil(missing + worst(_until(over, year).values(), protection.budgets or NONE))


def protected_years(books: Books, funder: Funder) -> Iterator[PurseYear]:
    r"""The planned years of a protected purse (0013, readings 64 and 65).

    .. math:: \sum_u p_{f,u,y} + \max_{|S| \le \Gamma} \sum_{u \in S} \omega_u p_{f,u,y}
              \le B_{f,y} + l_{f,y} + k_{f,y-1}

    All in won. Where everything is carried over, both sides are those of the years so far; up to a limit, what is
    carried is what the worst of each year leaves. The worst is rounded up to the won.
    """
    over, at_once = _overruns(books)[funder.id], books.rules.protection.budgets or NONE
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
        yield PurseYear(row.year, needed, there)


@functools.lru_cache(maxsize=1)
def _overruns(books: Books) -> Overruns:
    """What everybody but the suppliers may have to pay more for awards that are not signed."""
    found: dict[str, dict[int, dict[str, Fraction]]] = defaultdict(lambda: defaultdict(lambda: defaultdict(Fraction)))
    for entry in books.planned:
        part = overrun(books, entry)
        for (year, payer), won in entry.paid.items():
            if part and won and payer != OWN:
                found[payer][year][entry.upgrade.upgrade_id] += part * won
    return found


@functools.lru_cache(maxsize=1)
def _owed(books: Books) -> Owed:
    """What falls due to pools in planned years, by pool, year and supplier [won]."""
    owed: dict[str, dict[int, dict[str, Fraction]]] = defaultdict(lambda: defaultdict(lambda: defaultdict(Fraction)))
    for (supplier_id, year), won in books.fall_due.items():
        owed[books.chains.pool_fed_by(supplier_id)][year][supplier_id] += won
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
