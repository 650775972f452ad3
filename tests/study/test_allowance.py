"""What rounding may cost, from the prices of tight rows: won in rules in won, kilograms in rules that count tonnes."""

from __future__ import annotations

from fractions import Fraction

import pytest

from planner.study.allowance import kg_allowance, won_allowance
from planner.units import solver_step, tightened_by
from tests.audit.builders import product_of, programme_of, rules_of, supplier_of, upgrade_of

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


def test_a_won_in_each_tight_rule_in_won():
    """10 t per million won in a budget and 5 in a reserve, whatever their signs: 15 millionths of a tonne a won."""
    prices = {"budget[GOV,2026]": 10.0, "reserved[1]": -5.0, "target[1]": 3.0, "once[U]": 7.0}
    assert won_allowance(PROGRAMME, prices) == pytest.approx(15e-6)


def test_a_kilogram_in_each_tight_rule_that_counts_tonnes():
    """3 t per tonne of target and 2 per tonne of credits are 5 kg a kilogram. A tonne at S takes half a kilogram off
    each EV: 4 t per kilogram are 2 t a tonne.
    """
    prices = {"target[1]": -3.0, "credit_use[2027]": 2.0, "budget[GOV,2026]": 10.0}
    assert kg_allowance(PROGRAMME, prices) == pytest.approx(5e-3)
    assert kg_allowance(PROGRAMME, {"footprint[1,EV,2026]": 4.0}) == pytest.approx(2e-3)


def test_what_a_rule_counts_decides():
    """Support is in won, as a floor or a least benefit; shares of tonnes and least tonnes count tonnes; counts none."""
    prices = {
        "floor[1,X]": 1.0,
        "cap_share[2,X]": 10.0,
        "least[3,S]": 100.0,
        "least[4,S]": 1_000.0,
        "technology[1]": 10_000.0,
        "deployment[]": 100_000.0,
    }
    assert won_allowance(PROGRAMME, prices) == pytest.approx(101_001e-6)
    assert kg_allowance(PROGRAMME, prices) == pytest.approx(110e-3)


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
