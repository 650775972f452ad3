"""Fairness: no group gets less than its floor or more than its cap, nobody less than the least benefit."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from planner.audit.books import Books
from planner.audit.fair_shares import Part
from planner.audit.finding import Finding, at_least, at_most
from planner.audit.gains import gains_of, inequality, members_of, unit_of
from planner.audit.measures import UNIT_OF
from planner.audit.tonnage import KG
from planner.languages import T
from planner.programme.families import row_name

FAMILY = "fairness"


def floor(books: Books) -> Iterator[Finding]:
    """A group gets at least its floor of the whole, over all years (0002, reading 20)."""
    for part in _parts(books):
        if part.rule.floor is not None:
            row = row_name("floor", part.number, part.label)
            yield at_least(FAMILY, row, part.amount, part.rule.floor * part.whole, UNIT_OF[part.rule.of])


def cap_share(books: Books) -> Iterator[Finding]:
    """A group gets at most its cap of the whole, over all years (0002, reading 20)."""
    for part in _parts(books):
        if part.rule.cap is not None:
            row = row_name("cap_share", part.number, part.label)
            yield at_most(FAMILY, row, part.amount, part.rule.cap * part.whole, UNIT_OF[part.rule.of])


def least(books: Books) -> Iterator[Finding]:
    r"""Each that is compared gains at least so much (0004, reading 33).

    .. math:: a_m \ge L\, b_m

    a is its amount in won, kilograms or shares of awards, b what that is divided by, 1 where it is by itself.
    """
    for number, rule in books.rules.least_benefits:
        unit = unit_of(rule)
        scale = KG if unit == "kg" else 1
        for member in members_of(books, rule):
            limit = rule.least * member.divisor * scale
            yield at_least(FAMILY, row_name("least", number, member.label), member.amount, limit, unit)


def gini(books: Books) -> Iterator[Finding]:
    r"""The Gini coefficient of the gains is at most so much (0004, reading 34).

    .. math:: \sum_j (2j - n - 1)\, u_{(j)} \le \gamma\, n \sum_j u_{(j)}

    The row gives the coefficient; the two sides of the formula where the gains together are not above 0.
    """
    for number, rule in books.rules.gini_ceilings:
        row, unequal = row_name("gini", number), inequality(gains_of(books, rule))
        if unequal.whole > 0:
            yield at_most(FAMILY, row, unequal.gini, rule.gini, "number")
        else:
            remark = T("The gains together are not above 0.")
            yield at_most(FAMILY, row, unequal.apart, rule.gini * unequal.whole, "number", remark=remark)


RULES = (floor, cap_share, least, gini)


def _parts(books: Books) -> Iterator[Part]:
    """Each rule's groups, rules in their order, groups by label."""
    return itertools.chain.from_iterable(books.fair_parts.values())
