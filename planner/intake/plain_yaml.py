"""Plain YAML: maps, lists and scalars, each read in the one way that everybody expects, with the line it stands in.

Built from the parser's events, so that nothing in the file can construct anything. What programs disagree about, or
what hides a second meaning, is a fault: keys given twice, anchors and aliases, type tags, octal numbers, bare yes and
no, several documents. Decimals stay decimals.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from planner.errors import Fault
from planner.intake import faults
from planner.intake.faults import Kind
from planner.languages import T

type Path = tuple[str | int, ...]
"""Where a value lies in the data: keys and list numbers from the outside in."""

_KEY: Path = ("?",)
_DEEPEST = 30
_STANDARD_TAGS = "tag:yaml.org,2002:"
_HOPELESS = 4 * _DEEPEST
_MOST_EVENTS = 6_000
_HOPELESS_NEST = re.compile(rf"(?:[\[{{]\s*+){{{_HOPELESS}}}")  # the parser looks far ahead of the first event
_LONGEST_NUMBER = 40

_NUMBER = re.compile(r"[-+]?(?:\d[\d_]*(\.[\d_]*)?|(\.\d[\d_]*))([eE][-+]?\d{1,2})?", re.ASCII)
_OCTAL = re.compile(r"[-+]?0[\d_]+|[-+]?0[oObBxX][0-9a-fA-F_]+", re.ASCII)
_WORDS: dict[str, object] = {
    "": None,
    "~": None,
    "null": None,
    "Null": None,
    "NULL": None,
    "true": True,
    "True": True,
    "TRUE": True,
    "false": False,
    "False": False,
    "FALSE": False,
}
_LOGICAL_WORDS = frozenset({"yes", "no", "on", "off"})


class _Stopped(Exception):  # noqa: N818 - the fault is said already
    """The rest of the document is not read."""


@dataclass
class Document:
    """Plain data, the line of every key and list entry in it, and what was wrong on the way.

    It is not whole where reading had to stop, so that nothing follows from what it lacks.
    """

    data: Any = None
    lines: dict[Path, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    is_whole: bool = True


def parsed(text: str, name: str) -> Document:
    """The document of a text. ``name`` is the file in the places of faults; the data are what could be read."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    document = Document()
    hopeless = _HOPELESS_NEST.search(text)
    if hopeless is not None:
        line = text.count("\n", 0, hopeless.start()) + 1
        document.faults.append(faults.TOO_DEEP.at(f"{name} › line {line}", limit=_DEEPEST))
        document.is_whole = False
        return document
    try:
        builder = _Builder(YAML(typ="rt", pure=True).parse(text), document, name)
        builder.whole_document()
        return document
    except _Stopped:
        pass
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = f"{name} › line {mark.line + 1}" if mark is not None else name
        document.faults.append(faults.NOT_YAML.at(place, reason=error.problem or error.context))
    except (YAMLError, RecursionError, ValueError) as error:
        document.faults.append(faults.NOT_YAML.at(name, reason=" ".join(str(error).split())))
    document.is_whole = False
    return document


