"""Co-funding: funders pay in the agreed ratio, per award, per year of payment or over the programme."""

from __future__ import annotations

from collections.abc import Iterator

from planner.audit.books import Books
from planner.audit.finding import Finding
from planner.audit.ratios import Ratio

FAMILY = "co_funding"


def co_funding(books: Books) -> Iterator[Finding]:
    """Some funders' money is at least, at most, a ratio of others', named lines included (0002, reading 19)."""
    for number, rule in enumerate(books.rules.co_funding, start=1):
        yield from Ratio(FAMILY, "co_funding", number, rule, rule.of).findings(books)


RULES = (co_funding,)
