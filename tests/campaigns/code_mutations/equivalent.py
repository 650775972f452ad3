"""Mutants that no test can tell from the original, each with its reason."""

from __future__ import annotations

EQUIVALENT: dict[tuple[str, str, str, str], str] = {
    (
        "planner/audit/entries.py",
        "Entry.raises_until",
        "< 0",
        "<= 0",
    ): "Years that round to nothing are left out, so no kilograms are 0.",
}
"""By file, function, code before and code after."""
