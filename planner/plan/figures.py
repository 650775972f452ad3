"""Figures of a plan, all computed from its awards and ledgers: indicators, objective, shares of groups."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from planner.plan.plan import (
    OWN,
    Award,
    Indicators,
    RepaymentDue,
    is_pool,
    tonnes_of,
)
from planner.programme.carbon import measure_weights
from planner.programme.programme import Programme
from planner.units import KG_PER_TONNE, WON_PER_SOLVER_UNIT

type Kilograms = Mapping[tuple[str, int], Mapping[int, int]]
"""What each award saves by counting year [kg]."""


def indicators(
    programme: Programme, awards: Sequence[Award], kilograms: Kilograms, repayments: Sequence[RepaymentDue]
) -> Indicators:
    """The key figures."""
    won = won_by_payer(awards)
    kinds = {funder.id: funder.kind for funder in programme.funders.values()}
    public = sum(amount for payer, amount in won.items() if kinds.get(payer) == "government")
    oem = sum(amount for payer, amount in won.items() if kinds.get(payer) == "oem")
    fresh = public + oem
    lifetime = lifetime_kilograms(kilograms)
    by_year = kilograms_by_year(programme, kilograms)
    last = programme.rules.years.award[1]
    return Indicators(
        lifetime_tonnes=tonnes_of(lifetime),
        discounted_tonnes=None
        if programme.rules.discount is None
        else float(measured(programme, kilograms, "discounted_tonnes") / KG_PER_TONNE),
        annual_tonnes=tonnes_of(annual_kilograms(programme, kilograms)),
        tonnes_by_year={year: tonnes_of(kilogram) for year, kilogram in by_year.items()},
        fresh_won=fresh,
        public_won=public,
        oem_won=oem,
        recycled_won=sum(amount for payer, amount in won.items() if is_pool(payer)),
        own_won=won.get(OWN, 0),
        all_won=sum(award.cost_won for award in awards),
        tonnes_per_million_won=float(Fraction(lifetime, KG_PER_TONNE) / Fraction(fresh, WON_PER_SOLVER_UNIT))
        if fresh
        else None,
        upgrades_funded=len({award.upgrade_id for award in awards}),
        suppliers_funded=len({award.supplier_id for award in awards}),
        owed_won=sum(due.owed_won for due in repayments),
        still_to_come_won=sum(due.owed_won for due in repayments if due.year > last),
    )


def won_by_payer(awards: Iterable[Award]) -> dict[str, int]:
    """Won by payer, all awards together."""
    won: dict[str, int] = defaultdict(int)
    for award in awards:
        for payer, amount in award.payers.items():
            won[payer] += amount
    return won


def lifetime_kilograms(kilograms: Kilograms) -> int:
    """All kilograms within the horizon."""
    return sum(sum(by_year.values()) for by_year in kilograms.values())


def annual_kilograms(programme: Programme, kilograms: Kilograms) -> int:
    """Kilograms of each award's first year in operation, within the horizon. Source: reading 24 of the rules."""
    return sum(
        by_year.get(year + programme.upgrades[upgrade_id].lead_years, 0)
        for (upgrade_id, year), by_year in kilograms.items()
    )


def kilograms_by_year(programme: Programme, kilograms: Kilograms) -> dict[int, int]:
    """Kilograms by counting year."""
    by_year = dict.fromkeys(programme.rules.years.counting_years, 0)
    for award in kilograms.values():
        for year, kilogram in award.items():
            by_year[year] += kilogram
    return by_year


def measured(programme: Programme, kilograms: Kilograms, measure: str) -> Fraction:
    """The plan's kilograms in a measure, exact. Source: readings 22 and 24 of the rules."""
    if measure == "annual_tonnes":
        return Fraction(annual_kilograms(programme, kilograms))
    weights = measure_weights(programme, measure)
    by_year = kilograms_by_year(programme, kilograms)
    return sum((weights[year] * kilogram for year, kilogram in by_year.items()), Fraction(0))
