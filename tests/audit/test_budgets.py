"""Budgets: a purse to the won, with each kind of carry-over."""

from __future__ import annotations

from fractions import Fraction

import pytest

from planner.audit import audit

from .builders import (
    broken_rows,
    excess_of,
    line_of,
    plan_of,
    programme_of,
    purse,
    row,
    rules_of,
    supplier_of,
    upgrade_of,
)


def programme(budget, carry_over="none"):
    return programme_of(
        rules_of(
            years={"award": [2026, 2028], "count_until": 2028},
            funders=[purse("GOV", budget=budget, carry_over=carry_over)],
        ),
        [supplier_of("S")],
        [upgrade_of("U", "S", 10_000), upgrade_of("V", "S", 10_000)],
    )


@pytest.mark.parametrize(("won", "excess"), [(500, 0), (501, 1)])
def test_within_the_year(won, excess):
    """A budget of 500 won bears 500 and not 501."""
    trial = programme({2026: 500})
    plan = plan_of(trial, ("U", 2026, {"GOV": won}))
    assert excess_of(trial, plan, "budget[GOV,2026]") == excess
    assert broken_rows(trial, plan) == ({"budget[GOV,2026]"} if excess else set())


def test_year_without_a_budget():
    """A year that is not named pays nothing: one won is one too many."""
    trial = programme({2026: 500})
    assert excess_of(trial, plan_of(trial, ("U", 2027, {("GOV", 2027): 1})), "budget[GOV,2027]") == 1


@pytest.mark.parametrize(
    ("carry_over", "most"), [("none", 300), ("all", 600), ({"at_most": 120}, 420), ({"at_most": 900}, 600)]
)
def test_carried_over(carry_over, most):
    """500 won, 200 spent, 300 left, and 300 won of the next year: none, all, or up to a limit is carried."""
    trial = programme({2026: 500, 2027: 300}, carry_over)
    for won, excess in ((most, 0), (most + 1, 1)):
        plan = plan_of(trial, ("U", 2026, {"GOV": 200}), ("V", 2027, {("GOV", 2027): won}))
        assert excess_of(trial, plan, "budget[GOV,2027]") == excess
        assert row(audit(trial, plan), "budget[GOV,2027]").limit == most


def test_carried_over_two_years():
    """What is carried is carried again: 100 won of 2026 are spent in 2028."""
    trial = programme({2026: 100}, "all")
    assert broken_rows(trial, plan_of(trial, ("U", 2028, {("GOV", 2028): 100}))) == set()
    assert excess_of(trial, plan_of(trial, ("U", 2028, {("GOV", 2028): 101})), "budget[GOV,2028]") == 1


def test_budget_before_the_award_years_is_not_used():
    """Money of 2025 is not carried into 2026, the first award year."""
    trial = programme({2025: 1_000, 2026: 10}, "all")
    assert excess_of(trial, plan_of(trial, ("U", 2026, {"GOV": 11})), "budget[GOV,2026]") == 1


@pytest.mark.parametrize("year", [2025, 2029, 10**9])
def test_payment_in_a_year_without_account(year):
    """Payments before the first award year, and after everything that can fall due, are over a limit of 0."""
    trial = programme({2026: 500}, "all")
    assert excess_of(trial, plan_of(trial, ("U", 2026, {("GOV", year): 5})), f"budget[GOV,{year}]") == 5


@pytest.mark.parametrize("spent", [500, 501])
def test_nothing_is_left_to_carry(spent):
    """A budget of 500 won spent to the last, or overdrawn, carries nothing and owes nothing: 300 won are there next."""
    trial = programme({2026: 500, 2027: 300}, "all")
    plan = plan_of(trial, ("U", 2026, {"GOV": spent}), ("V", 2027, {("GOV", 2027): 300}))
    assert row(audit(trial, plan), "budget[GOV,2027]").limit == 300


def kept_for_small(**reserved):
    """GOV with 1,000 won in 2026 and 500 in 2027, OEM with 300 in 2026, GOV's carried over; U for small S, V for large
    Z with a line of 100 won that GOV pays whole.
    """
    lines = (line_of("V", 0, 4_900), line_of("V", 0, 100, "GOV"))
    return programme_of(
        rules_of(
            years={"award": [2026, 2027], "count_until": 2027},
            funders=[
                purse("GOV", budget={2025: 9_000, 2026: 1_000, 2027: 500}, carry_over="all"),
                purse("OEM", "oem", budget={2026: 300}),
            ],
            reserved=[{"of": {"size": "small"}} | reserved],
        ),
        [supplier_of("S", size="small"), supplier_of("Z", size="large")],
        [
            upgrade_of("U", "S", 5_000, support_rate_min="0.0001"),
            upgrade_of("V", "Z", None, cost_lines=lines, support_rate_min="0.0001"),
        ],
    )


@pytest.mark.parametrize(
    ("reserved", "limit"),
    [
        ({"funder": "GOV", "share": "0.4"}, 900),
        ({"funder": ["GOV", "OEM"], "share": "0.4"}, 1_080),
        ({"funder": "GOV", "won": 400}, 1_100),
        ({"funder": "GOV", "won": 1_501}, 0),
        ({"funder": "GOV", "share": "0.3333"}, Fraction(100_005, 100)),
    ],
)
def test_reserved(reserved, limit):
    """A part of the purses' 1,500, or 1,800, won is kept for small firms; the others' support, the line that GOV pays
    whole included, is within the rest, to the won. What small firms get does not count.
    """
    trial = kept_for_small(**reserved)
    for won in (int(limit), int(limit) + 1):
        plan = plan_of(trial, ("U", 2026, {"GOV": 100, "own": 400}), ("V", 2026, {"GOV": won, "own": 5_000 - won}))
        finding = row(audit(trial, plan), "reserved[1]")
        assert (finding.value, finding.limit) == (won, limit)
        assert finding.kept is (won <= limit)


@pytest.mark.parametrize(("year", "won", "excess"), [(2026, 600, 0), (2026, 601, 1), (2027, 300, 0), (2027, 301, 1)])
def test_reserved_over_each_year(year, won, excess):
    """40 % of each year's budget: 600 won of 2026, 300 of 2027 are left, whatever is carried over."""
    trial = kept_for_small(funder="GOV", share="0.4", over="year")
    plan = plan_of(trial, ("V", year, {("GOV", year): won, ("own", year): 5_000 - won}))
    assert broken_rows(trial, plan) == ({f"reserved[1,{year}]"} if excess else set())
    assert excess_of(trial, plan, f"reserved[1,{year}]") == excess
