"""Repairs of programmes without a plan: the levels worked out by hand, and each of them does."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from planner.study.explained import has_plan
from planner.study.explanation import explain
from planner.study.repair import Mended
from tests.study.infeasible import CASES, DROPPED, Case

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
