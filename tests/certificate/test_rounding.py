"""What one won and one kilogram are in each row, and what is allowed for rounding by the prices of rows."""

from __future__ import annotations

from fractions import Fraction

import pytest

from planner.certificate.rounding import rule_of, step_of_row, unit_of_row
from planner.units import solver_step, tightened_by
from tests.audit.builders import product_of, programme_of, rules_of, supplier_of, upgrade_of
from tests.certificate.small import exact_of, two_upgrades
from tests.property.cases import draw
from tests.property.finding import find

PROGRAMME = programme_of(
    rules_of(
        footprint=[{"product": "EV", "year": 2026, "at_least_kg": 1}],
        fairness=[
            {"floor": 0.1, "of": "support", "by": "region"},
            {"cap": 0.9, "of": "tonnes", "by": "region"},
            {"least": 1, "of": "annual_tonnes"},
            {"least": 1, "of": "support_per_cost"},
        ],
        technology_limits=[{"technology": "furnace", "at_most": 0.5, "of": "count"}],
    ),
    [supplier_of("S"), supplier_of("T")],
    [upgrade_of("U", "S")],
    products=[product_of("S", "EV", 0.5, 1_000), product_of("T", "EV", 0.1, 1_000), product_of("T", "bus", 1, 1)],
)

WON = Fraction(1, 10**6)
KILOGRAM = Fraction(1, 10**3)


def moved(prices: dict[str, float], unit: str) -> Fraction:
    """What one of that unit in each row is worth at these prices."""
    rows = {row: price for row, price in prices.items() if unit_of_row(PROGRAMME.rules, row) == unit}
    return sum((abs(Fraction(price)) * step_of_row(PROGRAMME, row) for row, price in rows.items()), Fraction(0))


def test_a_won_in_each_rule_in_won():
    """10 t per million won in a budget and 5 in a reserve, whatever their signs: 15 millionths of a tonne a won."""
    prices = {"budget[GOV,2026]": 10, "reserved[1]": -5, "target[1]": 3, "once[U]": 7}
    assert moved(prices, "won") == 15 * WON


def test_a_kilogram_in_each_rule_that_counts_tonnes():
    """3 t per tonne of target and 2 per tonne of credits are 5 kg a kilogram. A tonne at S takes half a kilogram off
    each EV: 4 t per kilogram are 2 t a tonne.
    """
    assert moved({"target[1]": -3, "credit_use[2027]": 2, "budget[GOV,2026]": 10}, "kg") == 5 * KILOGRAM
    assert moved({"footprint[1,EV,2026]": 4}, "kg") == 2 * KILOGRAM


def test_what_a_rule_counts_decides():
    """Support is in won, as a floor or a least benefit; shares of tonnes and least tonnes count tonnes; counts none."""
    prices = {
        "floor[1,X]": 1,
        "cap_share[2,X]": 10,
        "least[3,S]": 100,
        "least[4,S]": 1_000,
        "technology[1]": 10_000,
        "deployment[]": 100_000,
    }
    assert moved(prices, "won") == 101_001 * WON
    assert moved(prices, "kg") == 110 * KILOGRAM


def test_rows_are_named_by_their_rule():
    assert rule_of("budget[GOV,2026]") == "budget"
    assert step_of_row(PROGRAMME, "once[U]") == 0


def test_one_won_is_one_won_in_every_row():
    """However a row is scaled to whole numbers, its step over its factor is a won, or a kilogram of tonnes."""
    seeds = [seed for seed in range(14) if find(draw(seed)).plan is not None]
    rows = [row for seed in seeds for row in exact_of(draw(seed).programme()).rows.values() if row.step]
    assert len(rows) > 100
    assert {row.name for row in rows if row.unit == "won" and Fraction(row.step, row.factor) != WON} == set()


def test_a_budget_by_hand():
    """The purse's row is in million won, so that a won is a millionth; what is awarded once is in no unit."""
    rows = exact_of(two_upgrades()).rows
    budget = rows["budget[GOV,2026]"]
    assert (budget.unit, Fraction(budget.step, budget.factor)) == ("won", WON)
    assert {row.unit for row in rows.values() if row.name.startswith("once")} <= {None}


@pytest.mark.parametrize(
    ("excess", "unit", "gives_way"),
    [
        (3, "won", 4e-6),
        (3, "kg", 4e-3),
        (Fraction(1, 4), "share", 0.25 + 1e-8),
        (Fraction(1, 8), "number", 0.125 + 1e-8),
    ],
)
def test_a_broken_rule_gives_way_by_its_excess_and_a_step(excess: Fraction, unit: str, gives_way: float):
    """Million won, tonnes, shares and plain numbers, as the solver counts them."""
    assert tightened_by(excess, unit) == pytest.approx(gives_way, abs=1e-12)
    assert tightened_by(0, unit) == solver_step(unit)
