"""How large a programme is, in plain numbers."""

from __future__ import annotations

from planner.programme.programme import Programme

type Size = dict[str, int | list[int]]


def size_of(programme: Programme) -> Size:
    """How large the problem is."""
    rules = programme.rules
    tiers = [supplier.tier for supplier in programme.suppliers.values()]
    lists = (
        rules.support_rates,
        rules.matching,
        rules.co_funding,
        rules.caps,
        rules.technology_limits,
        rules.fairness,
        rules.reserved,
        rules.ceiling_phases,
        rules.thresholds,
        rules.targets,
        rules.footprint,
    )
    single = (rules.repayment, rules.affordability, rules.offsets, rules.clawback, rules.uncertainty)
    return {
        "tier_1_suppliers": tiers.count(1),
        "tier_2_suppliers": tiers.count(2),
        "links": len(programme.links),
        "upgrades": len(programme.upgrades),
        "funders": len(rules.funders),
        "award_years": list(rules.years.award),
        "count_until": rules.years.count_until,
        "rules": sum(map(len, lists)) + sum(rule is not None for rule in single),
    }
