"""The cascade on real plants: support to tier 1 comes back out of its energy savings and pays tier 2."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from fractions import Fraction
from pathlib import Path
from random import Random

import pytest

from planner.audit import audit
from planner.intake import read_programme
from planner.programme.programme import Programme
from planner.solving.outcome import Limits
from planner.study.planning import Planned, make_plan
from tests.real.audits import Audits
from tests.real.models import CASCADE_YEARS, SHARE_OF_SAVINGS, TIER1_RATE, TIER2_RATE, cascade
from tests.real.tables import LIFE_YEARS

type Solved = tuple[Programme, Planned]


@pytest.fixture(scope="module")
def solved(audits: Audits, tmp_path_factory: pytest.TempPathFactory) -> Solved:
    return _solve(cascade(audits, tmp_path_factory.mktemp("cascade")))


def _solve(model: Path) -> Solved:
    programme = read_programme(model).programme
    return programme, make_plan(programme, Limits())


def test_proven_and_audited(solved: Solved) -> None:
    programme, planned = solved
    assert planned.plan.status == "optimal"
    assert audit(programme, planned.plan).passed


def test_tier_2_is_paid_by_what_came_back_alone(solved: Solved) -> None:
    programme, planned = solved
    plan = planned.plan
    assert plan.indicators.recycled_won > 0
    for award in plan.awards:
        tier = programme.suppliers[award.supplier_id].tier
        assert set(award.payers) <= ({"PURSE", "own"} if tier == 1 else {"pool:programme", "own"})
        assert award.support_won <= (TIER1_RATE if tier == 1 else TIER2_RATE) * award.cost_won
    lasting = sum(year.received - year.lost - year.paid for year in plan.pools)
    assert lasting == plan.pools[-1].closing >= 0
    assert sum(year.paid for year in plan.pools) == plan.indicators.recycled_won


def test_all_support_of_tier_1_is_given_back(solved: Solved) -> None:
    plan = solved[1].plan
    assert sum(due.owed_won for due in plan.repayments) == plan.indicators.owed_won == plan.indicators.fresh_won


def test_nobody_owes_more_than_its_share_of_what_the_audits_say_it_saves(solved: Solved, audits: Audits) -> None:
    """Affordability counted again from the audits: a share of the energy cost saved in each year."""
    saving = {each.upgrade_id: (each.saving_won, each.cost_won) for each in audits.used}
    saved: dict[tuple[str, int], Fraction] = defaultdict(Fraction)
    for award in solved[1].plan.awards:
        won, cost = saving[award.upgrade_id]
        for year in range(award.year, award.year + LIFE_YEARS):
            saved[award.supplier_id, year] += won * Fraction(award.cost_won, cost)
    for due in solved[1].plan.repayments:
        assert due.owed_won <= SHARE_OF_SAVINGS * saved[due.supplier_id, due.year], due


def test_affordability_is_felt(solved: Solved, audits: Audits, tmp_path: Path) -> None:
    """Real paybacks differ widely: where more of the savings may be asked for, the plan is a better one."""
    free = _solve(cascade(audits, tmp_path, Fraction(1)))[1].plan
    assert free.indicators.lifetime_tonnes > solved[1].plan.indicators.lifetime_tonnes + 1_000


def test_the_order_of_rows_changes_nothing(solved: Solved, audits: Audits, tmp_path: Path) -> None:
    """Real recommendations are alike more often than made-up ones; the same data give the same plan all the same."""
    shuffled = list(audits.used)
    Random(5).shuffle(shuffled)
    again = _solve(cascade(dataclasses.replace(audits, used=tuple(shuffled)), tmp_path))[1].plan
    assert again.plan_hash == solved[1].plan.plan_hash


def test_more_to_choose_from_is_never_worse(solved: Solved, audits: Audits, tmp_path: Path) -> None:
    """The same rules and money on what the plants did alone: a part of the choice, so no more tonnes."""
    only = dataclasses.replace(audits, used=audits.implemented)
    fewer = _solve(cascade(only, tmp_path))[1].plan
    assert [account.budget for account in fewer.funders] == [account.budget for account in solved[1].plan.funders]
    assert fewer.indicators.lifetime_tonnes <= solved[1].plan.indicators.lifetime_tonnes


def test_awards_fall_in_the_award_years(solved: Solved) -> None:
    assert {award.year for award in solved[1].plan.awards} <= set(CASCADE_YEARS)
