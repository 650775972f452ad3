"""The objective asks for something that can be counted and solved."""

from __future__ import annotations

from collections.abc import Iterator

from planner.errors import Fault
from planner.intake import faults
from planner.intake.draft import Draft
from planner.programme.measures import year_of


def discount_given(draft: Draft) -> Iterator[Fault]:
    """Discounted tonnes need a discount rate."""
    if not draft.has("objective", "discount", "years") or draft.rules.discount is not None:
        return
    for objective in draft.rules.objective:
        if objective.tonnes_measure == "discounted_tonnes":
            yield faults.NO_DISCOUNT.at(_place(draft), first=draft.rules.years.award[0])


def year_counted(draft: Draft) -> Iterator[Fault]:
    """Tonnes in a year need that year to be counted."""
    if not draft.has("objective", "years"):
        return
    years = draft.rules.years.counting_years
    for objective in draft.rules.objective:
        year = year_of(objective.tonnes_measure or "")
        if year is not None and year not in years:
            yield faults.YEAR_NOT_COUNTED.at(_place(draft), year=year, first=years[0], last=years[-1])


def ratio_of_divisible_projects(draft: Draft) -> Iterator[Fault]:
    """A ratio is solved for divisible projects only."""
    rules = draft.rules
    if not draft.has("objective", "projects") or rules.ratio is None or rules.projects == "divisible":
        return
    indivisible = [u for u in draft.tables.upgrades.items if rules.projects == "whole" or not u.divisible]
    if indivisible:
        place = draft.model.place("objective", "ratio")
        yield faults.RATIO_OF_WHOLE_PROJECTS.at(place, count=len(indivisible))


def _place(draft: Draft) -> str:
    if draft.rules.ratio is None:
        return draft.model.place("objective", "maximise")
    return draft.model.place("objective", "ratio", "of")
