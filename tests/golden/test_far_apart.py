"""A thousand won beside 100 trillion, a kilogram beside 100 million tonnes, in one programme: all to the last of them.

The giant A costs 100 trillion won and saves 100 million t; the dwarf B costs 1,000 won and saves 1 kg; C costs 50
trillion won and saves 1 million t. GOV pays everything.
"""

from __future__ import annotations

from typing import Any

import pytest

from planner.programme.programme import InputFile, Programme
from planner.programme.rules import Rules
from planner.programme.supplier import Link, Supplier
from planner.programme.upgrade import Upgrade
from planner.solving.outcome import Limits
from planner.study.planning import make_plan
from tests.golden.solving import paid, solved

TRILLION = 10**12
GIANT, DWARF, MIDDLE = 100 * TRILLION, 1_000, 50 * TRILLION

A = {"upgrade_id": "A", "supplier_id": "S", "cost_won": GIANT, "tonnes": "100000000"}
B = {"upgrade_id": "B", "supplier_id": "R", "cost_won": DWARF, "tonnes": "0.001"}
C = {"upgrade_id": "C", "supplier_id": "S", "cost_won": MIDDLE, "tonnes": "1000000"}


def programme(*upgrades: dict[str, Any], budget: int | dict[int, int], last: int = 2026, **rules: Any) -> Programme:
    """One purse and these upgrades; the years from 2026 to ``last``."""
    purse = {"id": "GOV", "kind": "government", "budget": budget if isinstance(budget, dict) else {2026: budget}}
    model = {
        "programme": "far apart",
        "inputs": "tables",
        "years": {"award": [2026, last], "count_until": last},
        "projects": "divisible",
        "funders": [purse],
    }
    return Programme.of(
        Rules.model_validate(model | rules),
        [Supplier(supplier_id="R", tier=2), Supplier(supplier_id="S", tier=1)],
        [Link(seller_id="R", buyer_id="S", share=1)],
        [Upgrade.model_validate({"technology": "furnace", "life_years": 1} | upgrade) for upgrade in upgrades],
        [InputFile("upgrades.csv", "a" * 64)],
    )


@pytest.mark.parametrize("projects", ["divisible", "whole"])
def test_the_budget_is_just_enough_for_the_giant_and_the_dwarf(projects: str) -> None:
    """100 trillion and 1,000 won: both, and 100,000,000.001 t."""
    plan = solved(programme(A, B, C, budget=GIANT + DWARF, projects=projects))
    assert paid(plan) == {("A", 2026): {"GOV": GIANT}, ("B", 2026): {"GOV": DWARF}}
    assert str(plan.indicators.lifetime_tonnes) == "100000000.001"


def test_one_won_short_in_wholes() -> None:
    """The dwarf must stay out: the giant is worth more."""
    plan = solved(programme(A, B, C, budget=GIANT + DWARF - 1, projects="whole"))
    assert paid(plan) == {("A", 2026): {"GOV": GIANT}}


def test_one_won_short_of_the_giant() -> None:
    """The giant cannot be paid, though only by a part in 10^14, which branch and bound takes for nothing: the dwarf and
    the middle one can."""
    plan = make_plan(programme(A, B, C, budget=GIANT - 1, projects="whole"), Limits()).plan
    assert paid(plan) == {("B", 2026): {"GOV": DWARF}, ("C", 2026): {"GOV": MIDDLE}}


def test_one_won_short_in_parts() -> None:
    """A million won save 1 t by the giant and by the dwarf; the order decides, but every won is spent, and no more."""
    plan = solved(programme(A, B, C, budget=GIANT + DWARF - 1))
    assert sum(won for payers in paid(plan).values() for won in payers.values()) == GIANT + DWARF - 1
    assert str(plan.indicators.lifetime_tonnes) == "100000000.001"  # and less by 1 g, which no kilogram shows


def test_two_giants_alike_but_for_a_kilogram() -> None:
    """D is A with 1 kg less, the budget is for one of them: A."""
    almost = A | {"upgrade_id": "0D", "tonnes": "99999999.999"}
    assert paid(solved(programme(A, almost, B, budget=GIANT, projects="whole"))) == {("A", 2026): {"GOV": GIANT}}


def test_the_later_year_is_better_by_little_for_much_money() -> None:
    """A in 2026 or 2027, whose budgets are both enough: 15 t in either year, 100 trillion won; discounted at 4.5 %,
    2026 is worth 15 t and 2027 14.354 t, and no other. 7 parts in a billion of a tonne for a million won are no tie."""
    little = A | {"tonnes": "15"}
    plan = solved(
        programme(
            little,
            budget={2026: GIANT, 2027: GIANT},
            last=2027,
            objective={"maximise": "discounted_tonnes"},
            discount={"rate": "0.045", "base_year": 2026},
        )
    )
    assert paid(plan) == {("A", 2026): {"GOV": GIANT}}
    assert plan.objective.value == 15


