"""Objectives: each kind has its name, unit and value, recomputed exactly; several stand in their order."""

from __future__ import annotations

import math

import pytest

from planner.audit import audit

from .builders import broken_rows, excess_of, plan_of, programme_of, purse, rules_of, supplier_of, upgrade_of


def programme(*objectives):
    """S with 2 t and Z with 1 t a year for two years, 1,000 won each; baselines of 100 t and 40 t."""
    return programme_of(
        rules_of(
            years={"award": [2026, 2026], "count_until": 2027},
            objective=list(objectives),
            funders=[purse("GOV", budget={2026: 800}), purse("OEM", "oem", budget={2026: 500})],
            discount={"rate": 1, "base_year": 2026},
        ),
        [supplier_of("S", baseline_t=100), supplier_of("Z", baseline_t=40)],
        [
            upgrade_of("U", "S", tonnes=2, life_years=2, support_rate_min="0.1"),
            upgrade_of("V", "Z", life_years=2, support_rate_min="0.1"),
        ],
    )


def planned(trial):
    """U whole, V half: 600 won of GOV, 250 of OEM, 650 own; 2.5 t a year."""
    return plan_of(
        trial,
        ("U", 2026, {"GOV": 400, "OEM": 200, "own": 400}),
        ("V", 2026, {"GOV": 200, "OEM": 50, "own": 250}),
    )


def ratio(of, per, deploy=0.1):
    return {"ratio": {"of": of, "per": per, "deploy_at_least": deploy}}


def least(per):
    return {"minimise": per, "reach": {"annual_tonnes": 1}}


@pytest.mark.parametrize(
    ("objective", "name", "unit", "value"),
    [
        ({"maximise": "annual_tonnes"}, "annual_tonnes", "t/yr", 2.5),
        ({"maximise": "lifetime_tonnes"}, "lifetime_tonnes", "t", 5.0),
        ({"maximise": "discounted_tonnes"}, "discounted_tonnes", "t", 3.75),
        ({"maximise": "tonnes_in_2027"}, "tonnes_in_2027", "t", 2.5),
        (ratio("lifetime_tonnes", "fresh_won"), "lifetime_tonnes_per_fresh_won", "t per million won", 5e6 / 850),
        (ratio("annual_tonnes", "public_won"), "annual_tonnes_per_public_won", "t per million won", 2.5e6 / 600),
        (ratio("tonnes_in_2026", "oem_won"), "tonnes_in_2026_per_oem_won", "t per million won", 10_000.0),
        (ratio("lifetime_tonnes", "all_won"), "lifetime_tonnes_per_all_won", "t per million won", 5e6 / 1_500),
        (
            ratio("lifetime_tonnes", "own_won", {"tonnes": 1}),
            "lifetime_tonnes_per_own_won",
            "t per million won",
            5e6 / 650,
        ),
        (least("fresh_won"), "least_fresh_won", "won", 850.0),
        (least("public_won"), "least_public_won", "won", 600.0),
        (least("oem_won"), "least_oem_won", "won", 250.0),
        (least("own_won"), "least_own_won", "won", 650.0),
        (least("all_won"), "least_all_won", "won", 1_500.0),
        ({"max_min": {"of": "support"}}, "least_gain_support", "won", 250.0),
        (
            {"max_min": {"of": "support_per_baseline_t"}},
            "least_gain_support_per_baseline_t",
            "won per t",
            6.0,
        ),
        ({"leximin": {"of": "tonnes"}}, "least_gain_tonnes", "t", 1.0),
        ({"leximin": {"of": "annual_tonnes", "levels": 2}}, "least_gain_annual_tonnes", "t/yr", 0.5),
        ({"leximin": {"of": "count_per_cost"}}, "least_gain_count_per_cost", "awards per won", 0.0005),
        ({"max_min": {"of": "support", "by": "region"}}, "least_gain_support", "won", 0.0),
    ],
)
def test_name_unit_and_value(objective, name, unit, value):
    """By hand; a value that is the next double above is broken, and so is another unit."""
    trial = programme(objective)
    plan = planned(trial)
    assert (plan.objective.name, plan.objective.unit) == (name, unit)
    assert plan.objective.value == pytest.approx(value, rel=1e-15)
    assert plan.levels == ()
    assert audit(trial, plan).passed
    for change, rows in (
        ({"value": math.nextafter(plan.objective.value, math.inf)}, {"objective[value]"}),
        ({"unit": "kg"}, {"objective[name]"}),
        ({"name": "tonnes"}, {"objective[name]"}),
    ):
        off = plan.model_copy(update={"objective": plan.objective.model_copy(update=change)}).sealed()
        assert broken_rows(trial, off) == rows


def test_several_objectives():
    """All stand among the levels, in their order; the first is the objective, with what is stated of its bound."""
    trial = programme({"leximin": {"of": "support"}}, {"maximise": "annual_tonnes"})
    plan = planned(trial)
    first, second = plan.levels
    assert plan.objective == first
    assert (second.name, second.value) == ("annual_tonnes", 2.5)
    proven = first.model_copy(update={"bound": 251.0, "gap": 0.004, "steps": 3})
    assert audit(trial, plan.model_copy(update={"objective": proven, "levels": (proven, second)}).sealed()).passed
    assert broken_rows(trial, plan.model_copy(update={"levels": (proven, second)})) == {"levels[first]"}
    for changed, rows in (
        ((second, first), {"levels[first]", "levels[1,name]", "levels[1,value]", "levels[2,name]", "levels[2,value]"}),
        ((first,), {"levels[]"}),
        ((), {"levels[]"}),
        ((first, second, second), {"levels[]"}),
        ((first, second.model_copy(update={"value": 2.6})), {"levels[2,value]"}),
    ):
        assert broken_rows(trial, plan.model_copy(update={"levels": changed}).sealed()) == rows


def test_one_objective_has_no_levels():
    """With one objective there are no levels to state."""
    trial = programme({"maximise": "annual_tonnes"})
    plan = planned(trial)
    assert broken_rows(trial, plan.model_copy(update={"levels": (plan.objective,)}).sealed()) == {"levels[]"}


@pytest.mark.parametrize(
    ("per", "share", "excess"),
    [("oem_won", "1/2", 0), ("oem_won", "0.502", 1), ("own_won", 1, 0), ("public_won", "0.75", 0)],
)
def test_deployment_of_the_funders_counted(per, share, excess):
    """250 of OEM's 500 won, 600 of GOV's 800; own money has no budget, and nothing to be short of."""
    trial = programme(ratio("lifetime_tonnes", per, share))
    assert excess_of(trial, planned(trial), "deployment[]") == excess


def test_gains_in_discounted_tonnes_without_a_discount():
    """What the model cannot compute is broken, not an error."""
    trial = programme_of(
        rules_of(objective={"max_min": {"of": "discounted_tonnes"}}), [supplier_of("S")], [upgrade_of("U", "S")]
    )
    plan = plan_of(programme({"maximise": "lifetime_tonnes"}))
    assert "objective[value]" in broken_rows(trial, plan)
