"""Nested rules as flat rows and back: a rule, which entry of its list, the key within it, and a value.

A value is written as YAML writes it in one line, so that nothing has to be guessed: words as they stand, in quotes only
where they would be read otherwise, lists in brackets. Keys within keys are parted by dots; a key that has dots or
brackets itself stands in quotes; entries of lists within rules are numbered from 1, as in ``rate[1].at_most``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from planner.intake.plain_yaml import Path, parsed

_PART = re.compile(r'"((?:[^"\\]|\\.)*)"|([^.\[\]"]+)|\[(\d+)\]')
_SAFE_KEY = re.compile(r'[^.\[\]"\\]+')


class Entry(int):
    """The number of an entry in a list, from 0: unlike a year, which is a key."""


@dataclass(frozen=True, slots=True)
class FlatRule:
    """One value of the rules: ``number`` is the entry of the rule's list, counted from 1, where it is a list."""

    rule: str
    number: int | None
    key: str
    value: Any

    @property
    def path(self) -> Path:
        """Where the value lies in the nested rules. Raises ``ValueError`` for a key that cannot be taken apart."""
        first: Path = (self.rule,) if self.number is None else (self.rule, Entry(self.number - 1))
        return (*first, *parts_of(self.key))


def flattened(rules: Mapping[Any, Any]) -> Iterator[FlatRule]:
    """The rows of nested rules, in their order."""
    for rule, value in rules.items():
        if _has_maps(value):
            for number, entry in enumerate(value, start=1):
                yield from (FlatRule(str(rule), number, key, inner) for key, inner in _leaves(entry))
        else:
            yield from (FlatRule(str(rule), None, key, inner) for key, inner in _leaves(value))


def _leaves(value: Any, key: str = "") -> Iterator[tuple[str, Any]]:
    """The values below, each with its key; what is empty is a value itself."""
    if isinstance(value, Mapping) and value:
        for name, inner in value.items():
            yield from _leaves(inner, f"{key}.{_written_key(name)}" if key else _written_key(name))
    elif _has_maps(value):
        for number, inner in enumerate(value, start=1):
            yield from _leaves(inner, f"{key}[{number}]")
    else:
        yield key, value


def _has_maps(value: Any) -> bool:
    return isinstance(value, list | tuple) and any(isinstance(entry, Mapping | list | tuple) for entry in value)


def _written_key(name: object) -> str:
    text = str(name)
    is_year = isinstance(name, int)
    if _SAFE_KEY.fullmatch(text) and text == text.strip() and (is_year or not text.isdecimal()):
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def parts_of(key: str) -> Path:
    """The parts of a written key: names, years as numbers, entries of lists from 0. Raises ``ValueError``."""
    found: list[str | int] = []
    position = 0
    while position < len(key):
        if found and key[position] == ".":
            position += 1
        elif found and key[position] != "[":
            raise ValueError(key)
        match = _PART.match(key, position)
        if match is None:
            raise ValueError(key)
        found.append(_part(match))
        position = match.end()
    return tuple(found)


def _part(match: re.Match[str]) -> str | int:
    quoted, bare, entry = match.groups()
    if quoted is not None:
        return re.sub(r"\\(.)", r"\1", quoted)
    if entry is not None:
        if entry == "0":
            raise ValueError(match.string)
        return Entry(int(entry) - 1)
    name = bare.strip()
    return int(name) if name.isascii() and name.isdecimal() else name


def written_value(value: Any) -> str | int | Decimal | bool | None:
    """What a cell holds for a value: numbers and logical values as such, everything else as text of one line."""
    if isinstance(value, bool | int | Decimal):
        return value
    if isinstance(value, str):
        return value if parsed(value, "").data == value and _is_one_word(value) else _quoted(value)
    return _in_one_line(value)


def _is_one_word(value: str) -> bool:
    """Whether a cell with this text is read back as this text, and not as a list, a map or nothing."""
    document = parsed(value, "")
    return bool(value) and not document.faults and value == value.strip() and "\n" not in value


def _in_one_line(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_in_one_line(key)}: {_in_one_line(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_in_one_line(inner) for inner in value) + "]"
    if isinstance(value, str):
        bare = parsed(f"[{value}]", "")
        return value if not bare.faults and bare.data == [value] else _quoted(value)
    if value is None:
        return "null"
    return str(value).lower() if isinstance(value, bool) else str(value)


def _quoted(text: str) -> str:
    """Text in quotes, as YAML reads it; characters that nobody sees are escaped, so that any file can hold them."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{"".join(one if one.isprintable() else f"\\U{ord(one):08X}" for one in escaped)}"'
