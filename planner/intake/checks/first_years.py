"""Upgrades that raise emissions before they cut them: annual and lifetime tonnes then tell different stories."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from planner.errors import Fault
from planner.intake import faults
from planner.intake.checks.savings import only_saves
from planner.intake.draft import Draft
from planner.intake.faults import mentioned
from planner.programme.grid import grid_path
from planner.programme.upgrade import Upgrade


class _Story(NamedTuple):
    """What an upgrade saves, awarded as early as possible: in its first year in operation, and within the horizon."""

    upgrade: str
    raises_until: int
    annual_t: Fraction
    lifetime_t: Fraction

    @property
    def told(self) -> str:
        """In figures [t/yr, year, t], which are the same in every language; the note says what they are."""
        annual, lifetime = float(self.annual_t), float(self.lifetime_t)
        return f"{self.upgrade} ({annual:+,.1f}; {self.raises_until}; {lifetime:+,.1f})"


def raised_at_first(draft: Draft) -> Iterator[Fault]:
    """Upgrades whose emissions rise in their first years and fall later are said in one note, the highest first."""
    if not draft.is_sound or not draft.rules.factors.grid:
        return
    factors, years = draft.rules.factors, draft.rules.years
    path = grid_path(factors, years.counting_years)
    gas = factors.gas_t_per_gj or Fraction(0)
    stories = []
    for _, upgrade, _ in draft.pairs:
        if only_saves(upgrade):
            continue
        fixed = upgrade.fixed_tonnes(gas)
        if fixed * upgrade.grid_mwh < 0:  # only then can the sign change from year to year
            start = max(years.award[0], upgrade.first_year or years.award[0]) + upgrade.lead_years
            if start not in path or fixed + upgrade.grid_mwh * path[start] >= 0:
                continue
            end = min(start + upgrade.life_years, years.count_until + 1)
            saved = {year: fixed + upgrade.grid_mwh * path[year] for year in range(start, end)}
            stories += [_story(upgrade, saved)] if _turns(saved, start) else []
    if stories:
        stories.sort(key=lambda story: story.annual_t)
        listed = mentioned([story.told for story in stories])
        yield faults.RAISED_AT_FIRST.at(draft.tables.upgrades.file, count=f"{len(stories):,}", listed=listed)


def _turns(saved: dict[int, Fraction], start: int) -> bool:
    return bool(saved) and saved[start] < 0 < max(saved.values())


def _story(upgrade: Upgrade, saved: dict[int, Fraction]) -> _Story:
    last = max(year for year, tonnes in saved.items() if tonnes < 0)
    return _Story(upgrade.upgrade_id, last, saved[min(saved)], sum(saved.values(), Fraction(0)))
