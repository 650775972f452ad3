"""Plans against futures drawn at random: two-point cases counted out, ledgers by hand, the same draws for all plans."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from typing import Any

import numpy as np
import pytest

from planner.plan.plan import Plan
from planner.programme.programme import Programme
from planner.study.robustness.assumptions import Given
from planner.study.robustness.drawing import Draws
from planner.study.robustness.rates import Rate
from planner.study.robustness.robustness import Checked, Held, check_robustness
from tests.audit.builders import plan_of, programme_of, purse, rules_of, supplier_of, upgrade_of

SAMPLES = 20_000
ENDS = Given(shape="ends")


def checked(programme: Programme, plan: Plan, given: Given = ENDS, samples: int = SAMPLES) -> Checked:
    return check_robustness([Held("plan", plan, programme)], samples, 7, given).plans[0]


def holds(rate: Rate, chance: Fraction) -> bool:
    """Within five standard deviations of the chance that was counted out."""
    spread = (float(chance) * (1 - float(chance)) / rate.samples) ** 0.5
    return abs(rate.share - float(chance)) <= 5 * spread


def uncertain(**rules: Any) -> Programme:
    """Three upgrades of 1,000 won, each 500 dearer or 500 cheaper, 4 t or 16 t in place of 10."""
    return programme_of(
        rules_of(**{"funders": [purse("GOV", budget={2026: 3_200})]} | rules),
        [supplier_of("S")],
        [
            upgrade_of(u, "S", cost_low_won=500, cost_high_won=1_500, tonnes=10, tonnes_low=4, tonnes_high=16)
            for u in "UVW"
        ],
    )


def test_two_ends_are_counted_out():
    """Of eight sets of costs, four sum to more than 3,200 won; of eight sets of tonnes four to less than 30 t."""
    trial = uncertain()
    plan = plan_of(trial, *((u, 2026, {"GOV": 1_000}) for u in "UVW"))
    found = checked(trial, plan)
    costs = [sum(ends) for ends in product((500, 1_500), repeat=3)]
    kept = Fraction(sum(cost <= 3_200 for cost in costs), len(costs))
    assert holds(found.rates["budgets"], kept)
    assert holds(found.rates["budget[GOV]"], kept)
    assert holds(found.rates["promised"], Fraction(1, 2))
    assert holds(found.rates["all"], kept / 2)
    assert found.spreads["spent_won"].least == 1_500
    assert found.spreads["spent_won"].most == 4_500
    assert (found.spreads["tonnes"].least, found.spreads["tonnes"].most) == (12, 48)
    assert found.spreads["budgets_short_won"].most == 1_300


def test_what_a_protected_plan_promises():
    """With one upgrade at its worst 24 t are promised: kept unless two or three are, in four of eight sets."""
    trial = uncertain(uncertainty={"protect": {"tonnes": 1}})
    found = checked(trial, plan_of(trial, *((u, 2026, {"GOV": 1_000}) for u in "UVW")))
    assert (found.planned, found.promised) == (30, 24)
    sums = [sum(ends) for ends in product((4, 16), repeat=3)]
    assert holds(found.rates["promised"], Fraction(sum(tonnes >= 24 for tonnes in sums), 8))


def test_a_target_that_is_missed():
    trial = uncertain(targets=[{"of": "lifetime_tonnes", "tonnes": 20}])
    found = checked(trial, plan_of(trial, *((u, 2026, {"GOV": 1_000}) for u in "UVW")))
    sums = [sum(ends) for ends in product((4, 16), repeat=3)]
    assert holds(found.rates["target[1]"], Fraction(sum(tonnes >= 20 for tonnes in sums), 8))


@pytest.mark.parametrize(
    ("carry_over", "kept"), [("none", 2), ("all", 3), ({"at_most": 100}, 2), ({"at_most": 400}, 3)]
)
def test_what_is_left_is_carried_over(carry_over: Any, kept: int):
    """Two years of 1,200 won, an upgrade in each; the dear second one needs 300 won of the first year's."""
    trial = programme_of(
        rules_of(
            years={"award": [2026, 2027], "count_until": 2027},
            funders=[purse("GOV", budget={2026: 1_500, 2027: 1_200}, carry_over=carry_over)],
        ),
        [supplier_of("S")],
        [upgrade_of(u, "S", cost_low_won=500, cost_high_won=1_500) for u in "UV"],
    )
    plan = plan_of(trial, ("U", 2026, {"GOV": 1_000}), ("V", 2027, {("GOV", 2027): 1_000}))
    assert holds(checked(trial, plan).rates["budgets"], Fraction(kept, 4))


def test_suppliers_pay_what_is_over_where_the_model_says_so():
    trial = uncertain(uncertainty={"overruns": "supplier"})
    found = checked(trial, plan_of(trial, *((u, 2026, {"GOV": 600, "own": 400}) for u in "UVW")))
    assert found.rates["budgets"].share == 1
    assert (found.spreads["own_won"].least, found.spreads["own_won"].most) == (-300, 2_700)


