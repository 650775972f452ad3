"""Mutants that no test can tell from the original, each with its reason."""

from __future__ import annotations

EQUIVALENT: dict[tuple[str, str, str, str], str] = {
    (
        "planner/audit/entries.py",
        "Entry.raises_until",
        "< 0",
        "<= 0",
    ): "Years that round to nothing are left out, so no kilograms are 0.",
    (
        "planner/audit/full_rates.py",
        "FullRates._limits_alone",
        "return False",
        "return None",
    ): "It is a condition, and None is as false.",
    (
        "planner/audit/report.py",
        "figure",
        '"0"',
        '"XX0XX"',
    ): "Stripped are characters, and no number has an X.",
    (
        "planner/plan/proof.py",
        "Known.missing",
        "(self.limit - self.exact) * sense",
        "(self.limit - self.exact) / sense",
    ): "The sense is 1 or -1.",
    (
        "planner/plan/ledgers.py",
        "carried_out",
        "0",
        "1",
    ): "Below 1 are whole won only from 0 down, and of 0 won 0 are carried.",
    (
        "planner/intake/workbook/archive.py",
        "_is_text",
        "return False",
        "return None",
    ): "It is a condition, and None is as false.",
}
"""By file, function, code before and code after."""
