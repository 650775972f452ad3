"""Mutants that survived and are left, each with a word why."""

from __future__ import annotations

LEFT: dict[tuple[str, str, str, str], str] = {}
"""By file, function, code before and code after."""
