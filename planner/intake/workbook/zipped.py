"""The ZIP archive that a workbook is: its directory checked, its parts unpacked in pieces and never beyond a limit.

Programs disagree about archives that contradict themselves, and what one of them overlooks another one unpacks. So
whatever is said twice in an archive (sizes, names, offsets, checksums) must be said alike. The format is that of
PKWARE's APPNOTE.TXT, sections 4.3 and 4.4.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from planner.errors import Fault
from planner.intake import faults
from planner.intake.faults import Kind
from planner.intake.signatures import ZIP
from planner.intake.workbook.limits import MEGABYTE, Limits
from planner.languages import T, Text

_PIECE = 1 << 18
_END_SIGNATURE = b"PK\x05\x06"
_END = struct.Struct("<4s4H2LH")
_LOCAL = struct.Struct("<4s5H3L2H")
_ENCRYPTED = 0x1
_NEEDS_ZIP64 = 0xFFFFFFFF


class Refused(Exception):  # noqa: N818 - it is the reader's answer, not its failure
    """A kind of fault and its values, from deep within a file whose place may be known further out only."""

    def __init__(self, kind: Kind, place: str | None = None, **values: object) -> None:
        super().__init__(kind.code)
        self.kind = kind
        self.place = place
        self.values = values

    def at(self, place: str) -> Fault:
        """The fault at its own place, or at the one given."""
        return self.kind.at(self.place or place, **self.values)


def damaged(reason: Text) -> Refused:
    """The archive contradicts itself or breaks off."""
    return Refused(faults.DAMAGED, reason=reason)


def parts_of(stream: BinaryIO, limits: Limits) -> dict[str, zipfile.ZipInfo]:
    """The parts of an archive by name. Raises :class:`Refused`; unpacks nothing."""
    end = stream.seek(0, 2)
    _check_end(stream, end, limits)
    try:
        archive = zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError, struct.error) as error:
        raise damaged(T("its directory cannot be read")) from error
    parts = archive.infolist()
    _check_names(parts)
    for part in parts:
        _check_part(part)
    _check_places(parts, archive.start_dir)
    _check_sizes(parts, limits)
    return {part.filename: part for part in parts}


def _check_end(stream: BinaryIO, end: int, limits: Limits) -> None:
    """The record at the end says how large the directory is, so that a giant one is never read."""
    if end < _END.size:
        raise damaged(T("it breaks off"))
    stream.seek(end - _END.size)
    signature, disk, _, here, count, size, start, comment = _END.unpack(stream.read(_END.size))
    if signature != _END_SIGNATURE or comment:
        raise damaged(T("it breaks off"))
    if count > limits.parts or size > limits.directory:
        raise Refused(faults.TOO_MANY_PARTS, count=count, limit=limits.parts)
    if disk or here != count or start + size != end - _END.size:
        raise damaged(T("its directory cannot be read"))


def _check_names(parts: Sequence[zipfile.ZipInfo]) -> None:
    seen: set[str] = set()
    for part in parts:
        name = part.filename
        if name != part.orig_filename or name.startswith("/") or "\\" in name or ".." in name.split("/"):
            raise damaged(T("a part has a name that leads outside"))
        if name.casefold() in seen:
            raise damaged(T("two parts have the same name"))
        seen.add(name.casefold())


def _check_part(part: zipfile.ZipInfo) -> None:
    if part.flag_bits & _ENCRYPTED:
        raise Refused(faults.ENCRYPTED)
    if part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise damaged(T("a part is compressed in a way that workbooks do not use"))


def _check_places(parts: Sequence[zipfile.ZipInfo], directory: int) -> None:
    """Parts that overlap are one part that is unpacked many times."""
    free = 0
    for part in sorted(parts, key=lambda part: part.header_offset):
        if part.header_offset < free:
            raise damaged(T("its parts overlap"))
        free = part.header_offset + _LOCAL.size + len(part.filename) + part.compress_size
    if free > directory:
        raise damaged(T("its parts overlap"))


def _check_sizes(parts: Sequence[zipfile.ZipInfo], limits: Limits) -> None:
    size = sum(part.file_size for part in parts)
    if size > limits.unpacked:
        raise Refused(faults.UNPACKS_TOO_LARGE, size=-(-size // MEGABYTE), limit=limits.unpacked // MEGABYTE)
    for part in parts:
        if part.file_size > limits.ratio_from and part.file_size > limits.ratio * part.compress_size:
            raise Refused(faults.UNPACKS_TOO_DENSE, part=part.filename, limit=limits.ratio)


def unpacked(stream: BinaryIO, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """A part in pieces. Raises :class:`Refused` where it is not what the directory says of it, at once if it is more.

    The directory's size is not trusted: other readers go on until the packed data end.
    """
    size = checksum = 0
    for piece in _inflated(stream, part):
        size += len(piece)
        if size > part.file_size:
            raise damaged(T("a part is larger than the directory says"))
        checksum = zlib.crc32(piece, checksum)
        yield piece
    if size != part.file_size or checksum != part.CRC:
        raise damaged(T("a part is not what was saved"))


def _inflated(stream: BinaryIO, part: zipfile.ZipInfo) -> Iterator[bytes]:
    stream.seek(_start(stream, part))
    left = part.compress_size
    inflater = zlib.decompressobj(-zlib.MAX_WBITS) if part.compress_type == zipfile.ZIP_DEFLATED else None
    try:
        while left:
            packed = stream.read(min(left, _PIECE))
            if not packed:
                raise damaged(T("it breaks off"))
            left -= len(packed)
            if inflater is None:
                yield packed
                continue
            while packed:
                yield inflater.decompress(packed, _PIECE)
                packed = inflater.unconsumed_tail
                if inflater.unused_data:
                    raise damaged(T("a part is not what was saved"))
        if inflater is not None:
            yield from _rest(inflater)
    except zlib.error as error:
        raise damaged(T("a part cannot be unpacked")) from error


def _rest(inflater: zlib._Decompress) -> Iterator[bytes]:
    while piece := inflater.decompress(b"", _PIECE):
        yield piece
    if not inflater.eof:
        raise damaged(T("a part cannot be unpacked"))


def _start(stream: BinaryIO, part: zipfile.ZipInfo) -> int:
    """Where the packed data begin; the header before them must name the same part."""
    stream.seek(part.header_offset)
    header = stream.read(_LOCAL.size)
    if len(header) < _LOCAL.size:
        raise damaged(T("it breaks off"))
    name: int
    extra: int
    signature, _, flags, method, _, _, _, packed, size, name, extra = _LOCAL.unpack(header)
    unsaid = flags & 0x8  # sizes follow the data
    sizes = (part.compress_size, part.file_size)
    if signature != ZIP or method != part.compress_type or flags & _ENCRYPTED:
        raise damaged(T("a part is not what the directory says"))
    if not unsaid and _NEEDS_ZIP64 not in (packed, size) and (packed, size) != sizes:
        raise damaged(T("a part is not what the directory says"))
    written = stream.read(name)
    encoding = "utf-8" if flags & 0x800 else "cp437"
    if written.decode(encoding, "replace") != part.orig_filename:
        raise damaged(T("a part is not what the directory says"))
    return part.header_offset + _LOCAL.size + name + extra
