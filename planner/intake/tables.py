"""A table becomes rows: every cell read by its column, every refusal a fault, every row counted."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from planner.errors import Fault
from planner.intake import faults
from planner.intake.columns import columns_of
from planner.intake.csv_layout import laid_out
from planner.intake.declared_units import declared_factors
from planner.intake.decoding import decoded
from planner.intake.guessing import guess
from planner.intake.layout import Expected, Layout, Record
from planner.intake.origin import FileOrigin
from planner.intake.reading import RowCount
from planner.intake.row_reader import RowReader
from planner.intake.sheets import TABLES, SheetKind
from planner.intake.table import Habits, Row, Table
from planner.intake.titles import column_of, title
from planner.languages import LANGUAGES, T
from planner.programme.programme import InputFile

_LIMIT_MB = 200

type Complete = Callable[[dict[str, Any]], dict[str, Any]]
"""Adds to a row's values what comes from elsewhere."""


def expected(kind: SheetKind, habits: Habits) -> Expected:
    """What a table of this kind should look like."""
    columns = columns_of(kind.row)
    titles = {column.name: tuple(title(kind.name, column.name, one) for one in LANGUAGES) for column in columns}
    return Expected(columns, functools.partial(column_of, kind.name), titles, habits.ignored)


def read_table(
    folder: Path, kind: SheetKind, habits: Habits, complete: Complete | None = None, prefix: str = ""
) -> Table[Any]:
    """The table of a file in the folder; a file that is not there gives a table without a count.

    ``prefix`` stands before the file's name in places, where several folders are read.
    """
    file = f"{prefix}{kind.file}"
    table: Table[Any] = Table(FileOrigin(file))
    path = folder / kind.file
    if not path.exists():
        return table
    found = decoded(path, file, _LIMIT_MB, T("CSV in UTF-8, with commas"))
    table.source = InputFile(file, hashlib.sha256(found.content).hexdigest())
    table.faults += found.faults
    table.remarks += found.remarks
    if found.text is None:
        present = max(0, sum(1 for line in found.content.splitlines() if line.strip()) - 1)
        table.count = RowCount(file, present, 0, present)
        return table
    read_layout(table, laid_out(found.text, table.origin, expected(kind, habits)), kind, habits, complete)
    return table


def missing_file(folder: Path, file: str) -> Fault:
    """The fault of a file that is not there."""
    known = {kind.file for kind in TABLES}
    there = sorted(path.name for path in folder.iterdir() if path.is_file() and path.name not in known)
    near = guess(file, there)
    if near is None:
        return faults.NOT_FOUND.at(file, path=folder)
    return faults.NOT_FOUND_WITH_GUESS.at(file, path=folder, guess=near)


def say_if_empty(table: Table[Any]) -> None:
    """A table that must have rows and has none, for no reason that is told already."""
    if table.count is not None and table.count.present == 0 and not table.faults:
        table.faults.append(faults.NO_ROWS.at(table.file, header=table.row(1)))


def read_layout(
    table: Table[Any], layout: Layout, kind: SheetKind, habits: Habits, complete: Complete | None = None
) -> None:
    """Read the rows of a layout into the table, and count them."""
    table.columns = frozenset(layout.columns)
    table.blocked = layout.blocked
    columns = {column.name: column for column in columns_of(kind.row)}
    factors, remarks = declared_factors(layout, columns)
    table.faults += layout.faults
    table.remarks += remarks
    reader = RowReader(table, layout, list(columns.values()), factors, habits)
    lacking = any(column.required and column.name not in layout.columns for column in columns.values())
    for record in layout.rows:
        values, sound = reader.read(record)
        item = None
        if sound and not lacking:
            item = _item(table, kind.row, values if complete is None else complete(values), record)
        table.rows.append(Row(record.line, values, item))
    reader.say_what_was_accepted()
    read = sum(1 for row in table.rows if row.item is not None)
    present = len(table.rows) + layout.blocked
    table.count = RowCount(table.file, present, read, present - read)


def _item[Item: BaseModel](
    table: Table[Item], model: type[Item], values: Mapping[str, Any], record: Record
) -> Item | None:
    """The row as a word of the vocabulary. The parsers are as strict as it is; should one not be, nothing slips by."""
    try:
        return model.model_validate(values)
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            column = str(detail["loc"][0]) if detail["loc"] else None
            table.faults.append(
                faults.CELL_NOT_ACCEPTED.at(
                    table.place(record.line, column), found=detail["input"], reason=detail["msg"]
                )
            )
        return None
