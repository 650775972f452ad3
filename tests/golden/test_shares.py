"""Floors, caps and technology limits on shares of support, of tonnes and of awards. One year, support 100 %.

X's upgrade: 100 M, 1,000 t. Y's: 100 M, 500 t. Both divisible.
"""

from __future__ import annotations

from typing import Any

import pytest

from planner.errors import InfeasibleError
from planner.plan.plan import Plan
from planner.programme.programme import Programme
from tests.audit.builders import programme_of, purse, rules_of, supplier_of, upgrade_of
from tests.golden.solving import M, solved, tonnes


def plan_with(budget: int = 100 * M, **rules: Any) -> Plan:
    return solved(
        programme_of(
            rules_of(funders=[purse("GOV", budget={2026: budget})], **rules),
            [supplier_of("X", region="north"), supplier_of("Y", region="south"), supplier_of("Z", region="east")],
            [
                upgrade_of("UX", "X", 100 * M, tonnes=1_000, technology="pv"),
                upgrade_of("UY", "Y", 100 * M, tonnes=500, technology="boiler"),
            ],
        )
    )


def shares(plan: Plan) -> dict[str, float]:
    return {award.upgrade_id: award.share for award in plan.awards}


def test_a_floor_on_tonnes():
    """A third of the tonnes for the south: 5 y = (10 x + 5 y) / 3 with x + y = 100: y = x, 50 M each: 500 + 250 t."""
    rule = {"floor": "1/3", "of": "tonnes", "by": "region", "group": "south"}
    plan = plan_with(fairness=[rule])
    assert shares(plan) == pytest.approx({"UX": 0.5, "UY": 0.5}, abs=1e-7)
    assert tonnes(plan) == pytest.approx(750, abs=1e-3)


def test_a_floor_on_the_count():
    """A fifth of the awards, counted by shares: 80 M and 20 M: 800 + 100 t."""
    rule = {"floor": 0.2, "of": "count", "by": "region", "group": "south"}
    plan = plan_with(fairness=[rule])
    assert shares(plan) == pytest.approx({"UX": 0.8, "UY": 0.2}, abs=1e-7)


def test_a_cap_for_every_supplier():
    """No supplier more than 60 % of the support: 60 M and 40 M: 600 + 200 t."""
    plan = plan_with(fairness=[{"cap": 0.6, "of": "support", "by": "supplier"}])
    assert shares(plan) == pytest.approx({"UX": 0.6, "UY": 0.4}, abs=1e-7)
    assert [figure.rule for figure in plan.fairness] == ["cap_share[1,X]", "cap_share[1,Y]"]


def test_a_cap_below_one_over_the_number_of_suppliers_leaves_nothing():
    """40 % each for two suppliers cannot add to a whole: only the empty plan keeps it."""
    assert plan_with(fairness=[{"cap": 0.4, "of": "support", "by": "supplier"}]).awards == ()


def test_a_technology_limit_on_tonnes():
    """PV at most half of the tonnes: 10 x = 5 y with x + y = 100: x = 33.3 M, y = 66.7 M: 666.7 t."""
    plan = plan_with(technology_limits=[{"technology": "pv", "at_most": 0.5, "of": "tonnes"}])
    assert tonnes(plan) == pytest.approx(2_000 / 3, abs=0.01)


def test_a_technology_limit_on_support():
    """PV at most 30 % of the support: 300 + 350 t."""
    assert tonnes(plan_with(technology_limits=[{"technology": "pv", "at_most": 0.3, "of": "support"}])) == 650


def test_a_floor_for_a_group_without_upgrades_leaves_only_the_empty_plan():
    """The east has a supplier but no upgrade: any support elsewhere would break its floor."""
    plan = plan_with(fairness=[{"floor": 0.1, "of": "support", "by": "region", "group": "east"}])
    assert plan.awards == ()
    assert [(figure.rule, figure.value) for figure in plan.fairness] == [("floor[1,east]", 0.0)]


def test_groups_taken_together():
    """South and east together at least 30 %: the south takes it all."""
    rule = {"floor": 0.3, "of": "support", "by": "region", "group": ["south", "east"]}
    plan = plan_with(fairness=[rule])
    assert shares(plan) == {"UX": 0.7, "UY": 0.3}
    assert plan.fairness[0].rule == "floor[1,south+east]"


def test_a_mandatory_upgrade_against_a_floor_has_no_plan():
    """UX is mandatory (100 M of support), UY at most 100 M: a floor of 60 % for the south cannot be met."""
    programme = programme_of(
        rules_of(fairness=[{"floor": 0.6, "of": "support", "by": "region", "group": "south"}]),
        [supplier_of("X", region="north"), supplier_of("Y", region="south")],
        [upgrade_of("UX", "X", 100 * M, mandatory=True), upgrade_of("UY", "Y", 100 * M)],
    )
    with pytest.raises(InfeasibleError):
        solved(programme)


def test_a_floor_on_tonnes_where_a_mandatory_upgrade_makes_their_sum_negative():
    """MUST emits 100 t more; whole = -100 t; the south has 0 t, which is at least 0.5 x -100 t: a plan exists."""
    programme = programme_of(
        rules_of(fairness=[{"floor": 0.5, "of": "tonnes", "by": "region", "group": "south"}]),
        [supplier_of("X", region="north"), supplier_of("Y", region="south")],
        [upgrade_of("MUST", "X", 100 * M, tonnes=-100, mandatory=True)],
    )
    assert tonnes(solved(programme)) == -100


def test_nothing_is_above_a_part_of_a_negative_sum():
    """MUST emits 100 t more. PV's 0 t, and the south's, are above half of -100 t; 300 t of OFF make the whole 200."""

    def programme(offered: bool, **rules: Any) -> Programme:
        rows = [upgrade_of("MUST", "X", 100 * M, tonnes=-100, mandatory=True)]
        return programme_of(
            rules_of(**rules),
            [supplier_of("X", region="north"), supplier_of("Y", region="south")],
            [*rows, upgrade_of("OFF", "X", 100 * M, tonnes=300)] if offered else rows,
        )

    for rules in (
        {"technology_limits": [{"technology": "pv", "at_most": 0.5, "of": "tonnes"}]},
        {"fairness": [{"cap": 0.5, "of": "tonnes", "by": "region", "group": "south"}]},
    ):
        with pytest.raises(InfeasibleError):
            solved(programme(False, **rules))
        assert tonnes(solved(programme(True, **rules))) == 200
