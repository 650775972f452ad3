"""What a tonne costs: all candidates from the cheapest to the dearest, and which of them are funded."""

from __future__ import annotations

from planner.export.report.blocks import Section
from planner.export.report.drawings import drawings
from planner.export.report.material import Material
from planner.languages import T


def section(given: Material) -> Section | None:
    """The abatement cost curve."""
    found = tuple(drawings(given, "abatement"))
    return Section("curve", T("What a tonne costs"), found) if found else None
