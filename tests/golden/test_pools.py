"""Whom returned money serves: the payer's chain, its consortium, or the programme.

Tier-1 T1 (consortium K) and T2 (consortium L) each get 10 M of GOV in 2026 and owe it in 2027, when tier-2 suppliers
ask: V (sells to T1, consortium L) 10 M for 10 t, W (sells to T1 and T2, consortium K) 20 M for 40 t.
"""

from __future__ import annotations

from typing import Any

import pytest

from planner.plan.plan import Plan
from tests.audit.builders import programme_of, purse, rules_of, supplier_of, upgrade_of
from tests.golden.solving import M, paid, solved


def plan_with(
    pool: str, links: tuple[tuple[str, str], ...] = (("V", "T1"), ("W", "T1"), ("W", "T2")), **more: Any
) -> Plan:
    return solved(
        programme_of(
            rules_of(
                years={"award": [2026, 2027], "count_until": 2027},
                funders=[purse("GOV", pays={"tier": 1}, budget={2026: 20 * M})],
                repayment={"base": "GOV", "pool": pool} | more,
            ),
            [
                supplier_of("T1", consortium="K"),
                supplier_of("T2", consortium="L"),
                supplier_of("V", 2, consortium="L"),
                supplier_of("W", 2, consortium="K"),
            ],
            [
                upgrade_of("UT1", "T1", 10 * M, tonnes=1_000),
                upgrade_of("UT2", "T2", 10 * M, tonnes=1_000),
                upgrade_of("UV", "V", 10 * M, tonnes=10),
                upgrade_of("UW", "W", 20 * M, tonnes=40),
            ],
            links,
        )
    )


def test_own_chain_with_two_buyers():
    """W draws on both its buyers' pools: 20 M, 40 t; V gets nothing, as 2 t/M beats 1 t/M."""
    plan = plan_with("own_chain")
    assert paid(plan)["UW", 2027] == {"pool:T1": 10 * M, "pool:T2": 10 * M}
    assert ("UV", 2027) not in paid(plan)


def test_consortium():
    """K's 10 M pay half of W (20 t), L's 10 M pay V (10 t)."""
    plan = plan_with("consortium")
    assert paid(plan)["UW", 2027] == {"pool:K": 10 * M}
    assert paid(plan)["UV", 2027] == {"pool:L": 10 * M}


def test_programme():
    """One pool of 20 M, all of it for W."""
    plan = plan_with("programme")
    assert paid(plan)["UW", 2027] == {"pool:programme": 20 * M}
    assert [(row.pool, row.year, row.received, row.paid) for row in plan.pools] == [
        ("programme", 2026, 0, 0),
        ("programme", 2027, 20 * M, 20 * M),
    ]


def test_a_chain_through_another_tier_2():
    """V sells to W alone, W to T2 alone: both reach T2's 10 M, and W's 2 t/M take them. T1's pool has nobody."""
    plan = plan_with("own_chain", (("V", "W"), ("W", "T2")))
    assert paid(plan)["UW", 2027] == {"pool:T2": 10 * M}
    assert [(row.pool, row.closing) for row in plan.pools if row.year == 2027] == [("T1", 10 * M), ("T2", 0)]


def test_a_chain_ends_at_its_first_tier_1():
    """T1 sells to T2; V sells to T1 only and does not reach T2's pool: V and W share T1's 10 M, W takes them."""
    plan = plan_with("own_chain", (("V", "T1"), ("W", "T1"), ("T1", "T2")))
    assert paid(plan)["UW", 2027] == {"pool:T1": 10 * M}


@pytest.mark.parametrize(("ratio", "loss", "received", "lost"), [("0.5", 0, 10 * M, 0), (1, "0.1", 20 * M, 2 * M)])
def test_part_returned_and_part_lost(ratio: Any, loss: Any, received: int, lost: int):
    """Half of 20 M is owed: 10 M; or a tenth of the 20 M is expected not to come: 18 M can be spent."""
    plan = plan_with("programme", ratio=ratio, loss=loss)
    last = plan.pools[-1]
    assert (last.received, last.lost, last.paid, last.closing) == (received, lost, received - lost, 0)


def test_what_falls_due_after_the_award_years_is_still_to_come():
    """Two years of grace: nothing comes back by 2027, 20 M in 2028."""
    plan = plan_with("programme", grace_years=2)
    assert plan.pools == ()
    assert plan.indicators.still_to_come_won == 20 * M
    assert {due.year for due in plan.repayments} == {2028}


def test_a_tier_1_without_a_consortium_fills_no_pool():
    """Under consortium pools its money is owed, to a pool without a name that pays nobody."""
    programme = programme_of(
        rules_of(
            years={"award": [2026, 2027], "count_until": 2027},
            funders=[purse("GOV", pays={"tier": 1}, budget={2026: 10 * M})],
            repayment={"base": "GOV", "pool": "consortium"},
        ),
        [supplier_of("T"), supplier_of("V", 2, consortium="K"), supplier_of("W", 2)],
        [upgrade_of("UT", "T", 10 * M), upgrade_of("UV", "V", 10 * M), upgrade_of("UW", "W", 10 * M)],
    )
    plan = solved(programme)
    assert set(paid(plan)) == {("UT", 2026)}
    assert [(due.owed_won, due.pool) for due in plan.repayments] == [(10 * M, "")]
    assert plan.pools == ()
