"""Deployment: a plan judged by its ratio still uses enough of the money, or saves enough tonnes."""

from __future__ import annotations

from collections.abc import Iterator

from planner.audit.books import Books
from planner.audit.finding import Finding, at_least
from planner.audit.tonnage import KG
from planner.audit.totals import funders_in
from planner.programme.families import row_name
from planner.programme.objective import TonnesDeployment

FAMILY = "deployment"


def deployment(books: Books) -> Iterator[Finding]:
    r"""Spending is at least a share of the budgets, or lifetime tonnes at least so many (0002, reading 21).

    .. math:: \sum_{f \in F} \sum_y p_{f,y} \ge \delta \sum_{f \in F} \sum_{y \ge t_1} B_{f,y}

    F are the funders whose money the ratio counts: all of them for the cost of what is awarded (0004, reading 28); t_1
    is the first award year.
    """
    ratio = books.rules.ratio
    if ratio is None:
        return
    row = row_name("deployment")
    least = ratio.deploy_at_least
    if isinstance(least, TonnesDeployment):
        yield at_least(FAMILY, row, sum(books.kilograms.values()), least.tonnes * KG, "kg")
        return
    funders = funders_in(books, ratio.per)
    first = books.award_years[0]
    budgets = (books.programme.funders[funder_id].budget for funder_id in funders)
    budgeted = sum(won for budget in budgets for year, won in budget.items() if year >= first)
    spent = sum(books.paid_in_all.get(funder_id, 0) for funder_id in funders)
    yield at_least(FAMILY, row, spent, least * budgeted)


RULES = (deployment,)
