"""Which tonnes count: measures, lead time and life, grid factors, credits."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from planner.plan.plan import Plan
from planner.programme.upgrade import Upgrade
from tests.audit.builders import programme_of, purse, rules_of, supplier_of, upgrade_of
from tests.golden.solving import M, paid, solved, tonnes

FAST = upgrade_of("FAST", "S", 10 * M, tonnes=30, life_years=1)
SLOW = upgrade_of("SLOW", "S", 10 * M, tonnes=12, life_years=10, lead_years=2)


def plan_with(measure: str, upgrades: list[Upgrade] | None = None, until: int = 2030, **rules: Any) -> Plan:
    """FAST saves 30 t in 2026; SLOW 12 t a year from 2028 on; there is money for one."""
    return solved(
        programme_of(
            rules_of(
                years={"award": [2026, 2026], "count_until": until},
                funders=[purse("GOV", budget={2026: 10 * M})],
                objective={"maximise": measure},
                **rules,
            ),
            [supplier_of("S")],
            upgrades or [FAST, SLOW],
        )
    )


def test_lifetime_tonnes_end_at_the_horizon():
    """SLOW: 2028, 2029 and 2030 are 36 t against FAST's 30 t; until 2029 it is 24 t."""
    assert paid(plan_with("lifetime_tonnes")).keys() == {("SLOW", 2026)}
    assert paid(plan_with("lifetime_tonnes", until=2029)).keys() == {("FAST", 2026)}


def test_tonnes_in_one_year():
    """In 2026 FAST has 30 t and SLOW none; in 2030 SLOW has 12 t and FAST none."""
    assert plan_with("tonnes_in_2026").objective.value == 30
    late = plan_with("tonnes_in_2030")
    assert paid(late).keys() == {("SLOW", 2026)}
    assert late.objective.value == 12


def test_annual_tonnes_are_those_of_the_first_year_in_operation():
    """FAST's first year is 2026, 30 t; SLOW's is 2028, 12 t, and after a horizon in 2027 nothing."""
    plan = plan_with("annual_tonnes")
    assert paid(plan).keys() == {("FAST", 2026)}
    assert (plan.objective.value, plan.objective.unit) == (30, "t/yr")
    assert paid(plan_with("annual_tonnes", [SLOW])).keys() == {("SLOW", 2026)}
    assert plan_with("annual_tonnes", [SLOW]).objective.value == 12
    assert plan_with("annual_tonnes", [SLOW], until=2027).objective.value == 0


def test_discounted_tonnes():
    """At 10 %: SLOW 12 / 1.1^2 + 12 / 1.1^3 + 12 / 1.1^4 = 9.917 + 9.016 + 8.196 = 27.129 t, FAST 30 t; at 5 %:
    10.884 + 10.366 + 9.872 = 31.123 t.
    """
    discounted = plan_with("discounted_tonnes", discount={"rate": 0.1, "base_year": 2026})
    assert paid(discounted).keys() == {("FAST", 2026)}
    milder = plan_with("discounted_tonnes", discount={"rate": "0.05", "base_year": 2026})
    assert paid(milder).keys() == {("SLOW", 2026)}
    assert milder.objective.value == pytest.approx(31.123, abs=0.001)
    assert tonnes(milder) == 36


HEAT_PUMP = upgrade_of("PUMP", "S", 10 * M, tonnes=None, electricity_mwh=-100, gas_gj=500, life_years=5)
GRID: dict[str, Any] = {"factors": {"grid_t_per_mwh": {2026: "0.4", 2030: "0.2"}, "gas_t_per_gj": "0.06"}}


def test_electrification_emits_more_before_it_saves():
    """Gas 500 GJ x 0.06 = 30 t a year saved; 100 MWh more at 0.40, 0.35, 0.30, 0.25, 0.20: 40, 35, 30, 25, 20 t:
    net -10, -5, 0, 5, 10 t.
    """
    plan = plan_with("tonnes_in_2030", [HEAT_PUMP], **GRID)
    assert plan.awards[0].tonnes_by_year == {
        2026: Decimal(-10),
        2027: Decimal(-5),
        2029: Decimal(5),
        2030: Decimal(10),
    }
    assert plan.indicators.tonnes_by_year[2028] == 0


def test_electrification_that_gains_nothing_by_the_horizon_is_not_awarded():
    """Until 2029: -10 - 5 + 0 + 5 = -10 t. Until 2032 (after 2030 the factor stays 0.20): with a life of seven years
    -10 - 5 + 0 + 5 + 10 + 10 + 10 = 20 t.
    """
    assert plan_with("lifetime_tonnes", [HEAT_PUMP], until=2029, **GRID).awards == ()
    longer = upgrade_of("PUMP", "S", 10 * M, tonnes=None, electricity_mwh=-100, gas_gj=500, life_years=7)
    assert tonnes(plan_with("lifetime_tonnes", [longer], until=2032, **GRID)) == 20


def test_it_waits_for_a_cleaner_grid():
    """A life of three years: awarded in 2026 -15 t, 2027 0 t, 2028 (0 + 5 + 10) 15 t."""
    pump = upgrade_of("PUMP", "S", 10 * M, tonnes=None, electricity_mwh=-100, gas_gj=500, life_years=3)
    programme = programme_of(
        rules_of(
            years={"award": [2026, 2028], "count_until": 2032},
            funders=[purse("GOV", budget=dict.fromkeys((2026, 2027, 2028), 10 * M))],
            **GRID,
        ),
        [supplier_of("S")],
        [pump],
    )
    plan = solved(programme)
    assert paid(plan).keys() == {("PUMP", 2028)}
    assert tonnes(plan) == 15


def test_credits():
    """U saves 12 t a year at S, outside the trading scheme, and is creditable; V saves 7 t, not creditable; W 5 t at a
    supplier in the scheme. The OEM may use a tenth of an obligation that falls from 160 t in 2026 to 80 t in 2028:
    16, 12 and 8 t.
    """
    programme = programme_of(
        rules_of(
            years={"award": [2026, 2026], "count_until": 2028},
            offsets={"share_of_obligation": 0.1, "obligation_t": {2026: 160, 2028: 80}},
        ),
        [supplier_of("S", ets_covered=False), supplier_of("T", ets_covered=True)],
        [
            upgrade_of("U", "S", 1 * M, tonnes=12, life_years=3, creditable=True),
            upgrade_of("V", "S", 1 * M, tonnes=7, life_years=3),
            upgrade_of("W", "T", 1 * M, tonnes=5, life_years=3, creditable=True),
        ],
    )
    plan = solved(programme)
    assert [(row.year, row.creditable_t, row.usable_t) for row in plan.credits] == [
        (2026, Decimal(12), Decimal(12)),
        (2027, Decimal(12), Decimal(12)),
        (2028, Decimal(12), Decimal(8)),
    ]
