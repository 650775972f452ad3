"""The layout of a sheet, read in one streaming pass over its XML: what stands where, what is hidden, merged or linked.

Values are read elsewhere, by a fast reader that lays out every cell from the first to the farthest. So this pass comes
first and stops at whatever would make that reader, or any other, run out of time or memory.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import BinaryIO
from xml.parsers import expat
from zipfile import ZipInfo

from planner.intake import faults
from planner.intake.workbook.archive import SheetPart
from planner.intake.workbook.formulas import leads_elsewhere
from planner.intake.workbook.limits import LIMITS, MEGABYTE, Limits
from planner.intake.workbook.plain_rows import PlainRows
from planner.intake.workbook.ranges import (
    LAST_COLUMN,
    LAST_ROW,
    Cell,
    cell_of,
    column_number,
    number_of,
    range_of,
)
from planner.intake.workbook.shared_texts import texts_of_cells
from planner.intake.workbook.sheet_facts import SheetFacts, runs
from planner.intake.workbook.xml import local, new_parser, utf8
from planner.intake.workbook.zipped import Refused, damaged, parts_of, unpacked
from planner.languages import T

_TRUE = ("1", "true")
_CRITERIA = ("filters", "customFilters", "top10", "dynamicFilter", "colorFilter", "iconFilter")


def facts_of(path: Path, part: SheetPart, limits: Limits = LIMITS, file: str | None = None) -> SheetFacts:
    """The layout of a sheet of an archive that was scanned before; ``file`` is its name in places."""
    facts = SheetFacts(part.name, file or path.name)
    try:
        with path.open("rb") as stream:
            parts = parts_of(stream, limits)
            if part.part not in parts:
                raise damaged(T("a sheet is missing"))
            _read(stream, parts, part.part, facts, limits)
    except Refused as refused:
        facts.faults.append(refused.at(facts.place()))
    except OSError as error:
        facts.faults.append(faults.UNREADABLE.at(facts.file, reason=error.strerror or str(error)))
    return facts


def _read(stream: BinaryIO, parts: Mapping[str, ZipInfo], name: str, facts: SheetFacts, limits: Limits) -> None:
    sheet = _Sheet(name, facts, limits)
    try:
        sheet.read(unpacked(stream, parts[name]))
    except expat.ExpatError as error:
        raise damaged(T("a part is no XML")) from error
    finally:
        sheet.settle()
    if texts_of_cells(stream, parts, name, sheet.shared, limits) > limits.strings:
        raise Refused(faults.TEXTS_TOO_LONG, limit=limits.strings // MEGABYTE)


class _Sheet:
    """Reads the XML of one sheet into facts."""

    def __init__(self, part: str, facts: SheetFacts, limits: Limits) -> None:
        self._facts = facts
        self._limits = limits
        self._parser = new_parser(part)
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text
        self._parser.CommentHandler = self._parser.ProcessingInstructionHandler = self._aside
        self._parser.StartCdataSectionHandler = self._aside
        self._plain_rows = PlainRows(self._plain_row)
        self._starters: dict[str, Callable[[dict[str, str]], None]] = {
            "row": self._row,
            "c": self._cell,
            "f": self._formula,
            "v": self._one_value,
            "is": self._one_value,
            "t": self._value,
            "col": self._column,
            "mergeCell": self._merge,
            "autoFilter": self._filter,
            "sheetPr": self._properties,
        } | dict.fromkeys(_CRITERIA, self._criterion)
        self._words: dict[str, str] = {}
        self._path: list[str] = []
        self._rows: set[int] = set()
        self._filled: set[int] = set()
        self._hidden: set[int] = set()
        self._letters: set[bytes] = set()
        self._last = self._farthest = Cell(1, 1)
        self._row_number = 0
        self._row_columns: set[int] = set()
        self._column_number = 0
        self._here: Cell | None = None
        self._type = "n"
        self._collected: list[str] | None = None
        self._value_text: str | None = None
        self._has_value = False
        self._formula_text: str | None = None
        self._formula_group: str | None = None
        self._linked_groups: set[str] = set()
        self.shared = 0

    def read(self, pieces: Iterable[bytes]) -> None:
        """All of the sheet. Raises :class:`Refused` and ``ExpatError``."""
        parser = self._parser
        for piece in self._checked(pieces):
            parser.Parse(self._plain_rows.without(piece), False)
        parser.Parse(self._plain_rows.rest(), True)
        self._refuse_if_beyond(max(self._limits.sparse, self._limits.sparseness * self._facts.cell_count))

    def _checked(self, pieces: Iterable[bytes]) -> Iterator[bytes]:
        """No tag and no text is longer than a limit: ``<`` stands in neither."""
        length = 0
        for piece in utf8(pieces):
            first = piece.find(b"<")
            length += len(piece) if first < 0 else first
            if length > self._limits.token:
                raise damaged(T("a text or a tag in it has no end"))
            if first >= 0:
                length = len(piece) - piece.rfind(b"<")
            yield piece

    def settle(self) -> None:
        """Bring what was gathered into order."""
        self._facts.filled_rows = list(runs(self._filled))
        self._facts.hidden_rows = list(runs(self._hidden))

    def _plain_row(self, number: int, columns: list[bytes], shared: int) -> None:
        if not columns:
            return
        self.shared += shared
        self._filled.add(number)
        self._count(len(columns))
        if not self._letters.issuperset(columns):
            self._letters.update(columns)
            for column in columns:
                self._fill(Cell(number, column_number(column)))
        self._reach(Cell(number, column_number(columns[-1])))

    def _count(self, more: int) -> None:
        self._facts.cell_count += more
        if self._facts.cell_count > self._limits.cells:
            raise Refused(faults.TOO_MANY_IN_SHEET, limit=f"{self._limits.cells:,}", what=T("cells"))

    def _fill(self, cell: Cell) -> None:
        columns = self._facts.columns
        if cell.row < columns.get(cell.column, LAST_ROW + 1):
            columns[cell.column] = cell.row
        self._reach(cell)

    def _reach(self, cell: Cell) -> None:
        """The readers of values lay out every cell from the first to the farthest."""
        if cell.row > self._last.row or cell.column > self._last.column:
            self._last = Cell(max(cell.row, self._last.row), max(cell.column, self._last.column))
            if cell.row > LAST_ROW or cell.column > LAST_COLUMN:
                raise damaged(T("a cell lies outside of every sheet"))
            self._farthest = cell
            self._refuse_if_beyond(self._limits.rectangle)

    def _refuse_if_beyond(self, limit: int) -> None:
        """A rectangle of more cells is refused, at the cell that last made it larger."""
        if self._last.row * self._last.column > limit:
            values = {"rows": f"{self._last.row:,}", "columns": f"{self._last.column:,}", "limit": f"{limit:,}"}
            raise Refused(faults.FAR_CELL, place=self._facts.place(self._farthest), **values)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        word = self._words.get(name) or self._words.setdefault(name, local(name))
        self._path.append(word)
        if len(self._path) > self._limits.depth:
            raise damaged(T("elements lie too deep in each other"))
        starter = self._starters.get(word)
        if starter is not None:
            starter(attributes)

    def _row(self, attributes: dict[str, str]) -> None:
        number = self._row_number + 1
        if "r" in attributes:
            number = number_of(attributes["r"], LAST_ROW) or 0
        if not 1 <= number <= LAST_ROW or number in self._rows:
            raise damaged(T("a row has the wrong number"))
        self._rows.add(number)
        self._row_number = number
        self._row_columns.clear()
        self._column_number = 0
        if attributes.get("hidden") in _TRUE or _is_zero(attributes.get("ht")):
            self._hidden.add(number)

    def _cell(self, attributes: dict[str, str]) -> None:
        cell = Cell(self._row_number, self._column_number + 1)
        if "r" in attributes:
            named = cell_of(attributes["r"])
            if named is None or named.row != self._row_number:
                raise damaged(T("a cell is not in its row"))
            cell = named
        if cell.column in self._row_columns or cell.column > LAST_COLUMN:
            raise damaged(T("a cell stands in the sheet twice"))
        self._row_columns.add(cell.column)
        self._column_number = cell.column
        self._here = cell
        self._type = attributes.get("t", "n")
        self._value_text = self._formula_text = None
        self._has_value = False
        self._formula_group = None

    def _formula(self, attributes: dict[str, str]) -> None:
        if self._here is not None:
            self._formula_group = attributes.get("si") if attributes.get("t") == "shared" else None
            self._collected = []

    def _one_value(self, attributes: dict[str, str]) -> None:
        """Of two values in a cell one is lost, and readers do not agree which."""
        if self._here is not None and self._has_value:
            raise damaged(T("a cell has two values"))
        self._has_value = True
        if self._path[-1] == "v":
            self._value(attributes)

    def _aside(self, *_: object) -> None:
        """Readers take a number for what stands before a comment, and what is in a CDATA section for nothing."""
        if self._here is not None and self._path[-1] == "v":
            raise damaged(T("a value is broken up"))

    def _value(self, _: dict[str, str]) -> None:
        if self._here is not None:
            self._collected = []

    def _text(self, text: str) -> None:
        if self._collected is not None:
            self._collected.append(text)

    def _end(self, _: str) -> None:
        word = self._path.pop()
        if self._here is None:
            return
        if word == "c":
            self._end_cell(self._here)
            self._here = None
        elif self._collected is not None:
            text = "".join(self._collected)
            if word == "f":
                self._formula_text = text
                self._collected = None
            elif word in ("v", "t"):
                self._value_text = (self._value_text or "") + text
                self._collected = None

    def _end_cell(self, cell: Cell) -> None:
        facts = self._facts
        if self._formula_text is not None:
            facts.formula_count += 1
            self._look_at_formula(cell, self._formula_text)
        elif self._value_text is None:
            return
        self._count(1)
        if self._value_text is not None:
            self._reach(cell)
        if self._formula_text is None and not self._value_text:
            return
        self._filled.add(cell.row)
        self._fill(cell)
        self.shared += self._type == "s"
        if self._type == "e":
            facts.errors.append((cell, self._value_text or ""))

    def _look_at_formula(self, cell: Cell, formula: str) -> None:
        """A text may be empty and yet be the result of a formula; nothing else may."""
        if not self._value_text and (self._type != "str" or self._value_text is None):
            self._facts.uncalculated.add(cell)
        group = self._formula_group
        if leads_elsewhere(formula) or (not formula and group in self._linked_groups):
            self._facts.linked.add(cell)
            if group is not None:
                self._linked_groups.add(group)

    def _column(self, attributes: dict[str, str]) -> None:
        if attributes.get("hidden") in _TRUE or _is_zero(attributes.get("width")):
            first, last = (number_of(attributes.get(end, ""), LAST_COLUMN) for end in ("min", "max"))
            if first is None or last is None:
                raise damaged(T("a column has the wrong number"))
            self._facts.hidden_columns.append((first, last))

    def _merge(self, attributes: dict[str, str]) -> None:
        merged = range_of(attributes.get("ref", ""))
        if merged is None:
            raise damaged(T("a merged range is none"))
        if merged.cells > self._limits.merged_area:
            values = {"range": merged, "count": f"{merged.cells:,}", "limit": f"{self._limits.merged_area:,}"}
            raise Refused(faults.GIANT_MERGE, place=self._facts.place(merged.first), **values)
        self._facts.merges.append(merged)
        if len(self._facts.merges) > self._limits.merges:
            raise Refused(faults.TOO_MANY_IN_SHEET, limit=f"{self._limits.merges:,}", what=T("merged ranges"))

    def _filter(self, attributes: dict[str, str]) -> None:
        if len(self._path) == 2:  # saved views of other people have filters too, deeper down
            self._facts.filter_range = range_of(attributes.get("ref", ""))

    def _criterion(self, _: dict[str, str]) -> None:
        self._facts.filter_active |= self._path[1:3] == ["autoFilter", "filterColumn"]

    def _properties(self, attributes: dict[str, str]) -> None:
        self._facts.filter_active |= attributes.get("filterMode") in _TRUE


def _is_zero(size: str | None) -> bool:
    """Whether a height or width makes a row or column invisible."""
    return size is not None and not size.strip("0.") and "0" in size