def test_the_least_won_for_all_tonnes_but_those_of_the_middle_one() -> None:
    """100,000,000.001 t are the giant's and the dwarf's, or more expensive."""
    goal = {"minimise": "fresh_won", "reach": {"lifetime_tonnes": "100000000.001"}}
    plan = solved(programme(A, B, C, budget=3 * GIANT, objective=goal))
    assert plan.objective.value == GIANT + DWARF


def test_the_best_ratio() -> None:
    """At 1 t for a million won both, C at 0.02 t: the deployment asks for the giant and the dwarf."""
    goal = {"ratio": {"of": "lifetime_tonnes", "per": "fresh_won", "deploy_at_least": {"tonnes": "100000000.001"}}}
    plan = solved(programme(A, B, C, budget=3 * GIANT, objective=goal))
    assert paid(plan) == {("A", 2026): {"GOV": GIANT}, ("B", 2026): {"GOV": DWARF}}
    assert plan.objective.value == 1.0


def test_the_worst_off_first() -> None:
    """R can have 1,000 won and has them; S has the rest of the budget, but for a won that doubles do not show."""
    plan = solved(programme(A, B, budget=GIANT // 2, objective={"leximin": {"of": "support"}}))
    given = paid(plan)
    assert given["B", 2026] == {"GOV": DWARF}
    assert GIANT // 2 - DWARF - 1 <= given["A", 2026]["GOV"] <= GIANT // 2 - DWARF


def test_the_worst_off_are_two_giants() -> None:
    """80 trillion won for two suppliers with upgrades of 100 trillion: 40 trillion each."""
    other = A | {"upgrade_id": "D", "supplier_id": "R", "tonnes": "1"}
    plan = solved(programme(A, other, budget=80 * TRILLION, objective={"max_min": {"of": "support"}}))
    assert abs(plan.objective.value - 40 * TRILLION) <= 1


def test_repayment_of_a_giant_pays_for_a_dwarf_to_the_won() -> None:
    """S repays 100 trillion won in 2027 to its chain's pool, which pays all of R's 1,000 won then; the purse is empty.

    The pool keeps the rest.
    """
    later = B | {"first_year": 2027, "last_year": 2027}
    plan = solved(
        programme(
            A,
            later,
            budget={2026: GIANT, 2027: 0},
            last=2027,
            repayment={"base": ["GOV"], "ratio": 1, "grace_years": 1, "instalments": 1, "pool": "own_chain"},
        )
    )
    assert paid(plan) == {("A", 2026): {"GOV": GIANT}, ("B", 2027): {"pool:S": DWARF}}
    (last,) = (row for row in plan.pools if row.year == 2027)
    assert (last.received, last.paid, last.closing) == (GIANT, DWARF, GIANT - DWARF)


def test_a_dwarf_of_a_capacity_holds_a_giant() -> None:
    """S repays in one instalment and can bear 1,000 won: so much of the 100 trillion it gets, and saves 1 kg by it."""
    plan = solved(
        programme(
            A,
            budget={2026: GIANT, 2027: 0},
            last=2027,
            repayment={"base": ["GOV"], "ratio": 1, "grace_years": 1, "instalments": 1, "pool": "own_chain"},
            affordability={"share_of_savings": 1, "capacity_if_blank": DWARF},
        )
    )
    assert paid(plan) == {("A", 2026): {"GOV": DWARF}}
    assert str(plan.indicators.lifetime_tonnes) == "0.001"


def test_a_floor_for_the_dwarf_holds_the_giant() -> None:
    """R must have a tenth of all support; it can have 1,000 won, so that S has no more than 9,000."""
    plan = solved(programme(A, B, budget=GIANT, fairness=[{"floor": 0.1, "of": "support", "by": "tier", "group": "2"}]))
    assert paid(plan) == {("A", 2026): {"GOV": 9 * DWARF}, ("B", 2026): {"GOV": DWARF}}


def test_a_cap_a_thousandfold_above_everything_says_nothing() -> None:
    """A cap of 10^17 won, typed to mean no limit, leaves the dwarf what it can have."""
    plan = solved(programme(A, B, budget=GIANT + DWARF, caps=[{"per": "programme", "won": 10**17}]))
    assert paid(plan) == {("A", 2026): {"GOV": GIANT}, ("B", 2026): {"GOV": DWARF}}
