"""Named ranges: what formulas call the columns of the tables and the key figures, the same in every language."""

from __future__ import annotations

from dataclasses import dataclass

from planner.export.columns import AnyTable, Column, Kind, Table
from planner.languages import T, Text

_UNITS = {Kind.WON: "_won", Kind.TONNES: "_t", Kind.WON_PER_TONNE: "_won_per_t"}
"""A name ends with the unit of what it holds: whole won, in whatever unit the sheet shows them; tonnes."""


@dataclass(frozen=True)
class Named:
    """A name, the sheet and the cells that it stands for, and what they hold."""

    name: str
    sheet: str
    cells: str
    holds: Text


def column_name(table: AnyTable, column: Column[object]) -> str | None:
    """What the column's range is called, such as Awards_support_won; none for a table without a key."""
    called = column.name or column.key
    if not table.key or not table.rows or (not called.isidentifier() and not called.isdecimal()):
        return None
    return f"{table.key}_{called}{_UNITS.get(column.kind, '')}"


def table(names: list[Named]) -> Table[Named]:
    """A row a name, in the order of the sheets."""
    return Table(
        title=T("Names"),
        says=T(
            "What formulas call the columns and key figures of this workbook. A name ends with its unit: _won is whole "
            "won, in whatever unit the sheet shows it; _t is t of CO2e."
        ),
        columns=_COLUMNS,
        rows=names,
        frozen_columns=1,
    )


_COLUMNS: tuple[Column[Named], ...] = (
    Column("name", T("Name"), Kind.TEXT, lambda row: row.name, most=44),
    Column("sheet", T("Sheet"), Kind.TEXT, lambda row: row.sheet),
    Column("holds", T("What it holds"), Kind.TEXT, lambda row: row.holds, most=60),
    Column("cells", T("Cells"), Kind.TEXT, lambda row: row.cells),
)
