"""Two plans beside each other: E2's best plan (Q and R) and its ranking (P)."""

from __future__ import annotations

from decimal import Decimal

import pytest

from planner.errors import UsageError
from planner.study.comparison import compare
from planner.study.ranking import make_ranking
from tests.audit.worked_examples import two_regions
from tests.golden.solving import M, solved
from tests.golden.test_ranking_is_not_enough import three


def test_tonnes_won_and_who_changes():
    programme = three("whole")
    found = compare(programme, solved(programme), make_ranking(programme).plan)
    assert found.figure("lifetime_tonnes").difference == Decimal(321)
    assert found.figure("lifetime_tonnes").relative == pytest.approx(321 / 600)
    assert found.figure("fresh_won").difference == 35 * M
    assert found.figure("tonnes_per_million_won").difference == pytest.approx(921 / 95 - 10)
    assert [award.upgrade_id for award in found.only_plan] == ["Q", "R"]
    assert [award.upgrade_id for award in found.only_other] == ["P"]
    assert (found.changed, found.same) == ((), 0)
    assert (found.suppliers_only_plan, found.suppliers_only_other) == ((), ())


def test_other_parts_and_groups():
    """E3 with its floor: X 70 of 100 M, Y 30; the ranking gives X all."""
    programme = two_regions("0.3")
    found = compare(programme, solved(programme), make_ranking(programme).plan)
    ((mine, theirs),) = found.changed
    assert (mine[0].cost_won, theirs[0].cost_won) == (70 * M, 100 * M)
    assert found.suppliers_only_plan == ("SY",)
    regions = {row.group: (row.plan.support_won, row.other.support_won) for row in found.groups if row.mark == "region"}
    assert regions == {"X": (70 * M, 100 * M), "Y": (30 * M, 0)}


def test_a_plan_beside_itself():
    programme = three("whole")
    plan = solved(programme)
    found = compare(programme, plan, plan)
    assert {figure.difference for figure in found.figures} == {0}
    assert (found.only_plan, found.only_other, found.changed, found.same) == ((), (), (), 2)


def test_plans_of_other_programmes_are_refused():
    programme = three("whole")
    with pytest.raises(UsageError, match="other inputs"):
        compare(programme, solved(programme), solved(three("divisible")))
