"""Kilograms: what an upgrade saves in each counting year, exact, and what an award of a part of it counts for."""

from __future__ import annotations

import math
from collections.abc import Mapping
from fractions import Fraction

from planner.programme.rules import Rules
from planner.programme.upgrade import Upgrade

KG = 1_000
"""Kilograms in a tonne."""


def between(points: Mapping[int, Fraction], year: int) -> Fraction:
    """The value of a year: linear between the given years, constant outside them; 0 where none is given."""
    if not points:
        return Fraction(0)
    if year in points:
        return points[year]
    earlier = max((y for y in points if y < year), default=None)
    later = min((y for y in points if y > year), default=None)
    if earlier is None or later is None:
        return points[min(points) if earlier is None else max(points)]
    return points[earlier] + (points[later] - points[earlier]) * Fraction(year - earlier, later - earlier)


class Tonnage:
    """Kilograms by upgrade, award year and counting year, under one set of factors.

    The grid factors of all counting years are brought to one denominator once, and each upgrade's kilograms to one
    more, so that an award's kilograms are plain integer arithmetic.
    """

    def __init__(self, rules: Rules) -> None:
        self._years = range(rules.years.award[0], rules.years.count_until + 1)
        self._grid_points = rules.factors.grid
        self._gas = rules.factors.gas_t_per_gj
        grid = {year: between(self._grid_points, year) for year in self._years}
        self._denominator = math.lcm(*(factor.denominator for factor in grid.values()))
        self._grid = {y: factor.numerator * (self._denominator // factor.denominator) for y, factor in grid.items()}
        self._terms: dict[str, tuple[int, int, int]] = {}

    def years(self, upgrade: Upgrade, year: int) -> range:
        """The counting years in which an award of that year saves: t + lead <= y < t + lead + life, to the horizon."""
        first = year + upgrade.lead_years
        last = first + upgrade.life_years - 1
        return range(max(first, self._years.start), min(last + 1, self._years.stop))

    def kilograms(self, upgrade: Upgrade, award_won: int, total_won: int, year: int) -> dict[int, int]:
        """Kilograms by counting year of an award of part of the cost: share times the upgrade's, rounded half up
        once (0002, reading 22). Years that round to nothing are left out.
        """
        fixed, per_grid, denominator = self._of_upgrade(upgrade)
        twice = 2 * award_won
        below = denominator * total_won
        counted = {}
        for y in self.years(upgrade, year):
            rounded = (twice * (fixed + per_grid * self._grid[y]) + below) // (2 * below)
            if rounded:
                counted[y] = rounded
        return counted

    def whole_lifetime(self, upgrade: Upgrade, year: int) -> Fraction:
        """Exact lifetime kilograms within the horizon of an award of the whole upgrade, not rounded."""
        fixed, per_grid, denominator = self._of_upgrade(upgrade)
        return Fraction(sum(fixed + per_grid * self._grid[y] for y in self.years(upgrade, year)), denominator)

    def whole_in_year(self, upgrade: Upgrade, year: int) -> Fraction:
        """Exact kilograms of the whole upgrade in a counting year in operation, not rounded."""
        fixed, per_grid, denominator = self._of_upgrade(upgrade)
        return Fraction(fixed + per_grid * self._grid[year], denominator)

    def whole_first_year(self, upgrade: Upgrade, year: int) -> Fraction:
        """Exact kilograms of the first year in operation of an award of the whole upgrade, not rounded; 0 where that
        year is not counted.
        """
        first = year + upgrade.lead_years
        if first not in self.years(upgrade, year):
            return Fraction(0)
        fixed, per_grid, denominator = self._of_upgrade(upgrade)
        return Fraction(fixed + per_grid * self._grid[first], denominator)

    def lacks_factor(self, upgrade: Upgrade, year: int) -> bool:
        """Whether the tonnes of an award of that year ask for a factor that the model does not give."""
        if upgrade.tonnes is not None:
            return False
        if upgrade.gas_gj and self._gas is None:
            return True
        years = self.years(upgrade, year)
        if not upgrade.electricity_mwh or not years:
            return False
        return not self._grid_points or years.start < min(self._grid_points)

    def _of_upgrade(self, upgrade: Upgrade) -> tuple[int, int, int]:
        """Terms of kilograms(y) = (fixed + per_grid * grid numerator(y)) / denominator, all whole numbers."""
        terms = self._terms.get(upgrade.upgrade_id)
        if terms is None:
            terms = self._terms[upgrade.upgrade_id] = self._computed_terms(upgrade)
        return terms

    def _computed_terms(self, upgrade: Upgrade) -> tuple[int, int, int]:
        if upgrade.tonnes is not None:
            fixed, per_mwh = upgrade.tonnes * KG, Fraction(0)
        else:
            gas = (upgrade.gas_gj or Fraction(0)) * (self._gas or Fraction(0))
            fixed = (gas + (upgrade.other_t or Fraction(0))) * KG
            per_mwh = (upgrade.electricity_mwh or Fraction(0)) * KG
        denominator = math.lcm(fixed.denominator, per_mwh.denominator * self._denominator)
        return (
            fixed.numerator * (denominator // fixed.denominator),
            per_mwh.numerator * (denominator // (per_mwh.denominator * self._denominator)),
            denominator,
        )
