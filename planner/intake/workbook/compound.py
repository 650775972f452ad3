"""Compound files ([MS-CFB]): the container of old workbooks, of encrypted ones and of other programs' documents."""

from __future__ import annotations

from typing import BinaryIO

from planner.errors import Fault
from planner.intake import faults
from planner.languages import T, Text

_ENTRY = 128
_STREAMS: tuple[tuple[str, Text], ...] = (
    ("Workbook", T("an old Excel workbook (.xls)")),
    ("Book", T("an old Excel workbook (.xls)")),
    ("WordDocument", T("an old Word document")),
    ("PowerPoint Document", T("an old PowerPoint presentation")),
    ("\x05HwpSummaryInformation", T("a Hangul document")),
)


def compound_fault(stream: BinaryIO, name: str, wanted: Text) -> Fault:
    """What to say of a compound file: that it is encrypted, or what else it is."""
    stream.seek(0)
    content = stream.read()
    if _has(content, "EncryptionInfo") or _has(content, "EncryptedPackage"):
        return faults.ENCRYPTED.at(name)
    kind = next((kind for entry, kind in _STREAMS if _has(content, entry)), T("a document of an older program"))
    return faults.REALLY_ANOTHER.at(name, kind=kind, wanted=wanted)


def _has(content: bytes, entry: str) -> bool:
    """Whether the directory has an entry of that name: entries have 128 bytes each and begin with the name."""
    wanted = (entry + "\0").encode("utf-16-le")
    place = content.find(wanted)
    while place >= 0:
        if place % _ENTRY == 0:
            return True
        place = content.find(wanted, place + 2)
    return False
