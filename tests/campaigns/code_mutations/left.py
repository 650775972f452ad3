"""Mutants that survived and are left, each with a word why."""

from __future__ import annotations

LEFT: dict[tuple[str, str, str, str], str] = {
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
