"""What a file really is, told from its first bytes: people rename files in the hope that this converts them."""

from __future__ import annotations

from planner.languages import T, Text

ZIP = b"PK\x03\x04"
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""The container of Microsoft's older formats, of encrypted newer ones and of Hangul documents."""

HEAD = 1024
"""So many bytes are enough."""

_SIGNATURES: tuple[tuple[bytes, Text], ...] = (
    (b"%pdf", T("a PDF document")),
    (b"<!doctype html", T("an HTML page")),
    (b"<html", T("an HTML page")),
    (b"<table", T("an HTML page")),
    (b"<?xml", T("an XML document")),
    (b"{\\rtf", T("a rich text document")),
    (b"\x89png", T("a picture")),
    (b"\xff\xd8\xff", T("a picture")),
    (b"gif8", T("a picture")),
    (b"rar!", T("an archive")),
    (b"7z\xbc\xaf\x27\x1c", T("an archive")),
    (b"\x1f\x8b", T("an archive")),
    (b"sqlite format 3\x00", T("a database")),
)

_IN_TABLES: tuple[tuple[bytes, Text], ...] = (
    (ZIP.lower(), T("an Excel workbook or another archive")),
    (COMPOUND[:4], T("an old or encrypted Excel workbook")),
    (b"<!doctype", T("an HTML page")),
)


def other_kind(content: bytes) -> Text | None:
    """What a file is that should be a workbook and is no archive; None where its beginning does not tell."""
    return _found(content, _SIGNATURES)


def kind_beside_text(content: bytes) -> Text | None:
    """What a file is that should be text; None where it may well be text."""
    return _found(content, (*_SIGNATURES, *_IN_TABLES))


def _found(content: bytes, signatures: tuple[tuple[bytes, Text], ...]) -> Text | None:
    start = content[:HEAD].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    return next((kind for signature, kind in signatures if start.startswith(signature)), None)
