"""Targets, footprints and contributions: a kilogram, or a part of one, around each edge."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from planner.audit import audit

from .builders import (
    broken_rows,
    excess_of,
    plan_of,
    product_of,
    programme_of,
    row,
    rules_of,
    supplier_of,
    upgrade_of,
)


def programme(products=(), **rules):
    """S with 1 t in 2027 and 2028, Z with 2 t in 2026 to 2028; a kilogram a won, and two."""
    return programme_of(
        rules_of(years={"award": [2026, 2026], "count_until": 2028}, discount={"rate": 1, "base_year": 2026}, **rules),
        [supplier_of("S"), supplier_of("Z")],
        [upgrade_of("U", "S", lead_years=1, life_years=9), upgrade_of("V", "Z", tonnes=2, life_years=9)],
        products=products,
    )


def awarded(trial, first=400, second=300):
    return plan_of(trial, ("U", 2026, {"GOV": first}), ("V", 2026, {"GOV": second}))


EDGES = [
    ("tonnes_in_2026", "0.6"),
    ("tonnes_in_2027", "1"),
    ("lifetime_tonnes", "2.6"),
    ("annual_tonnes", "1"),
    ("discounted_tonnes", "1.35"),
]
"""400 and 600 kg a year: 600, 1,000, 1,000 kg; each first year 400 + 600; discounted 600 + 500 + 250."""


@pytest.mark.parametrize(("measure", "tonnes"), EDGES)
def test_target(measure, tonnes):
    """Kept at the tonnes of the plan, broken by a kilogram above them."""
    for more, excess in ((0, 0), (Fraction(1, 1_000), 1)):
        trial = programme(targets=[{"of": measure, "tonnes": Fraction(tonnes) + more}])
        plan = awarded(trial)
        assert excess_of(trial, plan, "target[1]") == excess
        assert row(audit(trial, plan), "target[1]").unit == "kg"
        assert broken_rows(trial, plan) == ({"target[1]"} if excess else set())
        (figure,) = plan.targets
        assert (figure.rule, figure.of, figure.tonnes) == ("target[1]", measure, float(tonnes))


@pytest.mark.parametrize(("won", "excess"), [(300, 0), (299, 2)])
def test_target_of_a_year(won, excess):
    """600 kg in 2026 are 300 won of Z's; the second rule has the number 2."""
    trial = programme(targets=[{"year": 2027, "tonnes": "0.1"}, {"year": 2026, "tonnes": "0.6"}])
    assert excess_of(trial, awarded(trial, second=won), "target[2]") == excess


@pytest.mark.parametrize(("measure", "tonnes"), EDGES)
def test_reach(measure, tonnes):
    """Least won for so many tonnes: these are a rule, with a figure of its own, wherever the objective stands."""
    for more, excess in ((0, 0), (Fraction(1, 1_000), 1)):
        trial = programme(
            objective=[
                {"maximise": "lifetime_tonnes"},
                {"minimise": "fresh_won", "reach": {measure: Fraction(tonnes) + more}},
            ]
        )
        plan = awarded(trial)
        assert excess_of(trial, plan, f"reach[{measure}]") == excess
        assert broken_rows(trial, plan) == ({f"reach[{measure}]"} if excess else set())
        assert [figure.rule for figure in plan.targets] == [f"reach[{measure}]"]


PRODUCTS = [product_of("S", "car", "0.5", 100), product_of("Z", "car", "1/3", 30), product_of("Z", "bus", 1, 7)]


@pytest.mark.parametrize(
    ("least", "value", "excess"),
    [
        ("26/3", Fraction(26, 3), 0),
        ("8.667", Fraction(26, 3), Fraction(8_667, 1_000) - Fraction(26, 3)),
    ],
)
def test_footprint(least, value, excess):
    """In 2027 half of 400 kg over 100 cars and a third of 600 kg over 30: 2 + 6 2/3 kg a car, exactly."""
    trial = programme(PRODUCTS, footprint=[{"product": "car", "year": 2027, "at_least_kg": least}])
    plan = awarded(trial)
    finding = row(audit(trial, plan), "footprint[1,car,2027]")
    assert (finding.value, finding.excess, finding.unit) == (value, excess, "number")
    assert broken_rows(trial, plan) == ({"footprint[1,car,2027]"} if excess else set())


def test_footprint_by_year():
    """Each year of a rule has a row of its own: in 2026 S saves nothing yet."""
    trial = programme(PRODUCTS, footprint=[{"product": "car", "year": [2026, 2027], "at_least_kg": 8}])
    plan = awarded(trial)
    assert broken_rows(trial, plan) == {"footprint[1,car,2026]"}
    assert excess_of(trial, plan, "footprint[1,car,2026]") == 8 - Fraction(600, 90)


def test_footprint_figures():
    """All products and years are shown, each with the highest that any rule states; a target is no rule."""
    trial = programme(
        PRODUCTS,
        footprint=[
            {"product": "car", "year": [2027, 2028], "at_least_kg": 1, "target_kg": 90},
            {"product": "car", "year": 2028, "at_least_kg": 2, "target_kg": 80},
        ],
    )
    plan = awarded(trial)
    assert broken_rows(trial, plan) == set()
    car = 2 + 600 / 90
    assert [(f.product, f.year, f.kg_per_unit, f.at_least_kg, f.target_kg) for f in plan.footprint] == [
        ("bus", 2026, 600 / 7, None, None),
        ("bus", 2027, 600 / 7, None, None),
        ("bus", 2028, 600 / 7, None, None),
        ("car", 2026, 600 / 90, None, None),
        ("car", 2027, pytest.approx(car), 1.0, 90.0),
        ("car", 2028, pytest.approx(car), 2.0, 90.0),
    ]


def test_contributions():
    """1,000 kg of 2027 beside the sector's 50 t; a year that is not counted has none; two sectors in one year."""
    trial = programme(
        contributions=[
            {"year": 2027, "sector": "vehicles", "sector_t": 50},
            {"year": 2027, "sector": "industry", "sector_t": 3},
            {"year": 2040, "sector": "vehicles", "sector_t": 50},
        ]
    )
    plan = awarded(trial)
    assert [(c.sector, c.year, c.tonnes, c.share) for c in plan.contributions] == [
        ("vehicles", 2027, Decimal(1), 0.02),
        ("industry", 2027, Decimal(1), 1 / 3),
        ("vehicles", 2040, Decimal(0), 0.0),
    ]
    assert audit(trial, plan).passed
    other = plan.model_copy(update={"contributions": plan.contributions[::-1]}).sealed()
    assert "contributions[1,2027,vehicles]" in broken_rows(trial, other)
