"""Most tonnes per won: two divisible upgrades at 10 and 6 t per million won, budget 100 M."""

from __future__ import annotations

from typing import Any

import pytest

from planner.errors import UsageError
from planner.programme.programme import Programme
from planner.solving.outcome import Limits
from planner.study.planning import make_plan
from tests.audit.builders import programme_of, purse, rules_of, supplier_of, upgrade_of
from tests.golden.solving import M, paid, solved


def two(per: str, least: Any, technology: str = "compressor", **rules: Any) -> Programme:
    return programme_of(
        rules_of(
            funders=[purse("GOV", budget={2026: 50 * M}), purse("OEM", "oem", budget={2026: 50 * M})],
            objective={"ratio": {"of": "lifetime_tonnes", "per": per, "deploy_at_least": least}},
            **rules,
        ),
        [supplier_of("S")],
        [upgrade_of("U1", "S", 60 * M, tonnes=600), upgrade_of("U2", "S", 100 * M, tonnes=600, technology=technology)],
    )


def test_a_least_deployment_takes_the_second_best_too():
    """90 M must be spent: 60 M at 10 t/M and 30 M at 6 t/M: 780 t / 90 M = 8.6667 t/M."""
    plan = solved(two("fresh_won", 0.9))
    assert plan.indicators.fresh_won == 90 * M
    assert float(plan.indicators.lifetime_tonnes) == 780
    assert plan.objective.value == pytest.approx(780 / 90)


def test_where_the_best_is_enough_it_stands_alone():
    """60 M are 60 % of the budget: 10 t/M. Half the budget could be spent at 10 t/M too; equal ratios, less money."""
    plan = solved(two("fresh_won", 0.6))
    assert plan.indicators.fresh_won == 60 * M
    assert plan.objective.value == pytest.approx(10)
    assert solved(two("fresh_won", 0.5)).indicators.fresh_won == 50 * M


def test_public_won_below_the_line_lets_the_oem_pay():
    """At least half of GOV's 50 M: 25 M. The OEM's 50 M cost the ratio nothing, so 75 M in all: 600 + 15 x 6 = 690 t
    over 25 M public won: 27.6 t/M.
    """
    plan = solved(two("public_won", 0.5))
    assert plan.indicators.public_won == 25 * M
    assert plan.indicators.oem_won == 50 * M
    assert plan.objective.value == pytest.approx(690 / 25)


def test_oem_won_below_the_line_lets_the_government_pay():
    """At least half of the OEM's 50 M: 25 M, beside all of GOV's: again 690 t, over 25 M of the OEM's."""
    plan = solved(two("oem_won", 0.5))
    assert plan.indicators.oem_won == 25 * M
    assert plan.indicators.public_won == 50 * M
    assert plan.objective.value == pytest.approx(690 / 25)


def test_own_won_below_the_line_counts_what_suppliers_pay():
    """U1 is supported at 50 %: 20 t per million won of the supplier's; U2 at 90 %: 60 t. At least 660 t: all of U2 for
    10 M of its supplier's, and a tenth of U1 for 3 M: 660 / 13 = 50.77.
    """
    rates = [{"technology": "furnace", "at_most": 0.9}, {"technology": "compressor", "at_most": 0.5}]
    plan = solved(two("own_won", {"tonnes": 660}, support_rates=rates, technology="furnace"))
    assert plan.indicators.own_won == 13 * M
    assert plan.objective.value == pytest.approx(660 / 13)


def test_a_share_of_what_suppliers_pay_is_no_deployment():
    with pytest.raises(UsageError, match="no budget"):
        make_plan(two("own_won", 0.5), Limits())


def test_all_won_below_the_line_counts_the_suppliers_money():
    """At a support rate of 50 %, 30 M of support carry 60 M of cost. Least deployment 40 %: 40 M of support are 80 M of
    cost: 600 + 20 x 6 = 720 t / 80 M = 9 t/M.
    """
    plan = solved(two("all_won", 0.4, support_rates=[{"at_most": 0.5}]))
    assert plan.indicators.all_won == 80 * M
    assert plan.indicators.own_won == 40 * M
    assert plan.objective.value == pytest.approx(9)


def test_deployment_in_tonnes():
    """At least 660 t: 600 + 60, so 60 M + 10 M: 660 / 70 = 9.4286 t/M."""
    plan = solved(two("fresh_won", {"tonnes": 660}))
    assert paid(plan)["U1", 2026]["GOV"] + paid(plan)["U1", 2026]["OEM"] == 60 * M
    assert plan.indicators.fresh_won == 70 * M
    assert plan.objective.value == pytest.approx(660 / 70)


def test_returned_money_is_not_fresh():
    """T gives back 10 M of GOV's money to the programme's pool, which pays 10 M of V's cost: 100 t that cost no fresh
    money. T: 10 M, 50 t. Together 150 t / 10 M fresh = 15 t/M, though T alone has 5 t/M.
    """
    programme = programme_of(
        rules_of(
            years={"award": [2026, 2027], "count_until": 2027},
            funders=[purse("GOV", pays={"tier": 1}, budget={2026: 10 * M})],
            repayment={"base": "GOV", "pool": "programme"},
            objective={"ratio": {"of": "lifetime_tonnes", "per": "fresh_won", "deploy_at_least": 0.1}},
        ),
        [supplier_of("T"), supplier_of("V", 2)],
        [upgrade_of("UT", "T", 10 * M, tonnes=50), upgrade_of("UV", "V", 10 * M, tonnes=100)],
    )
    plan = solved(programme)
    assert plan.indicators.recycled_won == plan.indicators.fresh_won
    assert plan.objective.value == pytest.approx(15)
