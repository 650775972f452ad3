"""What the plan states would be taken back of its support if awards reached only their low estimates of tonnes."""

from __future__ import annotations

from collections.abc import Iterator

from planner.audit.books import Books
from planner.audit.entries import Entry
from planner.audit.finding import Finding, Unit
from planner.audit.stated import compare_ledgers
from planner.audit.tonnage import KG
from planner.plan.plan import Reclaim, tonnes_of
from planner.programme.rules import Clawback

RECLAIM_FIGURES: dict[str, Unit] = {
    "tied_won": "won",
    "promised_t": "kg",
    "low_t": "kg",
    "reclaimed_won": "won",
}


def reclaims(books: Books) -> Iterator[Finding]:
    """Every award of an upgrade with a low estimate, where the model has a clawback; otherwise none."""
    stated = (((row.upgrade_id, row.year), row) for row in books.plan.reclaims)
    computed = {(row.upgrade_id, row.year): row for row in expected_reclaims(books)}
    yield from compare_ledgers("reclaims", stated, computed, RECLAIM_FIGURES)


def expected_reclaims(books: Books) -> list[Reclaim]:
    """What is tied, promised, reached at least and taken back, award by award (0004, reading 40)."""
    rule = books.rules.clawback
    if rule is None:
        return []
    return [_reclaim(books, rule, entry) for entry in books.entries if entry.upgrade.tonnes_low is not None]


def _reclaim(books: Books, rule: Clawback, entry: Entry) -> Reclaim:
    tied = rule.tied_share.numerator * entry.support // rule.tied_share.denominator
    promised, low = entry.lifetime_kg, _low_kilograms(books, entry)
    return Reclaim(
        upgrade_id=entry.award.upgrade_id,
        year=entry.award.year,
        tied_won=tied,
        promised_t=tonnes_of(promised),
        low_t=tonnes_of(low),
        reclaimed_won=taken_back(rule, tied, promised, low),
    )


def taken_back(rule: Clawback, tied: int, promised: int, reached: int) -> int:
    r"""What is taken back of the tied support where only some of the promised kilograms are reached [won].

    .. math:: \lfloor T\,(P - \max(A, 0)) / P \rfloor

    Nothing where nothing was promised, or no less than the promise less its free shortfall is reached.
    """
    if promised <= 0 or reached >= (1 - rule.free_shortfall) * promised:
        return 0
    return tied * (promised - max(reached, 0)) // promised


def _low_kilograms(books: Books, entry: Entry) -> int:
    """The award's share of the low estimate in each year in which it saves, rounded half up year by year."""
    each = entry.share * (entry.upgrade.tonnes_low or 0) * KG
    rounded = (2 * each.numerator + each.denominator) // (2 * each.denominator)
    return rounded * len(books.tonnage.years(entry.upgrade, entry.award.year))
