"""Solve a hand-worked case and read the plan the way the docstrings state it."""

from __future__ import annotations

from planner.plan.plan import Plan
from planner.programme.programme import Programme
from planner.solving.outcome import Limits
from planner.study.planning import make_plan

M = 1_000_000


def solved(programme: Programme) -> Plan:
    """The plan, which must be proven optimal; ``make_plan`` has audited it."""
    plan = make_plan(programme, Limits()).plan
    assert plan.status == "optimal", plan.objective
    return plan


def paid(plan: Plan) -> dict[tuple[str, int], dict[str, int]]:
    """Won by payer, for each award (upgrade, year)."""
    return {(award.upgrade_id, award.year): award.payers for award in plan.awards}


def tonnes(plan: Plan) -> float:
    """Lifetime tonnes."""
    return float(plan.indicators.lifetime_tonnes)


def spent(plan: Plan, funder: str) -> dict[int, int]:
    """What a funder spends by year, without the years in which it spends nothing."""
    return {row.year: row.spent for row in plan.funders if row.funder == funder and row.spent}
