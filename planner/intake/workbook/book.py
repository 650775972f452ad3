"""A workbook that passed the guard: which of its sheets are which tables, and their values."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from planner.errors import Fault
from planner.intake import faults
from planner.intake.guessing import guess
from planner.intake.places import CellPlace
from planner.intake.sheets import CODES, FAULTS, GUIDE, SheetKind, kind_of
from planner.intake.workbook.archive import Archive, SheetPart, scanned
from planner.intake.workbook.sheet_facts import SheetFacts
from planner.languages import LANGUAGES, T
from planner.programme.programme import InputFile

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

_UNREAD = frozenset(
    {"guide", "codes"} | {title.to(one).casefold() for title in (GUIDE, CODES, FAULTS) for one in LANGUAGES}
)
"""Sheets that are there for people: nothing in them is read, and nobody is surprised by that."""


@dataclass
class Book:
    """A workbook on disk: its sheets by the table that they are; where it was refused, only the faults.

    ``name`` is what it is called in places.
    """

    path: Path
    name: str
    archive: Archive
    sheets: dict[str, SheetPart] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    remarks: list[Fault] = field(default_factory=list)
    facts: list[SheetFacts] = field(default_factory=list)

    @property
    def source(self) -> InputFile:
        """The file with its hash."""
        return InputFile(self.name, self.archive.content_hash)

    @property
    def is_readable(self) -> bool:
        """Whether its sheets may be read at all."""
        return not self.archive.faults

    @cached_property
    def _reader(self) -> CalamineWorkbook:
        from python_calamine import CalamineWorkbook

        return CalamineWorkbook.from_path(str(self.path))

    def values(self, sheet: SheetPart) -> list[list[Any]]:
        """The values of a sheet from A1 on, row by row: text, numbers, dates, logical values; blank cells are ``""``.

        Raises ``CalamineError`` and others of the reader's own where the sheet cannot be read after all.
        """
        with _no_panic():
            return self._reader.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False)

    def say_missing(self, kinds: Sequence[SheetKind]) -> None:
        """Faults for sheets that must be there and are not."""
        found = [part.name for part in self.archive.sheets]
        strangers = [part.name for part in self.archive.sheets if kind_of(part.name) is None]
        for kind in kinds:
            if not self.is_readable or kind.name in self.sheets:
                continue
            named = T("{korean} ({english})", korean=kind.sheet("ko"), english=kind.name)
            near = _nearest(kind, strangers)
            listed = ", ".join(found)
            if near is None:
                self.faults.append(faults.MISSING_SHEET.at(self.name, sheet=named, found=listed))
            else:
                self.faults.append(faults.MISSING_SHEET_WITH_GUESS.at(self.name, sheet=named, found=listed, guess=near))
                self.remarks = [remark for remark in self.remarks if remark.place != CellPlace(self.name, near)]


@contextmanager
def _no_panic() -> Iterator[None]:
    """A panic of the reader, which is Rust, is no ``Exception`` in Python. Raises ``RuntimeError`` in its place."""
    try:
        yield
    except (Exception, KeyboardInterrupt, SystemExit):
        raise
    except BaseException as panic:
        raise RuntimeError(str(panic)) from panic


def _nearest(kind: SheetKind, names: Sequence[str]) -> str | None:
    """The sheet that was probably meant: one whose name is near, or begins with the right one, as ``사업(1)`` does."""
    wanted = (kind.sheet("ko"), kind.name)
    longer = (name for name in names for word in wanted if name.strip().casefold().startswith(word))
    return guess(wanted[0], names) or guess(wanted[1], names) or next(longer, None)


def _bare(sheet: str) -> str:
    """The name of a sheet without the number in brackets that makes it another's namesake, as a second list of faults
    has one."""
    return re.sub(r" ?\(\d{1,3}\)$", "", sheet.strip()).casefold()


def opened(path: Path, name: str | None = None) -> Book:
    """The workbook at a path, guarded; its faults are told by ``faults``. ``name``: None is the file's own name."""
    name = path.name if name is None else name
    archive = scanned(path, name)
    book = Book(path, name, archive, faults=list(archive.faults), remarks=list(archive.remarks))
    for part in archive.sheets if book.is_readable else ():
        place = CellPlace(book.name, part.name)
        kind = kind_of(part.name)
        if kind is None:
            copied = kind_of(_bare(part.name))
            namesake = next((one.name for one in archive.sheets if copied and kind_of(one.name) is copied), None)
            if namesake is not None:
                book.faults.append(faults.SHEET_TWICE.at(place, other=namesake))
            elif _bare(part.name) not in _UNREAD:
                book.remarks.append(faults.SHEET_NOT_READ.at(place))
        elif kind.name in book.sheets:
            book.faults.append(faults.SHEET_TWICE.at(place, other=book.sheets[kind.name].name))
        else:
            book.sheets[kind.name] = part
    return book
