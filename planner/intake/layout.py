"""The layout of a table: header, unit row, rows and their cells; what is out of order is said."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from planner.errors import Fault
from planner.intake import faults
from planner.intake.columns import Column
from planner.intake.guessing import folded, guess, visible
from planner.intake.origin import Origin
from planner.intake.places import letters
from planner.languages import described

_SPREADSHEET_LIMITS = (65_536, 1_048_576)
_HEADER_SEARCH = 20
UNIT_ROW = frozenset({"단위", "unit", "units"})
"""What the first cell of the row of units says, in any case, in brackets or with a colon too."""
_AROUND = " ()[]<>:*（）［］：※"
_LONGEST_MARK = 12
_MOST_CELLS_OF_TITLE = 2
_NUMBER = re.compile(r"-?\d[\d,]*(\.\d+)?", re.ASCII)
_ASIDE = re.compile(r"[(\[<（［][^)\]>）］]*[)\]>）］]")


@dataclass(frozen=True, slots=True)
class Record:
    """A row of the table: its number in the file or sheet (the first, where a quoted cell has line feeds), its cells.

    Cells of text files are text; those of sheets may also be numbers, dates and logical values.
    """

    line: int
    cells: Sequence[Any]


@dataclass
class Layout:
    """A table's rows under its header, which stands in row ``header``; 0: nowhere.

    ``columns`` has the number of each known column, from 0, and ``titles`` what its header says; ``units`` is the row
    of units, if there is one; ``blocked`` counts data rows that cannot even be taken apart; ``spoken_of`` has, by row,
    the numbers of cells from 0 of which a fault of the layout speaks already. A sheet has no end on the right: where
    the table ``ends_with_titles``, what stands behind its last title is no part of it, and is said elsewhere.
    """

    origin: Origin
    columns: dict[str, int] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    header: int = 0
    width: int = 0
    units: Record | None = None
    rows: list[Record] = field(default_factory=list)
    blocked: int = 0
    ends_with_titles: bool = False
    spoken_of: Mapping[int, frozenset[int]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def is_blank(self, number: int) -> bool:
        """Whether a column has nothing in any row, and nothing was said of its cells."""
        spoken_of = any(number in numbers for numbers in self.spoken_of.values())
        return not spoken_of and not has_data(self.rows, number)


@dataclass(frozen=True)
class Expected:
    """What a table should look like: its columns, which of them a header names, and headers left unread on purpose.

    ``titles`` has every title of a column, in all languages; ``ignored`` is None where that is not known.
    """

    columns: Sequence[Column]
    named: Callable[[str], str | None]
    titles: Mapping[str, Sequence[str]]
    ignored: Sequence[str] | None

    def names_of(self, cells: Sequence[Any]) -> set[str]:
        """The known columns that a row's cells name."""
        return {name for cell in cells if isinstance(cell, str) and (name := self.named(cell.strip())) is not None}


def arranged(layout: Layout, records: Sequence[Record], expected: Expected) -> None:
    """Find header, units and rows among the records, and say what is out of order."""
    filled = [number for number, record in enumerate(records) if not is_blank(record)]
    if not filled:
        return
    header = header_number(records, filled, expected)
    if header > 0:
        _say_header_too_low(records[:header], records[header], layout)
    data = records[header + 1 : filled[-1] + 1]
    if data and _is_unit_row(data[0]):
        layout.units, data = data[0], data[1:]
    _read_header(records[header], data, expected, layout)
    if layout.ends_with_titles:
        data = [_within(record, layout.width) for record in data]
    kept = [number for number, record in enumerate(data) if not is_blank(record)]
    layout.rows = _without_heads([data[number] for number in kept], records[header], layout)
    _say_blank_rows(data, kept, layout)
    _say_if_cut(records[filled[-1]], layout)


def _say_header_too_low(above: Sequence[Record], header: Record, layout: Layout) -> None:
    """What is above the header is a title, or data, which count as refused: people sort the header along with them."""
    rows = sum(1 for record in above if _looks_like_data(record))
    place = layout.origin.place(header.line)
    if rows:
        layout.blocked += rows
        layout.faults.append(faults.HEADER_BELOW_DATA.at(place, count=rows))
    else:
        layout.faults.append(faults.HEADER_TOO_LOW.at(place, first=layout.origin.row(1)))


def _looks_like_data(record: Record) -> bool:
    """Whether a row has several cells, with a number among them; titles have few cells and are text."""
    filled = [cell for cell in record.cells if cell != ""]
    return len(filled) > _MOST_CELLS_OF_TITLE and any(
        isinstance(cell, int | float) or (isinstance(cell, str) and _NUMBER.fullmatch(cell)) for cell in filled
    )


def _without_heads(rows: Sequence[Record], header: Record, layout: Layout) -> list[Record]:
    """The rows but for heads that stand among them again, as tables pasted below each other have them."""
    kept = []
    for record in rows:
        if record.cells and record.cells[0] != "" and record.cells[0] == header.cells[0]:
            kind = faults.HEADER_AGAIN
        elif _is_unit_row(record):
            kind = faults.UNITS_AGAIN
        else:
            kept.append(record)
            continue
        layout.blocked += 1
        layout.faults.append(kind.at(layout.origin.place(record.line)))
    return kept


def is_blank(record: Record) -> bool:
    """Whether no cell of the row holds anything that one could see."""
    for cell in record.cells:  # noqa: SIM110 - asked of every row, and a call for each cell would take four times as long
        if cell != "" and not (isinstance(cell, str) and cell.isspace()):
            return False
    return True


