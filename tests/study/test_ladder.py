"""What the next money buys, by hand in E3's regions: X saves 10 t per million won and costs 200 M, Y 6 and 200 M."""

from __future__ import annotations

from typing import Any

import pytest

from planner.programme.programme import Programme
from planner.solving.outcome import Limits
from planner.study.again import Again, Solved, linear_only
from planner.study.alterations import MoreBudget
from planner.study.ladder import find_ladder
from planner.study.rungs import Ladder, Rung
from tests.audit.builders import programme_of, purse, rules_of, supplier_of, upgrade_of
from tests.audit.worked_examples import cascade
from tests.golden.solving import M, solved
from tests.golden.test_ranking_is_not_enough import three
from tests.property.wider_cases import draw_wider

FLOOR = {"floor": "0.3", "of": "support", "by": "region", "group": "Y"}


def regions(budget: int, **rules: Any) -> Programme:
    return programme_of(
        rules_of(funders=[purse("GOV", budget={2026: budget})], **rules),
        [supplier_of("SX", region="X"), supplier_of("SY", region="Y")],
        [upgrade_of("UX", "SX", 200 * M, tonnes=2_000), upgrade_of("UY", "SY", 200 * M, tonnes=1_200)],
    )


def climbed(programme: Programme, amount: int = 100 * M) -> Ladder:
    return find_ladder(programme, Limits(), amount)


def only(found: Ladder) -> Rung:
    (rung,) = found.rungs
    return rung


def test_the_next_million_won_save_ten_tonnes_each_until_x_is_paid_for():
    found = climbed(regions(100 * M))
    rung = only(found)
    assert (found.objective, found.unit, found.amount_won, found.stopped) == ("lifetime_tonnes", "t", 100 * M, False)
    assert (rung.purse, rung.year, rung.budget_won, rung.added_won) == ("GOV", 2026, 100 * M, 100 * M)
    assert (rung.gained, rung.per_million) == (pytest.approx(1_000), pytest.approx(10))
    assert (rung.spent_won, rung.comes_in, rung.leaves) == (100 * M, (), ())
    assert rung.shadow_price == pytest.approx(10)
    assert (rung.holds_from_won, rung.holds_until_won) == (0, pytest.approx(200 * M, abs=2))


def test_with_the_floor_the_price_holds_until_x_is_paid_for_too():
    """70 of each 100 won go to X: its 200 M are paid for at 285.7 M. Until then a million saves 8.8 t."""
    rung = only(climbed(regions(100 * M, fairness=[FLOOR])))
    assert (rung.shadow_price, rung.per_million) == (pytest.approx(8.8), pytest.approx(8.8))
    assert (rung.holds_from_won, rung.holds_until_won) == (0, pytest.approx(200 * M / 0.7, abs=2))


def test_the_next_money_buys_the_next_upgrade():
    """X is paid for: what comes now is Y, at 6 t a million."""
    rung = only(climbed(regions(200 * M)))
    assert rung.gained == pytest.approx(600)
    assert (rung.comes_in, rung.leaves) == (("UY",), ())
    assert rung.shadow_price in (pytest.approx(10), pytest.approx(6))
    below, above = rung.holds_from_won, rung.holds_until_won
    assert (below, above) == ((0, 200 * M) if rung.shadow_price > 8 else (200 * M, pytest.approx(400 * M, abs=2)))


def test_more_money_than_can_be_spent():
    """All costs 400 M: of 450 M nothing more is spent, and a price of nothing holds from 400 M on, without end."""
    rung = only(climbed(regions(450 * M)))
    assert (rung.gained, rung.spent_won, rung.comes_in) == (pytest.approx(0), 0, ())
    assert (rung.shadow_price, rung.holds_from_won, rung.holds_until_won) == (0, pytest.approx(400 * M, abs=2), None)


def test_all_years_in_proportion():
    """60 M and 40 M in two years: 50 M more are 30 M and 20 M, and each won buys X."""
    programme = programme_of(
        rules_of(
            years={"award": [2026, 2027], "count_until": 2027},
            funders=[purse("GOV", budget={2026: 60 * M, 2027: 40 * M})],
        ),
        [supplier_of("SX")],
        [upgrade_of("UX", "SX", 200 * M, tonnes=2_000)],
    )
    first, second, both = climbed(programme, 50 * M).rungs
    assert [(rung.year, rung.budget_won) for rung in (first, second, both)] == [
        (2026, 60 * M),
        (2027, 40 * M),
        (None, 100 * M),
    ]
    for rung in (first, second, both):
        assert rung.gained == pytest.approx(500)
        assert rung.shadow_price == pytest.approx(10)
    assert (first.holds_from_won, first.holds_until_won) == (0, pytest.approx(160 * M, abs=2))
    assert (both.holds_from_won, both.holds_until_won) == (0, pytest.approx(200 * M, abs=2))


