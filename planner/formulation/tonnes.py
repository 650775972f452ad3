"""Tonnes of an option as coefficients: what the whole upgrade, awarded in that year, is worth in a measure."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from itertools import accumulate

from planner.formulation.model import Formulation, Terms
from planner.programme.carbon import kilograms, measure_weights, operating_years
from planner.programme.options import Option
from planner.units import KG_PER_TONNE, round_half_up


class TonnesTable:
    r"""Tonnes by option in one measure.

    .. math:: v_{u,t} = \sum_{y \ge t + \text{lead}}^{< t + \text{lead} + \text{life}} w_y\, e_{u,y}

    w is the measure's weight of a year, e [t] what u saves in it. Whole upgrades are counted in whole kilograms, as
    the plan will count them; parts are not rounded. Running totals over the years make each option two look-ups.
    """

    def __init__(self, lp: Formulation, weights: Mapping[int, Fraction]) -> None:
        self._lp = lp
        self._weights = weights
        years = lp.rules.years.counting_years
        self._first = years.start
        self._weight = _running([float(weights[year]) for year in years])
        grid = lp.programme.grid_factors
        self._grid = _running([float(weights[year] * grid[year]) for year in years] if grid else [])
        self._gas = lp.rules.factors.gas_t_per_gj or Fraction(0)
        self._whole: dict[str, list[float]] = {}

    def of(self, option: Option) -> float:
        """Tonnes of the whole upgrade if awarded in the option's year [t]."""
        years = operating_years(self._lp.programme, option.upgrade, option.year)
        start, end = years.start - self._first, years.stop - self._first
        if start >= end:
            return 0.0
        if not option.divisible:
            running = self._whole_kilograms(option)
            return running[end] - running[start]
        upgrade = option.upgrade
        fixed = float(upgrade.fixed_tonnes(self._gas)) * (self._weight[end] - self._weight[start])
        if not upgrade.grid_mwh:
            return fixed
        return fixed + float(upgrade.grid_mwh) * (self._grid[end] - self._grid[start])

    def _whole_kilograms(self, option: Option) -> list[float]:
        upgrade = option.upgrade
        if upgrade.upgrade_id not in self._whole:
            self._whole[upgrade.upgrade_id] = _running(
                float(self._weights[year] * round_half_up(kilograms(self._lp.programme, upgrade, year)) / KG_PER_TONNE)
                for year in self._lp.rules.years.counting_years
            )
        return self._whole[upgrade.upgrade_id]


def tonnes_terms(lp: Formulation, measure: str) -> Terms:
    """The plan's tonnes in a measure [t]."""
    table = TonnesTable(lp, measure_weights(lp.programme, measure))
    return [(lp.award[option.key], value) for option in lp.options if (value := table.of(option))]


def tonnes_by_option(lp: Formulation, measure: str) -> dict[tuple[str, int], float]:
    """The same by option [t]."""
    table = TonnesTable(lp, measure_weights(lp.programme, measure))
    return {option.key: table.of(option) for option in lp.options}


def _running(values) -> list[float]:  # type: ignore[no-untyped-def]
    return list(accumulate(values, initial=0.0))
