"""E3: what a floor costs. One year, 100 M won; region X saves 10 t per million won, region Y 6."""

from __future__ import annotations

import pytest

from tests.audit.worked_examples import two_regions, two_regions_plan
from tests.golden.solving import M, paid, solved, tonnes


def test_without_a_rule_all_goes_to_the_better_region():
    """100 M x 10 t/M = 1,000 t."""
    plan = solved(two_regions(None))
    assert paid(plan) == {("UX", 2026): {"GOV": 100 * M}}
    assert tonnes(plan) == 1_000


def test_with_a_floor_of_30_percent():
    """70 M x 10 + 30 M x 6 = 880 t."""
    plan = solved(two_regions("0.3"))
    assert paid(plan) == {("UX", 2026): {"GOV": 70 * M}, ("UY", 2026): {"GOV": 30 * M}}
    assert tonnes(plan) == 880
    assert plan.plan_hash == two_regions_plan().plan_hash


def test_the_price_of_fairness_is_12_percent():
    """(1,000 - 880) / 1,000."""
    free, fair = tonnes(solved(two_regions(None))), tonnes(solved(two_regions("0.3")))
    assert (free - fair) / free == pytest.approx(0.12)


def test_the_floors_shadow_price_is_4_tonnes_per_million_won_moved():
    """A million won moved from X to Y: 10 - 6 = 4 t."""
    (figure,) = solved(two_regions("0.3")).fairness
    assert (figure.rule, figure.level, figure.value) == ("floor[1,Y]", 0.3, 0.3)
    assert figure.shadow_price == pytest.approx(4.0)
