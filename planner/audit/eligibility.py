"""Eligibility: only who may pay pays, for what may be awarded, and no technology takes more than its part."""

from __future__ import annotations

from collections.abc import Iterator

from planner.audit.books import Books
from planner.audit.finding import Finding, at_most
from planner.audit.measures import UNIT_OF, amounts_of, total
from planner.audit.phases import phase
from planner.audit.thresholds import threshold
from planner.languages import T
from planner.programme.families import row_name

FAMILY = "eligibility"


def payer(books: Books) -> Iterator[Finding]:
    """Nobody but the eligible payers and the supplier pays on an award's shared lines (0002, readings 3, 7 and 8)."""
    for entry in books.planned:
        allowed = books.payers.eligible(entry.upgrade)
        others = {name: won for name, won in entry.shared_by_payer().items() if name not in allowed and won}
        remark = T("May not pay: {payers}.", payers=", ".join(sorted(others))) if others else None
        row = f"payer[{entry.label}]"
        yield at_most(FAMILY, row, sum(abs(won) for won in others.values()), 0, remark=remark)


def technology(books: Books) -> Iterator[Finding]:
    """The technologies together take at most their part of support, tonnes or count (0002, reading 20)."""
    for number, rule in enumerate(books.rules.technology_limits, start=1):
        amounts = list(amounts_of(books.entries, rule.of, None))
        part = total((a for e, a in amounts if e.upgrade.technology in rule.technology))
        limit = rule.at_most * total((amount for _, amount in amounts))
        yield at_most(FAMILY, row_name("technology", number), part, limit, UNIT_OF[rule.of])


RULES = (payer, technology, phase, threshold)
