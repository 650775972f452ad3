"""Money kept for some: not more of a purse than there is in it, and for somebody."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import NamedTuple

from planner.errors import Fault
from planner.intake import faults
from planner.intake.draft import Draft
from planner.intake.faults import mentioned
from planner.programme.quantities import written
from planner.programme.rules import Reserved


class _Kept(NamedTuple):
    part: Fraction
    rule: int
    upgrades: frozenset[str]


def reserved_for_somebody(draft: Draft) -> Iterator[Fault]:
    """Money kept for nobody's upgrade is warned of."""
    if not draft.tables.suppliers.is_whole or not draft.tables.upgrades.is_whole:
        return
    for number, rule in enumerate(draft.rules.reserved):
        if not _upgrades_meant(draft, rule):
            yield faults.RESERVED_FOR_NOBODY.at(draft.model.place("reserved", number, "of"))


def reserved_within_the_whole(draft: Draft) -> Iterator[Fault]:
    """What is kept of the same purses for different upgrades is at most all that there is in them."""
    tables = draft.tables
    sound = tables.suppliers.is_whole and tables.upgrades.is_whole
    if not sound or not draft.has("funders", "years", "technology_classes"):
        return
    kept: dict[object, list[_Kept]] = defaultdict(list)
    for number, rule in enumerate(draft.rules.reserved):
        upgrades = _upgrades_meant(draft, rule)
        for period, budget in _budgets(draft, rule).items():
            part = rule.share if rule.share is not None else Fraction(rule.won or 0, budget)
            kept[frozenset(rule.funder), period].append(_Kept(part, number, upgrades))
    said: set[int] = set()
    for of_one_purse in kept.values():
        apart = list(_apart(of_one_purse))
        total, last = sum((one.part for one in apart), Fraction(0)), max(one.rule for one in apart)
        if total > 1 and last not in said:
            said.add(last)
            places = [draft.model.place("reserved", rule) for rule in sorted(one.rule for one in apart)]
            yield faults.RESERVED_ABOVE_ALL.at(places[-1], total=written(total), places=mentioned(places))


def _upgrades_meant(draft: Draft, rule: Reserved) -> frozenset[str]:
    return frozenset(
        upgrade.upgrade_id
        for _, upgrade, supplier in draft.pairs
        if rule.of.takes(supplier, upgrade.technology, draft.class_of_technology.get(upgrade.technology))
    )


def _budgets(draft: Draft, rule: Reserved) -> Mapping[int | None, int]:
    """The rule's budgets from the first award year on, by year or, under None, together; without those that are 0."""
    by_year: dict[int | None, int] = defaultdict(int)
    first = draft.rules.years.award[0]
    for funder in draft.rules.funders:
        for year, won in funder.budget.items():
            if funder.id in rule.funder and year >= first:
                by_year[year if rule.over == "year" else None] += won
    return {period: won for period, won in by_year.items() if won}


def _apart(kept: Iterable[_Kept]) -> Iterator[_Kept]:
    """What is kept for upgrades that are not among those of others, the largest part first."""
    taken: set[str] = set()
    for one in sorted(kept, key=lambda one: (-one.part, one.rule)):
        if not taken & one.upgrades:
            taken |= one.upgrades
            yield one