def _within(record: Record, width: int) -> Record:
    """The row as far as the table goes: a stray cell beside it makes no row of blanks a row of data."""
    return record if len(record.cells) <= width else Record(record.line, record.cells[:width])


def header_number(records: Sequence[Record], filled: Sequence[int], expected: Expected) -> int:
    """Where the header is: the first row that is not blank, unless a row soon after names more known columns."""
    candidates = list(filled[:_HEADER_SEARCH])
    scores = [len(expected.names_of(records[number].cells)) for number in candidates]
    return candidates[0] if scores[0] or max(scores) < 2 else candidates[scores.index(max(scores))]


def _is_unit_row(record: Record) -> bool:
    first = record.cells[0] if record.cells else ""
    return isinstance(first, str) and len(first) < _LONGEST_MARK and first.strip(_AROUND).casefold() in UNIT_ROW


def _read_header(header: Record, data: Sequence[Record], expected: Expected, layout: Layout) -> None:
    cells = [_header(cell) for cell in header.cells]
    while cells and not cells[-1] and (layout.ends_with_titles or not has_data(data, len(cells) - 1)):
        cells.pop()
    layout.header, layout.width = header.line, len(cells)
    strangers: dict[str, int] = {}
    first: dict[str, int] = {}
    place = layout.origin.place(header.line)
    for number, name in enumerate(cells):
        known = expected.named(name)
        meant = known or name
        if not name:
            if has_data(data, number):
                layout.faults.append(faults.UNNAMED_COLUMN.at(place, cell=f"{letters(number + 1)}{header.line}"))
        elif meant in first:
            spots = [f"{letters(other + 1)}{header.line}" for other in (first[meant], number)]
            layout.faults.append(faults.HEADER_TWICE.at(place, column=name, first=spots[0], second=spots[1]))
        elif known is not None:
            _found(layout, known, number, name)
        elif name not in (expected.ignored or ()):
            strangers[name] = number
        first.setdefault(meant, number)
    _say_missing(header, expected, strangers, layout)
    if expected.ignored is not None:
        left = sorted(column.name for column in expected.columns if column.name not in layout.columns)
        _say_unused(header, strangers, left, layout)


def _header(cell: Any) -> str:
    """A header as text: composed letters, without blanks around; a year as a number is no name of a column."""
    return unicodedata.normalize("NFC", cell) if isinstance(cell, str) else str(cell)


def has_data(data: Sequence[Record], number: int) -> bool:
    """Whether some row has something in a column."""
    return any(number < len(record.cells) and record.cells[number] != "" for record in data)


def _found(layout: Layout, column: str, number: int, title: str) -> None:
    layout.columns[column] = number
    layout.titles[column] = title
    layout.origin.found_at(column, number + 1)


def _say_missing(header: Record, expected: Expected, strangers: dict[str, int], layout: Layout) -> None:
    """Required columns that lack; one that is there under a near name is read as if it were named right."""
    place = layout.origin.place(header.line)
    for column in expected.columns:
        if column.name in layout.columns:
            continue
        alike = _alike(expected.titles[column.name], strangers)
        if alike is None and not column.required:
            continue
        near = alike or guess(column.name, strangers)
        if near is None:
            named = _title(column, expected, layout)
            layout.faults.append(faults.MISSING_COLUMN.at(place, column=named, meaning=described(column.meaning)))
        else:
            number, named = strangers.pop(near), _title(column, expected, layout)
            _found(layout, column.name, number, near)
            cell = layout.origin.cell(header.line, number + 1)
            beside = column.unit is not None and _ASIDE.search(near) is not None
            kind = faults.MISSING_COLUMN_WITH_UNIT if beside else faults.MISSING_COLUMN_WITH_GUESS
            layout.faults.append(kind.at(cell, column=named, guess=visible(near)))


def _title(column: Column, expected: Expected, layout: Layout) -> str:
    """What a column that lacks should be called: a Korean title where the others of the header have them."""
    is_korean = any(title != name for name, title in layout.titles.items() if title in expected.titles[name])
    return expected.titles[column.name][-1] if is_korean else column.name


def _alike(titles: Sequence[str], strangers: Mapping[str, int]) -> str | None:
    """A header that differs only in case, blanks, hyphens or invisible characters from one of the column's titles, or
    that has a unit or a remark in brackets beside it."""
    names = {folded(name) for name in titles}
    same = (other for other in strangers if folded(other) in names)
    beside = (other for other in strangers if folded(_ASIDE.sub("", other)) in names)
    return next(itertools.chain(same, beside), None)


def _say_unused(header: Record, strangers: Mapping[str, int], left: Sequence[str], layout: Layout) -> None:
    for name, number in strangers.items():
        place = layout.origin.cell(header.line, number + 1)
        near = guess(name, left)
        if near is None:
            layout.faults.append(faults.UNKNOWN_COLUMN.at(place, column=name))
        else:
            layout.faults.append(faults.UNKNOWN_COLUMN_WITH_GUESS.at(place, column=name, guess=near))


def _say_blank_rows(data: Sequence[Record], kept: Sequence[int], layout: Layout) -> None:
    """Blank stretches before the rows that are kept."""
    origin = layout.origin
    for before, after in itertools.pairwise([-1, *kept]):
        if after - before > 1:
            first, last = data[before + 1].line, data[after - 1].line
            rows, following = origin.rows_between(first, last), origin.row(data[after].line)
            layout.faults.append(faults.BLANK_ROWS.at(origin.place(first), rows=rows, next=following))


def _say_if_cut(last: Record, layout: Layout) -> None:
    if last.line in _SPREADSHEET_LIMITS:
        layout.faults.append(faults.CUT_ROWS.at(layout.origin.place(), count=last.line))
