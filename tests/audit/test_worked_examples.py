"""The worked examples, typed by hand with their ledgers, pass; and what they are about breaks them."""

from __future__ import annotations

from fractions import Fraction

from planner.audit import audit

from .builders import broken_rows, plan_of, restated, row
from .worked_examples import M, cascade, cascade_plan, two_regions, two_regions_plan


def test_cascade_passes_with_the_ledgers_typed_by_hand():
    """E1: every rule is kept and every stated figure is the recomputed one."""
    report = audit(cascade(), cascade_plan())
    assert report.broken == ()
    assert report.passed


def test_cascade_rows_carry_value_and_limit():
    """E1: MOTIR spends 40 M of 40 M; A owes 20 M in 2028; MSS pays 1 M against the pool's 20 M."""
    report = audit(cascade(), cascade_plan())
    assert (row(report, "budget[MOTIR,2026]").value, row(report, "budget[MOTIR,2026]").limit) == (40 * M, 40 * M)
    assert row(report, "repayment[A,2028]").value == 20 * M
    assert row(report, "matching[1,at_most,UB,2027]").value == 1 * M
    assert row(report, "matching[1,at_most,UB,2027]").limit == 20 * M
    assert row(report, "pool[A,2027]").value == 0


def test_cascade_pool_cannot_pay_before_money_comes_back():
    """E1: B in 2026 instead of 2027 finds an empty pool: 20 M short in 2026; and it is 20 M short of nothing else."""
    programme = cascade()
    plan = plan_of(
        programme,
        ("UA", 2026, {"MOTIR": 40 * M, "OEM": 20 * M, "own": 40 * M}),
        ("UB", 2026, {"MSS": 1 * M, "pool:A": 20 * M, "own": 9 * M}),
    )
    assert broken_rows(programme, plan) == {"pool[A,2026]"}
    assert row(audit(programme, plan), "pool[A,2026]").excess == 20 * M


def test_cascade_matching_is_a_ceiling():
    """E1: MSS may pay as much as the pool, 10.5 M each, and not one won more."""
    programme = cascade()
    tier_1 = ("UA", 2026, {"MOTIR": 40 * M, "OEM": 20 * M, "own": 40 * M})
    even = plan_of(programme, tier_1, ("UB", 2027, {"MSS": 10_500_000, "pool:A": 10_500_000, "own": 9 * M}))
    assert broken_rows(programme, even) == set()
    over = plan_of(programme, tier_1, ("UB", 2027, {"MSS": 10_500_001, "pool:A": 10_499_999, "own": 9 * M}))
    assert broken_rows(programme, over) == {"matching[1,at_most,UB,2027]"}
    assert row(audit(programme, over), "matching[1,at_most,UB,2027]").excess == 2


def test_two_regions_pass_at_the_floor():
    """E3: 70 M to X and 30 M to Y is exactly the floor."""
    report = audit(two_regions("3/10"), two_regions_plan())
    assert report.broken == ()
    assert (row(report, "floor[1,Y]").value, row(report, "floor[1,Y]").limit) == (30 * M, 30 * M)


def test_two_regions_a_won_below_the_floor():
    """E3: one won from Y to X: Y lacks exactly one won of 30 % of 100 M."""
    programme = two_regions("3/10")
    plan = plan_of(programme, ("UX", 2026, {"GOV": 70 * M + 1}), ("UY", 2026, {"GOV": 30 * M - 1}))
    assert broken_rows(programme, plan) == {"floor[1,Y]"}
    assert row(audit(programme, plan), "floor[1,Y]").excess == Fraction(1)


def test_two_regions_without_the_floor():
    """E3: all to X, 100 / 200 x 2,000 t = 1,000 t: kept without the rule."""
    programme = two_regions(None)
    plan = plan_of(programme, ("UX", 2026, {"GOV": 100 * M}))
    assert audit(programme, plan).passed
    assert plan.objective.value == 1_000.0


def test_restating_a_hand_made_plan_changes_nothing():
    """The builder of the other tests states, for the worked examples, what was typed by hand."""
    for programme, plan in ((cascade(), cascade_plan()), (two_regions("3/10"), two_regions_plan())):
        assert restated(programme, plan).computed_hash() == plan.plan_hash