def test_prices_and_ranges_are_the_same_whatever_the_amount():
    """1 won cannot be shared among years, but a price speaks of no amount: 60 % and 40 % of each won all the same."""
    programme = programme_of(
        rules_of(
            years={"award": [2026, 2027], "count_until": 2027},
            funders=[purse("GOV", budget={2026: 60 * M, 2027: 40 * M}), purse("OEM", budget={2026: 10 * M})],
        ),
        [supplier_of("SX"), supplier_of("SY")],
        [upgrade_of("UX", "SX", 80 * M, tonnes=800), upgrade_of("UY", "SY", 200 * M, tonnes=1_200)],
    )
    told = [
        [(rung.shadow_price, rung.holds_from_won, rung.holds_until_won) for rung in climbed(programme, amount).rungs]
        for amount in (1, M, 100 * M)
    ]
    assert told[0] == told[1] == told[2]
    both = told[0][2]
    assert both == (pytest.approx(6), pytest.approx(70 * M, abs=2), pytest.approx(270 * M, abs=2))


def test_whole_projects_are_planned_again_and_have_no_shadow_price():
    """E2: with 10 M more P and Q fit, 1,080 t instead of the 921 t of Q and R."""
    rung = only(climbed(three("whole"), 10 * M))
    assert rung.gained == pytest.approx(159)
    assert (rung.gained_least, rung.gained_most) == (pytest.approx(159), pytest.approx(159))
    assert (rung.comes_in, rung.leaves) == (("P",), ("R",))
    assert (rung.shadow_price, rung.holds_from_won, rung.holds_until_won) == (None, None, None)
    assert rung.spent_won == 15 * M


def test_where_less_is_better_a_gain_is_won_saved():
    """500 t are reached with 50 M of 100 M: more money saves nothing."""
    least = {"minimise": "fresh_won", "reach": {"lifetime_tonnes": 500}}
    found = climbed(regions(100 * M, objective=least))
    assert (only(found).gained, found.unit) == (pytest.approx(0, abs=1e-3), "won")


def test_a_plan_that_is_there_is_not_made_again():
    said: list[str] = []
    programme = regions(100 * M)
    found = find_ladder(programme, Limits(), M, lambda text: said.append(text.to("en")), solved(programme))
    assert said == ["More money for GOV in 2026."]
    assert only(found).gained == pytest.approx(10)


PROGRAMMES = [
    cascade(),
    *(regions(budget, fairness=[FLOOR]) for budget in (50 * M, 100 * M, 300 * M)),
    *(draw_wider(seed).programme() for seed in (0, 4, 20, 22, 23, 28, 31, 33, 34, 35, 36, 56)),
]
"""Linear programmes that have plans."""


def test_within_its_range_a_price_is_what_more_money_gains(monkeypatch: pytest.MonkeyPatch):
    """Solved again at both ends of each range, or with a hundred times the budget where it is said to have no end."""
    monkeypatch.setattr("planner.study.ladder.MOST_OPTIONS", 0)  # the linear programme alone, no plans
    checked = with_price = 0
    for programme in PROGRAMMES:
        assert linear_only(programme, programme.rules.objective[-1])
        again = Again(programme)
        for rung in find_ladder(programme, Limits(), 100_000).rungs:
            if rung.year is None or rung.shadow_price is None or rung.holds_from_won is None:
                continue
            for end in (rung.holds_from_won, rung.holds_until_won):
                more = 100 * rung.budget_won if end is None else end - rung.budget_won
                if not more or more + rung.budget_won <= 0:
                    continue
                found = again.solve(MoreBudget(rung.purse, rung.year, more))
                assert isinstance(found, Solved)
                gained = abs(found.value - again.base.value)
                assert gained == pytest.approx(abs(more) / M * rung.shadow_price, rel=2e-3, abs=1e-4), rung
                checked += 1
                with_price += rung.shadow_price > 0
    assert checked >= 40
    assert with_price >= 10
