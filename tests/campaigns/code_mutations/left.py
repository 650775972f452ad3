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
    (
        "planner/intake/checks/reserves.py",
        "_apart",
        "taken |= one.upgrades",
        "taken = one.upgrades",
    ): "A test written after the draw tells it.",
    (
        "planner/intake/checks/sizes/suppliers.py",
        "_outside",
        "<= value",
        "< value",
    ): "A test written after the draw tells it.",
    (
        "planner/intake/checks/naming.py",
        "_selectors",
        'yield from ((("funders", number, "rate", index), rate) for index, rate in enumerate(funder.rate))',
        "pass",
    ): "A test written after the draw tells it.",
    (
        "planner/intake/checks/sizes/columns.py",
        "_of_upgrades",
        'yield "saving_won", "cost_won", sizes.saving_won / cost, bounds.SAVING_PER_COST',
        "pass",
    ): "A test written after the draw tells it.",
    (
        "planner/intake/decoding.py",
        "",
        "1_000_000",
        "1000001",
    ): "A test written after the draw tells it.",
    (
        "planner/intake/workbook/facts.py",
        "",
        '"dynamicFilter"',
        '"XXdynamicFilterXX"',
    ): "A test written after the draw tells it.",
    (
        "planner/intake/columns.py",
        "_unit",
        '"share"',
        '"XXshareXX"',
    ): "A test written after the draw tells it.",
    (
        "planner/intake/checks/sizes/bounds.py",
        "",
        '"As for columns, ten times wider: for rows that have too few peers."',
        '"XXAs for columns, ten times wider: for rows that have too few peers.XX"',
    ): "No code read the reasons: they are comments now.",
}
"""By file, function, code before and code after."""
