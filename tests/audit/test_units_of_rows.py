"""Each row speaks in the unit of what its rule limits: won of support, kilograms of tonnes, shares of a count."""

from __future__ import annotations

import pytest

from planner.audit import audit
from planner.audit.report import STATEMENTS

from . import full_example
from .builders import plan_of, programme_of, row, rules_of, supplier_of, upgrade_of

UNITS = [("support", "won"), ("tonnes", "kg"), ("annual_tonnes", "kg"), ("count", "share")]


def unit_of(name, *, rules=None, **upgrade):
    """The unit of a row of a plan that awards one upgrade whole, at a supplier in Busan."""
    trial = programme_of(
        rules_of(**(rules or {})), [supplier_of("S", region="Busan")], [upgrade_of("U", "S", **upgrade)]
    )
    return row(audit(trial, plan_of(trial, ("U", 2026, {"GOV": 1_000}))), name).unit


@pytest.mark.parametrize(("of", "unit"), UNITS[:2] + UNITS[3:])
def test_technology_limits(of, unit):
    limits = [{"technology": "compressor", "at_most": 1, "of": of}]
    assert unit_of("technology[1]", rules={"technology_limits": limits}) == unit


@pytest.mark.parametrize(("of", "unit"), UNITS[:2] + UNITS[3:])
def test_floors_and_caps(of, unit):
    rules = {"fairness": [{"floor": 0.1, "cap": 1, "of": of, "by": "region"}]}
    assert unit_of("floor[1,Busan]", rules=rules) == unit
    assert unit_of("cap_share[1,Busan]", rules=rules) == unit


@pytest.mark.parametrize(("of", "unit"), UNITS)
def test_least_benefits(of, unit):
    assert unit_of("least[1,S]", rules={"fairness": [{"least": 1, "of": of}]}) == unit


def test_shares_and_tonnes():
    assert unit_of("once[U]") == unit_of("award_year[U,2026]") == "share"
    assert unit_of("mandatory[U]", mandatory=True) == "share"
    assert unit_of("target[1]", rules={"targets": [{"year": 2026, "tonnes": 1}]}) == "kg"


ACCOUNTS = {"budget", "lent", "carried_in", "spent", "carried_out", "lapsed", "opening", "received", "lost", "paid"}
TOTALS = {"lifetime_tonnes", "annual_tonnes", "tonnes_per_year"}
GIVEN = {"limit_t", "sector_t", "target_t", "tonnes_per_million_won"}
"""Figures of the model, and ratios: plain numbers, whatever their names end in."""


def test_what_a_plan_states():
    """Accounts and all that ends in won are won; what ends in t, and totals of tonnes, are held in kilograms."""
    seen = set()
    for finding in audit(full_example.programme(), full_example.plan()).of_family(STATEMENTS):
        field = finding.row.rstrip("]").rpartition(",")[2].rpartition("[")[2]
        is_won = field in ACCOUNTS or (field.endswith("_won") and field not in GIVEN)
        is_kilograms = field in TOTALS or (field.endswith("_t") and field not in GIVEN)
        if is_won or is_kilograms or field in GIVEN:
            assert finding.unit == ("won" if is_won else "kg" if is_kilograms else "number"), finding
            seen.add(field)
    assert seen >= ACCOUNTS | TOTALS | GIVEN | {"owed_won", "creditable_t", "promised_t", "reclaimed_won"}