def test_defaults_empty_the_pool():
    """Two owe 1,000 won each; the pool pays 1,000: short where both default, one in four, and never without."""
    trial = programme_of(
        rules_of(
            years={"award": [2026, 2027], "count_until": 2027},
            funders=[purse("GOV", budget={2026: 10_000}, pays={"tier": 1})],
            repayment={"base": ["GOV"], "pool": "programme", "instalments": 1},
        ),
        [supplier_of("A"), supplier_of("B"), supplier_of("C", 2)],
        [upgrade_of("UA", "A"), upgrade_of("UB", "B"), upgrade_of("UC", "C")],
        [("C", "A")],
    )
    plan = plan_of(
        trial,
        ("UA", 2026, {"GOV": 1_000}),
        ("UB", 2026, {"GOV": 1_000}),
        ("UC", 2027, {("pool:programme", 2027): 1_000}),
    )
    half = Given(default=Fraction(1, 2))
    assert holds(checked(trial, plan, half).rates["pools"], Fraction(3, 4))
    assert checked(trial, plan).rates["pools"].share == 1
    in_part = checked(trial, plan, Given(default=Fraction(1, 2), lost=Fraction(1, 2)))
    assert in_part.rates["pools"].share == 1
    assert in_part.spreads["not_returned_won"].most == 1_000


def test_support_tied_to_tonnes_is_taken_back():
    """Half of 1,000 won is tied; 4 of 10 t are six tenths short: 300 won, and of 16 t nothing."""
    trial = programme_of(
        rules_of(clawback={"tied_share": "0.5", "free_shortfall": "0.1"}),
        [supplier_of("S")],
        [upgrade_of("U", "S", tonnes=10, tonnes_low=4, tonnes_high=16)],
    )
    found = checked(trial, plan_of(trial, ("U", 2026, {"GOV": 1_000})))
    assert (found.spreads["taken_back_won"].least, found.spreads["taken_back_won"].most) == (0, 300)
    assert found.spreads["taken_back_won"].mean == pytest.approx(150, abs=6)


def test_options_come_before_models_and_rows_before_options():
    """The second plan's model says what is drawn for both; what is given on the way in replaces it."""
    bare = uncertain()
    said = programme_of(
        rules_of(uncertainty={"ranges": {"cost": "0.5"}}),
        [supplier_of("S")],
        [upgrade_of("X", "S"), upgrade_of("Y", "S")],
    )
    plans = [
        Held("bare", plan_of(bare, ("U", 2026, {"GOV": 1_000})), bare),
        Held("said", plan_of(said, ("X", 2026, {"GOV": 1_000})), said),
    ]
    by_model = check_robustness(plans, 4_000, 1, ENDS)
    assert by_model.assumptions.cost == Fraction(1, 2)
    assert by_model.plans[1].spreads["spent_won"].most == 1_500
    given = check_robustness(plans, 4_000, 1, Given(cost=Fraction(1, 10), shape="ends"))
    assert given.plans[1].spreads["spent_won"].most == 1_100
    assert given.plans[0].spreads["spent_won"].most == 1_500


def test_a_seed_draws_the_same_for_an_upgrade_in_every_plan():
    """Alone, beside others, in another batch size: the same; another seed: not."""
    draws = Draws(3, 0, 1_000)
    first = draws.within("cost U", "uniform", 0.5)
    draws.within("cost V", "uniform", 0.5)
    assert np.array_equal(first, Draws(3, 0, 1_000).within("cost U", "uniform", 0.5))
    assert not np.array_equal(first, Draws(4, 0, 1_000).within("cost U", "uniform", 0.5))
    assert not np.array_equal(first, Draws(3, 1, 1_000).within("cost U", "uniform", 0.5))


@pytest.mark.parametrize("mode", [0.0, 0.25, 1.0])
def test_triangles_have_their_mean(mode: float):
    """The mean of a triangle on 0 to 1 is a third of one more than its mode; its variance at most 1/18."""
    drawn = Draws(1, 0, 40_000).within("cost U", "triangular", mode)
    assert drawn.min() >= 0
    assert drawn.max() <= 1
    assert drawn.mean() == pytest.approx((1 + mode) / 3, abs=5 * (1 / 18 / 40_000) ** 0.5)


def test_intervals_of_rates():
    """Wilson's, to four digits: 5 of 10 lies between 0.2366 and 0.7634; 0 of 10 below 0.2775; 10 of 10 above."""
    assert (Rate(5, 10).least, Rate(5, 10).most) == pytest.approx((0.2366, 0.7634), abs=1e-4)
    assert (Rate(0, 10).least, Rate(0, 10).most) == pytest.approx((0, 0.2775), abs=1e-4)
    assert (Rate(10, 10).least, Rate(10, 10).most) == pytest.approx((0.7225, 1), abs=1e-4)
