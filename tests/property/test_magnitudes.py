"""Plans do not hang on the size of amounts: every won many times, and amounts of all sizes in one programme."""

from __future__ import annotations

import pytest

from planner.errors import InfeasibleError, RoundingError
from planner.plan.plan import Plan
from planner.programme.programme import Programme
from planner.solving.outcome import Limits
from planner.study.planning import make_plan
from tests.property.cases import draw
from tests.property.magnitudes import spread, times
from tests.property.selections import best_by_brute_force, small

CLOSE = 1e-9
"""How far bounds of one linear programme in two units may lie apart, as a part of them."""


def plan_of(programme: Programme) -> Plan | None:
    """The audited plan; none where nothing keeps every rule, at least not in whole won."""
    try:
        return make_plan(programme, Limits()).plan
    except (InfeasibleError, RoundingError):
        return None


@pytest.mark.parametrize("factor", [10**3, 10**5])
def test_every_won_many_times_is_the_same_plan_but_for_rounding(factor: int) -> None:
    """What no plan exceeds is the same to nine digits. A plan in larger amounts is rounded less, so it is no worse, but
    for a kilogram of rounding an award and year."""
    compared = bounds = 0
    for seed in range(20):
        case = draw(seed, "divisible", ratio=False)
        plan, larger = plan_of(case.programme()), plan_of(times(case, factor).programme())
        if plan is None or larger is None:
            assert plan is None, seed  # in small amounts there may be no plan in whole won where in large ones there is
            continue
        one, other = plan.objective, larger.objective
        assert one.bound is not None and other.bound is not None
        # A plan may be above its bound by rounding, and then states its value.
        if one.bound > one.value and other.bound > other.value:
            assert other.bound == pytest.approx(one.bound, rel=CLOSE, abs=1e-6), seed
            bounds += 1
        rounding = sum(len(award.tonnes_by_year) for award in (*plan.awards, *larger.awards)) / 1000
        assert other.value >= one.value - rounding, seed
        assert other.value <= one.bound * (1 + CLOSE) + rounding, seed
        compared += 1
    assert compared >= 15
    assert bounds >= 5


def test_parts_of_all_sizes_beside_each_other() -> None:
    """The best plan, audited, and proven in whole numbers to be the best but for rounding."""
    plans = [plan_of(spread(draw(seed, "divisible", ratio=False)).programme()) for seed in range(30)]
    found = {seed: (plan.status, plan.proof) for seed, plan in enumerate(plans) if plan is not None}
    assert {seed: said for seed, said in found.items() if said != ("optimal", "certified")} == {}
    assert len(found) >= 25


@pytest.mark.parametrize("seed", range(30))
def test_wholes_of_all_sizes_beside_each_other(seed: int) -> None:
    """Every selection tried in plain whole won: the same tonnes."""
    case = spread(small(seed), least_kg=1000)
    plan, best = plan_of(case.programme()), best_by_brute_force(case)
    assert (None if plan is None else plan.indicators.lifetime_tonnes) == best


def test_all_sizes_beside_each_other_with_the_worst_off_first() -> None:
    """The least gain is what no plan exceeds, but for the few won by which whole won are rounded."""
    known = 0
    for seed in range(10):
        case = spread(draw(seed, "divisible", ratio=False))
        plan = plan_of(case.with_rules(objective={"leximin": {"of": "support"}}).programme())
        if plan is not None and plan.objective.bound is not None:
            assert plan.objective.value >= plan.objective.bound * (1 - 1e-12) - 1_000, seed
            known += 1
    assert known >= 8
