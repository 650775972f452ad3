"""Where the money goes: from the purses through tier 1, and back to tier 2."""

from __future__ import annotations

from planner.export.report.blocks import Section
from planner.export.report.drawings import drawings
from planner.export.report.material import Material
from planner.languages import T


def section(given: Material) -> Section | None:
    """The flow of money."""
    found = tuple(drawings(given, "flow"))
    return Section("flow", T("Where the money goes"), found) if found else None
