"""Targets and reach: tonnes that must be had, what they cost, and the least won that has them."""

from __future__ import annotations

from typing import Any

import pytest

from planner.errors import InfeasibleError
from planner.programme.programme import Programme
from planner.solving.outcome import Limits
from planner.study.planning import make_plan
from tests.audit.builders import programme_of, purse, rules_of, supplier_of, upgrade_of
from tests.golden.solving import M, paid, solved, tonnes


def lasting_or_cheap(**rules: Any) -> Programme:
    """100 M. U, cheap: 100 t/yr for three years, 3 t/M. D, dear: 20 t/yr for ten, 2 t/M; each costs 100 M."""
    return programme_of(
        rules_of(
            **{
                "years": {"award": [2026, 2026], "count_until": 2035},
                "funders": [purse("GOV", budget={2026: 100 * M})],
            }
            | rules
        ),
        [supplier_of("S")],
        [
            upgrade_of("U", "S", 100 * M, tonnes=100, life_years=3),
            upgrade_of("D", "S", 100 * M, tonnes=20, life_years=10),
        ],
    )


def test_a_target_forces_the_dear_upgrade():
    """10 t in 2030 take half of D: 100 t, and half of U: 150 t. Without the target 300 t. One more tonne in 2030 takes
    5 M from U, 15 t, and gives them to D, 10 t: 5 t.
    """
    assert tonnes(solved(lasting_or_cheap())) == 300
    plan = solved(lasting_or_cheap(targets=[{"year": 2030, "tonnes": 10}]))
    assert paid(plan) == {("D", 2026): {"GOV": 50 * M}, ("U", 2026): {"GOV": 50 * M}}
    assert tonnes(plan) == 250
    (figure,) = plan.targets
    assert (figure.rule, figure.target_t, figure.tonnes) == ("target[1]", 10, 10)
    assert figure.shadow_price == pytest.approx(5)


def test_a_target_in_a_measure():
    """60 t/yr in first years: half of U is 50 t and half of D 10 t. For tonnes in 2030 alone it would be all of D."""
    rules = {"objective": {"maximise": "tonnes_in_2030"}, "targets": [{"of": "annual_tonnes", "tonnes": 60}]}
    plan = solved(lasting_or_cheap(**rules))
    assert paid(plan) == {("D", 2026): {"GOV": 50 * M}, ("U", 2026): {"GOV": 50 * M}}
    assert plan.indicators.annual_tonnes == 60


def test_the_highest_of_several_targets_of_a_year_holds():
    targets = [{"year": 2030, "tonnes": 5}, {"year": 2031, "tonnes": 10}, {"year": 2032, "tonnes": 4}]
    assert tonnes(solved(lasting_or_cheap(targets=targets))) == 250


@pytest.mark.parametrize(("year", "least"), [(2030, 21), (2026, 101)])
def test_a_target_out_of_reach(year: int, least: int):
    """All of D saves 20 t in 2030; of a hundred million, no more than U's 100 t in 2026."""
    with pytest.raises(InfeasibleError):
        make_plan(lasting_or_cheap(targets=[{"year": year, "tonnes": least}]), Limits())


def test_a_target_for_which_nothing_counts():
    rules = {"years": {"award": [2026, 2026], "count_until": 2040}, "targets": [{"year": 2039, "tonnes": 1}]}
    with pytest.raises(InfeasibleError, match=r"target\[1\]"):
        make_plan(lasting_or_cheap(**rules), Limits())


def test_whole_won_reach_the_target():
    """Of D, 1,000 won and 7 t/yr, 1 t in 2030 takes 142.86 won. Whole won: 142 would save 994 kg, 143 save 1,001."""
    programme = programme_of(
        rules_of(
            years={"award": [2026, 2026], "count_until": 2030},
            funders=[purse("GOV", budget={2026: 1_000})],
            targets=[{"year": 2030, "tonnes": 1}],
        ),
        [supplier_of("S")],
        [
            upgrade_of("U", "S", 1_000, tonnes=20, life_years=3),
            upgrade_of("D", "S", 1_000, tonnes=7, life_years=5),
        ],
    )
    plan = solved(programme)
    assert 143 <= paid(plan)["D", 2026]["GOV"] <= 144
    assert plan.indicators.tonnes_by_year[2030] >= 1
    assert plan.indicators.all_won >= 999


def cheapest(reach: dict[str, float], won: str = "fresh_won", **rules: Any) -> Programme:
    """P: 60 M for 600 t. Q: 50 M for 400 t. All in one year."""
    return programme_of(
        rules_of(objective={"minimise": won, "reach": reach}, **rules),
        [supplier_of("S")],
        [upgrade_of("P", "S", 60 * M, tonnes=600), upgrade_of("Q", "S", 50 * M, tonnes=400, technology="furnace")],
    )


@pytest.mark.parametrize(
    ("projects", "least", "won"),
    [
        ("divisible", 500, 50),  # 10 t/M of P
        ("divisible", 700, 72.5),  # all of P, and 12.5 M of Q at 8 t/M
        ("whole", 400, 50),
        ("whole", 401, 60),
        ("whole", 601, 110),
    ],
)
def test_the_least_won_that_reaches(projects: str, least: float, won: float):
    plan = solved(cheapest({"lifetime_tonnes": least}, projects=projects))
    assert plan.indicators.fresh_won == won * M
    assert (plan.objective.name, plan.objective.value, plan.objective.unit) == ("least_fresh_won", won * M, "won")
    assert tonnes(plan) >= least


def test_whose_won_is_sought_decides():
    """P is supported at 50 %, Q at 100 %. 400 t: two thirds of P are 40 M of cost, half of them the supplier's; all
    of Q are 50 M of cost and none of the supplier's.
    """
    rates = [{"technology": "compressor", "at_most": 0.5}, {"technology": "furnace", "at_most": 1}]
    assert set(paid(solved(cheapest({"lifetime_tonnes": 400}, "own_won", support_rates=rates)))) == {("Q", 2026)}
    assert set(paid(solved(cheapest({"lifetime_tonnes": 400}, "fresh_won", support_rates=rates)))) == {("P", 2026)}
    assert set(paid(solved(cheapest({"lifetime_tonnes": 400}, "all_won", support_rates=rates)))) == {("P", 2026)}


def test_every_measure_is_reached():
    """10 t in 2030 take half of D, 50 M; it saves 10 t in 2026, so 60 t there take half of U more."""
    programme = lasting_or_cheap(
        objective={"minimise": "all_won", "reach": {"tonnes_in_2030": 10, "annual_tonnes": 60}}
    )
    assert paid(solved(programme)) == {("D", 2026): {"GOV": 50 * M}, ("U", 2026): {"GOV": 50 * M}}
