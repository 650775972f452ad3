"""Ceiling phases: in some award years an upgrade asks and gets no more than so many won per lifetime tonne."""

from __future__ import annotations

from collections.abc import Iterator

from planner.audit.books import Books
from planner.audit.caps import won_for_tonnes
from planner.audit.finding import Finding, at_most
from planner.languages import T

FAMILY = "eligibility"


def phase(books: Books) -> Iterator[Finding]:
    r"""The whole upgrade asks no more than the ceiling gives, and the award gets no more (0004, reading 38).

    .. math:: N_u + m_u K_u \le C \sum_y q_{u,t,y}, \qquad S_{u,t} \le C \sum_y q_{u,t,y} x_{u,t}

    N are the named lines, K the shared cost [won], m the least rate or the full rate without any phase, q the exact
    tonnes. One row for each award and phase that takes it: what is asked where that is too much, else what is got.
    """
    for entry in books.planned:
        upgrade, year = entry.upgrade, entry.award.year
        for number, rule in books.conditions.phases(upgrade, year):
            row = f"phase[{number},{entry.label}]"
            asked = books.conditions.asked(upgrade, entry.cost, year)
            ceiling = books.conditions.ceiling(rule, upgrade, year)
            if asked > ceiling:
                remark = T("The upgrade asks for more than the phase gives, so it cannot be awarded in this year.")
                yield at_most(FAMILY, row, asked, ceiling, remark=remark)
            else:
                limit = won_for_tonnes(books.tonnage, entry, rule.won_per_lifetime_tonne)
                yield at_most(FAMILY, row, entry.support, limit)
