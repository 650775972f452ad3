"""A table as CSV: UTF-8, commas, the columns that have values, in the words that the model writes."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from decimal import Decimal

from planner.forms.fields import fields_of
from planner.forms.sheet import Cell, FormRow
from planner.intake.sheets import SheetKind
from planner.live_text import guarded_unless_number


def csv_text(kind: SheetKind, rows: Sequence[FormRow]) -> str:
    """The table's text. Cells are read back as the same; what a spreadsheet would calculate has an apostrophe."""
    used = {name for row in rows for name in row}
    columns = [field.name for field in fields_of(kind) if field.required or field.name in used]
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_written(row.get(column)) for column in columns] for row in rows)
    return stream.getvalue()


def _written(cell: Cell) -> str | int:
    if isinstance(cell, str):
        return guarded_unless_number(cell)
    return "" if cell is None else format(cell, "f") if isinstance(cell, Decimal) else cell
