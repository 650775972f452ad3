"""A table that was read: its rows, with their values and items, its faults and its count."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel

from planner.errors import Fault
from planner.intake.origin import Origin
from planner.intake.reading import RowCount
from planner.languages import Text
from planner.programme.programme import InputFile


@dataclass(frozen=True)
class Habits:
    """How the model says that its tables are read.

    ``ignored`` are columns that it leaves unread on purpose, None where that is not known; ``thousands_comma`` allows
    commas between thousands.
    """

    ignored: Sequence[str] | None = ()
    thousands_comma: bool = False


@dataclass(frozen=True, slots=True)
class Row[Item]:
    """A data row: its line, what could be read of it, and the item that it makes if nothing in it was refused.

    A column is absent from ``values`` where its cell was refused; a blank cell is there as None or its default.
    """

    line: int
    values: Mapping[str, Any]
    item: Item | None


@dataclass
class Table[Item: BaseModel]:
    """What was read of a table.

    ``columns`` are the known columns that it has; ``count`` tells of its rows, of which ``blocked`` could not even be
    taken apart.
    """

    origin: Origin
    rows: list[Row[Item]] = field(default_factory=list)
    columns: frozenset[str] = frozenset()
    count: RowCount | None = None
    blocked: int = 0
    source: InputFile | None = None
    faults: list[Fault] = field(default_factory=list)
    remarks: list[Fault] = field(default_factory=list)

    @property
    def file(self) -> str:
        """The table as places begin with it."""
        return self.origin.file

    @property
    def name(self) -> str:
        """The table as sentences speak of it."""
        return self.origin.name

    @property
    def is_whole(self) -> bool:
        """Whether every row of the table was read, so that what is not found in it is not there."""
        return self.count is not None and self.count.refused == 0

    def shows_all(self, column: str) -> bool:
        """Whether every value of the column was read, so that a value that is not among them is nowhere."""
        return not self.blocked and bool(self.rows) and all(column in row.values for row in self.rows)

    @property
    def items(self) -> list[Item]:
        """The items of the rows that were read."""
        return [row.item for row in self.rows if row.item is not None]

    def place(self, line: int, column: str | None = None) -> str:
        """The place of a row or cell."""
        return self.origin.place(line, column)

    def row(self, line: int) -> Text:
        """A row, as sentences speak of it."""
        return self.origin.row(line)

    def rows_named(self, lines: Sequence[int]) -> Text:
        """Several rows, as sentences speak of them."""
        return self.origin.rows(lines)


def rows_with[Item: BaseModel](table: Table[Item], column: str) -> Iterator[tuple[Row[Item], Any]]:
    """The rows in which that column was read and is not blank, with its value."""
    for row in table.rows:
        value = row.values.get(column)
        if value is not None:
            yield row, value
