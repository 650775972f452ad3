"""The line of the rulebook that speaks of a key of the model."""

from __future__ import annotations

from collections.abc import Mapping

from planner.export.rulebook import RuleLine, rulebook
from planner.programme.rules import Rules


def lines_by_key(rules: Rules) -> dict[str, RuleLine]:
    """The lines of the rulebook by the keys that they speak of."""
    lines: dict[str, RuleLine] = {}
    for line in rulebook(rules):
        lines.setdefault(line.key, line)
    return lines


def line_of(key: str, lines: Mapping[str, RuleLine]) -> RuleLine | None:
    """The line of the rule that the key is a part of: that with the longest key that begins it."""
    ending = ("", ".", "[")
    fitting = [stated for stated in lines if key.startswith(stated) and key[len(stated) : len(stated) + 1] in ending]
    return lines[max(fitting, key=len)] if fitting else None
