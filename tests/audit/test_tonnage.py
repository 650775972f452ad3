"""Kilograms: grid factors by year, operation, horizon, and rounding half up once, by hand."""

from __future__ import annotations

from fractions import Fraction

import pytest

from planner.audit import audit
from planner.audit.tonnage import Tonnage, between

from .builders import broken_rows, plan_of, programme_of, rules_of, supplier_of, upgrade_of, with_award

GRID = {2026: "0.4", 2030: "0.2"}


def tonnage(**factors):
    return Tonnage(rules_of(years={"award": [2026, 2027], "count_until": 2032}, factors=factors))


def test_grid_factor_between_and_after_given_years():
    """0.4 in 2026 and 0.2 in 2030: 0.35 in 2027, 0.3 in 2028, and 0.2 from 2030 on."""
    points = {2026: Fraction(4, 10), 2030: Fraction(2, 10)}
    assert [between(points, year) for year in (2026, 2027, 2028, 2030, 2040)] == [
        Fraction(40, 100),
        Fraction(35, 100),
        Fraction(30, 100),
        Fraction(20, 100),
        Fraction(20, 100),
    ]


def test_kilograms_by_year():
    """10 MWh saved and 20 GJ of gas more at 0.05 t/GJ (1 t): 10 x 0.4 - 1 = 3 t in 2026, then 2.5, 2, 1.5, 1, 1, 1."""
    upgrade = upgrade_of("U", "S", tonnes=None, electricity_mwh=10, gas_gj=-20, life_years=20)
    counted = tonnage(grid_t_per_mwh=GRID, gas_t_per_gj="0.05")
    assert counted.kilograms(upgrade, 1_000, 1_000, 2026) == {
        2026: 3_000,
        2027: 2_500,
        2028: 2_000,
        2029: 1_500,
        2030: 1_000,
        2031: 1_000,
        2032: 1_000,
    }
    assert counted.whole_lifetime(upgrade, 2026) == 12_000


def test_electrification_raises_emissions_first():
    """10 MWh more and 3 t of other fuels less: -1 t in 2026, -0.5 in 2027, 0 in 2028, which is left out, then more."""
    upgrade = upgrade_of("U", "S", tonnes=None, electricity_mwh=-10, other_t=3, life_years=5)
    assert tonnage(grid_t_per_mwh=GRID).kilograms(upgrade, 1, 1, 2026) == {
        2026: -1_000,
        2027: -500,
        2029: 500,
        2030: 1_000,
    }


def test_raises_until():
    """The heat pump of -1, -0.5, 0 and +0.5 t raises emissions until 2027, and a plan must say so; others never do."""
    trial = programme_of(
        rules_of(years={"award": [2026, 2026], "count_until": 2029}, factors={"grid_t_per_mwh": GRID}),
        [supplier_of("S")],
        [
            upgrade_of("U", "S", tonnes=None, electricity_mwh=-10, other_t=3, life_years=5),
            upgrade_of("V", "S", tonnes=-1, life_years=2, lead_years=1),
            upgrade_of("W", "S"),
        ],
    )
    plan = plan_of(trial, *((name, 2026, {"GOV": 1_000}) for name in "UVW"))
    assert audit(trial, plan).passed
    assert [award.raises_until for award in plan.awards] == [2027, 2028, None]
    for number, said, name in ((0, None, "U"), (0, 2026, "U"), (2, 2026, "W")):
        off = with_award(trial, plan, number, raises_until=said)
        assert broken_rows(trial, off) == {f"raises_until[{name},2026]"}


def test_lead_life_and_horizon():
    """Awarded in 2027, lead 2, life 3: 2029, 2030, 2031; with life 9 to the horizon, 2032; and none of lead 6."""
    counted = tonnage()
    assert list(counted.years(upgrade_of("U", "S", lead_years=2, life_years=3), 2027)) == [2029, 2030, 2031]
    assert list(counted.years(upgrade_of("U", "S", lead_years=2, life_years=9), 2027)) == [2029, 2030, 2031, 2032]
    assert list(counted.years(upgrade_of("U", "S", lead_years=6, life_years=9), 2027)) == []


def test_stated_tonnes_override_energy():
    """Where tonnes are given, energy columns do not count, and no factor is missed."""
    upgrade = upgrade_of("U", "S", tonnes=2, electricity_mwh=10, gas_gj=10)
    assert tonnage().kilograms(upgrade, 1, 1, 2026) == {2026: 2_000}
    assert not tonnage().lacks_factor(upgrade, 2026)


@pytest.mark.parametrize(("tonnes", "kilograms"), [("0.001", 1), ("-0.001", 0), ("0.003", 2), ("-0.003", -1)])
def test_rounded_half_up_also_below_zero(tonnes, kilograms):
    """Half of 1 kg is 1, of -1 kg 0 (left out), of 3 kg 2, of -3 kg -1."""
    counted = tonnage().kilograms(upgrade_of("U", "S", tonnes=tonnes), 1, 2, 2026)
    assert counted == ({2026: kilograms} if kilograms else {})


def test_rounded_once_per_award_and_year():
    """Two awards of a third of 1 kg count 0 kg each, not 1 kg together."""
    trial = programme_of(
        rules_of(years={"award": [2026, 2027], "count_until": 2027}),
        [supplier_of("S")],
        [upgrade_of("U", "S", 3, tonnes="0.001", life_years=2)],
    )
    plan = plan_of(trial, ("U", 2026, {"GOV": 1}), ("U", 2027, {("GOV", 2027): 1}))
    assert plan.indicators.lifetime_tonnes == 0


@pytest.mark.parametrize(
    ("factors", "upgrade"),
    [
        ({}, {"electricity_mwh": 1}),
        ({"grid_t_per_mwh": {2027: "0.4"}}, {"electricity_mwh": 1}),
        ({"grid_t_per_mwh": GRID}, {"gas_gj": 1}),
    ],
)
def test_missing_factor_is_broken(factors, upgrade):
    """Tonnes that ask for a factor which the model does not give, or not that early, are no tonnes."""
    trial = programme_of(rules_of(factors=factors), [supplier_of("S")], [upgrade_of("U", "S", tonnes=None, **upgrade)])
    broken = audit(trial, plan_of(trial, ("U", 2026, {"GOV": 1_000}))).broken
    assert [(f.row, str(f.remark)) for f in broken] == [
        ("tonnes[U,2026]", "The model gives no emission factor for its tonnes.")
    ]


@pytest.mark.parametrize(("year", "counted"), [(2024, []), (2025, [2026]), (2026, [2026, 2027]), (2032, [2032])])
def test_only_counting_years_count(year, counted):
    """Two years of life are counted from 2026 to 2032, whenever the award was made."""
    assert list(tonnage().years(upgrade_of("U", "S", life_years=2), year)) == counted
