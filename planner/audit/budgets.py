"""Budgets: a purse spends its budget and what it carried over, no more."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from planner.audit.books import Books
from planner.audit.entries import added_up
from planner.audit.finding import Finding, at_most
from planner.audit.protection import is_protected, protected_years
from planner.languages import T
from planner.programme.families import row_name
from planner.programme.rules import Reserved

FAMILY = "budgets"


def budget(books: Books) -> Iterator[Finding]:
    r"""Spending of a funder in a year is at most its budget, what was lent to it and what was carried in (0002, reading
    15; 0004, reading 46).

    .. math:: \sum_u p_{f,u,y} \le B_{f,y} + l_{f,y} + k_{f,y-1},\quad k_{f,y} = \min(\text{left}_{f,y}, \text{limit}_f)

    All in won; k is carried out, up to the carry-over limit. A year that is not named has a budget of 0. Past years
    are facts, and what is carried out of them is what the first planned year begins with. A protected purse bears its
    worst overruns too (0013, reading 65).
    """
    for funder_id, account in books.purses.items():
        if is_protected(books, funder_id):
            for year, needed, there in protected_years(books, books.programme.funders[funder_id]):
                yield at_most(FAMILY, row_name("budget", funder_id, year), needed, there)
        for row in account:
            if row.year in books.past.years or is_protected(books, funder_id):
                continue
            most = row.budget + row.lent + row.carried_in
            yield at_most(FAMILY, row_name("budget", funder_id, row.year), row.spent, most)
        for year, won in sorted(books.paid.get(funder_id, {}).items()):
            if year not in books.account_years:
                remark = T("No award made in time falls due in this year.")
                yield at_most(FAMILY, row_name("budget", funder_id, year), won, 0, remark=remark)


def reserved(books: Books) -> Iterator[Finding]:
    r"""What the purses pay for all but those meant is at most their budgets less what is kept (0004, reading 37).

    .. math:: \sum_{f \in F} \sum_{u \notin G} p_{f,u} \le (1 - \sigma) \sum_{f \in F} B_f

    or less an amount, over all years from the first award year or in each; money carried or lent does not count.
    """
    for number, rule in enumerate(books.rules.reserved, start=1):
        budgets = _budgets(books, rule)
        others = added_up(
            (year, won)
            for entry in books.entries
            if not books.payers.takes(rule.of, entry.upgrade)
            for (year, payer), won in entry.paid.items()
            if payer in rule.funder
        )
        if rule.over == "year":
            for year in (year for year in books.account_years if year not in books.past.years):
                limit = _left(rule, budgets.get(year, 0))
                yield at_most(FAMILY, row_name("reserved", number, year), others.get(year, 0), limit)
        else:
            limit = _left(rule, sum(budgets.values()))
            yield at_most(FAMILY, row_name("reserved", number), sum(others.values()), limit)


RULES = (budget, reserved)


def _budgets(books: Books, rule: Reserved) -> dict[int, int]:
    """The purses' budgets together by year, from the first award year on [won]."""
    return added_up(
        (year, won)
        for funder_id in set(rule.funder) & books.programme.funders.keys()
        for year, won in books.programme.funders[funder_id].budget.items()
        if year >= books.award_years[0]
    )


def _left(rule: Reserved, budgets: int) -> Fraction:
    """What others than those meant may have of the budgets [won]."""
    if rule.share is not None:
        return (1 - rule.share) * budgets
    return Fraction(max(budgets - (rule.won or 0), 0))
