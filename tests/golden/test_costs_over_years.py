"""Cost lines: money due in later years, and lines that one payer pays whole."""

from __future__ import annotations

from typing import Any

from planner.programme.programme import Programme
from tests.audit.builders import line_of, programme_of, purse, rules_of, supplier_of, upgrade_of
from tests.golden.solving import M, paid, solved, spent, tonnes


def staged(budget: dict[int, int], **rules: Any) -> Programme:
    """One upgrade: 60 M on award, 40 M a year later, 10 M of it paid whole by the OEM; support rate 50 %."""
    lines = (line_of("U", 0, 60 * M), line_of("U", 1, 30 * M), line_of("U", 1, 10 * M, "OEM"))
    return programme_of(
        rules_of(
            years={"award": [2026, 2026], "count_until": 2027},
            funders=[
                purse("GOV", budget=budget),
                purse("OEM", "oem", budget={2027: 10 * M}, pays={"supplier": "nobody"}),
            ],
            support_rates=[{"at_most": 0.5}],
            **rules,
        ),
        [supplier_of("S")],
        [upgrade_of("U", "S", None, tonnes=100, life_years=2, cost_lines=lines)],
    )


def test_every_line_is_paid_in_its_year():
    """2026: 30 M GOV, 30 M own. 2027: 15 M GOV, 15 M own, 10 M OEM: the named line is paid whole, outside the rate, by
    a payer that pays nobody else.
    """
    plan = solved(staged({2026: 100 * M, 2027: 100 * M}))
    assert [(p.year, p.payer, p.won) for p in plan.awards[0].payments] == [
        (2026, "GOV", 30 * M),
        (2026, "own", 30 * M),
        (2027, "GOV", 15 * M),
        (2027, "OEM", 10 * M),
        (2027, "own", 15 * M),
    ]
    assert plan.awards[0].support_won == 55 * M


def test_a_later_years_budget_limits_the_award():
    """GOV has 6 M in 2027, after the last award year; the whole upgrade asks 15 M then: 40 % are awarded."""
    plan = solved(staged({2026: 100 * M, 2027: 6 * M}))
    assert plan.awards[0].cost_won == 40 * M
    assert tonnes(plan) == 80
    assert spent(plan, "GOV") == {2026: 12 * M, 2027: 6 * M}
    assert spent(plan, "OEM") == {2027: 4 * M}


def test_a_whole_project_waits_for_every_years_money():
    """Indivisible: with 6 M in 2027 it cannot be awarded at all."""
    assert solved(staged({2026: 100 * M, 2027: 6 * M}, projects="whole")).awards == ()


def test_a_named_line_is_repaid_where_its_payer_is_in_the_base():
    """The OEM's 10 M of 2027 fall due in 2028; GOV's money is not in the base."""
    repayment = {"base": "OEM", "pool": "programme"}
    plan = solved(staged({2026: 100 * M, 2027: 100 * M}, repayment=repayment))
    assert [(due.year, due.owed_won) for due in plan.repayments] == [(2028, 10 * M)]
    assert paid(plan)["U", 2026]["OEM"] == 10 * M
