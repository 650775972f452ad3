"""Who is measured where gains are compared: suppliers with an eligible upgrade, and what their gains are divided by.

Eligible is what could be supported under the rules, whatever the purses hold, so that a poor year leaves nobody out of
the comparison. Source: readings 30 to 32 of the further rules.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from planner.programme.conditions import meets_thresholds, within_phases
from planner.programme.measures import Benefit
from planner.programme.options import award_years
from planner.programme.pools import pools_by_supplier
from planner.programme.programme import Programme
from planner.programme.rates import eligible_payers, rate_within_phases, rates_before_phases
from planner.programme.selector import attribute_of
from planner.programme.supplier import Supplier
from planner.programme.upgrade import Upgrade

type Eligible = dict[str, list[Upgrade]]
"""The eligible upgrades by supplier; suppliers without any are left out."""


@dataclass(frozen=True)
class Measured:
    """A member whose gain is compared with others': its label, its suppliers, and what its gain is divided by.

    ``divisor``: 1, or baseline tonnes [t/yr], revenue [won/yr] or cost of the eligible upgrades [won], exact.
    """

    label: str
    suppliers: tuple[str, ...]
    divisor: Fraction


def eligible_upgrades(programme: Programme) -> Eligible:
    """The upgrades that could be supported in some award year, whatever the purses hold. Source: reading 30."""
    pools = pools_by_supplier(programme)
    eligible: Eligible = defaultdict(list)
    for upgrade in programme.upgrades.values():
        if _is_eligible(programme, upgrade, pools.get(upgrade.supplier_id, ())):
            eligible[upgrade.supplier_id].append(upgrade)
    return dict(eligible)


def measured_suppliers(programme: Programme, benefit: Benefit, eligible: Eligible) -> list[Supplier]:
    """The suppliers whose gains count, in code-point order. Source: reading 31."""
    group = None if benefit.group is None else programme.rules.groups[benefit.group]
    return [
        supplier
        for supplier in programme.suppliers.values()
        if supplier.supplier_id in eligible
        and (group is None or group.takes_supplier(supplier))
        and attribute_of(supplier, benefit.by) is not None
    ]


def measured_members(programme: Programme, benefit: Benefit, eligible: Eligible | None = None) -> tuple[Measured, ...]:
    """The members whose gains are compared, in code-point order of their labels. Source: readings 31 and 32.

    Raises ``ValueError`` where a measured supplier has nothing to divide by; intake has seen to that.
    """
    eligible = eligible_upgrades(programme) if eligible is None else eligible
    suppliers: dict[str, list[Supplier]] = defaultdict(list)
    for supplier in measured_suppliers(programme, benefit, eligible):
        suppliers[attribute_of(supplier, benefit.by) or ""].append(supplier)
    return tuple(
        Measured(
            label,
            tuple(supplier.supplier_id for supplier in members),
            Fraction(1)
            if benefit.per is None
            else sum((_divisor(benefit.per, supplier, eligible) for supplier in members), Fraction(0)),
        )
        for label, members in sorted(suppliers.items())
    )


def divisor_of(per: str, supplier: Supplier, upgrades: Sequence[Upgrade]) -> Fraction | None:
    """What a supplier's gain is divided by [t/yr or won]; None where it is not known or 0."""
    known: Fraction | int | None = {
        "baseline_t": supplier.baseline_t,
        "revenue": supplier.revenue_won,
        "cost": sum(upgrade.total_won for upgrade in upgrades),
    }[per]
    return Fraction(known) if known else None


def _divisor(per: str, supplier: Supplier, eligible: Eligible) -> Fraction:
    divisor = divisor_of(per, supplier, eligible[supplier.supplier_id])
    if divisor is None:
        raise ValueError(f"{supplier.supplier_id} has no {per}")
    return divisor


def _is_eligible(programme: Programme, upgrade: Upgrade, pools: Sequence[str]) -> bool:
    if not upgrade.total_won:
        return False
    payers = eligible_payers(programme, upgrade, pools)
    named = any(line.payer is not None and line.won for line in upgrade.lines)
    if not named and not payers:
        return False
    before_phases = rates_before_phases(programme, upgrade, payers, award_years(programme, upgrade))
    for year, rate_before in before_phases.items():
        rate = rate_within_phases(programme, upgrade, year, rate_before)
        supported = (named or rate > 0) and _is_accepted(upgrade, rate)
        allowed = within_phases(programme, upgrade, year, rate_before) and meets_thresholds(
            programme, upgrade, year, rate
        )
        if supported and allowed:
            return True
    return False


def _is_accepted(upgrade: Upgrade, rate: Fraction) -> bool:
    """Whether the full rate is no less than what the supplier accepts."""
    least = upgrade.support_rate_min or Fraction(0)
    return least <= rate or not upgrade.shared_won
