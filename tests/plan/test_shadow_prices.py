"""Prices from duals by hand: signs, units, and which rows belong together."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from planner.plan.shadow_prices import RowPrices, shadow_prices
from planner.programme.programme import Programme
from tests.audit.builders import programme_of, purse, rules_of, supplier_of, upgrade_of

YEARS = {"award": [2026, 2028], "count_until": 2030}
BUDGET = dict.fromkeys((2026, 2027, 2028), 100)


def case(**rules: Any) -> Programme:
    return programme_of(rules_of(**{"years": YEARS} | rules), [supplier_of("S")], [upgrade_of("U", "S")])


def told(programme: Programme, prices: RowPrices) -> dict[str, tuple[float, str]]:
    return {row.rule: (row.price, row.unit) for row in shadow_prices(programme, prices)}


def test_a_won_of_an_early_year_loosens_every_later_row_where_all_is_carried_over():
    """Rows by 2026, by 2027 and by 2028 at 2, 0 and 3 t per million won: a million in 2026 is worth 5 t, later 3 t.
    Of a purse that lapses each year's row is that year's price.
    """
    programme = case(funders=[purse("ALL", budget=BUDGET, carry_over="all"), purse("NONE", budget=BUDGET)])
    duals = {f"budget[{name},{year}]": dual for name in ("ALL", "NONE") for year, dual in ((2026, 2.0), (2028, 3.0))}
    per = "t per million won"
    assert told(programme, RowPrices(duals)) == {
        "budget[ALL,2026]": (5.0, per),
        "budget[ALL,2027]": (3.0, per),
        "budget[ALL,2028]": (3.0, per),
        "budget[NONE,2026]": (2.0, per),
        "budget[NONE,2028]": (3.0, per),
    }


def test_budget_rows_after_the_award_years_count_too():
    """A cost line of 2027's award falls due in 2029."""
    programme = case(funders=[purse("ALL", budget={2026: 100}, carry_over="all")])
    assert told(programme, RowPrices({"budget[ALL,2029]": 1.5})) == {
        f"budget[ALL,{year}]": (1.5, "t per million won") for year in (2026, 2027, 2028, 2029)
    }


def test_a_price_is_what_loosening_improves_whatever_the_duals_sign():
    programme = case(targets=[{"year": 2030, "tonnes": 5}], caps=[{"per": "supplier", "won": 10}])
    duals = {"cap[1,S]": 4.0, "target[1]": -0.5}
    assert told(programme, RowPrices(duals)) == {
        "cap[1,S]": (4.0, "t per million won"),
        "target[1]": (0.5, "t per t"),
    }


def test_where_the_least_won_is_sought_prices_are_won():
    """The solver maximises minus the million won: 0.25 of them a tonne are 250,000 won."""
    prices = RowPrices.of_objective(
        {"reach[lifetime_tonnes]": -0.25, "cap[1,S]": 0.5}, Fraction(-1_000_000), Fraction(1), "won"
    )
    programme = case(
        objective={"minimise": "fresh_won", "reach": {"lifetime_tonnes": 5}}, caps=[{"per": "supplier", "won": 10}]
    )
    assert told(programme, prices) == {
        "cap[1,S]": (500_000.0, "won per million won"),
        "reach[lifetime_tonnes]": (250_000.0, "won per t"),
    }


@pytest.mark.parametrize(("least", "unit"), [(0.9, "million won"), ({"tonnes": 5}, "t")])
def test_prices_of_a_ratio_are_over_the_plans_won(least: Any, unit: str):
    """10 t gained in most tonnes less the best ratio times won, over 50 million won: 0.2 t per million won."""
    prices = RowPrices.of_objective({"deployment[]": -10.0}, Fraction(1), Fraction(50), "t per million won")
    programme = case(objective={"ratio": {"deploy_at_least": least}})
    assert told(programme, prices) == {"deployment[]": (pytest.approx(0.2), f"(t per million won) per {unit}")}


def test_units_follow_what_a_rule_shares():
    programme = case(
        technology_limits=[
            {"technology": "pv", "at_most": 0.3, "of": "tonnes"},
            {"technology": "pv", "at_most": 0.3, "of": "count"},
        ],
        fairness=[
            {"floor": 0.1, "of": "support", "by": "region"},
            {"least": 5, "of": "support_per_baseline_t"},
            {"least": 5, "of": "count"},
            {"gini": 0.5, "of": "tonnes"},
        ],
        reserved=[{"funder": "GOV", "share": 0.3, "of": {"size": "small"}}],
    )
    duals = {
        "technology[1]": 1.0,
        "technology[2]": 2.0,
        "floor[1,Busan]": -3.0,
        "least[2,S]": -4.0,
        "least[2,T]": -5.0,
        "least[3,S]": -6.0,
        "gini[4]": 7.0,
        "reserved[1]": 8.0,
    }
    assert told(programme, RowPrices(duals)) == {
        "reserved[1]": (8.0, "t per million won"),
        "technology[1]": (1.0, "t per t"),
        "technology[2]": (2.0, "t per award"),
        "floor[1,Busan]": (3.0, "t per million won"),
        "least[2]": (9.0, "t per million won"),
        "least[3]": (6.0, "t per award"),
        "gini[4]": (7.0, "t per Gini coefficient"),
    }


def test_rules_of_single_suppliers_and_awards_and_the_solvers_imprecision_are_left_out():
    programme = case(
        co_funding=[{"funder": "GOV", "of": "GOV", "at_least": 1}],
        matching=[{"funder": "GOV", "at_most": 1}],
        caps=[{"per": "programme", "won": 10}],
    )
    duals = {
        "own_money[S]": 1.0,
        "affordability[S,2027]": 1.0,
        "support[U,2026,at_most]": 1.0,
        "once[U]": 1.0,
        "pool[S,2027]": 1.0,
        "matching[1,at_most,U,2026]": 1.0,
        "co_funding[1,at_least,programme]": 2.0,
        "cap[1,programme]": -1e-9,
    }
    assert told(programme, RowPrices(duals)) == {"co_funding[1,at_least,programme]": (2.0, "t per million won")}


def test_whole_projects_have_no_prices():
    prices = RowPrices({})
    assert told(case(), prices) == {}
    assert prices.of("budget[GOV,2026]") is None
    assert prices.of_each("least", 1) is None


def test_rules_of_numbers_that_begin_alike_are_kept_apart():
    prices = RowPrices({"least[1,S]": 1.0, "least[11,S]": 2.0})
    assert prices.of_each("least", 1) == 1.0
    assert prices.of_each("least", 11) == 2.0
