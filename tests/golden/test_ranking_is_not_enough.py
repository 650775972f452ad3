"""E2: a ranking by won per tonne is 321 t behind. One year, 100 M won, support 100 %.

P: 60 M, 600 t (10.0 t/M). Q: 50 M, 480 t (9.6 t/M). R: 45 M, 441 t (9.8 t/M).
"""

from __future__ import annotations

from typing import Any

import pytest

from planner.programme.programme import Programme
from tests.audit.builders import programme_of, purse, rules_of, supplier_of, upgrade_of
from tests.golden.solving import M, paid, solved, tonnes


def three(projects: str, **rules: Any) -> Programme:
    return programme_of(
        rules_of(projects=projects, funders=[purse("GOV", budget={2026: 100 * M})], **rules),
        [supplier_of("S")],
        [
            upgrade_of("P", "S", 60 * M, tonnes=600),
            upgrade_of("Q", "S", 50 * M, tonnes=480),
            upgrade_of("R", "S", 45 * M, tonnes=441),
        ],
    )


def test_whole_projects_take_q_and_r():
    """Q + R: 95 M, 480 + 441 = 921 t. P + R ask 105 M and P + Q 110 M; P alone has 600 t."""
    plan = solved(three("whole"))
    assert paid(plan) == {("Q", 2026): {"GOV": 50 * M}, ("R", 2026): {"GOV": 45 * M}}
    assert tonnes(plan) == 921
    assert plan.indicators.fresh_won == 95 * M


def test_divisible_projects_follow_the_ranking():
    """P whole (60 M, 600 t), then 40 of R's 45 M: 40 / 45 x 441 = 392 t; together 992 t."""
    plan = solved(three("divisible"))
    assert paid(plan) == {("P", 2026): {"GOV": 60 * M}, ("R", 2026): {"GOV": 40 * M}}
    assert tonnes(plan) == 992


def test_best_ratio_with_60_percent_deployed_is_p():
    """P is best at 10.0 t/M and its 60 M are just 60 % of the budget."""
    ratio = {"ratio": {"of": "lifetime_tonnes", "per": "fresh_won", "deploy_at_least": 0.6}}
    plan = solved(three("divisible", objective=ratio))
    assert paid(plan) == {("P", 2026): {"GOV": 60 * M}}
    assert plan.objective.value == pytest.approx(10.0)
    assert plan.objective.unit == "t per million won"


def test_best_ratio_with_70_percent_deployed_of_divisible_projects():
    """P and 10 M of R: (600 + 98) / 70 = 9.9714 t/M."""
    ratio = {"ratio": {"of": "lifetime_tonnes", "per": "fresh_won", "deploy_at_least": 0.7}}
    plan = solved(three("divisible", objective=ratio))
    assert paid(plan) == {("P", 2026): {"GOV": 60 * M}, ("R", 2026): {"GOV": 10 * M}}
    assert plan.objective.value == pytest.approx(698 / 70)
