"""Workbooks as the archives that they are: parts taken out, put in and rewritten."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping

type Part = bytes | Callable[[bytes], bytes] | None
"""What becomes of a part: new content, an edit of what is there, or None, so that it is left out."""


def rezipped(content: bytes, changes: Mapping[str, Part]) -> bytes:
    """The archive with some parts changed or added."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        names = old.namelist()
        for name in [*names, *(name for name in changes if name not in names)]:
            change = changes.get(name, old.read(name) if name in names else None)
            if change is not None:
                new.writestr(_entry(name), change(old.read(name)) if callable(change) else change)
    return stream.getvalue()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0))
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def part_of(content: bytes, sheet_number: int) -> str:
    """The part of a sheet, counted from 1: XlsxWriter numbers them in their order."""
    name = f"xl/worksheets/sheet{sheet_number}.xml"
    assert name in zipfile.ZipFile(io.BytesIO(content)).namelist()
    return name


def without_value(cell: str) -> Callable[[bytes], bytes]:
    """An edit that takes the calculated value from a formula's cell."""
    pattern = re.compile(rf'(<c r="{cell}"[^>]*>)(<f>.*?</f>)<v>.*?</v>'.encode())

    def edit(part: bytes) -> bytes:
        edited, count = pattern.subn(rb"\1\2", part)
        assert count == 1, cell
        return edited

    return edit


def compound(entry: str) -> bytes:
    """A container of Microsoft's older formats in which one stream has that name; nothing else in it is true."""
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
    directory = b"".join((name + "\0").encode("utf-16-le").ljust(128, b"\0") for name in ("Root Entry", entry))
    return head + directory + bytes(512)
