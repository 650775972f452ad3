"""Solved plans whose prices a person can work out, and whose every figure the audit works out again."""

from __future__ import annotations

from typing import Any

import pytest

from planner.plan.plan import Plan
from planner.programme.programme import Programme
from planner.solving.outcome import Limits
from planner.study.planning import make_plan
from tests.audit.builders import programme_of, purse, rules_of, supplier_of, upgrade_of
from tests.plan.figures_of import with_products

M = 1_000_000


def solved(programme: Programme) -> Plan:
    """The plan, which must be proven optimal; ``make_plan`` has audited it."""
    plan = make_plan(programme, Limits()).plan
    assert plan.status == "optimal", plan.objective
    return plan


def prices(plan: Plan) -> dict[str, tuple[float, str]]:
    return {row.rule: (pytest.approx(row.price, rel=1e-6), row.unit) for row in plan.shadow_prices}


def two(budget: int = 100 * M, **rules: Any) -> Programme:
    """60 M won at 10 t per million won, 100 M at 6."""
    return programme_of(
        rules_of(**{"funders": [purse("GOV", budget={2026: budget})]} | rules),
        [supplier_of("S"), supplier_of("T")],
        [upgrade_of("U1", "S", 60 * M, tonnes=600), upgrade_of("U2", "T", 100 * M, tonnes=600)],
    )


def test_a_budget_is_worth_what_the_next_upgrade_saves():
    """60 M at 10 t/M and 40 M at 6 t/M; one more million goes to the second."""
    assert prices(solved(two())) == {"budget[GOV,2026]": (6.0, "t per million won")}


def test_a_cap_is_worth_what_it_keeps_from_the_better_upgrade():
    """At most 50 M to a supplier: S gets 50 M, T the other 20 M. One more million for S moves it from 6 to 10 t/M."""
    assert prices(solved(two(70 * M, caps=[{"per": "supplier", "won": 50 * M}]))) == {
        "budget[GOV,2026]": (6.0, "t per million won"),
        "cap[1,S]": (4.0, "t per million won"),
    }


def test_the_least_won_for_a_target_costs_what_the_last_tonne_costs():
    """780 t: 60 M for 600 and 30 M for 180. One tonne less saves a sixth of a million: 166,667 won."""
    plan = solved(two(objective={"minimise": "fresh_won", "reach": {"lifetime_tonnes": 780}}))
    assert plan.indicators.fresh_won == 90 * M
    assert prices(plan) == {"reach[lifetime_tonnes]": (M / 6, "won per t")}
    (target,) = plan.targets
    assert (target.target_t, target.tonnes) == (780.0, 780.0)
    assert target.shadow_price == pytest.approx(M / 6)


def test_a_ratio_falls_as_more_must_be_deployed():
    """At D million won the ratio is (600 + 6 (D - 60)) / D = 6 + 240 / D: at 90 M a million less lifts it by 240/D²."""
    plan = solved(two(objective={"ratio": {"deploy_at_least": 0.9}}))
    assert prices(plan)["deployment[]"] == (pytest.approx(240 / 90**2), "(t per million won) per million won")


def test_money_that_is_carried_over_is_priced_by_the_years_that_it_serves():
    """U1 can only be had in 2026, U2 only in 2027, each 100 M at 10 and 6 t/M in its one counting year. Budget 30 M in
    each year, all carried over: U1 takes 2026's. A million in 2026 brings 10 t, in 2027 6 t.
    """
    programme = programme_of(
        rules_of(
            years={"award": [2026, 2027], "count_until": 2027},
            funders=[purse("GOV", budget={2026: 30 * M, 2027: 30 * M}, carry_over="all")],
        ),
        [supplier_of("S")],
        [
            upgrade_of("U1", "S", 100 * M, tonnes=1_000, last_year=2026),
            upgrade_of("U2", "S", 100 * M, tonnes=600, first_year=2027),
        ],
    )
    assert prices(solved(programme)) == {
        "budget[GOV,2026]": (10.0, "t per million won"),
        "budget[GOV,2027]": (6.0, "t per million won"),
    }


