"""Protection: the worst that overruns, defaults and shortfalls do, to the won and the kilogram."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from planner.audit import audit
from planner.programme.programme import Programme

from .builders import (
    broken_rows,
    excess_of,
    plan_of,
    programme_of,
    purse,
    row,
    rules_of,
    supplier_of,
    upgrade_of,
)


def programme(protect: dict[str, Any], carry_over: Any = "none", **more: Any) -> Programme:
    """GOV with 1,000 won in each of 2026 and 2027; U may cost a tenth more, V a half more, W nothing more."""
    return programme_of(
        rules_of(
            **{
                "years": {"award": [2026, 2027], "count_until": 2027},
                "funders": [purse("GOV", budget={2026: 1_000, 2027: 1_000}, carry_over=carry_over)],
                "uncertainty": {"protect": protect},
            }
            | more
        ),
        [supplier_of("S")],
        [
            upgrade_of("U", "S", 10_000, cost_high_won=11_000, tonnes=10, tonnes_low=9),
            upgrade_of("V", "S", 10_000, cost_high_won=15_000, tonnes=10, tonnes_low=4),
            upgrade_of("W", "S", 10_000, cost_high_won=9_000, tonnes=10, tonnes_low=11),
        ],
    )


@pytest.mark.parametrize(
    ("at_once", "worst"),
    [(1, 200), (2, 230), (9, 230), ("0.5", 100), ("1.5", 215), ("0.001", 1)],
    ids=str,
)
def test_the_largest_overruns_count(at_once: Any, worst: int):
    """300 won of U may be 30 more, 400 of V 200 more: the largest so many, a part of one by its part."""
    trial = programme({"budgets": at_once})
    for own in (1_000 - 700 - worst, 1_000 - 700 - worst + 1):
        plan = plan_of(trial, ("U", 2026, {"GOV": 300}), ("V", 2026, {"GOV": 400}), ("W", 2026, {"GOV": own}))
        excess = max(0, 700 + worst + own - 1_000)
        assert excess_of(trial, plan, "budget[GOV,2026]") == excess
        assert broken_rows(trial, plan) == ({"budget[GOV,2026]"} if excess else set())


@pytest.mark.parametrize(("carry_over", "most"), [("none", 666), ("all", 933), ({"at_most": 120}, 746)])
def test_overruns_and_carry_over(carry_over: Any, most: int):
    """V may cost half more; 400 won of it are paid in 2026, 600 with its overrun: 400 of 1,000 are left then.

    In 2027 half more than p is at most 1,000: 666; with 120 carried at most 1,120: 746. With everything carried V is
    the same upgrade in both years: half more than 400 + p is at most 2,000: 933.
    """
    trial = programme({"budgets": 1}, carry_over)
    for won in (most, most + 1):
        plan = plan_of(trial, ("V", 2026, {"GOV": 400}), ("V", 2027, {("GOV", 2027): won}))
        assert (excess_of(trial, plan, "budget[GOV,2027]") > 0) == (won > most)


def test_what_the_supplier_pays_breaks_no_budget():
    trial = programme_of(
        rules_of(
            funders=[purse("GOV", budget={2026: 1_000})],
            uncertainty={"overruns": "supplier", "ranges": {"cost": 1}, "protect": {"repayments": 1}},
        ),
        [supplier_of("S")],
        [upgrade_of("U", "S")],
    )
    plan = plan_of(trial, ("U", 2026, {"GOV": 1_000}))
    assert broken_rows(trial, plan) == set()
    with pytest.raises(ValueError, match="says nothing where the supplier pays"):
        rules_of(uncertainty={"overruns": "supplier", "protect": {"budgets": 1}})


def test_ranges_of_the_model_are_for_rows_without_their_own():
    trial = programme_of(
        rules_of(
            funders=[purse("GOV", budget={2026: 1_000})],
            uncertainty={"protect": {"budgets": 1}, "ranges": {"cost": "0.2"}},
        ),
        [supplier_of("S")],
        [upgrade_of("U", "S"), upgrade_of("V", "S", cost_high_won=1_000)],
    )
    plan = plan_of(trial, ("U", 2026, {"GOV": 500}), ("V", 2026, {"GOV": 400}))
    assert row(audit(trial, plan), "budget[GOV,2026]").value == 1_000


def chain(protect: dict[str, Any], **uncertainty: Any) -> Programme:
    """A and B fill the programme's pool in 2027 with what GOV gave them; C, of tier 2, is paid from it."""
    return programme_of(
        rules_of(
            years={"award": [2026, 2027], "count_until": 2027},
            funders=[purse("GOV", budget={2026: 10_000}, pays={"tier": 1})],
            repayment={"base": ["GOV"], "pool": "programme", "loss": "0.1"},
            uncertainty={"protect": protect, **uncertainty},
        ),
        [supplier_of("A"), supplier_of("B"), supplier_of("C", 2)],
        [upgrade_of("UA", "A"), upgrade_of("UB", "B", 2_000), upgrade_of("UC", "C", 9_000, cost_high_won=13_500)],
        [("C", "A")],
    )


