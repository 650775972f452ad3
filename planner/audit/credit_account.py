"""The credit account: which tonnes become credits in which year, whose they are, what they are worth and lend."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from planner.audit.entries import Entry, added_up
from planner.audit.tonnage import KG, between
from planner.plan.plan import CreditYear, tonnes_of
from planner.programme.credits import Offsets


def credited_kilograms(offsets: Offsets, entry: Entry) -> dict[int, int]:
    """An award's kilograms by credited year: in operation and approved, for the crediting period with its renewals;
    none where it is not creditable or its supplier is in the trading scheme (0004, reading 44).
    """
    if not entry.upgrade.creditable or entry.supplier.ets_covered:
        return {}
    first = entry.award.year + max(entry.upgrade.lead_years, offsets.approval_lag_years)
    after = first + offsets.crediting.total_years
    return {year: kg for year, kg in entry.kilograms.items() if first <= year < after}


def usable_limit(offsets: Offsets, year: int) -> Fraction:
    """The share of the year's obligation that credits may cover [kg]."""
    return offsets.share_of_obligation * between(offsets.obligation_t, year) * KG


def credit_account(
    offsets: Offsets, credited: Iterable[Mapping[int, int]], years: Iterable[int], last_lent_into: int
) -> list[CreditYear]:
    """Credits of every counting year. What would come into a purse after the last year of its ledger is not lent
    (0004, readings 44 to 46).
    """
    saved = added_up((year, kg) for award in credited for year, kg in award.items())
    return [_credit_year(offsets, year, max(saved.get(year, 0), 0), year + 1 <= last_lent_into) for year in years]


def _credit_year(offsets: Offsets, year: int, kilograms: int, can_lend: bool) -> CreditYear:
    oem = _floor(offsets.split.oem * kilograms)
    supplier = _floor(offsets.split.supplier * kilograms)
    usable = min(oem, _floor(usable_limit(offsets, year)))
    value = _floor(usable * between(offsets.price_won_per_t, year) / KG)
    share = offsets.lend_back.share if offsets.lend_back is not None and can_lend else Fraction(0)
    return CreditYear(
        year=year,
        creditable_t=tonnes_of(kilograms),
        oem_t=tonnes_of(oem),
        supplier_t=tonnes_of(supplier),
        state_t=tonnes_of(kilograms - oem - supplier),
        usable_t=tonnes_of(usable),
        surplus_t=tonnes_of(oem - usable),
        value_won=value,
        lent_won=_floor(share * value),
    )


def _floor(value: Fraction) -> int:
    return value.numerator // value.denominator
