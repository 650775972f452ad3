"""Targets, contributions and footprints by hand; electrification that raises emissions first."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from planner.plan.build import SolverSays, build_plan
from planner.plan.choice import Choice, MoneyGroup
from planner.plan.objectives import ProvenObjective
from planner.plan.plan import Plan
from planner.plan.reach import contribution_figures, footprint_figures, target_figures
from planner.plan.shadow_prices import RowPrices
from planner.programme.options import Options
from planner.programme.programme import Programme
from tests.audit.builders import programme_of, rules_of, supplier_of, upgrade_of
from tests.plan.figures_of import kilograms_of, with_products

NO_LP = RowPrices({})


def vehicle() -> Programme:
    """A saves 1,000 t/yr from 2026, B 500 t/yr from 2027. Of A's output 30 % goes into 200,000 cars a year, of B's 50 %
    into 100,000; the rest of A's into a van.
    """
    return with_products(
        programme_of(
            rules_of(
                years={"award": [2026, 2026], "count_until": 2028},
                footprint=[
                    {"product": "car", "year": [2027, 2028], "at_least_kg": 2},
                    {"product": "car", "year": 2027, "at_least_kg": 3, "target_kg": 5},
                ],
            ),
            [supplier_of("A"), supplier_of("B")],
            [
                upgrade_of("UA", "A", tonnes=1_000, life_years=10),
                upgrade_of("UB", "B", tonnes=500, life_years=10, lead_years=1),
            ],
        ),
        {"supplier_id": "A", "product": "car", "share": 0.3, "units_per_year": 200_000},
        {"supplier_id": "B", "product": "car", "share": 0.5, "units_per_year": 100_000},
        {"supplier_id": "A", "product": "van", "share": 0.7, "units_per_year": 300_000},
    )


def test_two_suppliers_into_one_vehicle():
    """Car: A's 1,000,000 kg x 0.3 / 200,000 = 1.5 kg; from 2027 on B's 500,000 kg x 0.5 / 100,000 = 2.5 kg more. Van:
    1,000,000 kg x 0.7 / 300,000 = 7/3 kg. The highest floor of a year is the one that is shown.
    """
    programme = vehicle()
    figures = footprint_figures(programme, kilograms_of(programme, ("UA", 2026), ("UB", 2026)), NO_LP)
    told = [(row.product, row.year, row.kg_per_unit, row.at_least_kg, row.target_kg) for row in figures]
    assert told == [
        ("car", 2026, 1.5, None, None),
        ("car", 2027, 4.0, 3.0, 5.0),
        ("car", 2028, 4.0, 2.0, None),
        ("van", 2026, 7 / 3, None, None),
        ("van", 2027, 7 / 3, None, None),
        ("van", 2028, 7 / 3, None, None),
    ]


def test_a_plan_without_awards_cuts_no_footprint():
    assert {row.kg_per_unit for row in footprint_figures(vehicle(), {}, NO_LP)} == {0.0}


def test_the_price_of_a_footprint_is_that_of_its_rows():
    prices = RowPrices({"footprint[1,car,2027]": 0.0, "footprint[2,car,2027]": -40.0, "footprint[1,car,2028]": 0.0})
    found = {(row.product, row.year): row.shadow_price for row in footprint_figures(vehicle(), {}, prices)}
    assert found["car", 2027] == 40.0
    assert found["car", 2028] == 0.0
    assert found["car", 2026] is None


def electrified(**rules: object) -> Programme:
    """A furnace that burns 60 GJ/yr at 0.05 t/GJ, 3 t, gives way to one that takes 10 MWh/yr; the grid falls from 0.5
    to 0.1 t/MWh in four years: -2, -1, 0, 1, 2 t.
    """
    return programme_of(
        rules_of(
            years={"award": [2026, 2026], "count_until": 2030},
            factors={"grid_t_per_mwh": {2026: 0.5, 2030: 0.1}, "gas_t_per_gj": 0.05},
            **rules,
        ),
        [supplier_of("S")],
        [upgrade_of("U", "S", tonnes=None, electricity_mwh=-10, gas_gj=60, life_years=20)],
    )


def planned(programme: Programme) -> Plan:
    """U whole in 2026, paid by GOV."""
    paid = MoneyGroup(2026, (("U", 2026),), {"GOV": Fraction(1_000)}, named=False)
    return build_plan(
        Options.of(programme),
        Choice({("U", 2026): 1.0}, {}, (paid,)),
        SolverSays("feasible", (ProvenObjective(100.0),), "by hand"),
    )


def test_electrification_that_raises_emissions_first_is_shown_as_such():
    """The first year alone -2 t, the lifetime 0, the year 2030 2 t: three figures that do not mix."""
    programme = electrified(
        targets=[
            {"of": "annual_tonnes", "tonnes": 1},
            {"of": "lifetime_tonnes", "tonnes": 1},
            {"year": 2030, "tonnes": 1},
        ]
    )
    plan = planned(programme)
    assert plan.awards[0].raises_until == 2027
    assert [float(plan.indicators.tonnes_by_year[year]) for year in range(2026, 2031)] == [-2, -1, 0, 1, 2]
    assert (plan.indicators.annual_tonnes, plan.indicators.lifetime_tonnes) == (-2, 0)
    told = [(row.rule, row.of, row.target_t, row.tonnes) for row in plan.targets]
    assert told == [
        ("target[1]", "annual_tonnes", 1.0, -2.0),
        ("target[2]", "lifetime_tonnes", 1.0, 0.0),
        ("target[3]", "tonnes_in_2030", 1.0, 2.0),
    ]


def test_an_upgrade_that_never_raises_emissions_says_nothing():
    programme = programme_of(rules_of(), [supplier_of("S")], [upgrade_of("U", "S")])
    assert planned(programme).awards[0].raises_until is None


def test_discounted_tonnes_of_a_target_are_exact():
    """10 % a year: 11 t in 2026 and 2027 are 11 + 10 t of 2026."""
    programme = programme_of(
        rules_of(
            years={"award": [2026, 2026], "count_until": 2027},
            discount={"rate": 0.1, "base_year": 2026},
            targets=[{"of": "discounted_tonnes", "tonnes": 20}],
        ),
        [supplier_of("S")],
        [upgrade_of("U", "S", tonnes=11, life_years=10)],
    )
    (figure,) = target_figures(programme, kilograms_of(programme, ("U", 2026)), NO_LP)
    assert figure.tonnes == 21.0
    assert figure.shadow_price is None


def test_what_the_least_won_is_sought_for_stands_among_the_targets():
    programme = electrified(
        objective={"minimise": "fresh_won", "reach": {"tonnes_in_2030": 2, "lifetime_tonnes": "0.5"}},
        targets=[{"year": 2029, "tonnes": 1}],
    )
    figures = target_figures(
        programme,
        kilograms_of(programme, ("U", 2026)),
        RowPrices({"reach[tonnes_in_2030]": 0.25}, Fraction(1_000_000), "won"),
    )
    told = [(row.rule, row.target_t, row.tonnes, row.shadow_price) for row in figures]
    assert told == [
        ("target[1]", 1.0, 1.0, None),
        ("reach[tonnes_in_2030]", 2.0, 2.0, 250_000.0),
        ("reach[lifetime_tonnes]", 0.5, 0.0, None),
    ]


def test_the_contribution_is_the_years_tonnes_over_the_sectors():
    """2 t of 80 t in 2030; nothing for a year after the horizon."""
    programme = electrified(
        contributions=[
            {"year": 2030, "sector": "parts", "sector_t": 80},
            {"year": 2035, "sector": "parts", "sector_t": 90},
        ]
    )
    near, far = contribution_figures(programme, kilograms_of(programme, ("U", 2026)))
    assert (near.year, near.tonnes, near.share) == (2030, Decimal(2), pytest.approx(0.025))
    assert (far.year, far.tonnes, far.share) == (2035, Decimal(0), 0.0)
