"""The price of fairness: what the objective is without each rule, found by solving again.

Regions as in E3: X saves 10 t per million won, Y 6; one year, 100 M won.
"""

from __future__ import annotations

from typing import Any

import pytest

from planner.programme.programme import Programme
from planner.solving.outcome import Limits
from planner.study.price import Prices
from planner.study.prices import find_prices
from tests.audit.builders import programme_of, purse, rules_of, supplier_of
from tests.audit.worked_examples import two_regions
from tests.golden.solving import M
from tests.golden.test_ranking_is_not_enough import three

FLOOR = {"floor": "0.3", "of": "support", "by": "region", "group": "Y"}
CAP = {"cap": "0.6", "of": "support", "by": "supplier", "group": "SX"}


def regions(**rules: Any) -> Programme:
    given = two_regions(None)
    return programme_of(
        rules_of(funders=[purse("GOV", budget={2026: 100 * M})], **rules),
        list(given.suppliers.values()),
        list(given.upgrades.values()),
    )


def told(found: Prices) -> list[tuple[int | None, int | None, float]]:
    """Rule, objective and price."""
    return [(price.rule, price.objective, round(price.price, 6)) for price in found.prices]


def test_e3_the_floor_costs_120_tonnes():
    """1,000 t without, 880 t with: 12 %. A million won moved costs 4 t."""
    found = find_prices(regions(fairness=[FLOOR]), Limits())
    assert told(found) == [(1, None, 120.0)]
    (price,) = found.prices
    assert price.share == pytest.approx(0.12)
    assert (price.least, price.most) == (pytest.approx(120), pytest.approx(120))
    assert [(figure.rule, figure.level, figure.value) for figure in price.figures] == [("floor[1,Y]", 0.3, 0.3)]
    assert price.figures[0].shadow_price == pytest.approx(4)
    assert (found.objective, found.unit, found.stopped) == ("lifetime_tonnes", "t", False)


def test_each_rule_and_all_together():
    """The cap of 60 % on X leaves 40 % to Y: 840 t, whether or not the floor of 30 % is there; the floor alone 880."""
    found = find_prices(regions(fairness=[FLOOR, CAP]), Limits())
    assert told(found) == [(1, None, 0.0), (2, None, 40.0), (None, None, 160.0)]


def test_an_objective_that_compares_gains_has_a_price():
    """Half for each region, 500 + 300 t, before most tonnes: 200 t less than 1,000."""
    fair = {"max_min": {"of": "support"}}
    found = find_prices(regions(objective=[fair, {"maximise": "lifetime_tonnes"}]), Limits())
    assert told(found) == [(None, 1, 200.0)]
    (price,) = found.prices
    assert price.level is not None
    assert price.level.value == 50 * M


def test_a_programme_that_only_compares_gains_is_priced_in_lifetime_tonnes():
    found = find_prices(regions(objective={"max_min": {"of": "support"}}), Limits())
    assert told(found) == [(None, 1, 200.0)]
    assert found.objective == "lifetime_tonnes"


def test_where_less_is_better():
    """500 t ask 50 M without the floor; with it 500 / 8.8 M."""
    least = {"minimise": "fresh_won", "reach": {"lifetime_tonnes": 500}}
    (price,) = find_prices(regions(objective=least, fairness=[FLOOR]), Limits()).prices
    assert price.price == pytest.approx(500 / 8.8 * M - 50 * M, abs=3)
    assert price.share == pytest.approx(10 / 8.8 - 1, abs=1e-6)


def test_whole_projects():
    """E2 with P in X, Q and R in Y: half of the support for X leaves only P, 600 t in place of 921 for Q and R."""
    rules = rules_of(
        projects="whole",
        funders=[purse("GOV", budget={2026: 100 * M})],
        fairness=[{"floor": "0.5", "of": "support", "by": "region", "group": "X"}],
    )
    upgrades = [
        upgrade.model_copy(update={"supplier_id": "SX" if name == "P" else "SY"})
        for name, upgrade in three("whole").upgrades.items()
    ]
    suppliers = [supplier_of("SX", region="X"), supplier_of("SY", region="Y")]
    (price,) = find_prices(programme_of(rules, suppliers, upgrades), Limits()).prices
    assert (price.price, price.least, price.most) == (321, pytest.approx(321), pytest.approx(321))
    assert price.figures[0].shadow_price is None


def test_without_a_fairness_rule_there_is_no_price():
    assert find_prices(regions(), Limits()).prices == ()
