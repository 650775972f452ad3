"""Pool: a pool pays what has come back, in the award years, and is never overdrawn."""

from __future__ import annotations

from collections.abc import Iterator

from planner.audit.books import Books
from planner.audit.finding import Finding, at_least, at_most
from planner.audit.protection import pool_at_risk
from planner.languages import T
from planner.programme.families import row_name

FAMILY = "pool"


def pool(books: Books) -> Iterator[Finding]:
    r"""The balance of a pool at a year's end is never below zero (0002, readings 8 and 17).

    .. math:: b_{p,y} = b_{p,y-1} + R_{p,y} - \lceil \ell R_{p,y} \rceil - P_{p,y} \ge 0

    All in won. Outside the award years pools pay nothing; a programme without repayment has no pool. Of
    what it is protected against the worst is taken off (0013, reading 66).
    """
    for pool_id, account in books.pools.items():
        for row in (row for row in account if row.year not in books.past.years):
            yield at_least(
                FAMILY, row_name("pool", pool_id, row.year), row.closing - pool_at_risk(books, pool_id, row.year), 0
            )
    for pool_id, by_year in sorted(books.pool_payments.items()):
        for year, won in sorted(by_year.items()):
            if books.rules.repayment is None or year not in books.award_years:
                remark = T("No pool pays in this year.")
                yield at_most(FAMILY, row_name("pool", pool_id, year), won, 0, remark=remark)


RULES = (pool,)
