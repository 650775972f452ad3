"""Mutants that survived and are left, each with a word why."""

from __future__ import annotations

LEFT: dict[tuple[str, str, str, str], str] = {
    (
        "planner/audit/thresholds.py",
        "_finding",
        "1",
        "2",
    ): "A test written after the draw tells it.",
    (
        "planner/audit/ledger_statements.py",
        "repayments",
        'row_name("repayments", row.supplier_id, row.year, "pool")',
        'row_name("repayments", row.supplier_id, row.year, )',
    ): "A test written after the draw tells it.",
    (
        "planner/audit/stated.py",
        "states",
        "equal(STATEMENTS, row, said * scale, should * scale, unit)",
        "equal(STATEMENTS, row, said * scale, should * scale, )",
    ): "A test written after the draw tells it.",
    (
        "planner/audit/support_rates.py",
        "_from_least_rate",
        "0",
        "1",
    ): "One more row, which is kept: the verdict is the same.",
    (
        "planner/audit/funding.py",
        "_payments",
        "< 1",
        "<= 1",
    ): "One more row for payments of a won, which is kept: the verdict is the same.",
}
"""By file, function, code before and code after."""
