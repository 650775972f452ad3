"""A table becomes rows: every cell read by its column, every refusal a fault, every row counted."""

from __future__ import annotations

import functools
import hashlib
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import BaseModel, ValidationError

from planner.errors import Fault
from planner.intake import faults
from planner.intake.cells import Parser, Refusal
from planner.intake.columns import Column, columns_of
from planner.intake.csv_layout import laid_out
from planner.intake.declared_units import declared_factors, scaled
from planner.intake.decoding import decoded
from planner.intake.guessing import folded, guess
from planner.intake.layout import Expected, Layout, Record
from planner.intake.origin import FileOrigin, Origin
from planner.intake.raw_cells import plain_text
from planner.intake.reading import RowCount
from planner.intake.sheets import TABLES, SheetKind
from planner.intake.titles import column_of, title
from planner.languages import LANGUAGES, T, Text
from planner.programme.programme import InputFile

_LIMIT_MB = 200
_NO_VALUE_WORDS = frozenset({"none", "na", "n/a", "nan", "null", "nil", "no", "#n/a"})
TOTALS = frozenset(
    {"total", "totals", "sum", "subtotal", "grandtotal", "합계", "총계", "소계", "계", "누계", "총합계", "합산", "합"}
)
"""What the first cell of a row of totals says, in any case, whatever blanks are in it and whatever stands in brackets
behind it."""
_LONGEST_TOTAL = 20

_HASHED = (str, float)
"""Cells of these types are remembered with their values: 1.0 and TRUE would be the same key."""
_MOST_KNOWN = 50_000
_NOTHING: frozenset[int] = frozenset()
_BLANK = Refusal(faults.REQUIRED_BLANK, {})


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
    reader = _RowReader(table, layout, list(columns.values()), factors, habits)
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


class _Reads(NamedTuple):
    """How a column's cells are read: where they stand, their parser, and the values of cells that were read before."""

    column: Column
    number: int
    parser: Parser
    known: dict[Any, Any]


