"""Every measure that the model names can be counted."""

from __future__ import annotations

from collections.abc import Iterator

from planner.errors import Fault
from planner.intake import faults
from planner.intake.checks.named import measures_named
from planner.intake.draft import Draft
from planner.programme.measures import year_of


def discount_given(draft: Draft) -> Iterator[Fault]:
    """Discounted tonnes need a discount rate."""
    if not draft.has("discount", "years") or draft.rules.discount is not None:
        return
    for path, measure in measures_named(draft.rules):
        if measure == "discounted_tonnes":
            yield faults.NO_DISCOUNT.at(draft.model.place(*path), first=draft.rules.years.award[0])


def year_counted(draft: Draft) -> Iterator[Fault]:
    """Tonnes in a year need that year to be counted."""
    if not draft.has("years"):
        return
    years = draft.rules.years.counting_years
    for path, measure in measures_named(draft.rules):
        year = year_of(measure)
        if year is not None and year not in years:
            yield faults.YEAR_NOT_COUNTED.at(draft.model.place(*path), year=year, first=years[0], last=years[-1])