def test_a_footprint_costs_the_tonnes_that_it_moves():
    """T's tonnes go into 1,000 cars: 240 t are 240 kg a car. 300 kg take 300 t, 10 M more won from U1: each kilogram is
    a tonne of T, a sixth of a million, 10/6 t of S: it costs 10/6 - 1 = 2/3 t.
    """
    programme = with_products(
        two(footprint=[{"product": "car", "year": 2026, "at_least_kg": 300, "target_kg": 400}]),
        {"supplier_id": "T", "product": "car", "share": 1, "units_per_year": 1_000},
    )
    plan = solved(programme)
    assert float(plan.indicators.lifetime_tonnes) == 500 + 300
    (figure,) = plan.footprint
    assert (figure.kg_per_unit, figure.at_least_kg, figure.target_kg) == (300.0, 300.0, 400.0)
    assert figure.shadow_price == pytest.approx(2 / 3)
    assert prices(plan)["footprint[1,car,2026]"] == (pytest.approx(2 / 3), "t per (kg per unit)")


def test_a_gini_ceiling_is_priced_by_its_coefficient():
    """S and T get 100 M; S's share less T's is at most twice the coefficient: 50 + 100 g to S, 50 - 100 g to T. These
    are 800 + 400 g tonnes.
    """
    plan = solved(two(fairness=[{"gini": 0.05, "of": "support"}]))
    assert float(plan.indicators.lifetime_tonnes) == pytest.approx(820)
    assert prices(plan)["gini[1]"] == (400.0, "t per Gini coefficient")


def test_a_least_benefit_is_priced_for_all_together():
    """At least 45 M each: T gets 45 M. A million less for each moves one from T to S: 4 t."""
    plan = solved(two(fairness=[{"least": 45 * M, "of": "support"}]))
    assert float(plan.indicators.lifetime_tonnes) == 820
    assert prices(plan)["least[1]"] == (4.0, "t per million won")
    assert [row.shadow_price for row in plan.fairness] == [pytest.approx(4.0)]


