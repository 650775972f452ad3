"""Opening a workbook in order to copy it: only where that is safe, and not more than memory can hold."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.parsers import expat

from planner.intake.workbook.archive import scanned
from planner.languages import T, Text

if TYPE_CHECKING:
    from openpyxl import Workbook

MOST_CELLS = 2_000_000
"""Each takes about 500 bytes while the copy is made, and 34 microseconds: 1 GB and a good minute for all of them."""

_MOST_AREA = 1_000_000
"""Cells in merged and linked ranges: each is laid out one by one, even if all of them are blank."""

_RANGES = frozenset({"mergeCell", "hyperlink", "comment"})
_CORNERS = re.compile(r"\$?([A-Z]{0,3})\$?([0-9]{0,7})(?::\$?([A-Z]{0,3})\$?([0-9]{0,7}))?", re.IGNORECASE)
_PIECE = 1 << 18


class NotCopied(Exception):  # noqa: N818 - an answer, not a failure
    """Why a workbook is not copied."""

    def __init__(self, reason: Text) -> None:
        super().__init__(str(reason))
        self.reason = reason


def opened(path: Path, most_cells: int = MOST_CELLS) -> Workbook:
    """The workbook as it was saved: formulas stay formulas, numbers the same numbers. Raises :class:`NotCopied`."""
    if scanned(path, path.name).faults:
        raise NotCopied(T("the file itself is faulty, and is not opened"))
    _weigh(path, most_cells)
    with mishaps_in_words():
        return _read(path)


def _read(path: Path) -> Workbook:
    from openpyxl.reader.excel import ExcelReader

    class Reader(ExcelReader):  # type: ignore[misc]
        """Takes numbers as numbers also where they are formatted as dates: one out of range would become an error."""

        def read_worksheets(self) -> None:
            self.wb._date_formats = set()
            self.wb._timedelta_formats = set()
            super().read_worksheets()

    with path.open("rb") as stream:
        reader = Reader(stream, rich_text=True)
        reader.read()
    workbook: Workbook = reader.wb
    return workbook


@contextmanager
def mishaps_in_words() -> Iterator[None]:
    """Whatever the library stumbles over becomes :class:`NotCopied`: the faults themselves are known without it.

    It also warns of each extension that the copy will lack; the list of faults says so once for all.
    """
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", category=UserWarning, module=r"openpyxl\.")
        try:
            yield
        except Exception as error:
            raise NotCopied(T("the workbook has something that cannot be copied")) from error


def _weigh(path: Path, most_cells: int) -> None:
    """Count the cells, and those of ranges, before the library lays them out. Raises :class:`NotCopied`."""
    import zipfile

    scale = _Scale(most_cells)
    with zipfile.ZipFile(path) as archive:
        for part in archive.namelist():
            if not part.endswith(".xml"):
                continue
            parser = expat.ParserCreate(namespace_separator=" ")
            parser.StartElementHandler = scale.weigh
            with archive.open(part) as stream:
                try:
                    while piece := stream.read(_PIECE):
                        parser.Parse(piece, False)
                except expat.ExpatError as error:
                    raise NotCopied(T("the file itself is faulty, and is not opened")) from error


class _Scale:
    """Counts elements as they pass by."""

    def __init__(self, most_cells: int) -> None:
        self._most_cells = most_cells
        self._cells = 0
        self._area = 0

    def weigh(self, name: str, attributes: dict[str, Any]) -> None:
        """One element. Raises :class:`NotCopied` where it is one too many."""
        local = name.rpartition(" ")[2]
        if local == "c":
            self._cells += 1
            if self._cells > self._most_cells:
                raise NotCopied(T("it has more than {count} cells", count=f"{self._most_cells:,}"))
        elif local in _RANGES:
            self._area += _area(attributes.get("ref", ""))
            if self._area > _MOST_AREA:
                raise NotCopied(T("its merged or linked ranges have more than {count} cells", count=f"{_MOST_AREA:,}"))


def _area(reference: str) -> int:
    """The cells of a range; whole columns and rows have as many as there can be."""
    corners = _CORNERS.fullmatch(reference)
    if corners is None:
        return 1
    left, top, right, bottom = corners.groups()
    if right is None and bottom is None:
        return 1
    width = abs(_number(right or "XFD") - _number(left or "A")) + 1
    return width * (abs(int(bottom or 1_048_576) - int(top or 1)) + 1)


def _number(letters: str) -> int:
    """The number of a column, counted from 1."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
