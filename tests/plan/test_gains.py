"""What a member gains, by every measure, of one award whose money comes from everywhere."""

from __future__ import annotations

from fractions import Fraction

import pytest

from planner.plan.benefits import Gain, gains
from planner.plan.objectives import gain_unit
from planner.programme.measures import Benefit
from tests.audit.builders import award_of, programme_of, purse, rules_of, supplier_of, upgrade_of

PAID = {"GOV": 200, "OEM": 150, "pool:programme": 50, "own": 100}
HALF = Fraction(1, 2)


def programme():
    """S with U of 1,000 won and 4 t in each of two years, and a baseline of 8 t; Z with V, which nobody awards."""
    return programme_of(
        rules_of(
            years={"award": [2026, 2026], "count_until": 2027},
            funders=[purse("GOV"), purse("OEM", "oem")],
            repayment={"base": ["GOV"], "ratio": 1, "instalments": 1, "pool": "programme"},
        ),
        [supplier_of("S", baseline_t=8, revenue_won=10_000), supplier_of("Z", baseline_t=1, revenue_won=1)],
        [upgrade_of("U", "S", tonnes=4, life_years=2), upgrade_of("V", "Z")],
    )


def gained(of: str) -> list[Gain]:
    """With half of U awarded: 500 won, and 2 t a year."""
    trial = programme()
    award = award_of(trial, "U", 2026, PAID)
    return gains(trial, Benefit(of=of), [award], {("U", 2026): {2026: 2_000, 2027: 2_000}})


@pytest.mark.parametrize(
    ("of", "gain"),
    [
        ("support", 400),
        ("fresh_won", 350),
        ("public_won", 200),
        ("oem_won", 150),
        ("own_won", 100),
        ("all_won", 500),
        ("count", HALF),
        ("tonnes", 4),
        ("annual_tonnes", 2),
        ("tonnes_in_2027", 2),
        ("support_per_baseline_t", 50),
        ("tonnes_per_baseline_t", HALF),
        ("support_per_revenue", Fraction(400, 10_000)),
        ("support_per_cost", Fraction(400, 1_000)),
    ],
)
def test_what_each_measure_counts(of, gain):
    """Pools' money is support and not fresh; the supplier's own is neither."""
    found = {one.label: one for one in gained(of)}
    assert (found["S"].gain, found["S"].awards) == (gain, 1)
    assert (found["Z"].gain, found["Z"].awards) == (0, 0)


@pytest.mark.parametrize(
    ("of", "unit"),
    [
        ("support", "won"),
        ("own_won", "won"),
        ("count", "awards"),
        ("tonnes", "t"),
        ("annual_tonnes", "t/yr"),
        ("support_per_baseline_t", "won per t"),
        ("support_per_revenue", "won per won"),
        ("tonnes_per_cost", "t per won"),
        ("annual_tonnes_per_baseline_t", "t/yr per t"),
    ],
)
def test_units_of_gains(of, unit):
    assert gain_unit(Benefit(of=of)) == unit
