"""Who gets it: by region, tier, size and technology, and supplier by supplier."""

from __future__ import annotations

from planner.export.report.blocks import Paragraph, Section, TableBlock
from planner.export.report.drawings import drawings
from planner.export.report.groups import SAYS, group_tables
from planner.export.report.material import Material
from planner.export.workbook import suppliers
from planner.languages import T


def section(given: Material) -> Section:
    """A chart by region, a table by each mark, and all suppliers."""
    return Section(
        "who",
        T("Who gets it"),
        (
            *drawings(given, "regions"),
            Paragraph(SAYS, "note"),
            *(TableBlock(table, told=False) for table in group_tables(given.plan, given.programme)),
            TableBlock(
                suppliers.table(given.plan, given.programme), long=True, choose=("tier", "region", "size", "consortium")
            ),
        ),
    )
