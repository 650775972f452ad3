"""A fast lane for plain rows: rows of nothing but visible values are taken in whole, the XML parser sees the rest.

Calling Python for each of 3 million elements would take longer than reading the values does. A plain row is a row
written as all common programs write it: a number, cells with their references in this row, a value in each or nothing.
One regular expression knows it, without backtracking, and what is put in its place for the parser is the row without
its cells. Whatever is written otherwise goes to the parser as it is, so that no row is lost for its looks.

In XML ``<`` begins a tag, a comment, a CDATA section or a processing instruction, and nothing else. Where one of the
last three is found, there are no plain rows from there on.
"""

from __future__ import annotations

import re
from collections.abc import Callable

_ATTRIBUTES = rb'(?: [\w:]++="[^"<&]*+")*+'
_CELL = (
    rb'<c r="[A-Z]{1,3}+(?P=row)"(?: s="\d++")?+(?: t="(?:[snbd]|str|inlineStr)")?+(?: s="\d++")?+'
    rb"(?:/>|>(?:<v>[^<]++</v>|<is><t[^<>]*+>[^<]++</t></is>)</c>)"
)
_ROW = re.compile(
    rb'<row r="(?P<row>[1-9]\d{0,6}+)"(?P<attributes>' + _ATTRIBUTES + rb")>(?P<cells>(?:" + _CELL + rb")*+)</row>"
)
_COLUMN = re.compile(rb'<c r="([A-Z]++)')
_FILLED = re.compile(rb'<c r="([A-Z]++)[^>/]*+>')
_UNSEEN = re.compile(rb'(?:hidden="(?:1|true)|ht="0(?:\.0*)?")')
_END = b"</row>"
_OTHERWISE = re.compile(rb"<[!?]")
_LONGEST = 1 << 20

type TakeRow = Callable[[int, list[bytes], int], None]
"""Takes a row: its number, the letters of the columns with values, and how many of these are shared texts."""


class PlainRows:
    """Takes the plain rows out of a stream of bytes that is cut anywhere."""

    def __init__(self, take: TakeRow) -> None:
        self._take = take
        self._rest = b""
        self._begun = False
        self._plain = True

    def without(self, piece: bytes) -> bytes:
        """What the parser is to see of the stream so far, after an earlier answer."""
        content = self._rest + piece
        self._rest = b""
        if self._plain and _OTHERWISE.search(content, 0 if self._begun else 1 + content.find(b"?>", 0, 200)):
            self._plain = False
        self._begun = True
        if not self._plain:
            return content
        cut = content.rfind(_END) + len(_END)
        if cut < len(_END):
            cut = 0
        if len(content) - cut > _LONGEST:
            self._plain = False  # no table has such a row
            return content
        self._rest = content[cut:]
        return _ROW.sub(self._row, content[:cut])

    def rest(self) -> bytes:
        """What the parser is to see at the end."""
        return self._rest

    def _row(self, match: re.Match[bytes]) -> bytes:
        number, attributes, cells = match.group("row", "attributes", "cells")
        columns = _FILLED.findall(cells)
        every = columns if b"/>" not in cells else _COLUMN.findall(cells)
        if len(set(every)) != len(every) or _UNSEEN.search(attributes):
            return match.group()
        self._take(int(number), columns, cells.count(b' t="s"'))
        return b'<row r="%b"/>' % number
