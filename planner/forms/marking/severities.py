"""How severities look and what they are called: in cells, on tabs and in the list."""

from __future__ import annotations

from dataclasses import dataclass

from planner.errors import Severity
from planner.languages import T, Text


@dataclass(frozen=True)
class Look:
    """A severity's word, the colour of its cells, and the stronger one of its tabs, as red, green and blue in hex."""

    word: Text
    cell: str
    tab: str


LOOKS: dict[Severity, Look] = {
    Severity.FAULT: Look(T("Fault"), "FFB3B3", "D92D20"),
    Severity.WARNING: Look(T("Warning"), "FFD97A", "F5A700"),
    Severity.NOTE: Look(T("Note"), "BDD7F5", "2E75B6"),
}
"""Red, amber and blue: pale in cells, so that their contents stay legible, also in print without colours."""
