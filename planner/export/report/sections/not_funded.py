"""What is not funded, with what is plain to see of the reason."""

from __future__ import annotations

from planner.export.report.blocks import Command, Paragraph, Section, TableBlock
from planner.export.report.material import Material
from planner.export.workbook import not_funded
from planner.languages import T


def section(given: Material) -> Section | None:
    """All candidates without an award or with a part of one; and how to ask why."""
    table = not_funded.table(given.plan, given.programme, given.candidates)
    if not table.rows:
        return None
    return Section(
        "not-funded",
        T("Not funded"),
        (
            Paragraph(T("Why one of them is not funded, and what would bring it in, this command says:")),
            Command("planner explain PLAN ID"),
            TableBlock(table, long=True, choose=("tier", "region", "technology", "remark")),
        ),
    )
