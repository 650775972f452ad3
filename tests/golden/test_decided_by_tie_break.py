"""Who is decided by the published order alone: those to whom some equally good plan gives other awards."""

from __future__ import annotations

from typing import Any

import pytest

from planner.plan.plan import TieBreak
from planner.programme.programme import Programme
from planner.programme.upgrade import Upgrade
from planner.solving.outcome import Limits
from planner.study.planning import make_plan
from tests.audit.builders import programme_of, purse, rules_of, supplier_of, upgrade_of
from tests.golden.solving import M


def decided(programme: Programme) -> TieBreak:
    """What the plan says of it."""
    tie_break = make_plan(programme, Limits()).plan.tie_break
    assert tie_break is not None
    return tie_break


def three(projects: str, budget: int, *, best: int = 10, **rules: Any) -> Programme:
    """A, B and C ask 10 M each; A saves ``best`` tonnes, B and C 10; there is so much money [M won]."""
    return programme_of(
        rules_of(projects=projects, funders=[purse("GOV", budget={2026: budget * M})], **rules),
        [supplier_of(name) for name in "ABC"],
        [upgrade_of(f"U{name}", name, 10 * M, tonnes=best if name == "A" else 10) for name in "ABC"],
    )


@pytest.mark.parametrize(("projects", "budget"), [("divisible", 15), ("whole", 10), ("whole", 20)])
def test_three_equals_and_money_for_some(projects: str, budget: int):
    """Money for one and a half, one, or two of three equals: any could be left out or cut, so all are decided."""
    assert decided(three(projects, budget)) == TieBreak(suppliers=("A", "B", "C"), complete=True)


@pytest.mark.parametrize("projects", ["divisible", "whole"])
def test_who_is_strictly_better_is_not_decided_by_it(projects: str):
    """A saves more than the others and gets its 10 M in every best plan; the other 10 M go to B or C."""
    assert decided(three(projects, 20, best=11)) == TieBreak(suppliers=("B", "C"), complete=True)


@pytest.mark.parametrize("projects", ["divisible", "whole"])
def test_nobody_where_one_plan_is_best(projects: str):
    """Money for all three, or A so much better that the 10 M go to it: one best plan."""
    assert decided(three(projects, 30)) == TieBreak(suppliers=(), complete=True)
    assert decided(three(projects, 10, best=11)) == TieBreak(suppliers=(), complete=True)


@pytest.mark.parametrize("projects", ["divisible", "whole"])
def test_another_year_is_another_award(projects: str):
    """A year's life and money in both of two years that count: 2026 or 2027, the tonnes are the same."""
    programme = programme_of(
        rules_of(
            projects=projects,
            years={"award": [2026, 2027], "count_until": 2027},
            funders=[purse("GOV", budget={2026: 10 * M, 2027: 10 * M})],
        ),
        [supplier_of("A")],
        [upgrade_of("U", "A", 10 * M, tonnes=10, life_years=1)],
    )
    assert decided(programme) == TieBreak(suppliers=("A",), complete=True)


def test_another_payer_is_no_other_award():
    """GOV or the OEM may pay A's 10 M: what A gets is the same."""
    programme = programme_of(
        rules_of(funders=[purse("GOV", budget={2026: 10 * M}), purse("OEM", "oem", budget={2026: 10 * M})]),
        [supplier_of("A")],
        [upgrade_of("U", "A", 10 * M, tonnes=10)],
    )
    assert decided(programme) == TieBreak(suppliers=(), complete=True)


@pytest.mark.parametrize("projects", ["divisible", "whole"])
def test_a_later_objective_decides_before_the_order_does(projects: str):
    """Money for two of three that save 10 t each in 2026; in 2027 A, which lasts longer, still does.

    By the tonnes of 2026 all are equal, by those of 2027 A is in every best plan; B or C is the second.
    """
    programme = programme_of(
        rules_of(
            projects=projects,
            years={"award": [2026, 2026], "count_until": 2027},
            objective=[{"maximise": "tonnes_in_2026"}, {"maximise": "tonnes_in_2027"}],
            funders=[purse("GOV", budget={2026: 20 * M})],
        ),
        [supplier_of(name) for name in "ABC"],
        [upgrade_of(f"U{name}", name, 10 * M, tonnes=10, life_years=2 if name == "A" else 1) for name in "ABC"],
    )
    assert decided(programme) == TieBreak(suppliers=("B", "C"), complete=True)


@pytest.mark.parametrize("projects", ["divisible", "whole"])
def test_ratio(projects: str):
    """At least 10 M of 30 M deployed: A, B or C alone has 1 t per million won, and so has any plan of them."""
    ratio = {"ratio": {"of": "lifetime_tonnes", "per": "fresh_won", "deploy_at_least": "1/3"}}
    assert decided(three(projects, 30, objective=ratio)) == TieBreak(suppliers=("A", "B", "C"), complete=True)
    better = decided(three(projects, 30, best=11, objective=ratio))
    assert better == TieBreak(suppliers=(), complete=True), "A alone has the best ratio, and 10 M are enough"


def test_worst_off_first():
    """Busan with one supplier and Daegu with two get 10 M each of 20 M; in Daegu A or B, so both are decided."""
    programme = programme_of(
        rules_of(
            objective=[{"leximin": {"of": "support", "by": "region"}}, {"maximise": "lifetime_tonnes"}],
            funders=[purse("GOV", budget={2026: 20 * M})],
        ),
        [supplier_of("A", region="Daegu"), supplier_of("B", region="Daegu"), supplier_of("C", region="Busan")],
        [upgrade_of(f"U{name}", name, 10 * M, tonnes=10) for name in "ABC"],
    )
    assert decided(programme) == TieBreak(suppliers=("A", "B"), complete=True)


def test_two_that_can_only_move_against_each_other():
    """With a floor of a half for A and for B nobody can move; with floors of 40 % what one gives up others can get."""

    def programme(floor: str) -> Programme:
        floors = [{"floor": floor, "of": "support", "by": "supplier", "group": name} for name in "AB"]
        return three("divisible", 10, fairness=floors)

    assert decided(programme("0.5")) == TieBreak(suppliers=(), complete=True)
    assert set(decided(programme("0.4")).suppliers) == {"A", "B", "C"}


def test_under_a_gini_ceiling_at_least_those_are_told_who_were_seen_to_differ():
    """Three equals and money for one and a half, the Gini coefficient at most 0.4: there may be more than are told."""
    tie_break = decided(three("divisible", 15, fairness=[{"gini": 0.4, "of": "support"}]))
    assert not tie_break.complete
    assert set(tie_break.suppliers) <= {"A", "B", "C"}


def test_parts_and_wholes_together():
    """W and X ask 10 M whole, P and Q in parts, each a tonne per million won; 15 M. Each could get more or less.

    Under another selection the parts are not compared, so there may be more than are told.
    """
    marked: list[Upgrade] = [upgrade_of(f"U{n}", n, 10 * M, tonnes=10, divisible=n in "PQ") for n in "PQWX"]
    programme = programme_of(
        rules_of(projects="as_marked", funders=[purse("GOV", budget={2026: 15 * M})]),
        [supplier_of(name) for name in "PQWX"],
        marked,
    )
    tie_break = decided(programme)
    assert not tie_break.complete
    assert {"W", "X"} <= set(tie_break.suppliers) <= {"P", "Q", "W", "X"}


def test_it_is_no_part_of_the_hash():
    """It says nothing of what is paid."""
    plan = make_plan(three("divisible", 15), Limits()).plan
    assert plan.tie_break is not None
    assert plan.model_copy(update={"tie_break": None}).computed_hash() == plan.plan_hash
