"""Carry-over three ways: 30 M in each of 2026 and 2027; one whole project that can be awarded in 2027 only."""

from __future__ import annotations

from typing import Any

import pytest

from planner.plan.plan import Plan
from tests.audit.builders import programme_of, purse, rules_of, supplier_of, upgrade_of
from tests.golden.solving import M, solved, tonnes


def plan_with(carry_over: Any) -> Plan:
    """Parts of an upgrade of 100 M, 100 t, in 2027 only."""
    return solved(
        programme_of(
            rules_of(
                years={"award": [2026, 2027], "count_until": 2027},
                funders=[purse("GOV", budget={2026: 30 * M, 2027: 30 * M}, carry_over=carry_over)],
            ),
            [supplier_of("S")],
            [upgrade_of("U", "S", 100 * M, tonnes=100, first_year=2027)],
        )
    )


@pytest.mark.parametrize(
    ("carry_over", "award", "carried", "lapsed"),
    [("none", 30, 0, 30), ("all", 60, 30, 0), ({"at_most": 12 * M}, 42, 12, 18)],
)
def test_what_is_left_is_lost_kept_or_kept_in_part(carry_over: Any, award: int, carried: int, lapsed: int):
    """2027 has its own 30 M and what was carried: nothing, all 30 M, or 12 M; the rest of 2026 lapses."""
    plan = plan_with(carry_over)
    assert tonnes(plan) == award
    first, second = plan.funders
    assert (first.spent, first.carried_out, first.lapsed) == (0, carried * M, lapsed * M)
    assert (second.carried_in, second.spent, second.carried_out) == (carried * M, award * M, 0)


def test_a_limit_holds_for_every_year_anew():
    """Budget 10 M in 2026 only, carried up to 8 M a year: 8 M are left in 2027 and, unspent, 8 M in 2028."""
    programme = programme_of(
        rules_of(
            years={"award": [2026, 2028], "count_until": 2028},
            funders=[purse("GOV", budget={2026: 10 * M}, carry_over={"at_most": 8 * M})],
        ),
        [supplier_of("S")],
        [upgrade_of("U", "S", 100 * M, tonnes=100, first_year=2028)],
    )
    plan = solved(programme)
    assert [(row.carried_in, row.spent, row.carried_out, row.lapsed) for row in plan.funders] == [
        (0, 0, 8 * M, 2 * M),
        (8 * M, 0, 8 * M, 0),
        (8 * M, 8 * M, 0, 0),
    ]
