"""Small XML parts read whole, with expat, which fetches nothing; what a workbook's XML never holds is refused.

Only a document type can declare entities, and it must stand before the first element; so a part whose beginning has
none can neither grow nor fetch.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from planner.intake import faults
from planner.intake.workbook.limits import Limits
from planner.intake.workbook.zipped import Refused, damaged
from planner.languages import T

_SLICE = 4096
_ENCODINGS = ("utf-8", "utf8", "us-ascii")


@dataclass(frozen=True)
class Element:
    """An element without its content; names without their prefixes."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)


def local(name: str) -> str:
    """A name without its prefix: prefixes differ between programs, and the transitional and strict formats have
    different namespaces for the same words."""
    return name.rpartition(":")[2]


def new_parser(part: str) -> expat.XMLParserType:
    """A parser that refuses document types, and every encoding but UTF-8.

    The readers of values know no other: of a sheet in UTF-16 they see no rows at all, and say nothing.
    """
    parser = expat.ParserCreate("utf-8")

    def refuse(*_: object) -> None:
        raise Refused(faults.DOCUMENT_TYPE, part=part)

    def declared(_version: str, encoding: str | None, _standalone: int) -> None:
        if encoding is not None and encoding.casefold() not in _ENCODINGS:
            raise _not_utf8()

    parser.XmlDeclHandler = declared
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    return parser


def utf8(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The pieces of a part. Raises :class:`Refused` where they are UTF-16, which has a NUL byte in every tag, and which
    the parser would take up by itself."""
    for piece in pieces:
        if b"\0" in piece:
            raise _not_utf8()
        yield piece


def _not_utf8() -> Refused:
    return damaged(T("a part is not in UTF-8"))


def elements(pieces: Iterable[bytes], part: str, limits: Limits) -> list[Element]:
    """The elements of a small part, in their order. Raises :class:`Refused`."""
    parser = new_parser(part)
    found: list[Element] = []
    depth = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > limits.depth:
            raise damaged(T("elements lie too deep in each other"))
        found.append(Element(local(name), {local(key): value for key, value in attributes.items()}))

    def end(_: str) -> None:
        nonlocal depth
        depth -= 1

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    size = 0
    try:
        for piece in utf8(pieces):
            size += len(piece)
            if size > limits.small_part:
                raise damaged(T("a part is larger than it can be"))
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise damaged(T("a part is no XML")) from error
    return found


class Prologue:
    """Reads a part up to its first element, to see whether a document type stands there."""

    def __init__(self, part: str, limits: Limits) -> None:
        self._parser = new_parser(part)
        self._parser.StartElementHandler = self._stop
        self._left = limits.token
        self.done = False

    def _stop(self, _name: str, _attributes: dict[str, str]) -> None:
        self.done = True

    def feed(self, piece: bytes) -> None:
        """The next piece of the part. Raises :class:`Refused`."""
        if b"\0" in piece:
            raise _not_utf8()
        for start in range(0, len(piece), _SLICE):
            if self.done:
                return
            if self._left < 0:
                raise damaged(T("a part is no XML"))
            self._left -= _SLICE
            try:
                self._parser.Parse(piece[start : start + _SLICE], False)
            except expat.ExpatError as error:
                if not self.done:
                    raise damaged(T("a part is no XML")) from error
