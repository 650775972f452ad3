"""What a supplier can bear to owe limits what it can be given."""

from __future__ import annotations

from typing import Any

from planner.plan.plan import Plan
from tests.audit.builders import programme_of, purse, rules_of, supplier_of, upgrade_of
from tests.golden.solving import M, solved, tonnes


def plan_with(capacity: int | None, upgrade: dict[str, Any], **rule: Any) -> Plan:
    """One upgrade of 90 M, all of it GOV's, to be given back in three instalments of a third."""
    return solved(
        programme_of(
            rules_of(
                years={"award": [2026, 2026], "count_until": 2026},
                repayment={"base": "GOV", "instalments": 3, "pool": "programme"},
                affordability={"share_of_savings": 0.5} | rule,
                funders=[purse("GOV")],
            ),
            [supplier_of("S", repay_capacity_won=capacity)],
            [upgrade_of("U", "S", 90 * M, tonnes=9, **upgrade)],
        )
    )


def test_capacity_alone():
    """Without savings: 10 M a year bear instalments of 10 M: 30 M of support, a third of the upgrade."""
    plan = plan_with(10 * M, {})
    assert plan.indicators.fresh_won == 30 * M
    assert [(due.year, due.owed_won) for due in plan.repayments] == [(2027, 10 * M), (2028, 10 * M), (2029, 10 * M)]
    assert tonnes(plan) == 3


def test_savings_count_by_half_and_in_proportion():
    """The whole upgrade saves 40 M a year for ten years, half of it may be owed: 30 M x <= 20 M x + 5 M, so x = 0.5."""
    plan = plan_with(5 * M, {"saving_won": 40 * M, "life_years": 10})
    assert plan.indicators.fresh_won == 45 * M


def test_savings_that_end_too_early_do_not_help():
    """With two years of life (2026, 2027) nothing is saved in 2028 and 2029: 30 M x <= 5 M, so a sixth: 15 M."""
    plan = plan_with(5 * M, {"saving_won": 40 * M, "life_years": 2})
    assert plan.indicators.fresh_won == 15 * M


def test_savings_that_begin_too_late_do_not_help():
    """With two years of lead nothing is saved in 2027: 15 M again; and no tonnes by 2026, so nothing is awarded."""
    assert plan_with(5 * M, {"saving_won": 40 * M, "life_years": 10, "lead_years": 2}).awards == ()


def test_savings_that_cover_the_instalments():
    """60 M a year, half of it 30 M: the instalments of the whole upgrade, without any capacity."""
    plan = plan_with(0, {"saving_won": 60 * M, "life_years": 10})
    assert plan.indicators.fresh_won == 90 * M


def test_a_blank_capacity_means_what_the_model_says():
    plan = plan_with(None, {}, capacity_if_blank=20 * M)
    assert plan.indicators.fresh_won == 60 * M
