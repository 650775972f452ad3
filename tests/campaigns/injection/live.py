"""What is live in a file: counted from the file itself, by readers that share nothing with what wrote it."""

from __future__ import annotations

import csv
import html.parser
import io
import re
import unicodedata
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from tests.campaigns.injection.payloads import MARK

TRIGGERS = tuple("=+-@\t\r\n＝＋－＠")
"""What a cell of a CSV file must not begin with, unless it is a number."""

_NUMBER = re.compile(r"-?\d+(\.\d+)?([eE][+-]?\d+)?")
_FETCHES = re.compile(r"HYPERLINK|WEBSERVICE|IMAGE\(|IMPORT|CALL\(|EXEC|\bDDE|cmd\||file:|https?:", re.IGNORECASE)
_FORMULA_TAGS = {"f", "formula", "formula1", "formula2", "definedName", "cellWatch", "ddeLink", "oleLink"}
_PAGE_TAGS = {"oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter"}
_PARTS = re.compile(r"externalLink|vbaProject|activeX|ctrlProp|customUI|oleObject|embeddings|connections|queryTable")


def live_in(path: Path) -> list[str]:
    """What is live in a file, or in the files of a folder: a line each. JSON and rows are read by programs alone."""
    if path.is_dir():
        return [
            f"{inner.name}: {each}" for inner in sorted(path.rglob("*")) if inner.is_file() for each in live_in(inner)
        ]
    content = path.read_bytes()
    match path.suffix:
        case ".xlsx":
            return list(in_workbook(content))
        case ".csv":
            return list(in_csv(content.decode("utf-8-sig")))
        case ".html":
            return list(in_html(content.decode()))
    return []


def in_workbook(content: bytes) -> Iterator[str]:
    """Formulas, names, validations, links, page texts and parts that hold a user's word or fetch anything."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            if _PARTS.search(name):
                yield f"part {name}"
            if name.endswith((".xml", ".rels", ".vml")):
                yield from (f"{name}: {what}" for what in _in_part(ElementTree.fromstring(archive.read(name))))


def _in_part(root: ElementTree.Element) -> Iterator[str]:
    for element in root.iter():
        tag, text = element.tag.rpartition("}")[2], "".join(element.itertext())
        if tag in _FORMULA_TAGS and (MARK in text or _FETCHES.search(text)):
            yield f"formula {text[:60]!r}"
        if tag in _PAGE_TAGS and MARK in text:
            yield f"page text {text[:60]!r}"
        if tag == "hyperlink" and not (element.get("location") or "").startswith(("'", "#")):
            yield f"link {dict(element.attrib)}"
        if tag == "hyperlink" and MARK in str(element.attrib):
            yield f"link {dict(element.attrib)}"
        if element.get("TargetMode") == "External":
            yield f"external {element.get('Target')!r}"
        if tag in ("c", "cell") and element.get("t") == "str" and MARK in text and element.find("./{*}f") is None:
            yield f"text of a formula {text[:60]!r}"


def in_csv(text: str) -> Iterator[str]:
    """Cells that a spreadsheet would calculate."""
    for row in csv.reader(io.StringIO(text, newline="")):
        for cell in row:
            begins = cell.lstrip(" \u00a0")
            if begins.startswith(TRIGGERS) and not _NUMBER.fullmatch(cell):
                yield f"cell {cell[:60]!r}"


_ADDRESSES = ("href", "src", "action", "formaction", "xlink:href", "poster", "data", "background")
_ELEMENTS = ("iframe", "object", "embed", "base", "foreignobject", "link", "form", "input")


class _Page(html.parser.HTMLParser):
    """Elements and attributes that run, open or fetch something and hold a user's word."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._within: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("script", "style"):
            self._within.append(tag)
        if tag in _ELEMENTS and MARK.lower() in str(attrs).lower():
            self.found.append(f"<{tag}>")
        for name, value in attrs:
            given = (value or "").strip().lower()
            if name.startswith("on"):
                self.found.append(f"handler {name}={given[:60]!r}")
            if name in ("style", "srcdoc", "srcset") and MARK.lower() in given:
                self.found.append(f"{name}={given[:60]!r}")
            if name in _ADDRESSES and not given.startswith(("#", "data:image/")):
                self.found.append(f"{name}={given[:60]!r}")
            if tag == "meta" and name == "http-equiv" and given == "refresh":
                self.found.append("refresh")

    def handle_endtag(self, tag: str) -> None:
        if tag in self._within:
            self._within.remove(tag)

    def handle_data(self, data: str) -> None:
        if MARK in data and self._within:
            self.found.append(f"{self._within[-1]} {data.strip()[:60]!r}")


def in_html(text: str) -> Iterator[str]:
    """Scripts, handlers, links and styles of a page that hold a user's word, and anything that fetches."""
    page = _Page()
    page.feed(text)
    page.close()
    yield from page.found
    if "Content-Security-Policy" not in text or "default-src 'none'" not in text:
        yield "no content policy"
    if "unsafe-" in text.split("<body", maxsplit=1)[0]:
        yield "a content policy that allows unsafe things"


def in_text(text: str, allowed: str = "\n\t") -> Iterator[str]:
    """Characters that a terminal obeys, or that turn text round."""
    strange = {
        letter for letter in text if letter not in allowed and unicodedata.category(letter) in ("Cc", "Cs", "Zl", "Zp")
    }
    strange |= {letter for letter in text if letter in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"}
    yield from (f"character U+{ord(letter):04X}" for letter in sorted(strange))