@pytest.mark.parametrize(
    ("protect", "uncertainty", "most"),
    [
        ({"repayments": 1}, {}, 900),
        ({"repayments": 2}, {}, 0),
        ({"repayments": "0.5"}, {}, 1_800),
        ({"repayments": 1}, {"default": {"lost": "0.5"}}, 1_800),
        ({"budgets": 1}, {}, 1_800),
        ({"budgets": 1, "repayments": 1}, {}, 600),
    ],
)
def test_a_pool_bears_defaults_and_overruns(protect: dict[str, Any], uncertainty: dict[str, Any], most: int):
    """A owes 1,000 won and B 2,000; a tenth is allowed for, 2,700 are left: without B 900, without both none.

    UC may cost half as much again: a pool of 2,700 pays 1,800 of it, one of 900 pays 600.
    """
    trial = chain(protect, **uncertainty)
    for won, excess in ((most, 0), (most + 2, 1)):
        plan = plan_of(
            trial,
            ("UA", 2026, {"GOV": 1_000}),
            ("UB", 2026, {"GOV": 2_000}),
            *([("UC", 2027, {("pool:programme", 2027): won})] if won else []),
        )
        assert (excess_of(trial, plan, "pool[programme,2027]") > 0) == bool(excess)


@pytest.mark.parametrize(
    ("at_once", "guaranteed"), [(1, 24_000), (2, 23_000), (3, 23_000), ("0.5", 27_000), ("1.5", 23_500)]
)
def test_targets_hold_for_the_guaranteed_tonnes(at_once: Any, guaranteed: int):
    """10 t each of U, V and W, which may save 9, 4 and 11: V lacks 6, U 1, W nothing."""
    for least, excess in ((guaranteed, 0), (guaranteed + 1, 1)):
        trial = programme(
            {"tonnes": at_once},
            funders=[purse("GOV", budget={2026: 100_000})],
            targets=[{"of": "lifetime_tonnes", "tonnes": str(Fraction(least, 1_000))}],
        )
        plan = plan_of(trial, *((u, 2026, {"GOV": 10_000}) for u in "UVW"))
        assert excess_of(trial, plan, "target[1]") == excess
        assert plan.objective.name == "guaranteed_lifetime_tonnes"
        assert plan.objective.value == guaranteed / 1_000


def test_what_the_least_won_is_to_reach_is_guaranteed_too():
    trial = programme(
        {"tonnes": 1},
        funders=[purse("GOV", budget={2026: 100_000})],
        objective={"minimise": "public_won", "reach": {"lifetime_tonnes": 5}},
    )
    plan = plan_of(trial, ("V", 2026, {"GOV": 10_000}))
    assert excess_of(trial, plan, "reach[lifetime_tonnes]") == 1_000


def test_protection_against_nothing_is_none():
    """No row, the same hash as without the key."""
    trial = programme({"budgets": 0, "tonnes": 0, "repayments": 0})
    plan = plan_of(trial, ("V", 2026, {"GOV": 1_000}))
    assert row(audit(trial, plan), "budget[GOV,2026]").value == 1_000
    bare = programme_of(
        rules_of(
            years={"award": [2026, 2027], "count_until": 2027},
            funders=[purse("GOV", budget={2026: 1_000, 2027: 1_000})],
        ),
        [*trial.suppliers.values()],
        [*trial.upgrades.values()],
    )
    assert bare.inputs_hash == trial.inputs_hash
    assert "uncertainty" not in bare.rules.model_dump(mode="json")


def test_a_ratio_has_no_guaranteed_tonnes():
    with pytest.raises(ValueError, match="does not go with a ratio"):
        rules_of(
            objective={"ratio": {"deploy_at_least": 0.5}},
            uncertainty={"protect": {"tonnes": 1}},
        )
