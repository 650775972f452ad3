"""Offset credits: whose tonnes, in which years, how many the OEM may use and at what price; and what may be lent."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from planner.programme.carbon import operating_years
from planner.programme.credits import Offsets
from planner.programme.programme import Programme
from planner.programme.upgrade import Upgrade
from planner.units import KG_PER_TONNE, floor


def is_credited(programme: Programme, upgrade: Upgrade) -> bool:
    """Whether the upgrade's tonnes become credits: it is creditable, at a supplier outside the trading scheme."""
    return upgrade.creditable and not programme.supplier_of(upgrade).ets_covered


def credited_years(programme: Programme, offsets: Offsets, upgrade: Upgrade, award_year: int) -> range:
    """The counting years whose tonnes are credited: in operation and approved, for the crediting period.

    Source: reading 44 of the further rules.
    """
    if not is_credited(programme, upgrade):
        return range(0)
    years = operating_years(programme, upgrade, award_year)
    waiting = max(0, award_year + offsets.approval_lag_years - years.start)
    return years[waiting : waiting + offsets.crediting.total_years]


def most_usable_kilograms(offsets: Offsets, year: int) -> int:
    """The most that the OEM may use in a year [kg]: the share of its obligation. Source: reading 45."""
    return floor(offsets.share_of_obligation * along_path(offsets.obligation_t, year) * KG_PER_TONNE)


def price(offsets: Offsets, year: int) -> Fraction:
    """Price of a credit in a year [won/t]; 0 where the model gives none. Source: reading 46."""
    return along_path(offsets.price_won_per_t, year) if offsets.price_won_per_t else Fraction(0)


def lending_years(programme: Programme, funder: str) -> range:
    """The years in which the purse could hold lent money, none too few: each follows a year with credits."""
    offsets = programme.rules.offsets
    if offsets is None or offsets.lend_back is None or offsets.lend_back.funder != funder:
        return range(0)
    years = programme.rules.years
    return range(years.award[0] + offsets.approval_lag_years + 1, years.count_until + 2)


def along_path(given: Mapping[int, Fraction], year: int) -> Fraction:
    """The value of a year: linear between the given years, constant outside them."""
    earlier = max((known for known in given if known <= year), default=min(given))
    later = min((known for known in given if known >= year), default=max(given))
    if later <= earlier:
        return given[earlier] if year >= earlier else given[later]
    return given[earlier] + (given[later] - given[earlier]) * Fraction(year - earlier, later - earlier)
