"""Several faults in one programme: all of them are told in one run, each as if it were alone."""

from __future__ import annotations

import copy
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from tests.campaigns.bad_inputs.book import Book
from tests.campaigns.bad_inputs.case import ALL, Expected, Spoiler
from tests.campaigns.bad_inputs.every_case import cases
from tests.campaigns.bad_inputs.goods import book_of
from tests.campaigns.bad_inputs.judge import Heard, heard

CELLS = (*range(27, 34), *range(35, 41), 43, 44, 50, 52, 64)
"""The cases that spoil single cells; 26 may declare commas, and 34 saves the file anew."""

MOST = 6
"""So many faults at most are put into one programme, in rows of their own."""


@dataclass
class Together:
    """How many faults were put into programmes, and which of them were not told at their places."""

    programmes: int = 0
    faults: int = 0
    missed: list[str] = field(default_factory=list)


def together(count: int) -> Together:
    """So many programmes, each with several faults."""
    result = Together(count)
    for number in range(count):
        expected, found = _spoiled_and_read(number)
        said = {(fault.code, str(fault.place)) for fault in (*found.faults, *found.remarks)}
        result.faults += len(expected)
        result.missed += [f"{one.code} at {one.place}" for one in expected if (one.code, one.place) not in said]
        result.missed += [f"rows of {rows.file}" for rows in found.rows if rows.present != rows.read + rows.refused]
    return result


def _spoiled_and_read(number: int) -> tuple[list[Expected], Heard]:
    draw = Random(f"together/{number}")
    form = "csv" if number % 2 else "xlsx"
    book = book_of(ALL[number // 2 % len(ALL)], form, "ko", 0, draw)
    expected: list[Expected] = []
    for case in draw.sample([case for case in cases() if case.number in CELLS], MOST):
        _spoil_once_more(book, case.spoil, expected)
    with tempfile.TemporaryDirectory() as folder:
        return expected, heard(book.write(Path(folder)), Expected("", ""))


def _spoil_once_more(book: Book, spoil: Spoiler, expected: list[Expected]) -> None:
    """Spoil one more cell, if its row has no fault yet: where one cell is refused others may not be looked at."""
    before = copy.deepcopy(book.grids)
    book.variant = book.draw.randrange(10)
    found = spoil(book)
    if _row(found.place) in {_row(one.place) for one in expected}:
        book.grids = before
    else:
        expected.append(found)


def _row(place: str) -> str:
    """The place without its column."""
    table, _, cell = place.rpartition(" › ")
    return f"{table} {''.join(filter(str.isdecimal, cell.partition(',')[0]))}"
