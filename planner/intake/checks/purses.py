"""Funders: their ids and their budgets."""

from __future__ import annotations

from collections.abc import Iterator

from planner.errors import Fault
from planner.intake import faults
from planner.intake.draft import Draft

_RESERVED = frozenset({"own", "pool"})
_RESERVED_PREFIX = "pool:"


def funder_ids(draft: Draft) -> Iterator[Fault]:
    """Funder ids are unique, and none is a word that plans use for other payers."""
    seen: set[str] = set()
    for number, funder in enumerate(draft.rules.funders):
        place = draft.model.place("funders", number, "id")
        if funder.id in seen:
            yield faults.FUNDER_TWICE.at(place, id=funder.id)
        if funder.id in _RESERVED or funder.id.startswith(_RESERVED_PREFIX):
            yield faults.RESERVED_ID.at(place, id=funder.id)
        seen.add(funder.id)


def some_budget(draft: Draft) -> Iterator[Fault]:
    """Every funder has money in some year."""
    for number, funder in enumerate(draft.rules.funders):
        unreadable = draft.model.touched("funders", number, "budget")
        if not unreadable and not any(won > 0 for won in funder.budget.values()):
            yield faults.NO_BUDGET.at(draft.model.place("funders", number, "budget"), funder=funder.id)


def budgets_within_the_programme(draft: Draft) -> Iterator[Fault]:
    """No budget lies before the first award year: nothing could be paid from it."""
    if not draft.has("years"):
        return
    first = draft.rules.years.award[0]
    for number, funder in enumerate(draft.rules.funders):
        for year in sorted(year for year in funder.budget if year < first):
            place = draft.model.place("funders", number, "budget", year)
            yield faults.BUDGET_TOO_EARLY.at(place, year=year, first=first)


def years_without_budget(draft: Draft) -> Iterator[Fault]:
    """Award years for which a funder names no budget are said: it pays nothing then."""
    if not draft.has("years"):
        return
    for number, funder in enumerate(draft.rules.funders):
        unnamed = [str(year) for year in draft.rules.years.award_years if year not in funder.budget]
        if unnamed and any(funder.budget.values()) and not draft.model.touched("funders", number, "budget"):
            kind = faults.YEARS_WITHOUT_BUDGET if funder.carry_over == "none" else faults.YEARS_WITH_CARRIED_MONEY_ONLY
            place = draft.model.place("funders", number, "budget")
            yield kind.at(place, funder=funder.id, years=", ".join(unnamed))
