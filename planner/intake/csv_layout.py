"""A CSV file's text as a table's layout: its records, each with its line; broken quotes and delimiters are said."""

from __future__ import annotations

import csv
import io
import itertools
from collections.abc import Mapping

from planner.intake import faults
from planner.intake.layout import Expected, Layout, Record, arranged, header_number, is_blank
from planner.intake.origin import Origin
from planner.languages import T, Text
from planner.live_text import unguarded

_LONGEST_CELL = 1_000_000
_DELIMITERS: Mapping[str, Text] = {";": T("semicolons"), "\t": T("tabs"), "|": T("vertical bars")}


def laid_out(text: str, origin: Origin, expected: Expected) -> Layout:
    """The layout of a table's text."""
    layout = Layout(origin)
    records = records_of(text, layout)
    filled = [number for number, record in enumerate(records) if not is_blank(record)]
    if filled and _wrong_delimiter(records[header_number(records, filled, expected)], expected, layout):
        layout.blocked += len(filled) - 1
    else:
        arranged(layout, records, expected)
    return layout


def records_of(text: str, layout: Layout, delimiter: str = ",") -> list[Record]:
    """All records; a broken quote is a fault, and the rows behind one that never closes are counted as blocked."""
    csv.field_size_limit(_LONGEST_CELL)
    stream = io.StringIO(text, newline="")
    reader = csv.reader(stream, delimiter=delimiter, strict=True)
    found: list[Record] = []
    while True:
        line = reader.line_num + 1
        try:
            found.append(Record(line, [unguarded(cell) for cell in next(reader)]))
        except StopIteration:
            return found
        except csv.Error as error:
            place = layout.origin.place(line)
            if "unexpected end" in str(error) or "field limit" in str(error):
                layout.faults.append(faults.UNCLOSED_QUOTE.at(place))
                stream.seek(0)
                layout.blocked += sum(1 for row in itertools.islice(stream, line - 1, None) if row.strip(", \t\r\n"))
                return found
            layout.faults.append(faults.BAD_QUOTE.at(place))
            layout.blocked += max(1, reader.line_num - line + 1)


def _wrong_delimiter(header: Record, expected: Expected, layout: Layout) -> bool:
    if len(header.cells) != 1:
        return False
    for delimiter, named in _DELIMITERS.items():
        if len(expected.names_of([cell.strip(' "') for cell in header.cells[0].split(delimiter)])) >= 2:
            layout.faults.append(faults.WRONG_DELIMITER.at(layout.origin.place(header.line), delimiter=named))
            return True
    return False
