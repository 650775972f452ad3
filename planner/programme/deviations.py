"""How far an upgrade may be off: what its cost may be over, and what its tonnes may fall short by. Exact numbers.

Source: the readings 61 and 62 of ``docs/decisions/0013-robust-plans.md``.
"""

from __future__ import annotations

from fractions import Fraction

from planner.programme.carbon import kilograms, measure_weights, measured_years
from planner.programme.programme import Programme
from planner.programme.uncertainty import Ranges, Uncertainty
from planner.programme.upgrade import Upgrade
from planner.units import KG_PER_TONNE

NOTHING = Fraction(0)


def uncertainty_of(programme: Programme) -> Uncertainty:
    """What the model says is uncertain."""
    return programme.rules.uncertainty or Uncertainty()


def ranges_of(programme: Programme) -> Ranges:
    """The ranges of upgrades that have none of their own."""
    return uncertainty_of(programme).ranges or Ranges()


def cost_overrun(programme: Programme, upgrade: Upgrade) -> Fraction:
    """The part by which the upgrade may cost more: by its high estimate, or by the model's range. Never below 0."""
    if upgrade.cost_high_won is not None and upgrade.total_won:
        return max(NOTHING, Fraction(upgrade.cost_high_won - upgrade.total_won, upgrade.total_won))
    return ranges_of(programme).cost or NOTHING


def support_overrun(programme: Programme, upgrade: Upgrade) -> Fraction:
    """The part by which all who pay for the upgrade may have to pay more; nothing where the supplier bears it."""
    return NOTHING if uncertainty_of(programme).overruns == "supplier" else cost_overrun(programme, upgrade)


def default_loss(programme: Programme) -> Fraction:
    """The part of what it owes that a supplier in default does not give back, of what a pool counts on."""
    default = uncertainty_of(programme).default
    return Fraction(1) if default is None or default.lost is None else default.lost


def shortfall(programme: Programme, upgrade: Upgrade, year: int) -> Fraction:
    """What the whole upgrade may save less in a full year of operation [kg]: by its low estimate, or the range."""
    planned = kilograms(programme, upgrade, year)
    if upgrade.tonnes_low is not None:
        return max(NOTHING, planned - upgrade.tonnes_low * KG_PER_TONNE)
    return abs(planned) * (ranges_of(programme).tonnes or NOTHING)


class Shortfalls:
    """What upgrades may fall short by in one measure; each year's worked out once."""

    def __init__(self, programme: Programme, measure: str) -> None:
        self._programme = programme
        self._measure = measure
        self._weights = measure_weights(programme, measure)
        self._by_year: dict[tuple[str, int], Fraction] = {}

    def of(self, upgrade: Upgrade, award_year: int) -> Fraction:
        """What the whole upgrade, awarded in that year, may fall short by [kg in the measure]."""
        years = measured_years(self._programme, upgrade, award_year, self._measure)
        return sum((self._in_year(upgrade, year) for year in years), NOTHING)

    def _in_year(self, upgrade: Upgrade, year: int) -> Fraction:
        key = upgrade.upgrade_id, year
        if key not in self._by_year:
            self._by_year[key] = self._weights[year] * shortfall(self._programme, upgrade, year)
        return self._by_year[key]
