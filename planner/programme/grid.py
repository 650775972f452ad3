"""The grid's emission factor, year by year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from planner.programme.rules import Factors


def grid_factor(factors: Factors, year: int) -> Fraction:
    """The factor of a year [t/MWh]: linear between the given years, constant after the last.

    Raises ``KeyError`` for a year before the first given one: nobody knows it, so nobody may guess it.
    """
    given = factors.grid
    if year in given:
        return given[year]
    earlier = max((known for known in given if known < year), default=None)
    if earlier is None:
        raise KeyError(year)
    later = min((known for known in given if known > year), default=None)
    if later is None:
        return given[earlier]
    return given[earlier] + (given[later] - given[earlier]) * Fraction(year - earlier, later - earlier)


def grid_path(factors: Factors, years: Iterable[int]) -> Mapping[int, Fraction]:
    """The factor of each of the years [t/MWh]; empty where the model gives no factor at all."""
    return {year: grid_factor(factors, year) for year in years} if factors.grid else {}
