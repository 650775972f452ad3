"""The pilots of 2025 are scaled to what is published of them: the totals hold, and what was installed is chosen."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.intake import read_programme
from planner.plan.plan import Plan
from planner.programme.programme import Programme
from planner.solving.outcome import Limits
from planner.study.planning import make_plan

MODELS = Path(__file__).parents[2] / "models"
PILOTS = ("lg-electronics", "posco", "lx-hausys", "lg-chem")

PURSE = 4_168_000_000
"""For four consortia and three single firms [3]."""

TONNES_A_YEAR = 1_884
SAVED_WON_A_YEAR = 1_144_000_000
"""Of the four consortia together [5]."""


@pytest.fixture(scope="module")
def programmes() -> dict[str, Programme]:
    return {pilot: read_programme(MODELS / f"pilots-2025-{pilot}.yaml").programme for pilot in PILOTS}


@pytest.fixture(scope="module")
def plans(programmes: dict[str, Programme]) -> dict[str, Plan]:
    return {pilot: make_plan(programme, Limits()).plan for pilot, programme in programmes.items()}


def _technologies(programme: Programme, plan: Plan) -> set[str]:
    return {programme.upgrades[award.upgrade_id].technology for award in plan.awards}


def test_tonnes_are_the_published_ones(plans: dict[str, Plan]) -> None:
    assert sum(plan.indicators.annual_tonnes for plan in plans.values()) == pytest.approx(TONNES_A_YEAR, abs=0.5)


def test_savings_are_the_published_ones(programmes: dict[str, Programme], plans: dict[str, Plan]) -> None:
    saved = sum(
        programmes[pilot].upgrades[award.upgrade_id].saving_won or 0
        for pilot, plan in plans.items()
        for award in plan.awards
    )
    assert saved == pytest.approx(SAVED_WON_A_YEAR, abs=500_000)


def test_the_purse_holds(programmes: dict[str, Programme], plans: dict[str, Plan]) -> None:
    """Four of seven equal parts; no plan pays more than 40 % of what it costs."""
    assert {programme.funders["MOTIR"].budget[2025] for programme in programmes.values()} == {PURSE // 7}
    for plan in plans.values():
        assert plan.indicators.public_won <= PURSE // 7
        assert plan.indicators.public_won <= 0.4 * plan.indicators.all_won


def test_what_was_installed_is_chosen(programmes: dict[str, Programme], plans: dict[str, Plan]) -> None:
    published = {"posco": {"fuel_switch"}, "lx-hausys": {"thermal_oxidiser", "led"}, "lg-chem": {"rooftop_solar"}}
    for pilot, technologies in published.items():
        assert technologies <= _technologies(programmes[pilot], plans[pilot])


def test_there_is_a_choice(programmes: dict[str, Programme], plans: dict[str, Plan]) -> None:
    """Everybody asks for more than there is: the best plan leaves offers out, and yet uses nearly all of the money."""
    for pilot, plan in plans.items():
        assert len(plan.awards) < len(programmes[pilot].upgrades)
        assert plan.indicators.public_won > 0.97 * PURSE / 7


def test_firms_are_as_many_as_published(programmes: dict[str, Programme]) -> None:
    assert sum(len(programme.suppliers) for programme in programmes.values()) == 8
    assert all(supplier.size != "large" for each in programmes.values() for supplier in each.suppliers.values())
