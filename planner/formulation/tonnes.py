"""Tonnes of an option as coefficients: what the whole upgrade, awarded in that year, is worth in a measure."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import accumulate

from planner.formulation.commitments import tonnes_of_past
from planner.formulation.model import Formulation, Terms
from planner.programme.carbon import measure_weights, measured_years
from planner.programme.options import Option
from planner.units import solver_number


class TonnesTable:
    r"""Tonnes by option in one measure.

    .. math:: v_{u,t} = \sum_{y \ge t + \text{lead}}^{< t + \text{lead} + \text{life}} w_y\, e_{u,y}

    w is the measure's weight of a year, e [t] what u saves in it; annual tonnes are those of the first of the years
    alone. Whole upgrades are counted in whole kilograms, as the plan will count them; parts are not rounded. Running
    totals over the years make each option two look-ups.
    """

    def __init__(self, lp: Formulation, measure: str) -> None:
        self._lp = lp
        self._measure = measure
        weights = measure_weights(lp.programme, measure)
        years = lp.rules.years.counting_years
        self._first = years.start
        self._weights = [solver_number(weights[year]) for year in years]
        self._weight = _running(self._weights)
        grid = lp.programme.grid_factors
        self._grid = _running(solver_number(weights[year] * grid[year]) for year in years) if grid else [0]
        self._whole: dict[str, list[float]] = {}

    def of(self, option: Option) -> float:
        """Tonnes of the whole upgrade if awarded in the option's year [t]."""
        years = measured_years(self._lp.programme, option.upgrade, option.year, self._measure)
        start, end = years.start - self._first, years.stop - self._first
        if start >= end:
            return 0
        if not option.divisible:
            running = self._running_whole(option)
            return running[end] - running[start]
        savings = self._lp.savings(option.upgrade)
        fixed = savings.fixed * (self._weight[end] - self._weight[start])
        return fixed + savings.grid_mwh * (self._grid[end] - self._grid[start]) if savings.grid_mwh else fixed

    def _running_whole(self, option: Option) -> list[float]:
        upgrade = option.upgrade
        if upgrade.upgrade_id not in self._whole:
            yearly = self._lp.savings(upgrade).whole
            self._whole[upgrade.upgrade_id] = _running(
                weight * tonnes for weight, tonnes in zip(self._weights, yearly, strict=True)
            )
        return self._whole[upgrade.upgrade_id]


def tonnes_terms(lp: Formulation, measure: str) -> Terms:
    """The plan's tonnes in a measure [t], those of the past included."""
    table = TonnesTable(lp, measure)
    planned: Terms = [(lp.award[option.key], value) for option in lp.options if (value := table.of(option))]
    return planned + tonnes_of_past(lp, measure)


def tonnes_by_option(lp: Formulation, measure: str) -> dict[tuple[str, int], float]:
    """What each option is worth in it [t]."""
    table = TonnesTable(lp, measure)
    return {option.key: table.of(option) for option in lp.options}


def _running(values: Iterable[float]) -> list[float]:
    return list(accumulate(values, initial=0))
