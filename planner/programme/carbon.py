"""What an upgrade saves, year by year: exact kilograms, with the grid factor of each year."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from planner.programme.measures import year_of
from planner.programme.programme import Programme
from planner.programme.upgrade import Upgrade
from planner.units import KG_PER_TONNE, round_half_up


def operating_years(programme: Programme, upgrade: Upgrade, award_year: int) -> range:
    """The counting years in which an award of that year saves: after the lead time, for its life, to the horizon."""
    start = award_year + upgrade.lead_years
    end = min(start + upgrade.life_years, programme.rules.years.count_until + 1)
    return range(start, max(start, end))


def measured_years(programme: Programme, upgrade: Upgrade, award_year: int, measure: str) -> range:
    """The years of an award that a measure counts: those in operation; of annual tonnes only the first of them."""
    years = operating_years(programme, upgrade, award_year)
    return years[:1] if measure == "annual_tonnes" else years


def kilograms(programme: Programme, upgrade: Upgrade, year: int) -> Fraction:
    """What the whole upgrade saves in a full year of operation [kg], exact; below zero where it emits more."""
    gas = programme.rules.factors.gas_t_per_gj or Fraction(0)
    saved = upgrade.fixed_tonnes(gas)
    if upgrade.grid_mwh:
        saved += upgrade.grid_mwh * programme.grid_factors[year]
    return saved * KG_PER_TONNE


def lifetime_kilograms(programme: Programme, upgrade: Upgrade, award_year: int) -> Fraction:
    """What the whole upgrade, awarded in that year, saves within the horizon [kg], exact."""
    years = operating_years(programme, upgrade, award_year)
    saved = len(years) * upgrade.fixed_tonnes(programme.rules.factors.gas_t_per_gj or Fraction(0))
    if upgrade.grid_mwh:
        saved += upgrade.grid_mwh * sum(programme.grid_factors[year] for year in years)
    return saved * KG_PER_TONNE


def first_year_kilograms(programme: Programme, upgrade: Upgrade, award_year: int) -> Fraction:
    """What the whole upgrade saves in its first year in operation [kg], exact; 0 where that is after the horizon."""
    years = measured_years(programme, upgrade, award_year, "annual_tonnes")
    return sum((kilograms(programme, upgrade, year) for year in years), Fraction(0))


def awarded_kilograms(programme: Programme, upgrade: Upgrade, award_year: int, share: Fraction) -> dict[int, int]:
    """What an award of that share saves by counting year [kg]: rounded half up once, here."""
    years = operating_years(programme, upgrade, award_year)
    fixed = share * KG_PER_TONNE * upgrade.fixed_tonnes(programme.rules.factors.gas_t_per_gj or Fraction(0))
    if not upgrade.grid_mwh:
        return dict.fromkeys(years, round_half_up(fixed))
    electricity = share * KG_PER_TONNE * upgrade.grid_mwh
    return {year: round_half_up(fixed + electricity * programme.grid_factors[year]) for year in years}


def measure_weights(programme: Programme, measure: str) -> Mapping[int, Fraction]:
    """How much a kilogram of each counting year weighs in a measure: 1, a discount factor, or one year only.

    Which years of an award count at all, ``measured_years`` says.
    """
    years = programme.rules.years.counting_years
    only = year_of(measure)
    if only is not None:
        return {year: Fraction(int(year == only)) for year in years}
    if measure == "discounted_tonnes":
        discount = programme.rules.discount
        if discount is None:
            raise ValueError("discounted tonnes need a discount rate")
        return {year: 1 / (1 + discount.rate) ** (year - discount.base_year) for year in years}
    return {year: Fraction(1) for year in years}
