"""Which upgrades go together: alternatives, prerequisites, mandatory ones, years."""

from __future__ import annotations

from typing import Any

import pytest

from planner.errors import InfeasibleError
from planner.plan.plan import Plan
from planner.programme.upgrade import Upgrade
from tests.audit.builders import programme_of, purse, rules_of, supplier_of, upgrade_of
from tests.golden.solving import M, paid, solved, tonnes


def plan_with(upgrades: list[Upgrade], budget: dict[int, int], projects: str = "divisible", **rules: Any) -> Plan:
    last = max(budget)
    return solved(
        programme_of(
            rules_of(
                years={"award": [2026, last], "count_until": last},
                projects=projects,
                funders=[purse("GOV", budget=budget)],
                **rules,
            ),
            [supplier_of("S"), supplier_of("T")],
            upgrades,
        )
    )


def test_alternatives_share_one_place_also_across_suppliers():
    """S's U (10 t) and T's V (9 t) exclude each other; money is there for both."""
    upgrades = [
        upgrade_of("U", "S", 10 * M, tonnes=10, alternative_group="g"),
        upgrade_of("V", "T", 10 * M, tonnes=9, alternative_group="g"),
    ]
    assert tonnes(plan_with(upgrades, {2026: 100 * M})) == 10


def test_parts_of_alternatives_add_to_one():
    """A (10 M, 10 t) and B (30 M, 20 t) with 20 M: half of each costs 20 M and saves 15 t, more than A whole."""
    upgrades = [
        upgrade_of("A", "S", 10 * M, tonnes=10, alternative_group="g"),
        upgrade_of("B", "S", 30 * M, tonnes=20, alternative_group="g"),
    ]
    plan = plan_with(upgrades, {2026: 20 * M})
    assert paid(plan) == {("A", 2026): {"GOV": 5 * M}, ("B", 2026): {"GOV": 15 * M}}
    assert tonnes(plan) == 15


def test_a_prerequisite_is_paid_for_what_needs_it():
    """P (10 M, 1 t) must come with U (10 M, 20 t); Q (10 M, 10 t) needs nothing. 20 M: P + U 21 t; else Q + P 11 t."""
    upgrades = [
        upgrade_of("P", "S", 10 * M, tonnes=1),
        upgrade_of("U", "T", 10 * M, tonnes=20, needs=("P",)),
        upgrade_of("Q", "S", 10 * M, tonnes=10),
    ]
    plan = plan_with(upgrades, {2026: 20 * M}, "whole")
    assert set(paid(plan)) == {("P", 2026), ("U", 2026)}


def test_a_prerequisite_comes_no_later():
    """10 M a year: P first, U in the second year, though U saves more."""
    upgrades = [upgrade_of("P", "S", 10 * M, tonnes=1), upgrade_of("U", "S", 10 * M, tonnes=20, needs=("P",))]
    plan = plan_with(upgrades, {2026: 10 * M, 2027: 10 * M}, "whole")
    assert set(paid(plan)) == {("P", 2026), ("U", 2027)}


def test_a_prerequisite_that_cannot_be_awarded_bars_what_needs_it():
    """P's only possible year lies after the award years."""
    upgrades = [
        upgrade_of("P", "S", 10 * M, first_year=2030),
        upgrade_of("U", "S", 10 * M, tonnes=20, needs=("P",)),
    ]
    assert plan_with(upgrades, {2026: 100 * M}).awards == ()


def test_mandatory_comes_before_better():
    """M saves 1 t and must be awarded, B saves 100 t; there is money for one."""
    upgrades = [upgrade_of("MUST", "S", 10 * M, tonnes=1, mandatory=True), upgrade_of("B", "S", 10 * M, tonnes=100)]
    assert set(paid(plan_with(upgrades, {2026: 10 * M}))) == {("MUST", 2026)}


def test_mandatory_even_where_it_emits_more():
    upgrades = [upgrade_of("MUST", "S", 10 * M, tonnes=-5, mandatory=True), upgrade_of("B", "S", 10 * M, tonnes=-1)]
    plan = plan_with(upgrades, {2026: 100 * M})
    assert set(paid(plan)) == {("MUST", 2026)}
    assert tonnes(plan) == -5


@pytest.mark.parametrize("projects", ["divisible", "whole"])
def test_mandatory_beyond_the_budget_has_no_plan(projects: str):
    with pytest.raises(InfeasibleError):
        plan_with([upgrade_of("MUST", "S", 11 * M, mandatory=True)], {2026: 10 * M}, projects)


def test_mandatory_in_parts_over_the_years():
    """25 M with 10 M a year: 10 M, 10 M and 5 M; the shares add to exactly one."""
    plan = plan_with([upgrade_of("MUST", "S", 25 * M, mandatory=True)], dict.fromkeys((2026, 2027, 2028), 10 * M))
    assert [(award.year, award.cost_won) for award in plan.awards] == [(2026, 10 * M), (2027, 10 * M), (2028, 5 * M)]


def test_first_and_last_year():
    """U may be awarded in 2027 only, when there is no money left but 3 M."""
    upgrades = [upgrade_of("U", "S", 10 * M, tonnes=10, first_year=2027, last_year=2027)]
    plan = plan_with(upgrades, {2026: 10 * M, 2027: 3 * M, 2028: 10 * M})
    assert [(award.year, award.cost_won) for award in plan.awards] == [(2027, 3 * M)]


def test_as_marked():
    """7 M: U is whole (10 M) and does not fit, V may be awarded in parts: 7 M of it."""
    upgrades = [
        upgrade_of("U", "S", 10 * M, tonnes=100),
        upgrade_of("V", "S", 10 * M, tonnes=10, divisible=True),
    ]
    assert paid(plan_with(upgrades, {2026: 7 * M}, "as_marked")) == {("V", 2026): {"GOV": 7 * M}}
