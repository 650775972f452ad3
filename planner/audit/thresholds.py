"""Thresholds: an upgrade that brings too little, taken whole, is not awarded at all."""

from __future__ import annotations

from collections.abc import Iterator

from planner.audit.books import Books
from planner.audit.conditions import Brought
from planner.audit.finding import Finding, at_least, equal
from planner.languages import T

FAMILY = "eligibility"


def threshold(books: Books) -> Iterator[Finding]:
    r"""The whole upgrade brings at least the support, tonnes and share of the baseline asked (0004, reading 39).

    .. math:: N_u + \lfloor r_{u,t} K_u \rfloor \ge W, \qquad q_{u,t} \ge Q, \qquad q_{u,t} \ge \beta b_i

    in won and in exact kilograms of its first year in operation. One row for each award and threshold that takes it:
    of the first amount that is too small, else of the first.
    """
    for entry in books.planned:
        for number, rule in books.conditions.thresholds(entry.upgrade):
            brought = list(books.conditions.brought(rule, entry.upgrade, entry.cost, entry.award.year))
            told = next((each for each in brought if not each.enough), brought[0])
            yield _finding(f"threshold[{number},{entry.label}]", told)


def _finding(row: str, brought: Brought) -> Finding:
    if brought.amount is None:
        unknown = T("The supplier's emissions before any upgrade are not known, so it cannot be awarded.")
        return equal(FAMILY, row, 1, 0, "number", remark=unknown)
    remark = None if brought.enough else T("The upgrade brings too little, so it cannot be awarded.")
    return at_least(FAMILY, row, brought.amount, brought.least, brought.unit, remark=remark)
