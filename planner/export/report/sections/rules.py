"""The rules in words."""

from __future__ import annotations

from planner.export.report.blocks import Section, TableBlock
from planner.export.report.material import Material
from planner.export.workbook import rules
from planner.languages import T


def section(given: Material) -> Section:
    """Every rule with its place in the model and its source."""
    return Section("rules", T("Rules"), (TableBlock(rules.table(given.plan), titled=False),))
