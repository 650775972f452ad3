"""Published multi-dimensional knapsacks as model files: what the planner proves best is the published optimum."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.solving.outcome import Limits
from planner.study.planning import make_plan
from tests.literature.knapsack import Knapsack, best_of_all, knapsacks, programme_of, project

KNAPSACKS = list(knapsacks())


def test_there_are_enough():
    assert len({knapsack.name for knapsack in KNAPSACKS}) == len(KNAPSACKS) >= 30


@pytest.mark.parametrize("knapsack", KNAPSACKS, ids=lambda knapsack: knapsack.name)
def test_the_best_plan_is_worth_the_published_optimum(knapsack: Knapsack, tmp_path: Path):
    """Proven optimal, audited, within every budget by a sum of our own, and worth what was published: exactly."""
    planned = make_plan(programme_of(knapsack, tmp_path), Limits())
    awarded = {award.upgrade_id for award in planned.plan.awards}
    chosen = [number for number in range(len(knapsack.values)) if project(number) in awarded]
    assert planned.plan.status == "optimal"
    assert planned.report.passed
    assert knapsack.fits(chosen)
    assert knapsack.value(chosen) == planned.plan.indicators.lifetime_tonnes == knapsack.optimum


@pytest.mark.parametrize("knapsack", [k for k in KNAPSACKS if len(k.values) <= 20], ids=lambda knapsack: knapsack.name)
def test_no_selection_is_worth_more(knapsack: Knapsack):
    """Every selection of up to 20 projects, a million of them, tried."""
    assert best_of_all(knapsack) == knapsack.optimum


def test_one_small_instance_by_hand():
    """Petersen's first: projects 2, 3 and 6 are worth 600 + 1,200 + 2,000; of the last resource they take 2 + 4 + 4."""
    (knapsack,) = (k for k in KNAPSACKS if k.name == "petersen-1")
    best = [1, 2, 5]
    assert knapsack.value(best) == 3_800
    assert sum(knapsack.uses[9][number] for number in best) == 10
    assert knapsack.fits(best)
    assert not knapsack.fits([*best, 3])
