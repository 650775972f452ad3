"""Odd programmes end in a plan that passes its audit, or in the right error: never in another."""

from __future__ import annotations

from typing import Any

import pytest

from planner.errors import InfeasibleError
from planner.programme.programme import Programme
from tests.audit.builders import line_of, programme_of, purse, rules_of, supplier_of, upgrade_of
from tests.golden.solving import M, paid, solved, tonnes

TRILLION = 10**12


def one(upgrade: dict[str, Any] | None = None, supplier: dict[str, Any] | None = None, **rules: Any) -> Programme:
    """One upgrade of 10 M won at one supplier."""
    return programme_of(
        rules_of(**rules), [supplier_of("S", **(supplier or {}))], [upgrade_of("U", "S", 10 * M, **(upgrade or {}))]
    )


def test_nothing_at_all():
    """No suppliers and no upgrades: the empty plan."""
    plan = solved(programme_of(rules_of(), [], []))
    assert plan.awards == ()
    assert plan.objective.value == 0


def test_a_supplier_without_upgrades():
    assert solved(programme_of(rules_of(), [supplier_of("S")], [])).awards == ()


@pytest.mark.parametrize("projects", ["divisible", "whole"])
def test_amounts_from_a_thousand_won_to_a_hundred_trillion(projects: str):
    """The small one is the better one and is paid to the won; the large one takes what it can."""
    programme = programme_of(
        rules_of(projects=projects, funders=[purse("GOV", budget={2026: 100 * TRILLION + 1_000})]),
        [supplier_of("S")],
        [
            upgrade_of("SMALL", "S", 1_000, tonnes=1),
            upgrade_of("LARGE", "S", 100 * TRILLION, tonnes=1_000_000),
        ],
    )
    plan = solved(programme)
    assert paid(plan) == {("SMALL", 2026): {"GOV": 1_000}, ("LARGE", 2026): {"GOV": 100 * TRILLION}}


def test_a_tiny_budget_beside_a_huge_upgrade():
    """Seven won of a hundred trillion."""
    programme = programme_of(
        rules_of(funders=[purse("GOV", budget={2026: 7})]),
        [supplier_of("S")],
        [upgrade_of("LARGE", "S", 100 * TRILLION, tonnes=100_000_000)],
    )
    assert solved(programme).indicators.fresh_won <= 7


def test_years_without_any_money():
    """2026 and 2028 have none: all in 2027."""
    programme = one(
        years={"award": [2026, 2028], "count_until": 2028},
        funders=[purse("GOV", budget={2026: 0, 2027: 10 * M, 2028: 0})],
    )
    assert paid(solved(programme)) == {("U", 2027): {"GOV": 10 * M}}


def test_budgets_only_after_the_award_years():
    """Money in 2027 pays what falls due in 2027: nothing, with a single sum; all, with a line a year later."""
    budget = {"funders": [purse("GOV", budget={2027: 10 * M})]}
    assert solved(one(**budget)).awards == ()
    later = programme_of(
        rules_of(**budget), [supplier_of("S")], [upgrade_of("U", "S", None, cost_lines=(line_of("U", 1, 10 * M),))]
    )
    assert [(p.year, p.payer, p.won) for p in solved(later).awards[0].payments] == [(2027, "GOV", 10 * M)]


@pytest.mark.parametrize("odd", [{"life_years": 0}, {"lead_years": 5}, {"tonnes": 0}, {"tonnes": -3}])
def test_upgrades_that_save_nothing_are_not_awarded(odd: dict[str, Any]):
    """Without life, after the horizon, without tonnes, or with more emissions: less fresh money is better."""
    assert solved(one(odd)).awards == ()


@pytest.mark.parametrize("odd", [{"life_years": 0}, {"lead_years": 5}, {"tonnes": 0}, {"tonnes": -3}])
def test_unless_they_are_mandatory(odd: dict[str, Any]):
    assert paid(solved(one(odd | {"mandatory": True}))) == {("U", 2026): {"GOV": 10 * M}}


def test_a_mandatory_upgrade_that_nobody_may_pay():
    with pytest.raises(InfeasibleError, match="U is mandatory"):
        solved(one({"mandatory": True}, funders=[purse("GOV", pays={"tier": 2})]))


def test_a_pool_that_nobody_fills():
    """The base funder pays nobody in tier 1: tier-2 gets fresh money only."""
    programme = programme_of(
        rules_of(
            years={"award": [2026, 2027], "count_until": 2027},
            repayment={"base": "GOV", "pool": "programme"},
            funders=[purse("GOV", pays={"tier": 2}, budget={2026: 3 * M, 2027: 4 * M})],
        ),
        [supplier_of("V", 2)],
        [upgrade_of("U", "V", 10 * M, tonnes=10)],
    )
    plan = solved(programme)
    assert plan.indicators.fresh_won == 7 * M
    assert plan.pools == ()


