"""E1: the cascade of the model's statement, solved; every ledger against figures typed by hand."""

from __future__ import annotations

from decimal import Decimal

import pytest

from planner.plan.plan import Plan
from tests.audit.worked_examples import cascade, cascade_plan
from tests.golden.solving import M, paid, solved


@pytest.fixture(scope="module")
def plan() -> Plan:
    return solved(cascade())


def test_who_pays_what(plan: Plan):
    """A takes 60 % of 100 M: all 40 M of MOTIR and all 20 M of the OEM, and pays 40 M itself. B takes 70 % of 30 M in
    2027, when the pool holds 20 M: the pool pays it all, MSS the missing 1 M, B itself 9 M.
    """
    assert paid(plan) == {
        ("UA", 2026): {"MOTIR": 40 * M, "OEM": 20 * M, "own": 40 * M},
        ("UB", 2027): {"MSS": 1 * M, "own": 9 * M, "pool:A": 20 * M},
    }


def test_when_it_is_paid(plan: Plan):
    assert [(p.year, p.payer, p.won) for award in plan.awards for p in award.payments] == [
        (2026, "MOTIR", 40 * M),
        (2026, "OEM", 20 * M),
        (2026, "own", 40 * M),
        (2027, "MSS", 1 * M),
        (2027, "own", 9 * M),
        (2027, "pool:A", 20 * M),
    ]


def test_what_falls_due(plan: Plan):
    """60 M of support in three instalments after one year."""
    assert [(r.supplier_id, r.year, r.owed_won, r.pool) for r in plan.repayments] == [
        ("A", 2027, 20 * M, "A"),
        ("A", 2028, 20 * M, "A"),
        ("A", 2029, 20 * M, "A"),
    ]


def test_the_pool(plan: Plan):
    """20 M come in 2027 and go to B; 20 M of 2028 and 20 M of 2029 stay."""
    assert [(p.year, p.opening, p.received, p.lost, p.paid, p.closing) for p in plan.pools] == [
        (2026, 0, 0, 0, 0, 0),
        (2027, 0, 20 * M, 0, 20 * M, 0),
        (2028, 0, 20 * M, 0, 0, 20 * M),
        (2029, 20 * M, 20 * M, 0, 0, 40 * M),
        (2030, 40 * M, 0, 0, 0, 40 * M),
        (2031, 40 * M, 0, 0, 0, 40 * M),
    ]


def test_the_purses(plan: Plan):
    """Nothing is carried over: what MSS does not spend lapses year by year."""
    rows = {(f.funder, f.year): (f.budget, f.carried_in, f.spent, f.carried_out, f.lapsed) for f in plan.funders}
    assert rows["MOTIR", 2026] == (40 * M, 0, 40 * M, 0, 0)
    assert rows["OEM", 2026] == (20 * M, 0, 20 * M, 0, 0)
    assert rows["MSS", 2026] == (100 * M, 0, 0, 0, 100 * M)
    assert rows["MSS", 2027] == (100 * M, 0, 1 * M, 0, 99 * M)
    assert all(rows["MSS", year] == (100 * M, 0, 0, 0, 100 * M) for year in range(2028, 2032))
    assert all(rows[name, year] == (0, 0, 0, 0, 0) for name in ("MOTIR", "OEM") for year in range(2027, 2032))


def test_tonnes_and_key_figures(plan: Plan):
    """A 10 years x 50 t, B 9 years x 30 t: 770 t; fresh money 40 + 20 + 1 = 61 M; 770 / 61 = 12.62 t per million."""
    figures = plan.indicators
    assert [award.tonnes for award in plan.awards] == [Decimal(500), Decimal(270)]
    assert figures.lifetime_tonnes == Decimal(770)
    assert plan.objective.value == 770.0
    assert figures.tonnes_by_year == {2026: Decimal(50)} | {year: Decimal(80) for year in range(2027, 2036)}
    assert (figures.fresh_won, figures.public_won, figures.oem_won) == (61 * M, 41 * M, 20 * M)
    assert (figures.recycled_won, figures.own_won, figures.all_won) == (20 * M, 49 * M, 130 * M)
    assert figures.tonnes_per_million_won == pytest.approx(12.62, abs=0.005)
    assert (figures.upgrades_funded, figures.suppliers_funded) == (2, 2)
    assert (figures.owed_won, figures.still_to_come_won) == (60 * M, 0)


def test_the_whole_plan_is_the_one_typed_by_hand(plan: Plan):
    """The hash covers awards, payments, ledgers and figures: the solved plan and the typed one are the same."""
    assert plan.plan_hash == cascade_plan().plan_hash
