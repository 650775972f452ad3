"""Reasons that are plain to see: each on a programme in which nothing else stands in the way."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from planner.programme.programme import Programme
from planner.study.why.reasons import Reasons
from tests.audit.builders import plan_of, programme_of, purse, rules_of, supplier_of, upgrade_of


def programme(upgrades: dict[str, dict[str, Any]], **rules: Any) -> Programme:
    return programme_of(
        rules_of(**({"years": {"award": [2026, 2027], "count_until": 2030}} | rules)),
        [supplier_of("A"), supplier_of("B", tier=2)],
        [upgrade_of(name, **{"supplier_id": "A", **more}) for name, more in upgrades.items()],
        [("B", "A")],
    )


def reason(given: Programme, upgrade_id: str, *awards: tuple[str, int, dict[str, int]]) -> str | None:
    found = Reasons.of(plan_of(given, *awards), given).of_upgrade(given.upgrades[upgrade_id])
    return None if found is None else str(found)


@pytest.mark.parametrize(
    ("upgrade", "rules", "says"),
    [
        ({"first_year": 2029, "last_year": 2029}, {}, "no award year fits"),
        ({}, {"support_rates": [{"tier": 1, "at_most": 0}]}, "Its full support rate is 0."),
        ({}, {"funders": [purse("GOV", pays={"tier": [2]})]}, "No purse may pay for it."),
        ({"alternative_group": "g"}, {}, "alternative awarded: W"),
        ({"needs": ("V",)}, {}, "it needs V, which is not awarded"),
        ({"tonnes": Fraction(-1)}, {}, "it cuts no tonnes within the years that count"),
        ({}, {}, None),
    ],
)
def test_each(upgrade: dict[str, Any], rules: dict[str, Any], says: str | None):
    given = programme({"U": upgrade, "V": {}, "W": {"supplier_id": "A", "alternative_group": "g"}}, **rules)
    awards = [("W", 2026, {"GOV": 1_000})] if not rules else []
    assert reason(given, "U", *awards) == says


def test_in_part_and_whole():
    given = programme({"U": {}})
    assert reason(given, "U", ("U", 2026, {"GOV": 400})) == "awarded in part"
    assert reason(given, "U", ("U", 2026, {"GOV": 1_000})) is None


def test_no_money_comes_back_along_its_chain():
    """Only the pool may pay for B; with A's award something is returned into it."""
    repayment = {"base": ["GOV"], "ratio": 1, "instalments": 1, "pool": "own_chain"}
    funders = [purse("GOV", pays={"tier": [1]})]
    given = programme({"UA": {}, "UB": {"supplier_id": "B"}}, funders=funders, repayment=repayment)
    says = "only returned money may pay for it, and none comes back along its chain"
    assert reason(given, "UB") == says
    assert reason(given, "UB", ("UA", 2026, {"GOV": 1_000})) is None


def test_who_can_pay_nothing_back():
    repayment = {"base": ["GOV"], "ratio": 1, "instalments": 1, "pool": "own_chain"}
    able = {"share_of_savings": "0.5", "capacity_if_blank": 0}
    given = programme({"UA": {}}, repayment=repayment, affordability=able)
    says = "it saves no energy cost, and its supplier can pay nothing back"
    assert reason(given, "UA") == says
    rich = {**given.suppliers, "A": supplier_of("A", repay_capacity_won=1_000)}
    assert reason(replace(given, suppliers=rich), "UA") is None
