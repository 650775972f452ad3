"""The awards: who gets what in which year, and who pays for it."""

from __future__ import annotations

from dataclasses import replace

from planner.export.columns import AnyTable
from planner.export.report.blocks import Paragraph, Section, TableBlock
from planner.export.report.material import Material
from planner.export.workbook import awards
from planner.languages import T

_WHO = ("supplier", "name", "tier", "region", "size")
"""The columns that stand first."""


def section(given: Material) -> Section:
    """All awards, to be sorted and searched."""
    table = _ordered(awards.table(given.plan, given.programme))
    payers = [column.key for column in table.columns if column.key.startswith("payer:")]
    return Section(
        "awards",
        T("Awards"),
        (
            Paragraph(T("Every award of the plan; open the table to see who gets what, and who pays for it.")),
            TableBlock(
                table,
                long=True,
                choose=("tier", "region", "size", "technology", "year"),
                payers=(*payers, awards.RETURNED_KEY),
            ),
        ),
    )


def _ordered(table: AnyTable) -> AnyTable:
    """Who gets it first, then the other columns as they stand."""
    who = [column for key in _WHO for column in table.columns if column.key == key]
    others = [column for column in table.columns if column.key not in (*_WHO, *awards.FOR_FORMULAS)]
    return replace(table, columns=(*who, *others), printed=None)
