"""Units of foreign tables, and the exact factor from each to the unit of one of our columns."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from planner.importing.vocabulary import Currency
from planner.intake import declared_units
from planner.units import ENERGY_UNITS_GJ

_ENERGY = ("MWh", "GJ")


def factor_of(base: str | None, unit: str, currencies: Mapping[str, Currency]) -> Fraction | None:
    """What a number in a unit is multiplied by to be in ours, ``base``; None where the one cannot become the other.

    Beside the units that a unit row may declare there are all units of energy for both columns of energy, and the
    map's own currencies for money.
    """
    if base is None:
        return None
    if base == "won" and unit in currencies:
        return currencies[unit].won
    if base in _ENERGY and unit in ENERGY_UNITS_GJ:
        return ENERGY_UNITS_GJ[unit] / ENERGY_UNITS_GJ[base]
    return declared_units.factor_of(base, unit)


def units_for(base: str | None, currencies: Mapping[str, Currency]) -> list[str]:
    """The units that ours can be made from, as people write them; none for what has no unit."""
    if base is None:
        return []
    if base in _ENERGY:
        return list(ENERGY_UNITS_GJ)
    return [*declared_units.units_of(base), *(currencies if base == "won" else ())]
