"""The guard before a workbook: whatever is refused here is never unpacked, fetched, started or given to a reader.

Harmless beside the sheets are pictures, charts, comments, form controls, printer settings, themes, pivot tables and
custom XML. Refused is what could fetch or start something in the hands of the next person who opens it.
"""

from __future__ import annotations

import hashlib
import posixpath
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO
from zipfile import ZipInfo

from planner.errors import Fault
from planner.intake import faults
from planner.intake.file_size import size_of
from planner.intake.signatures import COMPOUND, HEAD, ZIP, other_kind
from planner.intake.workbook.compound import compound_fault
from planner.intake.workbook.limits import LIMITS, MEGABYTE, Limits
from planner.intake.workbook.xml import Element, Prologue, elements
from planner.intake.workbook.zipped import Refused, damaged, parts_of, unpacked
from planner.languages import T, Text

WANTED = T("an Excel workbook (.xlsx)")

_WORKBOOK = "xl/workbook.xml"
_RELATIONSHIPS = "xl/_rels/workbook.xml.rels"
_CONTENT_TYPES = "[Content_Types].xml"
_HIDDEN = ("hidden", "veryHidden")

_OTHERS: tuple[tuple[str, Text], ...] = (
    ("word/document.xml", T("a Word document")),
    ("ppt/presentation.xml", T("a PowerPoint presentation")),
    ("xl/workbook.bin", T("a binary Excel workbook (.xlsb)")),
    ("Contents/content.hpf", T("a Hangul document")),
    ("content.xml", T("an OpenDocument file such as .ods")),
)

_MACROS = ("vbaproject.bin", "vbadata.xml", "xl/macrosheets/", "xl/dialogsheets/", "xl/intlmacrosheets/")

_ACTIVE: tuple[tuple[str, Text], ...] = (
    ("xl/connections.xml", T("a data connection")),
    ("xl/querytables/", T("a query of external data")),
    ("xl/embeddings/", T("an embedded object")),
    ("xl/activex/", T("an ActiveX control")),
    ("xl/webextensions/", T("a web extension")),
)

_HARMLESS_LINKS = ("hyperlink", "externalLinkPath", "xlPathMissing", "xlStartup", "xlAlternateStartup", "xlLibrary")


@dataclass(frozen=True)
class SheetPart:
    """A worksheet: its name, its part of the archive, and whether people do not see it."""

    name: str
    part: str
    hidden: bool = False


@dataclass
class Archive:
    """What a workbook holds. With a fault in it nothing else may be read.

    ``content_hash`` is the SHA-256 of the file's bytes; ``links`` are the parts that refer to other workbooks, which
    is refused too, at the cells whose formulas do (:mod:`planner.intake.workbook.layout_faults`).
    """

    sheets: list[SheetPart] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    remarks: list[Fault] = field(default_factory=list)
    content_hash: str = ""
    links: tuple[str, ...] = ()


