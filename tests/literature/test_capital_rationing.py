"""Capital rationing as textbooks have it, from model files: values, selections and shadow prices worked out by hand."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest

from planner.intake import read_programme
from planner.plan.plan import Plan
from tests.golden.solving import M, paid, solved, tonnes

HERE = Path(__file__).parent

VALUES = (14, 17, 17, 15, 40, 12, 14, 10, 12)
FIRST_OUTLAYS = (12, 54, 6, 6, 30, 6, 48, 36, 18)
SECOND_OUTLAYS = (3, 7, 6, 2, 35, 6, 4, 3, 3)
"""Lorie and Savage's nine projects; 50 to spend in the first period, 20 in the second."""

BILLION = 1_000 * M


def plan_of(name: str, *overrides: str) -> Plan:
    return solved(read_programme(HERE / name / "model.yaml", overrides).programme)


def prices(plan: Plan) -> dict[str, float]:
    assert {price.unit for price in plan.shadow_prices} <= {"t per million won"}
    return {price.rule: price.price for price in plan.shadow_prices}


def shares(plan: Plan) -> dict[str, float]:
    return {award.upgrade_id: award.share for award in plan.awards}


def test_lorie_and_savage_in_parts():
    """70 3/11 = 70.2727, at 3/22 = 0.136364 and 41/22 = 1.863636 for one more unit of the two budgets.

    At these prices the projects' outlays cost 7 5/22, 20 9/22, 12, 4 6/11, 69 7/22, 12, 14, 10 1/2 and 8 1/22: 1, 3, 4
    and 9 are worth more and are taken whole, 2, 5 and 8 are worth less, 6 and 7 as much. 1, 3, 4 and 9 leave 8 and 6,
    which buy 32/33 of 6 (5 9/11 and 5 9/11) and 1/22 of 7 (2 2/11 and 2/11). All are worth 58 + 12 × 32/33 + 14/22
    = 70 3/11; so are the budgets at their prices and what 1, 3, 4 and 9 are worth above theirs, 44 1/11 + 26 2/11,
    which no plan can exceed. 1,000 t and 1,000 million won stand for a unit.
    """
    plan = plan_of("lorie-savage-1955")
    assert tonnes(plan) == pytest.approx(1_000 * (70 + 3 / 11), abs=0.002)
    assert plan.objective.bound == pytest.approx(1_000 * (70 + 3 / 11), abs=0.002)
    assert prices(plan) == {
        "budget[FIRM,1955]": pytest.approx(3 / 22, abs=1e-9),
        "budget[FIRM,1956]": pytest.approx(41 / 22, abs=1e-9),
    }
    whole = dict.fromkeys(("P1", "P3", "P4", "P9"), 1.0)
    assert shares(plan) == pytest.approx(whole | {"P6": 32 / 33, "P7": 1 / 22}, abs=1e-9)


def test_lorie_and_savage_whole():
    """70: projects 1, 3, 4, 6 and 9, for 48 and 20; and no other of the 512 selections is worth as much."""
    plan = plan_of("lorie-savage-1955", "projects=whole")
    assert tonnes(plan) == 70_000
    assert set(shares(plan)) == {"P1", "P3", "P4", "P6", "P9"}
    assert [(row.year, row.spent) for row in plan.funders] == [(1955, 48 * BILLION), (1956, 20 * BILLION)]
    worth = sorted(sum(VALUES[j] for j in chosen) for chosen in _all_that_fit())
    assert worth[-2] < worth[-1] == 70


def _all_that_fit() -> list[tuple[int, ...]]:
    every = [chosen for count in range(10) for chosen in combinations(range(9), count)]
    return [
        chosen
        for chosen in every
        if sum(FIRST_OUTLAYS[j] for j in chosen) <= 50 and sum(SECOND_OUTLAYS[j] for j in chosen) <= 20
    ]


def test_money_that_comes_back_is_spent_again_in_parts():
    """Brealey and Myers: 10 to spend now and 10 in a year. A costs 10 and brings 30 in a year, B and C cost 5 and bring
    5; D costs 40 in a year. Net present values: 21, 16, 12 and 13.

    A unit in a year buys 1/40 of D: 13/40 = 0.325. With it A is worth 21 + 30 × 0.325 = 30.75 for 10, which is 3.075 a
    unit; B 16 + 5 × 0.325 = 17.625, 3.525 a unit; C 13.625, 2.725 a unit. So B comes first, then half of A; they bring
    5 + 15, with the 10 of that year 30: three quarters of D. 16 + 10.5 + 9.75 = 36.25. The unit now that is spent last
    is spent on A: 3.075.
    """
    plan = plan_of("brealey-myers")
    assert tonnes(plan) == 36.25
    assert paid(plan) == {
        ("A", 2026): {"FIRM": 5 * M, "EARNED": 15 * M},
        ("B", 2026): {"FIRM": 5 * M, "EARNED": 5 * M},
        ("D", 2027): {"FIRM": 10 * M, "pool:programme": 20 * M},
    }
    assert prices(plan) == {"budget[FIRM,2026]": pytest.approx(3.075), "budget[FIRM,2027]": pytest.approx(0.325)}


def test_money_that_comes_back_is_spent_again_whole():
    """B and C earn most for each unit now, 28 together, and bring too little for D. A brings 30, enough for D: 34."""
    plan = plan_of("brealey-myers", "projects=whole")
    assert tonnes(plan) == 34
    assert set(shares(plan)) == {"A", "D"}
    assert plan.indicators.recycled_won == 30 * M


def test_without_what_comes_back_less_is_worth_it():
    """If nothing came back, only B and C, and a quarter of D for the 10 of the year after: 28 + 3.25."""
    plan = plan_of("brealey-myers", "repayment.ratio=0")
    assert tonnes(plan) == 31.25