def test_matching_award_by_award_with_two_buyers():
    """V sells to T1 and T2, whose pools hold 4 M each in 2027; MSS pays at most as much as they do: 16 M of 20 M."""
    programme = programme_of(
        rules_of(
            years={"award": [2026, 2027], "count_until": 2027},
            repayment={"base": "GOV", "pool": "own_chain"},
            matching=[{"funder": "MSS", "at_most": 1}],
            funders=[purse("GOV", pays={"tier": 1}), purse("MSS", pays={"tier": 2}, budget={2027: 100 * M})],
        ),
        [supplier_of("T1"), supplier_of("T2"), supplier_of("V", 2)],
        [
            upgrade_of("U1", "T1", 4 * M, tonnes=100),
            upgrade_of("U2", "T2", 4 * M, tonnes=100),
            upgrade_of("UV", "V", 20 * M, tonnes=20),
        ],
        [("V", "T1"), ("V", "T2")],
    )
    plan = solved(programme)
    assert paid(plan)["UV", 2027] == {"MSS": 8 * M, "pool:T1": 4 * M, "pool:T2": 4 * M}


def test_a_ratio_whose_deployment_is_out_of_reach():
    """Only 10 M of the 1,000 M can be spent: a least deployment of a half has no plan."""
    with pytest.raises(InfeasibleError):
        solved(one(objective={"ratio": {"per": "fresh_won", "deploy_at_least": 0.5}}))


def test_a_ratio_of_nothing():
    """Nothing can be awarded, and some money must be spent."""
    ratio = {"ratio": {"per": "fresh_won", "deploy_at_least": 0.5}}
    with pytest.raises(InfeasibleError):
        solved(one({"first_year": 2030}, objective=ratio))


@pytest.mark.parametrize("over", ["award", "year", "programme"])
@pytest.mark.parametrize("cost", [10_000_001, 9_999_999, 7])
def test_co_funding_as_an_equality_over_several_awards(over: str, cost: int):
    """The OEM pays two fifths of what GOV pays, within a won, wherever the ratio holds."""
    programme = programme_of(
        rules_of(
            years={"award": [2026, 2027], "count_until": 2027},
            funders=[
                purse("GOV", budget={2026: cost, 2027: cost}),
                purse("OEM", "oem", budget={2026: cost, 2027: cost}),
            ],
            co_funding=[{"funder": "OEM", "of": "GOV", "at_least": 0.4, "at_most": 0.4, "over": over}],
        ),
        [supplier_of("S"), supplier_of("V", 2)],
        [upgrade_of("U", "S", cost, tonnes=10), upgrade_of("W", "V", 2 * cost + 1, tonnes=15)],
    )
    plan = solved_or_rounded(programme)
    for award in plan.awards if over == "award" else ():
        assert abs(5 * award.payers.get("OEM", 0) - 2 * award.payers.get("GOV", 0)) <= 5


def solved_or_rounded(programme: Programme) -> Any:
    """The plan; a few won of rounding may keep it from being called optimal."""
    from planner.solving.outcome import Limits
    from planner.study.planning import make_plan

    return make_plan(programme, Limits()).plan


def test_upgrades_of_one_won():
    """Fifty upgrades of a won each at a rate of a half: half a won is no support, and no error either."""
    programme = programme_of(
        rules_of(projects="whole", funders=[purse("GOV", budget={2026: 500})], support_rates=[{"at_most": 0.5}]),
        [supplier_of("S")],
        [upgrade_of(f"U{k:04}", "S", 1) for k in range(50)],
    )
    plan = solved(programme)
    assert plan.indicators.fresh_won == 0
    assert tonnes(plan) in (0, 50)


@pytest.mark.parametrize("projects", ["divisible", "whole"])
@pytest.mark.parametrize("objective", ["max_min", "leximin"])
def test_the_least_gain_where_nobody_is_compared(objective: str, projects: str):
    """The supplier stands in no region: every plan is as good, with a gain of 0, proven; a list goes on after it."""
    least = {objective: {"of": "support", "by": "region"}}
    plan = solved(one(projects=projects, objective=least))
    assert (plan.objective.value, plan.objective.bound, plan.status) == (0, 0, "optimal")
    plan = solved(one(projects=projects, objective=[least, {"maximise": "lifetime_tonnes"}]))
    assert [award.upgrade_id for award in plan.awards] == ["U"]


@pytest.mark.parametrize("projects", ["divisible", "whole"])
def test_no_plan_where_nobody_is_compared(projects: str):
    """That nothing is compared does not hide that a target is out of reach."""
    with pytest.raises(InfeasibleError, match="No plan keeps every rule"):
        solved(
            one(
                projects=projects,
                objective={"leximin": {"of": "support", "by": "region"}},
                targets=[{"of": "lifetime_tonnes", "tonnes": 10**9}],
            )
        )
