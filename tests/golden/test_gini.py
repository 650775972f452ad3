"""Ceilings on the Gini coefficient of gains, worked by hand. One year, support 100 %, everything divisible."""

from __future__ import annotations

from typing import Any

import pytest

from planner.plan.plan import Plan
from planner.programme.programme import Programme
from tests.audit.builders import programme_of, purse, rules_of, supplier_of, upgrade_of
from tests.golden.solving import M, solved, tonnes


def chain(tonnes_per_million: dict[str, int], baselines: dict[str, int] | None = None, **rules: Any) -> Programme:
    """One upgrade of 100 M a supplier, with so many tonnes a million; a purse of 100 M."""
    return programme_of(
        rules_of(funders=[purse("GOV", budget={2026: 100 * M})], **rules),
        [supplier_of(name, baseline_t=(baselines or {}).get(name)) for name in tonnes_per_million],
        [upgrade_of(f"U{name}", name, 100 * M, tonnes=100 * per) for name, per in tonnes_per_million.items()],
    )


def support(plan: Plan) -> dict[str, float]:
    """Million won by supplier."""
    return {award.supplier_id: award.support_won / M for award in plan.awards}


TWO = {"X": 10, "Y": 5}


def test_two_suppliers():
    """Gains x and y: x - y <= 0.2 * 2 * (x + y), so that x is 70 of 100: 700 + 150 t. One more coefficient: 500 t."""
    plan = solved(chain(TWO, fairness=[{"gini": 0.2, "of": "support"}]))
    assert support(plan) == pytest.approx({"X": 70, "Y": 30}, abs=1e-4)
    assert tonnes(plan) == pytest.approx(850, abs=1e-3)
    (figure,) = plan.fairness
    assert (figure.rule, figure.level) == ("gini[1]", 0.2)
    assert figure.value == pytest.approx(0.2, abs=1e-6)
    assert figure.value <= 0.2
    assert figure.shadow_price == pytest.approx(500, rel=1e-4)


def test_a_ceiling_of_zero_makes_all_gains_equal():
    plan = solved(chain(TWO, fairness=[{"gini": 0, "of": "support"}]))
    assert support(plan) == pytest.approx({"X": 50, "Y": 50}, abs=1e-4)


def test_a_ceiling_that_two_suppliers_cannot_reach_costs_nothing():
    """One of two who has everything makes a coefficient of a half."""
    plan = solved(chain(TWO, fairness=[{"gini": 0.5, "of": "support"}]))
    assert support(plan) == {"X": 100}
    assert plan.fairness[0].value == 0.5


def test_gains_per_baseline_tonne():
    """X has 300 t, Y 100 t: gains x / 3 and y; y >= 3/7 of x / 3, so that x is 87.5: 875 + 62.5 t."""
    plan = solved(chain(TWO, {"X": 300, "Y": 100}, fairness=[{"gini": 0.2, "of": "support_per_baseline_t"}]))
    assert support(plan) == pytest.approx({"X": 87.5, "Y": 12.5}, abs=1e-4)


def test_the_best_plan_has_equals_in_its_middle():
    """3 a + b - c - 3 d <= 0.5 * 4 * 100 with a + b + c + d = 100: a = 50 + c, b = 50 - 2 c: 900 + c t, up to b = c.

    Beyond, b and c change places: 850 + 4 b t. So b = c = 16.67 and a = 66.67: 916.67 t.
    """
    plan = solved(chain({"A": 10, "B": 8, "C": 7, "D": 2}, fairness=[{"gini": 0.5, "of": "support"}]))
    assert support(plan) == pytest.approx({"A": 200 / 3, "B": 50 / 3, "C": 50 / 3}, abs=1e-4)
    assert tonnes(plan) == pytest.approx(2750 / 3, abs=1e-2)


def test_a_group_alone_is_measured():
    """Z outside the group takes all that it can; X and Y are equal at nothing."""
    outside = chain(
        {**TWO, "Z": 20},
        groups={"small": {"supplier": ["X", "Y"]}},
        fairness=[{"gini": 0, "of": "support", "group": "small"}],
    )
    assert support(solved(outside)) == {"Z": 100}


def test_gains_that_can_fall_below_zero():
    """Y emits 1 t a million more, so that it gains nothing at best: X alone makes a half, so nobody gains anything."""
    plan = solved(chain({"X": 10, "Y": -1}, fairness=[{"gini": 0.25, "of": "lifetime_tonnes"}]))
    assert plan.awards == ()


def test_the_most_tonnes_per_won_under_a_ceiling():
    """X 10 and Y 5 t a million in the proportion of 70 to 30 at best: 8.5 t a million, at any deployment."""
    ratio = {"of": "lifetime_tonnes", "per": "fresh_won", "deploy_at_least": 0.5}
    plan = solved(chain(TWO, objective={"ratio": ratio}, fairness=[{"gini": 0.2, "of": "support"}]))
    assert plan.objective.value == pytest.approx(8.5, abs=1e-5)
    assert plan.fairness[0].value <= 0.2


def test_equally_good_plans_keep_the_ceiling_too():
    """Three alike for 100 M, and at most a third between them: the order prefers A, as far as the ceiling goes.

    2 a - 2 c <= 1/3 * 3 * 100: c = 0 would allow a = 50 and b = 50; c more for b lets a grow to 66.67 at b = c.
    """
    plan = solved(chain(dict.fromkeys("ABC", 10), fairness=[{"gini": "1/3", "of": "support"}]))
    assert support(plan) == pytest.approx({"A": 200 / 3, "B": 50 / 3, "C": 50 / 3}, abs=1e-4)


def test_whole_projects():
    """Whole projects of 50 M and a purse of 100 M: X twice is unequal by a half, one each is equal: 500 + 250 t."""
    whole = programme_of(
        rules_of(
            funders=[purse("GOV", budget={2026: 100 * M})], projects="whole", fairness=[{"gini": 0.4, "of": "support"}]
        ),
        [supplier_of("X"), supplier_of("Y")],
        [upgrade_of(f"U{name}{k}", name, 50 * M, tonnes=50 * per) for name, per in TWO.items() for k in (1, 2)],
    )
    plan = solved(whole)
    assert tonnes(plan) == 750
    assert plan.fairness[0].value == 0
