"""What the plants spent on what they did, spent anew: audited, within the purse, and never fewer tonnes than they had.

What the plants did costs exactly the purse and is one of the plans that the planner may choose; so is every ranking. A
plan proven optimal that has fewer tonnes than one of them would be wrong.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from random import Random

import click
import pytest

from planner.audit import audit
from planner.intake import read_programme
from planner.plan.plan import Award
from planner.programme.programme import Programme
from planner.solving.outcome import Limits
from planner.study.planning import Planned, make_plan
from tests.real.audits import Audits
from tests.real.compare import Choice, choice, payback, ranked, table, won_per_tonne
from tests.real.models import one_purse, won_of
from tests.real.tables import LIFE_YEARS

HALF_KILOGRAM = Fraction(1, 2_000)
"""An award's kilograms are rounded once a year [t]."""

type Solved = tuple[Programme, Planned]


@pytest.fixture(scope="module", params=["whole", "divisible"])
def solved(request: pytest.FixtureRequest, audits: Audits, tmp_path_factory: pytest.TempPathFactory) -> Solved:
    model = one_purse(audits, tmp_path_factory.mktemp("one_purse"), request.param)
    programme = read_programme(model).programme
    return programme, make_plan(programme, Limits())


def test_proven_and_audited(solved: Solved) -> None:
    programme, planned = solved
    assert planned.plan.status == "optimal"
    assert audit(programme, planned.plan).passed


def test_within_the_purse(solved: Solved, audits: Audits) -> None:
    figures = solved[1].plan.indicators
    assert figures.fresh_won == figures.all_won <= won_of(audits.implemented)
    assert figures.own_won == 0


def test_whole_projects_are_whole(solved: Solved) -> None:
    programme, planned = solved
    cost = {name: upgrade.total_won for name, upgrade in programme.upgrades.items()}
    parts = [award for award in planned.plan.awards if award.cost_won < cost[award.upgrade_id]]
    assert len(parts) <= (0 if programme.rules.projects == "whole" else 1)


def test_tonnes_are_those_of_the_audits(solved: Solved, audits: Audits) -> None:
    """The plan's tonnes, counted again from the audits' energy alone."""
    expected = {each.upgrade_id: (each.tonnes, each.cost_won) for each in audits.used}
    for award in solved[1].plan.awards:
        tonnes, cost = expected[award.upgrade_id]
        yearly = tonnes * Fraction(award.cost_won, cost)
        assert abs(Fraction(award.tonnes) - LIFE_YEARS * yearly) <= LIFE_YEARS * HALF_KILOGRAM, award.upgrade_id


def test_no_fewer_tonnes_than_what_the_plants_did_or_a_ranking_takes(solved: Solved, audits: Audits) -> None:
    programme, planned = solved
    budget = won_of(audits.implemented)
    figures = planned.plan.indicators
    others = (
        choice("what the plants did", audits.implemented),
        choice("ranked by payback", ranked(audits.used, budget, payback)),
        choice("ranked by won per tonne", ranked(audits.used, budget, won_per_tonne)),
    )
    plan = Choice(f"plan, {programme.rules.projects}", figures.all_won, Fraction(figures.lifetime_tonnes))
    click.echo(f"\n{table((*others, plan))}")
    # Rounding to the kilogram may take half of one per award and year; the proof allows a share of its own.
    slack = len(audits.used) * LIFE_YEARS * HALF_KILOGRAM + plan.tonnes / 10**7
    for other in others:
        assert other.won <= budget
        assert plan.tonnes + slack >= other.tonnes, other.name


def test_the_parts_of_a_plan_add_up(solved: Solved) -> None:
    plan = solved[1].plan
    assert _total(plan.awards) == plan.indicators.lifetime_tonnes
    assert sum(award.cost_won for award in plan.awards) == plan.indicators.all_won


def _total(awards: tuple[Award, ...]) -> Decimal:
    return sum((award.tonnes for award in awards), Decimal(0))


def test_the_order_of_rows_changes_nothing(solved: Solved, audits: Audits, tmp_path: Path) -> None:
    """The same recommendations in another order are the same plan, to the won and by its hash."""
    programme, planned = solved
    assert programme.rules.projects != "as_marked"
    shuffled = list(audits.used)
    Random(3).shuffle(shuffled)
    model = one_purse(dataclasses.replace(audits, used=tuple(shuffled)), tmp_path, programme.rules.projects)
    again = make_plan(read_programme(model).programme, Limits()).plan
    assert again.plan_hash == planned.plan.plan_hash


def test_parts_are_worth_no_less_than_whole_projects(audits: Audits, tmp_path: Path) -> None:
    """Whole projects are a choice among the parts; and the best parts exceed them by less than one project."""
    tonnes: Mapping[str, Fraction] = {
        projects: Fraction(
            make_plan(
                read_programme(one_purse(audits, tmp_path / projects, projects)).programme, Limits()
            ).plan.indicators.lifetime_tonnes
        )
        for projects in ("whole", "divisible")
    }
    largest = max(each.tonnes for each in audits.used) * LIFE_YEARS
    assert tonnes["whole"] <= tonnes["divisible"] <= tonnes["whole"] + largest
