"""Years that rules name lie where the rule has something to say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from planner.errors import Fault
from planner.intake import faults
from planner.intake.draft import Draft


def phases_in_award_years(draft: Draft) -> Iterator[Fault]:
    """The phases of ceilings are award years."""
    if not draft.has("years"):
        return
    years = draft.rules.years.award_years
    for number, phase in enumerate(draft.rules.ceiling_phases):
        for index, year in enumerate(phase.year):
            if year not in years:
                place = draft.model.place("ceiling_phases", number, "year", index)
                yield faults.NOT_AN_AWARD_YEAR.at(place, year=year, first=years[0], last=years[-1])


def footprint_counted(draft: Draft) -> Iterator[Fault]:
    """Footprints fall in counting years."""
    if not draft.has("years"):
        return
    years = draft.rules.years.counting_years
    for number, rule in enumerate(draft.rules.footprint):
        for index, year in enumerate(rule.year):
            if year not in years:
                place = draft.model.place("footprint", number, "year", index)
                yield faults.YEAR_NOT_COUNTED.at(place, year=year, first=years[0], last=years[-1])


def contributions_counted(draft: Draft) -> Iterator[Fault]:
    """A sector's target of a year that is not counted is warned of: the plan would seem to do nothing for it."""
    if not draft.has("years"):
        return
    years = draft.rules.years.counting_years
    for number, contribution in enumerate(draft.rules.contributions):
        if contribution.year not in years:
            place = draft.model.place("contributions", number, "year")
            yield faults.CONTRIBUTES_NOTHING.at(place, year=contribution.year, first=years[0], last=years[-1])


def credits_priced_in_time(draft: Draft) -> Iterator[Fault]:
    """Obligations and prices of which no year is counted are warned of: one of them then holds throughout."""
    offsets = draft.rules.offsets
    if offsets is None or not draft.has("years", "offsets"):
        return
    given: Mapping[str, Mapping[int, object]] = {
        "obligation_t": offsets.obligation_t,
        "price_won_per_t": offsets.price_won_per_t,
    }
    years = draft.rules.years.counting_years
    for key, path in given.items():
        if path and not any(year in years for year in path) and (max(path) < years[0] or min(path) > years[-1]):
            year = max(path) if max(path) < years[0] else min(path)
            place = draft.model.place("offsets", key)
            yield faults.PATH_OUTSIDE.at(place, year=year, first=years[0], last=years[-1])