class _RowReader:
    """Reads the records of one table; the columns are looked up once."""

    def __init__(
        self,
        table: Table[Any],
        layout: Layout,
        columns: Sequence[Column],
        factors: Mapping[str, Fraction],
        habits: Habits,
    ) -> None:
        self._table = table
        self._width = layout.width
        self._ends_with_titles = layout.ends_with_titles
        self._spoken_of = layout.spoken_of
        self._thousands_comma = habits.thousands_comma
        self._plan = [
            _Reads(column, layout.columns[column.name], _parser(column, factors.get(column.name)), {})
            for column in columns
            if column.name in layout.columns and (column.required or not layout.is_blank(layout.columns[column.name]))
        ]
        self._blank = {column.name: column.default for column in columns if not column.required}
        self._accepted: dict[tuple[str, str], tuple[faults.Kind, int, str, int]] = {}

    def read(self, record: Record) -> tuple[dict[str, Any], bool]:
        """What the record's cells hold, by column, and whether none of them was refused."""
        cells = record.cells
        if self._is_total(record):
            return {}, False
        if len(cells) != self._width and not self._fits(record):
            return self._first_cell(record), False
        spoken_of = self._spoken_of.get(record.line, _NOTHING)
        values = dict(self._blank)
        sound = not spoken_of
        for column, number, parser, known in self._plan:
            cell = cells[number]
            if cell == "":
                if number in spoken_of:
                    values.pop(column.name, None)
                elif column.required:
                    sound = self._refuse(record.line, column, _BLANK, values)
            elif type(cell) in _HASHED and cell in known and number not in spoken_of:
                values[column.name] = known[cell]
            elif number in spoken_of:
                values.pop(column.name, None)
            else:
                value = self._value(record.line, column, parser, cell, known)
                if type(value) is Refusal:
                    sound = self._refuse(record.line, column, value, values)
                else:
                    values[column.name] = value
        return values, sound

    def _value(self, line: int, column: Column, parser: Parser, cell: Any, known: dict[Any, Any]) -> object:
        """The value of a cell, or its refusal; a plain cell is read once and known from then on."""
        text = cell
        if type(cell) is not str or not cell.isascii():
            text = self._as_text(line, column, cell)
            if isinstance(text, Refusal):
                return text
        value = parser(text)
        if type(value) is Refusal and self._thousands_comma and value.kind is faults.THOUSANDS_COMMA:
            self._accept(faults.READ_WITH_COMMAS, line, column, text)
            return parser(text.replace(",", ""))
        if type(value) is Refusal or (column.is_text and self._remark(line, column, text)):
            return value
        if type(cell) in _HASHED and (text is cell or not column.is_text) and len(known) < _MOST_KNOWN:
            known[cell] = value
        return value

    def _as_text(self, line: int, column: Column, cell: Any) -> str | Refusal:
        """A spreadsheet's value as text; text of composed letters. What was accepted that way is said."""
        if isinstance(cell, str):
            composed = unicodedata.normalize("NFC", cell)
            if composed != cell:
                self._accept(faults.COMPOSED, line, column, composed)
            return composed
        text = plain_text(cell, column.is_text)
        if column.is_text and isinstance(cell, int | float) and isinstance(text, str):
            self._accept(faults.NUMBER_AS_TEXT, line, column, text)
        return text

    def _refuse(self, line: int, column: Column, refusal: Refusal, values: dict[str, Any]) -> bool:
        """Say why, and leave the cell out of the values, but for what it would be without the fault."""
        self._table.faults.append(refusal.kind.at(self._table.place(line, column.name), **refusal.values))
        values.pop(column.name, None)
        if refusal.kept is not None and column.is_text:
            values[column.name] = refusal.kept
        return False

    def _fits(self, record: Record) -> bool:
        """Whether the row has a cell for each column; blank ones too many at its end do no harm."""
        found = len(record.cells)
        if found > self._width and self._ends_with_titles:
            return True
        if found > self._width and not any(cell != "" for cell in record.cells[self._width :]):
            return True
        kind = faults.TOO_MANY_CELLS if found > self._width else faults.TOO_FEW_CELLS
        self._table.faults.append(kind.at(self._table.place(record.line), found=found, wanted=self._width))
        return False

    def _first_cell(self, record: Record) -> dict[str, Any]:
        """Of a row with too many or too few cells only the first is surely in its place."""
        return {
            column.name: record.cells[0]
            for column, number, _, _ in self._plan
            if number == 0 and column.is_text and record.cells and record.cells[0]
        }

    def _is_total(self, record: Record) -> bool:
        first = record.cells[0]
        if first == "":  # people write the word where the row's name would stand, and leave the id blank
            first = next((cell for cell in record.cells if cell != ""), "")
        if not isinstance(first, str) or len(first) > _LONGEST_TOTAL or not _says_total(first):
            return False
        self._table.faults.append(faults.TOTAL_ROW.at(self._table.place(record.line), found=first.strip()))
        return True

    def _remark(self, line: int, column: Column, cell: str) -> bool:
        """Whether there is something to say of text that may have been meant otherwise, which then is said."""
        looks_like_formula = cell[0] in "=+-@"
        if looks_like_formula:
            place = self._table.place(line, column.name)
            self._table.remarks.append(faults.FORMULA_LIKE.at(place, found=cell))
        says_nothing = len(cell) <= 4 and cell.casefold() in _NO_VALUE_WORDS
        if says_nothing:
            self._accept(faults.KEPT_AS_TEXT, line, column, cell)
        return looks_like_formula or says_nothing

    def _accept(self, kind: faults.Kind, line: int, column: Column, found: str) -> None:
        _, first_line, first, count = self._accepted.get((kind.code, column.name), (kind, line, found, 0))
        self._accepted[kind.code, column.name] = (kind, first_line, first, count + 1)

    def say_what_was_accepted(self) -> None:
        """One note a column about cells that were understood though they are not written plainly."""
        for (_, name), (kind, line, found, count) in self._accepted.items():
            self._table.remarks.append(kind.at(self._table.place(line, name), found=found, count=count))


def _says_total(cell: str) -> bool:
    return folded(cell.partition("(")[0]).strip(":") in TOTALS


def _parser(column: Column, factor: Fraction | None) -> Parser:
    return column.parser if not factor else scaled(column.parser, factor)


def rows_with[Item: BaseModel](table: Table[Item], column: str) -> Iterator[tuple[Row[Item], Any]]:
    """The rows in which that column was read and is not blank, with its value."""
    for row in table.rows:
        value = row.values.get(column)
        if value is not None:
            yield row, value
