"""The rows of a layout, read cell by cell: values out, refusals said, and what was accepted said as well."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any, NamedTuple

from planner.intake import faults
from planner.intake.cells import Parser, Refusal
from planner.intake.columns import Column
from planner.intake.declared_units import scaled
from planner.intake.guessing import folded
from planner.intake.layout import Layout, Record
from planner.intake.raw_cells import plain_text
from planner.intake.table import Habits, Table

_NO_VALUE_WORDS = frozenset({"none", "na", "n/a", "nan", "null", "nil", "no", "#n/a", "-", "--", "–", "—"}) | {
    "없음",
    "해당없음",
    "해당사항없음",
    "미정",
    "미해당",
}
"""What people write in a cell of text that they may mean to leave blank, whatever blanks are in it."""
_LONGEST_NO_VALUE = 8

TOTALS = frozenset(
    {"total", "totals", "sum", "subtotal", "grandtotal", "합계", "총계", "소계", "계", "누계", "총합계", "합산", "합"}
)
"""What the first cell of a row of totals says, in any case, whatever blanks are in it and whatever stands in brackets
behind it."""
_LONGEST_TOTAL = 20
_TOTAL_STARTS = frozenset(unicodedata.normalize("NFD", word)[0] for word in TOTALS)

_HASHED = (str, float)
"""Cells of these types are remembered with their values: 1.0 and TRUE would be the same key."""
_MOST_KNOWN = 50_000
_NOTHING: frozenset[int] = frozenset()
_BLANK = Refusal(faults.REQUIRED_BLANK, {})


def says_nothing(text: str) -> bool:
    """Whether a text is a word for no value, such as NA or 없음."""
    return len(text) <= _LONGEST_NO_VALUE and text.replace(" ", "").casefold() in _NO_VALUE_WORDS


class _Reads(NamedTuple):
    """How a column's cells are read: where they stand, their parser, and the values of cells that were read before."""

    column: Column
    number: int
    parser: Parser
    known: dict[Any, Any]


class RowReader:
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
        if not isinstance(first, str) or not says_total(first):
            return False
        self._table.faults.append(faults.TOTAL_ROW.at(self._table.place(record.line), found=first.strip()))
        return True

    def _remark(self, line: int, column: Column, cell: str) -> bool:
        """Whether there is something to say of text that may have been meant otherwise, which then is said."""
        is_nothing = says_nothing(cell)
        looks_like_formula = cell[0] in "=+-@" and not is_nothing
        if looks_like_formula:
            place = self._table.place(line, column.name)
            self._table.remarks.append(faults.FORMULA_LIKE.at(place, found=cell))
        if is_nothing:
            self._accept(faults.KEPT_AS_TEXT, line, column, cell)
        return looks_like_formula or is_nothing

    def _accept(self, kind: faults.Kind, line: int, column: Column, found: str) -> None:
        _, first_line, first, count = self._accepted.get((kind.code, column.name), (kind, line, found, 0))
        self._accepted[kind.code, column.name] = (kind, first_line, first, count + 1)

    def say_what_was_accepted(self) -> None:
        """One note a column about cells that were understood though they are not written plainly."""
        for (_, name), (kind, line, found, count) in self._accepted.items():
            self._table.remarks.append(kind.at(self._table.place(line, name), found=found, count=count))


def says_total(cell: str) -> bool:
    """Whether a row that begins with this text is one of totals. Most cells are told apart by their first letter."""
    start = unicodedata.normalize("NFKD", cell.lstrip()[:1]).casefold()[:1]
    if start not in _TOTAL_STARTS or len(cell) > _LONGEST_TOTAL:
        return False
    return folded(cell.partition("(")[0]).strip(":") in TOTALS


def _parser(column: Column, factor: Fraction | None) -> Parser:
    return column.parser if not factor else scaled(column.parser, factor)
