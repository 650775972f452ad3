"""Repairs of programmes without a plan: the levels worked out by hand, and each of them does."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from planner.languages import T
from planner.study.explained import has_plan
from planner.study.explanation import explain
from planner.study.policy.levels import SHARE, TONNES, WON, Level, Unit
from planner.study.repair import Mended
from tests.property.cases import draw
from tests.study.infeasible import CASES, DROPPED, EOK, Case

cases = pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])


def changes(mended: Mended) -> dict[str, Any]:
    return {
        change.drop.setting if change.drop else change.level.setting: DROPPED if change.drop else change.to
        for change in mended.changes
    }


@cases
def test_the_repairs_are_those_worked_out_by_hand(case: Case):
    explained = explain(case.make(), has_plan)
    assert explained is not None
    found: dict[str, Any] = {}
    for mended in explained.repairs:
        found |= changes(mended)
        assert mended.least
    assert found == {key: value if value == DROPPED else Fraction(str(value)) for key, value in case.repairs.items()}
    together = {} if explained.together is None else changes(explained.together)
    assert together == case.together


@cases
def test_every_repair_gives_a_plan_in_whole_won(case: Case):
    programme = case.make()
    explained = explain(programme, has_plan)
    assert explained is not None
    assert not has_plan(programme)
    for mended in [*explained.repairs, *([explained.together] if explained.together else [])]:
        changed = programme
        for change in mended.changes:
            changed = change.made(changed)
        assert has_plan(changed)


@cases
def test_changes_tried_in_the_rows_alone_are_the_same(case: Case, monkeypatch: pytest.MonkeyPatch):
    """As for programmes with many options, where no changed programme is formulated for a trial."""
    monkeypatch.setattr("planner.study.explanation.PLANNED", 0)
    monkeypatch.setattr("planner.study.repair.FORMULATED_ANEW", 0)
    explained = explain(case.make(), has_plan)
    assert explained is not None
    found: dict[str, Any] = {}
    for mended in explained.repairs:
        found |= changes(mended)
    assert found == {key: value if value == DROPPED else Fraction(str(value)) for key, value in case.repairs.items()}


def test_repairs_of_random_programmes():
    """Where a random programme has no plan, whatever is told gives one; and some change is told for most of them."""
    without_plan = mended = 0
    for seed in range(40):
        programme = draw(seed).programme()
        if has_plan(programme):
            continue
        explained = explain(programme, has_plan)
        told = [] if explained is None else [*explained.repairs, explained.together]
        changes_told = [repair.changes for repair in told if repair is not None]
        for changes_made in changes_told:
            changed = programme
            for change in changes_made:
                changed = change.made(changed)
            assert has_plan(changed), seed
        without_plan += 1
        mended += bool(changes_told)
    assert without_plan >= 8
    assert mended > without_plan / 2


@pytest.mark.parametrize(
    ("value", "unit", "raises", "moved", "becomes"),
    [
        (50 * EOK, WON, True, 1297.0, 63 * EOK),
        (50 * EOK, WON, True, 1300.0, 63 * EOK),
        (2_500_000_000, WON, True, 3.211, 2_503_300_000),
        ("0.4", SHARE, False, 0.0863, "0.313"),
        ("0.2", SHARE, False, 0.1943864, "0.0056"),
        (12_000, TONNES, False, 616.3, 11_380),
        (140, TONNES, False, 15.0, 125),
    ],
)
def test_levels_are_rounded_outward(value: Any, unit: Unit, raises: bool, moved: float, becomes: Any):
    """To two digits of the change or, where it is smaller, of the level: never back inside the rule."""
    level = Level("x", T("x"), Fraction(value), unit, raises, at=lambda p, _: p, tried=lambda p, _: p)
    assert level.rounded(moved) == Fraction(becomes)
    assert (level.rounded(moved, further=1) > level.rounded(moved)) == raises
