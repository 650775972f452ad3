"""Changed awards: how far a plan is from the one that was carried forward (the next year, reading 60)."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction

from planner.audit.books import Books


def changed_awards(books: Books) -> Fraction:
    r"""Half of what shares differ by, year by year and in all, over all upgrades of the inputs, in planned years.

    .. math:: \sum_u \tfrac12 \Bigl(\sum_t |x_{u,t} - x'_{u,t}| + \bigl|\sum_t x_{u,t} - \sum_t x'_{u,t}\bigr|\Bigr)
    """
    apart: dict[str, dict[int, Fraction]] = defaultdict(lambda: defaultdict(Fraction))
    for entry in books.entries:
        if entry.award.year >= books.past.planned_from:
            apart[entry.award.upgrade_id][entry.award.year] += entry.share
    carried = books.programme.carried
    for award in () if carried is None else carried.awards:
        if award.year >= books.past.planned_from and award.upgrade_id in books.programme.upgrades:
            apart[award.upgrade_id][award.year] -= Fraction(award.won, award.of_won)
    total = Fraction(0)
    for by_year in apart.values():
        total += sum((abs(share) for share in by_year.values()), Fraction(0))
        total += abs(sum(by_year.values(), Fraction(0)))
    return total / 2
