"""Bytes of a file become text, where that needs no guessing; what was accepted beside plain UTF-8 is said."""

from __future__ import annotations

import codecs
from dataclasses import dataclass, field
from pathlib import Path

from planner.errors import Fault
from planner.intake import faults
from planner.intake.file_size import size_of
from planner.intake.places import LinePlace
from planner.intake.signatures import kind_beside_text
from planner.languages import Text

_MEGABYTE = 1_000_000
_LONGEST_LINE = 1_000_000


@dataclass
class Decoded:
    """The text of a file, its bytes, and what was found; no text where the file cannot be read at all."""

    text: str | None = None
    content: bytes = b""
    faults: list[Fault] = field(default_factory=list)
    remarks: list[Fault] = field(default_factory=list)


def is_there(path: Path) -> bool:
    """Whether there is a file; where the system cannot even tell, opening the file will say why."""
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return False
    except OSError:
        return True
    return True


def decoded(path: Path, name: str, limit_mb: float, wanted: Text) -> Decoded:
    """The text of the file at a path; ``name`` is its place in faults, ``wanted`` the kind of file it should be."""
    found = Decoded()
    try:
        size = size_of(path)
        if size > limit_mb * _MEGABYTE:
            found.faults.append(faults.TOO_LARGE.at(name, size=-(-size // _MEGABYTE), limit=limit_mb))
            return found
        found.content = path.read_bytes()
    except OSError as error:
        found.faults.append(faults.UNREADABLE.at(name, reason=error.strerror or str(error)))
        return found
    _decode(found, name, wanted)
    return found


def _decode(found: Decoded, name: str, wanted: Text) -> None:
    content = found.content
    kind = kind_beside_text(content)
    if kind is not None:
        found.faults.append(faults.REALLY_ANOTHER.at(name, kind=kind, wanted=wanted))
        return
    long = _long_line(content)
    is_utf16 = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    if not is_utf16 and b"\0" in content:
        line = _line_of(content, content.index(b"\0"))
        found.faults.append(faults.NUL_BYTE.at(LinePlace(name, line)))
    elif long is not None:
        place = LinePlace(name, _line_of(content, long))
        found.faults.append(faults.LINE_TOO_LONG.at(place, limit=f"{_LONGEST_LINE:,}"))
    elif is_utf16:
        _decode_utf16(found, name)
    else:
        _decode_bytes(found, name)


def _decode_utf16(found: Decoded, name: str) -> None:
    try:
        found.text = found.content.decode("utf-16")
    except UnicodeDecodeError as error:
        found.faults.append(faults.UNREADABLE.at(name, reason=error.reason))
    else:
        found.remarks.append(faults.READ_AS_UTF16.at(name))


def _decode_bytes(found: Decoded, name: str) -> None:
    content = found.content
    try:
        found.text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        try:
            found.text = content.decode("cp949")
        except UnicodeDecodeError:
            start = content.rfind(b"\n", 0, error.start) + 1
            place = f"{name} › line {_line_of(content, error.start)}"
            found.faults.append(faults.UNDECODABLE.at(place, byte=error.start - start + 1))
        else:
            found.remarks.append(faults.READ_AS_CP949.at(name))
    else:
        if content.startswith(codecs.BOM_UTF8):
            found.remarks.append(faults.BYTE_ORDER_MARK.at(name))


def _long_line(content: bytes) -> int | None:
    """Where a line begins that no table has; readers would keep it in memory several times."""
    start = 0
    while len(content) - start > _LONGEST_LINE:
        end = max(content.rfind(mark, start, start + _LONGEST_LINE) for mark in (b"\n", b"\r"))
        if end < 0:
            return start
        start = end + 1
    return None


def _line_of(content: bytes, position: int) -> int:
    return content.count(b"\n", 0, position) + 1
