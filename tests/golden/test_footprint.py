"""Footprint: so many kilograms less in a vehicle force the upgrades of those whose parts go into it."""

from __future__ import annotations

from typing import Any

import pytest

from planner.errors import InfeasibleError
from planner.programme.programme import Programme
from planner.solving.outcome import Limits
from planner.study.planning import make_plan
from tests.audit.builders import product_of, programme_of, purse, rules_of, supplier_of, upgrade_of
from tests.golden.solving import M, paid, solved, tonnes


def programme_with(*footprint: dict[str, Any], projects: str = "divisible", budget: int = 100) -> Programme:
    """100 M, one year. T, in no vehicle: 10 t/M. S and R: 1 t/M, 100 t each at most. Of what S emits half goes into
    1,000 EV a year: a tonne less is 0.5 kg a car; of R's a quarter into 500: 0.5 kg as well.
    """
    return programme_of(
        rules_of(
            projects=projects,
            funders=[purse("GOV", budget={2026: budget * M})],
            footprint=list(footprint),
        ),
        [supplier_of("R"), supplier_of("S"), supplier_of("T")],
        [
            upgrade_of("UR", "R", 100 * M, tonnes=100),
            upgrade_of("US", "S", 100 * M, tonnes=100, technology="furnace"),
            upgrade_of("UT", "T", 100 * M, tonnes=1_000),
        ],
        products=[product_of("S", "EV", 0.5, 1_000), product_of("R", "EV", 0.25, 500), product_of("R", "bus", 0.1, 10)],
    )


def rule(least: float, product: str = "EV") -> dict[str, Any]:
    return {"product": product, "year": 2026, "at_least_kg": least}


def test_a_floor_forces_the_dear_upgrades():
    """20 kg a car are 40 t at S or R, for 40 M: with the other 60 M, 640 t. Without the rule 1,000 t. One more kilogram
    takes 2 M from T, 20 t, for 2 t: 18 t.
    """
    assert tonnes(solved(programme_with())) == 1_000
    plan = solved(programme_with(rule(20)))
    assert tonnes(plan) == 640
    (figure,) = [figure for figure in plan.footprint if figure.product == "EV"]
    assert (figure.kg_per_unit, figure.at_least_kg) == (20, 20)
    assert figure.shadow_price == pytest.approx(18)


def test_suppliers_add_up():
    """60 kg are more than one supplier's 50: 120 t of S and R, for 120 of 130 M, and 10 M for T."""
    plan = solved(programme_with(rule(60), budget=130))
    assert tonnes(plan) == 120 + 100
    assert {upgrade_id for upgrade_id, _ in paid(plan)} == {"UR", "US", "UT"}


def test_each_product_has_its_own_weights():
    """A tonne at R is a tenth of it in 10 buses: 10 kg. 500 kg a bus are 50 t at R, and 25 kg a car for nothing."""
    plan = solved(programme_with(rule(500, "bus"), rule(25)))
    assert paid(plan) == {("UR", 2026): {"GOV": 50 * M}, ("UT", 2026): {"GOV": 50 * M}}


def test_a_floor_chooses_whole_projects():
    """50 kg a car take all of S or of R; nothing is left for T. The first by name."""
    assert paid(solved(programme_with(rule(50), projects="whole"))) == {("UR", 2026): {"GOV": 100 * M}}


def test_a_floor_out_of_reach():
    with pytest.raises(InfeasibleError):
        make_plan(programme_with(rule(51)), Limits())


def test_a_floor_for_which_nothing_counts():
    """Nobody makes parts for trains."""
    with pytest.raises(InfeasibleError, match=r"footprint\[1,train,2026\]"):
        make_plan(programme_with(rule(1, "train")), Limits())


def test_a_hope_is_no_rule():
    """``target_kg`` is shown beside what the plan reaches, and forces nothing."""
    plan = solved(programme_with({"product": "EV", "year": 2026, "target_kg": 20}))
    assert tonnes(plan) == 1_000
    (figure,) = [figure for figure in plan.footprint if figure.product == "EV"]
    assert (figure.kg_per_unit, figure.target_kg) == (0, 20)


def test_whole_won_keep_the_floor():
    """A third of a kilogram a car: 666.67 kg at S; whole won and whole kilograms do not fall short of it."""
    plan = solved(programme_with(rule(1 / 3)))
    saved = sum(award.tonnes for award in plan.awards if award.upgrade_id in ("UR", "US"))
    assert float(saved) * 1_000 * 0.0005 >= 1 / 3
    assert float(saved) < 0.68
