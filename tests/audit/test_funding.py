"""Funding: every line is paid to the won, in its year, and named lines by their payer."""

from __future__ import annotations

import pytest

from planner.audit import audit
from planner.audit.costs import cost_of, due_of
from planner.plan.plan import Payment

from .builders import (
    broken_rows,
    line_of,
    plan_of,
    programme_of,
    purse,
    restated,
    row,
    rules_of,
    supplier_of,
    upgrade_of,
    with_award,
)


def staged():
    """600 won in the award year, 250 a year later, and 150 then that GOV2 pays whole; least rate 0, so that the
    supplier may pay any part of the shared lines.
    """
    lines = (line_of("U", 1, 150, "GOV2"), line_of("U", 1, 250), line_of("U", 0, 600))
    return programme_of(
        rules_of(funders=[purse("GOV", budget={2026: 5_000, 2027: 5_000}), purse("GOV2", budget={2027: 5_000})]),
        [supplier_of("S")],
        [upgrade_of("U", "S", None, cost_lines=lines, support_rate_min="0.0001")],
    )


GOOD = {("GOV", 2026): 600, ("GOV", 2027): 250, ("GOV2", 2027): 150}


def test_lines_are_split_by_running_totals():
    """Lines 600, 250, 150 in order: running totals 600, 850, 1,000. Of 333 won: floor(199.8) = 199,
    floor(283.05) = 283, 333; so 199, 84 and 50.
    """
    due = due_of(cost_of(staged().upgrades["U"]), 333, 2026)
    assert due.shared == {2026: 199, 2027: 84}
    assert due.named == {(2027, "GOV2"): 50}


def test_lines_of_a_year_are_in_the_order_of_payer():
    """An unnamed line stands before named ones of the same year, whatever the table's order."""
    cost = cost_of(staged().upgrades["U"])
    assert [(line.offset, line.payer, line.won) for line in cost.lines] == [
        (0, None, 600),
        (1, None, 250),
        (1, "GOV2", 150),
    ]
    assert (cost.total, cost.shared) == (1_000, 850)


def test_all_lines_paid():
    """Each line paid in its year: one kept row."""
    report = audit(staged(), plan_of(staged(), ("U", 2026, GOOD)))
    assert report.passed
    assert row(report, "funding[U,2026]").value == 1_000


def test_one_won_a_year_early():
    """A won of the second year paid in the first: both years are off by one."""
    plan = plan_of(staged(), ("U", 2026, GOOD | {("GOV", 2026): 601, ("GOV", 2027): 249}))
    findings = [f for f in audit(staged(), plan).broken if f.row == "funding[U,2026]"]
    assert [(f.value, f.limit, f.excess) for f in findings] == [(601, 600, 1), (399, 400, 1)]


@pytest.mark.parametrize("won", [-1, 1])
def test_payments_do_not_add_up(won):
    """Cost 1,000 and payments of 1,000 and one won more or less."""
    plan = plan_of(staged(), ("U", 2026, GOOD))
    payments = (Payment(year=2026, payer="own", won=won), *plan.awards[0].payments)
    payers = {**plan.awards[0].payers, "own": won}
    broken = audit(staged(), with_award(staged(), plan, 0, payments=payments, payers=payers)).broken
    assert ("funding[U,2026]", 1) in [(f.row, f.excess) for f in broken]


def test_named_payer_leaves_a_won_to_another():
    """GOV2's line is 150 won; GOV pays one of them: kept in sum, broken for the named payer."""
    plan = plan_of(staged(), ("U", 2026, GOOD | {("GOV", 2027): 251, ("GOV2", 2027): 149}))
    broken = audit(staged(), plan).broken
    assert [(f.row, f.value, f.limit, f.sense) for f in broken if f.family == "funding"] == [
        ("funding[U,2026]", 149, 150, ">=")
    ]


def test_payment_below_one_won():
    """Payments of 0 and of less are no payments, even where the sums are right."""
    plan = plan_of(staged(), ("U", 2026, GOOD | {("own", 2026): 0}))
    assert [(f.row, f.value, f.limit) for f in audit(staged(), plan).broken] == [("funding[U,2026]", 0, 1)]
    plan = plan_of(staged(), ("U", 2026, GOOD | {("GOV", 2026): 601, ("own", 2026): -1}))
    assert "funding[U,2026]" in broken_rows(staged(), plan)


def test_payment_in_a_year_in_which_nothing_is_due():
    """A won of 2026 paid in 2028: 2026 lacks it, and 2028 has it without a line."""
    plan = plan_of(staged(), ("U", 2026, GOOD | {("GOV", 2026): 599, ("own", 2028): 1}))
    findings = [f for f in audit(staged(), plan).broken if f.row == "funding[U,2026]"]
    assert [(f.value, f.limit) for f in findings] == [(599, 600), (1, 0)]


def test_line_that_nobody_pays():
    """A second year without any payment lacks both its lines, and the named payer its own."""
    plan = plan_of(staged(), ("U", 2026, {"GOV": 600}))
    award = plan.awards[0].model_copy(update={"cost_won": 1_000})
    findings = audit(staged(), restated(staged(), plan.model_copy(update={"awards": (award,)}))).broken
    rows = [(f.value, f.limit, f.sense) for f in findings if f.row == "funding[U,2026]"]
    assert rows == [(0, 400, "="), (0, 150, ">=")]
