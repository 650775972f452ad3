"""The layout of a CSV table: header, rows and their cells, each with its line; what is out of order is said."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from planner.errors import Fault
from planner.intake import faults
from planner.intake.columns import Column
from planner.intake.guessing import folded, guess
from planner.intake.places import letters
from planner.languages import T, Text, described

_DELIMITERS: Mapping[str, Text] = {";": T("semicolons"), "\t": T("tabs"), "|": T("vertical bars")}
_SPREADSHEET_LIMITS = (65_536, 1_048_576)
_HEADER_SEARCH = 20
_LONGEST_CELL = 100_000


@dataclass(frozen=True, slots=True)
class Record:
    """A line of the table (or several, where a quoted cell has line feeds): its first line and its cells."""

    line: int
    cells: Sequence[str]


@dataclass
class Layout:
    """A table's rows under its header. ``file`` is its name in faults.

    ``columns`` has the number of each known column; ``blocked`` counts data rows that cannot even be taken apart.
    """

    file: str
    columns: dict[str, int] = field(default_factory=dict)
    width: int = 0
    rows: list[Record] = field(default_factory=list)
    blocked: int = 0
    faults: list[Fault] = field(default_factory=list)


def laid_out(text: str, file: str, columns: Sequence[Column], ignored: Sequence[str] | None) -> Layout:
    """The layout of a table's text.

    ``ignored`` are columns that the model leaves unread on purpose; None where that is not known.
    """
    layout = Layout(file)
    records = _records(text, layout)
    filled = [number for number, record in enumerate(records) if not _is_blank(record)]
    if not filled:
        return layout
    known = {column.name for column in columns}
    header = _header_number(records, filled, known)
    if _wrong_delimiter(records[header], known, layout):
        layout.blocked += len(filled) - 1
        return layout
    if header > 0:
        layout.faults.append(faults.HEADER_TOO_LOW.at(f"{file} › line {records[header].line}"))
    data = records[header + 1 : filled[-1] + 1]
    _read_header(records[header], data, columns, ignored, layout)
    layout.rows = [record for record in data if not _is_blank(record)]
    _say_blank_rows(data, layout)
    _say_if_cut(records[filled[-1]], layout)
    return layout


def _records(text: str, layout: Layout) -> list[Record]:
    """All records; a broken quote is a fault, and the rows behind one that never closes are counted as blocked."""
    csv.field_size_limit(max(csv.field_size_limit(), len(text)))
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    found: list[Record] = []
    while True:
        line = reader.line_num + 1
        try:
            found.append(Record(line, next(reader)))
        except StopIteration:
            return found
        except csv.Error as error:
            place = f"{layout.file} › line {line}"
            if "unexpected end" in str(error):
                layout.faults.append(faults.UNCLOSED_QUOTE.at(place))
                layout.blocked += sum(1 for row in text.splitlines()[line - 1 :] if row.strip(", \t"))
                return found
            layout.faults.append(faults.BAD_QUOTE.at(place, reason=str(error)))
            layout.blocked += 1


def _is_blank(record: Record) -> bool:
    return not any(cell and not cell.isspace() for cell in record.cells)


def _header_number(records: Sequence[Record], filled: Sequence[int], known: set[str]) -> int:
    """Where the header is: the first line that is not blank, unless a line soon after names more known columns."""
    candidates = list(filled[:_HEADER_SEARCH])
    scores = [len(known & {cell.strip() for cell in records[number].cells}) for number in candidates]
    return candidates[0] if scores[0] or max(scores) < 2 else candidates[scores.index(max(scores))]


def _wrong_delimiter(header: Record, known: set[str], layout: Layout) -> bool:
    if len(header.cells) != 1:
        return False
    for delimiter, named in _DELIMITERS.items():
        if len(known & {cell.strip(' "') for cell in header.cells[0].split(delimiter)}) >= 2:
            layout.faults.append(faults.WRONG_DELIMITER.at(f"{layout.file} › line {header.line}", delimiter=named))
            return True
    return False


def _read_header(
    header: Record,
    data: Sequence[Record],
    columns: Sequence[Column],
    ignored: Sequence[str] | None,
    layout: Layout,
) -> None:
    place = f"{layout.file} › line {header.line}"
    layout.width = len(header.cells)
    strangers: dict[str, int] = {}
    known = {column.name for column in columns}
    first: dict[str, int] = {}
    for number, name in enumerate(header.cells):
        if not name:
            if any(number < len(record.cells) and record.cells[number] for record in data):
                layout.faults.append(faults.UNNAMED_COLUMN.at(place, cell=letters(number + 1) + str(header.line)))
        elif name in first:
            cells = [letters(other + 1) + str(header.line) for other in (first[name], number)]
            layout.faults.append(faults.HEADER_TWICE.at(place, column=name, first=cells[0], second=cells[1]))
        elif name in known:
            layout.columns[name] = number
        elif name not in (ignored or ()):
            strangers[name] = number
        first.setdefault(name, number)
    _say_missing(place, columns, strangers, layout)
    if ignored is not None:
        _say_unused(place, strangers, [name for name in known if name not in layout.columns], layout)


def _say_missing(place: str, columns: Sequence[Column], strangers: dict[str, int], layout: Layout) -> None:
    """Required columns that lack; one that is there under a near name is read as if it were named right."""
    for column in columns:
        if column.name in layout.columns or not (column.required or _alike(column.name, strangers)):
            continue
        near = _alike(column.name, strangers) or guess(column.name, strangers)
        if near is None:
            layout.faults.append(faults.MISSING_COLUMN.at(place, column=column.name, meaning=described(column.meaning)))
        else:
            layout.columns[column.name] = strangers.pop(near)
            layout.faults.append(faults.MISSING_COLUMN_WITH_GUESS.at(place, column=column.name, guess=near))


def _alike(name: str, strangers: Mapping[str, int]) -> str | None:
    """A header that differs only in case, blanks, hyphens or invisible characters."""
    return next((other for other in strangers if folded(other) == folded(name)), None)


def _say_unused(place: str, strangers: Mapping[str, int], left: Sequence[str], layout: Layout) -> None:
    for name in strangers:
        near = guess(name, sorted(left))
        if near is None:
            layout.faults.append(faults.UNKNOWN_COLUMN.at(place, column=name))
        else:
            layout.faults.append(faults.UNKNOWN_COLUMN_WITH_GUESS.at(place, column=name, guess=near))


def _gaps(data: Sequence[Record]) -> Iterator[tuple[Record, Record, Record]]:
    """The blank stretches: first and last blank record and the one that follows."""
    first: Record | None = None
    last: Record | None = None
    for record in data:
        if _is_blank(record):
            first, last = first or record, record
        elif first is not None and last is not None:
            yield first, last, record
            first = None


def _say_blank_rows(data: Sequence[Record], layout: Layout) -> None:
    for first, last, following in _gaps(data):
        place = f"{layout.file} › line {first.line}"
        layout.faults.append(faults.BLANK_ROWS.at(place, first=first.line, last=last.line, next=following.line))


def _say_if_cut(last: Record, layout: Layout) -> None:
    if last.line in _SPREADSHEET_LIMITS:
        layout.faults.append(faults.CUT_ROWS.at(layout.file, count=last.line))