def scanned(path: Path, name: str, limits: Limits = LIMITS) -> Archive:
    """The archive of the workbook at a path; ``name`` is its place in faults."""
    archive = Archive()
    try:
        size = size_of(path)
        if size > limits.file:
            values = {"size": -(-size // MEGABYTE), "limit": limits.file // MEGABYTE}
            archive.faults.append(faults.TOO_LARGE.at(name, **values))
            return archive
        with path.open("rb") as stream:
            archive.content_hash = hashlib.file_digest(stream, "sha256").hexdigest()
            _scan(stream, name, archive, limits)
    except FileNotFoundError:
        archive.faults.append(faults.NOT_FOUND.at(name, path=path.absolute().parent))
    except OSError as error:
        archive.faults.append(faults.UNREADABLE.at(name, reason=error.strerror or str(error)))
    return archive


def _scan(stream: BinaryIO, name: str, archive: Archive, limits: Limits) -> None:
    stream.seek(0)
    head = stream.read(HEAD)
    if not head:
        archive.faults.append(damaged(T("it is empty")).at(name))
    elif head.startswith(COMPOUND):
        archive.faults.append(compound_fault(stream, name, WANTED))
    elif not head.startswith(ZIP):
        archive.faults.append(_no_archive(head, name))
    else:
        try:
            _Scan(stream, archive, limits).run(name)
        except Refused as refused:
            archive.faults.append(refused.at(name))


def _no_archive(head: bytes, name: str) -> Fault:
    kind = other_kind(head) or (T("a text file such as CSV") if _is_text(head) else None)
    if kind is None:
        return damaged(T("it does not begin as a workbook does")).at(name)
    return faults.REALLY_ANOTHER.at(name, kind=kind, wanted=WANTED)


def _is_text(head: bytes) -> bool:
    """Whether the bytes may be text: a character cut at their end does not count."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    if b"\0" in head:
        return False
    for encoding in ("utf-8", "cp949"):
        try:
            head.decode(encoding)
        except UnicodeDecodeError as error:
            if error.start < HEAD - 4:
                continue
        return True
    return False


class _Scan:
    """The checks of one archive, from its directory inwards.

    Cells are counted here by their tags, which is quick; the pass over the sheet counts them with care.
    """

    def __init__(self, stream: BinaryIO, archive: Archive, limits: Limits) -> None:
        self._stream = stream
        self._archive = archive
        self._limits = limits
        self._parts: Mapping[str, ZipInfo] = {}

    def run(self, name: str) -> None:
        """Fill the archive. Raises :class:`Refused` for what leaves nothing to go on with."""
        self._parts = parts_of(self._stream, self._limits)
        other = self._other_kind()
        if other is not None:
            self._archive.faults.append(faults.REALLY_ANOTHER.at(name, kind=other, wanted=WANTED))
            return
        self._unpack_all()
        found = [*self._macros(name), *self._active(), *self._outward_links(), *self._links()]
        self._archive.faults += [refused.at(name) for refused in found]
        if not self._archive.faults:
            self._archive.sheets = self._sheets()

    def _other_kind(self) -> Text | None:
        if _WORKBOOK in self._parts:
            return None
        kind = next((kind for part, kind in _OTHERS if part in self._parts), None)
        if kind is None and _CONTENT_TYPES in self._parts:
            raise damaged(T("its list of sheets is missing"))
        return kind or T("an archive of other files")

    def _unpack_all(self) -> None:
        """Every part, in pieces that are thrown away: sizes and checksums hold, and no XML has a document type."""
        for name, part in self._parts.items():
            kind = posixpath.splitext(name.casefold())[1]
            take: Callable[[bytes], None] | None = None
            if kind in (".xml", ".rels"):
                take = Prologue(name, self._limits).feed
            tags = cells = 0
            end = b""
            for piece in unpacked(self._stream, part):
                if take is not None:
                    take(piece)
                    tags += piece.count(b"<")
                    cells += piece.count(b"<c ")
                elif kind == ".vml":
                    end = _without_type(end + piece, name)
                if tags > self._limits.tags or cells > self._limits.cells:
                    raise Refused(faults.TOO_MANY_IN_SHEET, limit=f"{self._limits.cells:,}", what=T("cells"))

    def _elements(self, name: str) -> list[Element]:
        if name not in self._parts:
            raise damaged(T("its list of sheets is missing"))
        return elements(unpacked(self._stream, self._parts[name]), name, self._limits)

    def _macros(self, name: str) -> list[Refused]:
        named = next((part for part in self._parts if any(mark in part.casefold() for mark in _MACROS)), None)
        if named is None and any(
            "macroenabled" in value.casefold()
            for element in self._elements(_CONTENT_TYPES)
            for value in element.attributes.values()
        ):
            named = _CONTENT_TYPES
        if named is None and name.casefold().endswith((".xlsm", ".xltm", ".xlam")):
            named = posixpath.splitext(name)[1]
        return [] if named is None else [Refused(faults.MACROS, part=named)]

    def _active(self) -> list[Refused]:
        found = []
        for mark, what in _ACTIVE:
            part = next((part for part in self._parts if part.casefold().startswith(mark)), None)
            if part is not None:
                found.append(Refused(faults.ACTIVE_CONTENT, what=what, part=part))
        return found

    def _outward_links(self) -> list[Refused]:
        """Relationships that lead out of the archive, but for those that only a click follows."""
        return [
            Refused(faults.ACTIVE_CONTENT, what=T("a link to something outside"), part=part)
            for part in self._parts
            if part.casefold().endswith(".rels") and any(map(_leads_outside, self._elements(part)))
        ]

    def _links(self) -> list[Refused]:
        """Links to other workbooks are remembered; those that start a program are refused."""
        parts = [part for part in self._parts if part.casefold().startswith("xl/externallinks/externallink")]
        self._archive.links = tuple(parts)
        return [
            Refused(faults.ACTIVE_CONTENT, what=T("a link that starts another program"), part=part)
            for part in parts
            if any(element.name in ("ddeLink", "oleLink") for element in self._elements(part))
        ]

    def _sheets(self) -> list[SheetPart]:
        targets = {
            element.attributes.get("Id", ""): element.attributes
            for element in self._elements(_RELATIONSHIPS)
            if element.name == "Relationship"
        }
        sheets = []
        for element in self._elements(_WORKBOOK):
            if element.name != "sheet":
                continue
            target = targets.get(element.attributes.get("id", ""))
            if target is None:
                raise damaged(T("its list of sheets is missing"))
            if _type_of(target) == "worksheet":
                sheets.append(self._sheet(element, target.get("Target", "")))
        if not sheets:
            raise Refused(faults.NO_WORKSHEETS)
        if len({sheet.part for sheet in sheets}) < len(sheets):
            raise damaged(T("two of its sheets are one"))
        return sheets

    def _sheet(self, element: Element, target: str) -> SheetPart:
        part = posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")
        if part not in self._parts:
            raise damaged(T("a sheet is missing"))
        return SheetPart(element.attributes.get("name", ""), part, element.attributes.get("state") in _HIDDEN)


def _without_type(content: bytes, part: str) -> bytes:
    """The end of a piece of a drawing, of which the next piece may be the rest; a document type is refused."""
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content or b"\0" in content:
        raise Refused(faults.DOCUMENT_TYPE, part=part)
    return content[-len(b"<!DOCTYPE") :]


def _type_of(relationship: Mapping[str, str]) -> str:
    """The kind of a relationship; the transitional and strict formats differ in what stands before it."""
    return relationship.get("Type", "").rpartition("/")[2]


def _leads_outside(element: Element) -> bool:
    return (
        element.name == "Relationship"
        and element.attributes.get("TargetMode", "").casefold() == "external"
        and _type_of(element.attributes) not in _HARMLESS_LINKS
    )
