"""Matching: a funder pays in the agreed ratio to the pools, per award, per year of payment or over the programme."""

from __future__ import annotations

from collections.abc import Iterator

from planner.audit.books import Books
from planner.audit.finding import Finding
from planner.audit.payers import POOLS
from planner.audit.ratios import Ratio

FAMILY = "matching"


def matching(books: Books) -> Iterator[Finding]:
    """All that the funders pay is at least, at most, a ratio of all that pools pay (0002, reading 19)."""
    for number, rule in enumerate(books.rules.matching, start=1):
        yield from Ratio(FAMILY, "matching", number, rule, (POOLS,)).findings(books)


RULES = (matching,)