def everything(budget: int = 37_000_001, target: int = 5, *, electrified: bool = True) -> Programme:
    """Three award years with targets, a footprint, a sector, credits that are lent back, bundles, a clawback, a least
    benefit, a Gini ceiling, a floor, and an electrification that must be: in 2026 and 2027 it emits more. Without
    it no credits are below zero, and all is a linear programme.
    """
    years = range(2026, 2029)
    return with_products(
        programme_of(
            rules_of(
                years={"award": [2026, 2028], "count_until": 2036},
                factors={"grid_t_per_mwh": {2026: "0.44", 2030: "0.3", 2036: "0.1"}, "gas_t_per_gj": "0.0561"},
                discount={"rate": "0.045", "base_year": 2026},
                funders=[
                    purse(
                        "GOV",
                        budget=dict.fromkeys(years, 37_000_001) | {2027: budget},
                        carry_over={"at_most": 5_000_000},
                    ),
                    purse("HMC", "oem", budget={2026: 20_000_003, 2027: 11_000_000}, carry_over="all"),
                ],
                support_rates=[{"at_most": "0.6"}],
                targets=[{"year": 2036, "tonnes": target}, {"of": "discounted_tonnes", "tonnes": 100}],
                contributions=[{"year": 2030, "sector": "industry", "sector_t": 1_000}],
                footprint=[{"product": "car", "year": [2030, 2035], "at_least_kg": "0.5", "target_kg": 2}],
                clawback={"tied_share": "0.3", "free_shortfall": "0.1"},
                fairness=[
                    {"least": 1_000, "of": "support_per_baseline_t"},
                    {"gini": "0.6", "of": "support"},
                    {"floor": "0.2", "of": "support", "by": "tier", "group": "2"},
                ],
                offsets={
                    "approval_lag_years": 1,
                    "crediting": {"years": 3, "renewals": 1},
                    "split": {"oem": "0.7", "supplier": "0.2", "state": "0.1"},
                    "share_of_obligation": "0.05",
                    "obligation_t": {2026: 500, 2036: 300},
                    "price_won_per_t": {2026: 9_000, 2030: 15_001},
                    "lend_back": {"funder": "HMC", "share": "0.9"},
                    "bundles": {
                        "by": "consortium",
                        "classes": [{"name": "micro", "at_most_t": 10, "bundle_at_most_t": 15}, {"name": "rest"}],
                    },
                },
            ),
            [
                supplier_of("A", baseline_t=900, consortium="C1", ets_covered=True),
                supplier_of("B", 2, baseline_t=300, consortium="C1"),
                supplier_of("C", 2, baseline_t=200),
                supplier_of("D", 2, baseline_t=100, consortium="C2"),
            ],
            [
                upgrade_of("UA", "A", 420_000_007, tonnes=150, tonnes_low=130, life_years=8, creditable=True),
                upgrade_of("UB", "B", 30_000_011, tonnes="17.3", tonnes_low=17, life_years=10, creditable=True),
                upgrade_of("UC", "C", 25_000_003, tonnes=9, life_years=9, lead_years=1, creditable=True),
                upgrade_of(
                    "UD",
                    "D",
                    19_000_001,
                    tonnes=None,
                    electricity_mwh=-30 if electrified else 0,
                    gas_gj=200,
                    life_years=15,
                    last_year=2026,
                    mandatory=True,
                    creditable=True,
                ),
            ],
        ),
        {"supplier_id": "A", "product": "car", "share": "0.4", "units_per_year": 20_000},
        {"supplier_id": "B", "product": "car", "share": "0.8", "units_per_year": 9_000},
        {"supplier_id": "C", "product": "van", "share": "0.5", "units_per_year": 7_000},
    )


def test_a_programme_with_all_of_it_has_a_plan_that_the_audit_works_out_again():
    """The audit's own reckoning of every ledger and figure agrees, or there would be no plan."""
    plan = make_plan(everything(), Limits()).plan
    assert [row.lent > 0 for row in plan.funders if row.funder == "HMC"] == [False, False, True]
    assert plan.credit_bundles
    assert plan.reclaims
    assert {award.raises_until for award in plan.awards if award.upgrade_id == "UD"} == {2027}
    assert [figure.rule for figure in plan.targets] == ["target[1]", "target[2]"]
    assert [row.rule for row in plan.fairness] == ["least[1]", "gini[2]", "floor[3,2]"]
    assert len(plan.footprint) == 2 * 11


@pytest.mark.parametrize(
    ("rule", "units", "looser", "tighter"),
    [
        ("budget[GOV,2027]", 1, {"budget": 38_000_001}, {"budget": 36_000_001}),
        ("target[1]", 5, {"target": 20}, {"target": 30}),
    ],
)
def test_a_price_lies_between_what_loosening_gains_and_what_tightening_costs(
    rule: str, units: int, looser: dict[str, int], tighter: dict[str, int]
):
    """The best value is concave in a limit: units more bring no more than the price, units less cost no less.

    In 2036 only what was awarded late saves anything, so that its target has a price. Rounded kilograms of some awards
    and years may lift a bound by a few: 10 kg are allowed.
    """
    middle = {"budget": 37_000_001, "target": 25}
    bounds = []
    for change in ({}, looser, tighter):
        plan = make_plan(everything(**middle | change, electrified=False), Limits()).plan
        bounds.append((plan.objective.bound, prices(plan)))
    (here, stated), (above, _), (below, _) = bounds
    price = stated[rule][0].expected * units
    assert price > 0
    assert above - here <= price + 0.01
    assert here - below >= price - 0.01