class _Builder:
    """Walks the events once."""

    def __init__(self, events: Iterator[Any], document: Document, name: str) -> None:
        self._events = self._bounded(events)
        self._document = document
        self._name = name

    def _bounded(self, events: Iterator[Any]) -> Iterator[Any]:
        """The events, as long as a person may have written them: parsing takes 40 microseconds for each of them, and
        more the deeper they lie."""
        from ruamel.yaml.events import CollectionEndEvent, CollectionStartEvent

        depth = 0
        for number, event in enumerate(events):
            depth += isinstance(event, CollectionStartEvent) - isinstance(event, CollectionEndEvent)
            if number == _MOST_EVENTS:
                self._fault(faults.TOO_MUCH_YAML, event, limit=f"{_MOST_EVENTS:,}")
                raise _Stopped
            if depth > _HOPELESS:
                if all(fault.code != faults.TOO_DEEP.code for fault in self._document.faults):
                    self._fault(faults.TOO_DEEP, event, limit=_DEEPEST)
                raise _Stopped
            yield event

    def whole_document(self) -> None:
        """The first document; a second one is a fault."""
        from ruamel.yaml.events import DocumentStartEvent, StreamEndEvent

        documents = 0
        for event in self._events:
            if isinstance(event, StreamEndEvent):
                return
            if isinstance(event, DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._fault(faults.SEVERAL_DOCUMENTS, event)
                    return
                data = self._node(next(self._events), ())
                self._document.data = data

    def _fault(self, kind: Kind, event: Any, **values: object) -> None:
        place = f"{self._name} › line {event.start_mark.line + 1}"
        self._document.faults.append(kind.at(place, **values))

    def _node(self, event: Any, path: Path) -> Any:
        from ruamel.yaml.events import AliasEvent, MappingStartEvent, ScalarEvent

        if isinstance(event, AliasEvent):
            self._fault(faults.ANCHOR, event, mark=f"*{event.anchor}")
            return None
        if event.anchor is not None:
            self._fault(faults.ANCHOR, event, mark=f"&{event.anchor}")
        if event.tag is not None:
            self._fault(faults.TAG, event, tag=str(event.tag).replace(_STANDARD_TAGS, "!!"))
        if isinstance(event, ScalarEvent):
            return self._scalar(event)
        if len(path) >= _DEEPEST:
            self._fault(faults.TOO_DEEP, event, limit=_DEEPEST)
            self._skip()
            return None
        return self._map(path) if isinstance(event, MappingStartEvent) else self._list(path)

    def _skip(self) -> None:
        """Leave the rest of a list or map that has begun unread."""
        from ruamel.yaml.events import CollectionEndEvent, CollectionStartEvent

        depth = 1
        while depth:
            event = next(self._events)
            depth += isinstance(event, CollectionStartEvent) - isinstance(event, CollectionEndEvent)

    def _list(self, path: Path) -> list[Any]:
        from ruamel.yaml.events import SequenceEndEvent

        found: list[Any] = []
        while not isinstance(event := next(self._events), SequenceEndEvent):
            here = (*path, len(found))
            self._document.lines[here] = event.start_mark.line + 1
            found.append(self._node(event, here))
        return found

    def _map(self, path: Path) -> dict[str | int, Any]:
        from ruamel.yaml.events import MappingEndEvent

        found: dict[str | int, Any] = {}
        if path == ():
            self._document.data = found  # so that what stands above a broken line is not lost
        first: dict[str, int] = {}
        while not isinstance(event := next(self._events), MappingEndEvent):
            key, line = self._key(event), event.start_mark.line + 1
            if str(key) in first:  # 2026 and "2026" are one year
                self._fault(faults.KEY_TWICE, event, key=key, first=first[str(key)])
                self._node(next(self._events), (*path, f"{key} again"))
                continue
            first[str(key)] = self._document.lines[*path, key] = line
            found[key] = self._node(next(self._events), (*path, key))
        return found

    def _key(self, event: Any) -> str | int:
        from ruamel.yaml.events import ScalarEvent

        value = self._node(event, _KEY)
        if not isinstance(event, ScalarEvent):
            self._fault(faults.COMPLEX_KEY, event)
            return "?"
        return value if type(value) is int else str(event.value)

    def _scalar(self, event: Any) -> Any:
        text: str = event.value
        if event.style == ">":
            text = text.replace("\a", "")  # the parser's own marks of where lines were folded
        if not text.isprintable() and any("\ud800" <= character <= "\udfff" for character in text):
            self._fault(faults.NOT_YAML, event, reason=T("half a character"))
            return None
        if event.style in ("'", '"', "|", ">"):
            return text
        if text in _WORDS:
            return _WORDS[text]
        if text.lower() in _LOGICAL_WORDS:
            self._fault(faults.LOGICAL_WORD, event, found=text)
            return text
        if _OCTAL.fullmatch(text):
            self._fault(faults.OCTAL, event, found=text, plain=_without_octal(text))
            return text
        return _number(text)


def _without_octal(text: str) -> str:
    digits = text.lstrip("+-").replace("_", "")
    if digits[1:2].isalpha():
        try:
            return str(int(digits, 0))
        except ValueError:
            return digits
    return digits.lstrip("0") or "0"


def _number(text: str) -> int | Decimal | str:
    """The number that a bare word is, exact; text where it is none."""
    match = _NUMBER.fullmatch(text)
    if match is None or len(text) > _LONGEST_NUMBER:
        return text
    digits = text.replace("_", "")
    return int(digits) if not any(match.groups()) else Decimal(digits)
