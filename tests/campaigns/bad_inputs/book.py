"""A good programme as one could have typed it: tables of cells, rules, and where each cell lies once it is written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any, Literal

from planner.intake.sheets import MODEL_SHEETS, TABLES, SheetKind
from planner.intake.titles import title
from planner.languages import Language

type Form = Literal["csv", "xlsx"]
type Spoil = Callable[[bytes], bytes]
"""What happens to the bytes of a file after it is written."""

KINDS: Mapping[str, SheetKind] = {kind.name: kind for kind in (*TABLES, *MODEL_SHEETS)}

MODEL = "model.yaml"


class AsText(str):
    """Text that a workbook keeps as text, though it may look like a number."""

    __slots__ = ()


@dataclass(frozen=True)
class Formula:
    """A formula of a workbook, with the value that the spreadsheet program left beside it."""

    text: str
    value: object


@dataclass
class Grid:
    """A table: its columns by the names of their fields, and its cells. ``headings`` replaces titles by number."""

    name: str
    columns: list[str]
    rows: list[list[Any]]
    headings: dict[int, str] = field(default_factory=dict)
    units: dict[str, str] = field(default_factory=dict)
    above: list[list[Any]] = field(default_factory=list)

    def number(self, column: str) -> int:
        """The number of a column, from 0; one that the table lacks is added, blank."""
        if column not in self.columns:
            self.columns.append(column)
            for row in self.rows:
                row.append("")
        return self.columns.index(column)

    def get(self, row: int, column: str) -> Any:
        """The cell of a row, counted from 0."""
        return self.rows[row][self.number(column)]

    def put(self, row: int, column: str, value: Any) -> None:
        """Another value for a cell."""
        number = self.number(column)
        self.rows[row][number] = value

    def filled(self, column: str) -> list[int]:
        """The rows that have a value in a column."""
        number = self.number(column)
        return [index for index, row in enumerate(self.rows) if row[number] != ""]

    def dictionaries(self) -> list[dict[str, Any]]:
        """The rows by the names of their columns."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


@dataclass
class Book:
    """A programme about to be written, as a model with CSV files or as one workbook; spoiled before or after.

    ``variant`` counts the files of a case; ``touches`` work on the open workbook, ``spoils`` on the bytes of a file
    (None: it is left out); ``present`` has the data rows that a table shows to a person where it is not the number of
    rows of its grid, None where nobody can tell.
    """

    good: str
    form: Form
    language: Language
    variant: int
    draw: Random
    model_text: str
    grids: dict[str, Grid]
    workbook: str = "견적.xlsx"
    unit_row: bool = True
    sheet_names: dict[str, str] = field(default_factory=dict)
    touches: list[Callable[[Any, Mapping[str, Any]], None]] = field(default_factory=list)
    spoils: dict[str, Spoil | None] = field(default_factory=dict)
    further: dict[str, bytes] = field(default_factory=dict)
    present: dict[str, int | None] = field(default_factory=dict)
    asked_for: str | None = None

    def pick[Value](self, *values: Value) -> Value:
        """Of some values the one of this variant: ten variants go round them."""
        return values[self.variant % len(values)]

    def any_row(self, table: str, column: str | None = None) -> int:
        """Some row, with a value in the column if one is named."""
        grid = self.grids[table]
        rows = range(len(grid.rows)) if column is None else grid.filled(column)
        return self.draw.choice(list(rows))

    def sheet(self, table: str) -> str:
        """The name of a table's sheet."""
        return self.sheet_names.get(table, KINDS[table].sheet(self.language))

    def heading(self, table: str, number: int) -> str:
        """What the header says of a column."""
        grid = self.grids[table]
        column = grid.columns[number]
        known = column in KINDS[table].row.model_fields and self.form == "xlsx"
        return grid.headings.get(number, title(table, column, self.language) if known else column)

    def line(self, table: str, row: int) -> int:
        """The line of a row of the grid, counted from 0; the header is -1."""
        units = 1 if row >= 0 and self.has_units(table) else 0
        return row + 2 + units + len(self.grids[table].above)

    def has_units(self, table: str) -> bool:
        """Whether a row of units stands below the header."""
        return (self.form == "xlsx" and self.unit_row) or bool(self.grids[table].units)

    def place(self, table: str, row: int | None = None, column: str | int | None = None) -> str:
        """The place of a cell, a row, or the table, as people are told."""
        grid = self.grids[table]
        line = None if row is None else self.line(table, row)
        number = grid.columns.index(column) if isinstance(column, str) else column
        if self.form == "xlsx":
            cell = f"{'' if number is None else letters(number)}{line or ''}"
            return " › ".join(part for part in (self.workbook, self.sheet(table), cell) if part)
        if line is None:
            return f"{table}.csv"
        return f"{table}.csv › line {line}" + ("" if number is None else f", {grid.columns[number]}")

    def header_cell(self, table: str, number: int) -> str:
        """The place of a header cell; in a CSV file its line, since the name itself is in question."""
        return self.place(table, -1, number if self.form == "xlsx" else None)

    def file(self, table: str) -> str:
        """The file of a table, under the key of ``spoils``."""
        return self.workbook if self.form == "xlsx" else f"tables/{table}.csv"

    def model_line(self, *needles: str) -> int:
        """The first line of the model in which the needles are found one after the other, the last one there."""
        lines = self.model_text.splitlines()
        line = 0
        for needle in needles:
            line = next(number for number in range(line, len(lines)) if needle in lines[number])
        return line + 1

    def edit_model(self, old: str, new: str) -> None:
        """Other words in the model's text."""
        assert old in self.model_text, old
        self.model_text = self.model_text.replace(old, new, 1)

    def rule(self, rule: str, key: str | None = None) -> int:
        """The row of a rule in the workbook's sheet of rules."""
        rows = self.grids["rules"].dictionaries()
        return next(n for n, row in enumerate(rows) if row["rule"] == rule and (key is None or row["key"] == key))

    def write(self, folder: Path) -> Path:
        """Write it into a folder; the path of what is to be read."""
        from tests.campaigns.bad_inputs.writing import written

        return written(self, folder)


def letters(number: int) -> str:
    """A spreadsheet's name of a column that is counted from 0."""
    found = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        found = chr(ord("A") + rest) + found
    return found
