"""Files of our own form, one a company or one for all: their rows as entries and their rules, to be put together."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from planner.importing.cell_text import text_of
from planner.importing.entries import Entry, Gathered, SourceRow
from planner.intake import faults
from planner.intake.model import Model
from planner.intake.origin import SheetOrigin
from planner.intake.programme import habits_of, is_workbook
from planner.intake.sheets import MODEL_SHEETS, TABLES, SheetKind
from planner.intake.table import Habits, Row, Table
from planner.intake.tables import read_table
from planner.intake.workbook.book import Book, opened
from planner.intake.workbook.model_sheets import read_model_sheets
from planner.intake.workbook.sheet_table import read_sheet


@dataclass(frozen=True)
class OwnFile:
    """What a file of our own form holds: its tables, and its model where it has one."""

    gathered: list[Gathered] = field(default_factory=list)
    model: Model | None = None


def gathered_own(path: Path, name: str) -> OwnFile:
    """What is in a workbook, in a folder of CSV files, or in one CSV file that is named as a table is."""
    if not path.exists():
        return OwnFile([Gathered(name, faults=[faults.NOT_FOUND.at(name, path=path.absolute().parent)])])
    if is_workbook(path) and path.is_file():
        return _of_workbook(opened(path, name))
    found = [_gathered(kind, table, name) for kind, table in _csv_tables(path, name) if table.count is not None]
    return OwnFile(found or [Gathered(name, faults=[_no_table(name)])])


def _no_table(name: str) -> Any:
    return faults.NO_TABLE_OF_OURS.at(name, known=", ".join(kind.file for kind in TABLES))


def _csv_tables(path: Path, name: str) -> Iterator[tuple[SheetKind, Table[Any]]]:
    for kind in TABLES:
        if path.is_dir():
            yield kind, read_table(path, kind, Habits(), prefix=f"{name}/")
        elif path.name == kind.file:
            yield kind, read_table(path.parent, kind, Habits(), prefix=name.removesuffix(kind.file))


def _of_workbook(book: Book) -> OwnFile:
    """Tables and rules of a workbook; it need not have all of them."""
    has_model = any(kind.name in book.sheets for kind in MODEL_SHEETS)
    model = read_model_sheets(book, ()) if has_model else None
    habits = Habits() if model is None else habits_of(model)
    tables = [(kind, read_sheet(book, kind, habits)) for kind in TABLES]
    found = [_gathered(kind, table, book.name) for kind, table in tables if table.count is not None]
    if model is not None:
        found += [_of_rules(model, book.name)]
    elif book.faults or not found:
        found += [Gathered(book.name, faults=book.faults or [_no_table(book.name)], remarks=book.remarks)]
    else:
        found[0].remarks += book.remarks
    return OwnFile(found, model)


def _of_rules(model: Model, name: str) -> Gathered:
    """The sheets of the model, whose rows become rules and not rows of tables."""
    found = Gathered(name, faults=model.faults, remarks=model.remarks)
    found.present = sum(count.present for count in model.counts)
    found.rules = sum(count.read for count in model.counts)
    found.blocked = found.present - found.rules
    return found


def _gathered(kind: SheetKind, table: Table[Any], part: str) -> Gathered:
    """A table's rows; those that were refused have their faults in the table."""
    origin = table.origin
    file, sheet = (origin.workbook, origin.sheet) if isinstance(origin, SheetOrigin) else (origin.file, "")
    present, read = (table.count.present, table.count.read) if table.count is not None else (0, 0)
    found = Gathered(file, sheet, present, present - len(table.rows), faults=table.faults, remarks=table.remarks)
    for row in table.rows:
        source = SourceRow(file, sheet, row.line)
        if row.item is None:
            found.refused[source] = []
        else:
            found.entries.append(_entry(kind, table, row, source, part))
    assert found.count.became == read, "what the reader counts as read is gathered"
    return found


def _entry(kind: SheetKind, table: Table[Any], row: Row[Any], source: SourceRow, part: str) -> Entry:
    cells = {column: text_of(row.values.get(column)) for column in table.columns}
    place = functools.partial(table.place, row.line)
    return Entry(kind.name, cells, place, source, part)
