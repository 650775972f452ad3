"""Files of our own form, one a company or one for all: their rows as entries, to be put together."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from planner.importing.cell_text import text_of
from planner.importing.entries import Entry, Gathered, SourceRow
from planner.intake import faults
from planner.intake.origin import SheetOrigin
from planner.intake.sheets import TABLES, SheetKind
from planner.intake.tables import Habits, Row, Table, read_table


def gathered_own(path: Path, name: str) -> list[Gathered]:
    """The rows of a workbook, of a folder of CSV files, or of one CSV file that is named as a table is."""
    found = [_gathered(kind, table, name) for kind, table in _tables(path, name) if table.count is not None]
    if found:
        return found
    if not path.exists():
        return [Gathered(name, faults=[faults.NOT_FOUND.at(name, path=path.absolute().parent)])]
    known = ", ".join(kind.file for kind in TABLES)
    return [Gathered(name, faults=[faults.NO_TABLE_OF_OURS.at(name, known=known)])]


def _tables(path: Path, name: str) -> Iterator[tuple[SheetKind, Table[Any]]]:
    for kind in TABLES:
        if path.is_dir():
            yield kind, read_table(path, kind, Habits(), prefix=f"{name}/")
        elif path.name == kind.file:
            yield kind, read_table(path.parent, kind, Habits(), prefix=name.removesuffix(kind.file))


def _gathered(kind: SheetKind, table: Table[Any], part: str) -> Gathered:
    """A table's rows; those that were refused have their faults in the table."""
    origin = table.origin
    file, sheet = (origin.workbook, origin.sheet) if isinstance(origin, SheetOrigin) else (origin.file, "")
    found = Gathered(file, sheet, 0, table.blocked, faults=table.faults, remarks=table.remarks)
    found.present = table.count.present if table.count is not None else 0
    for row in table.rows:
        source = SourceRow(file, sheet, row.line)
        if row.item is None:
            found.refused[source] = []
        else:
            found.entries.append(_entry(kind, table, row, source, part))
    return found


def _entry(kind: SheetKind, table: Table[Any], row: Row[Any], source: SourceRow, part: str) -> Entry:
    cells = {column: text_of(row.values.get(column)) for column in table.columns}
    place = functools.partial(table.place, row.line)
    return Entry(kind.name, cells, place, source, part)
