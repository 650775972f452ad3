"""Good programmes in many dresses, read and held against the plain ones: the same programme, and no false alarm."""

from __future__ import annotations

import functools
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from planner.intake import ReadingError, read_programme
from tests.campaigns.bad_inputs.book import Book
from tests.campaigns.bad_inputs.dresses import DRESSES, Dress


@dataclass(frozen=True)
class Try:
    """A dressed programme: what is wrong with its reading, and how long it took [s]; nothing is wrong where empty."""

    dress: str
    variant: int
    wrong: str
    seconds: float


def tries() -> Iterator[Try]:
    """All variants of all dresses."""
    for dress in DRESSES:
        for variant in range(dress.count):
            yield tried(dress, variant)


def tried(dress: Dress, variant: int) -> Try:
    """One variant of a dress."""
    book = dress.book(variant)
    dress.dressing(book)
    with tempfile.TemporaryDirectory() as folder:
        path = book.write(Path(folder))
        started = time.perf_counter()
        try:
            wrong = _alarms(dress, variant, book, path)
        except ReadingError as error:
            wrong = f"refused: {error.faults[0]}"
        return Try(dress.name, variant, wrong, time.perf_counter() - started)


def _alarms(dress: Dress, variant: int, book: Book, path: Path) -> str:
    reading = read_programme(path)
    plain_hash, usual = _plain(DRESSES.index(dress), variant) if dress.content else _plain_good(book.good)
    warnings = Counter(remark.code for remark in reading.remarks if remark.severity == "warning") - Counter(usual)
    if reading.programme.inputs_hash != plain_hash:
        return "another programme"
    if warnings.keys() - set(dress.warnings):
        return f"warned: {', '.join(warnings)}"
    lost = [count.file for count in reading.rows if count.present != count.read]
    return f"rows lost in {lost}" if lost else ""


@functools.cache
def _plain_good(good: str) -> tuple[str, tuple[str, ...]]:
    from random import Random

    from tests.campaigns.bad_inputs.goods import book_of

    return _read(book_of(good, "csv", "en", 0, Random(0)))


def _plain(number: int, variant: int) -> tuple[str, tuple[str, ...]]:
    return _read(DRESSES[number].book(variant, "csv"))


def _read(book: Book) -> tuple[str, tuple[str, ...]]:
    with tempfile.TemporaryDirectory() as folder:
        reading = read_programme(book.write(Path(folder)))
    warnings = [remark.code for remark in reading.remarks if remark.severity == "warning"]
    return reading.programme.inputs_hash, tuple(warnings)
