"""Changed awards: how far a plan is from the one that was carried forward (the next year, reading 60)."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction

from planner.audit.books import Books


def changed_awards(books: Books) -> Fraction:
    r"""Half of what shares differ by, year by year and in all, over all upgrades of the inputs, in planned years.

    .. math:: \sum_u \tfrac12 \Bigl(\sum_t |x_{u,t} - x'_{u,t}| + \bigl|\sum_t x_{u,t} - \sum_t x'_{u,t}\bigr|\Bigr)

    What is signed comes off the carried plan's awards, the earliest first; what that leaves of past years counts as
    planned for the first planned year.
    """
    apart: dict[str, dict[int, Fraction]] = defaultdict(lambda: defaultdict(Fraction))
    signed: dict[str, Fraction] = defaultdict(Fraction)
    for entry in books.entries:
        if books.past.has(entry.award):
            signed[entry.award.upgrade_id] += entry.share
        elif entry.award.year >= books.past.planned_from:
            apart[entry.award.upgrade_id][entry.award.year] += entry.share
    promised: dict[str, Fraction] = defaultdict(Fraction)
    carried = books.programme.carried
    for award in () if carried is None else sorted(carried.awards, key=lambda award: award.year):
        if award.upgrade_id in books.programme.upgrades:
            met = signed[award.upgrade_id]
            before = max(Fraction(0), promised[award.upgrade_id] - met)
            promised[award.upgrade_id] += Fraction(award.won, award.of_won)
            still = max(Fraction(0), promised[award.upgrade_id] - met) - before
            apart[award.upgrade_id][max(books.past.planned_from, award.year)] -= still
    total = Fraction(0)
    for by_year in apart.values():
        total += sum((abs(share) for share in by_year.values()), Fraction(0))
        total += abs(sum(by_year.values(), Fraction(0)))
    return total / 2
