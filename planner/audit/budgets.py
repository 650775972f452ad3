"""Budgets: a purse spends its budget and what it carried over, no more."""

from __future__ import annotations

from collections.abc import Iterator

from planner.audit.books import Books
from planner.audit.finding import Finding, at_most
from planner.languages import T
from planner.programme.families import row_name

FAMILY = "budgets"


def budget(books: Books) -> Iterator[Finding]:
    r"""Spending of a funder in a year is at most its budget and what was carried in (0002, reading 15).

    .. math:: \sum_u p_{f,u,y} \le B_{f,y} + k_{f,y-1},\quad k_{f,y} = \min(\text{left}_{f,y}, \text{limit}_f)

    All in won; k is carried out, up to the carry-over limit. A year that is not named has a budget of 0.
    """
    for funder_id, account in books.purses.items():
        for row in account:
            yield at_most(FAMILY, row_name("budget", funder_id, row.year), row.spent, row.budget + row.carried_in)
        for year, won in sorted(books.paid.get(funder_id, {}).items()):
            if year not in books.account_years:
                remark = T("No award made in time falls due in this year.")
                yield at_most(FAMILY, row_name("budget", funder_id, year), won, 0, remark=remark)


RULES = (budget,)
