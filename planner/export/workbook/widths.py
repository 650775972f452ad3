"""How wide text is: Korean letters take the room of almost two."""

from __future__ import annotations

import functools
import math
import re
import unicodedata
from collections.abc import Iterable

_WIDE = ("W", "F")
_WIDE_LETTER = 1.8
_NARROW = ",. "
_NARROW_LETTER = 0.55
_SLACK = 2.0
_LETTER = 1.05
"""The font's letters against the digits that column widths are counted in."""

_BREAK = re.compile(r"\s+|(?<=[^\sA-Za-z0-9])(?=\()")
"""Where a heading may break: at blanks, and before a bracket that does not follow a Latin letter: 비용(백만원)."""


def width_of(text: str) -> float:
    """The width of a text in one line, in the unit of column widths; the longest line counts."""
    return max((_line_width(line) for line in text.splitlines()), default=0.0)


def _line_width(line: str) -> float:
    narrow = sum(map(line.count, _NARROW)) * (1 - _NARROW_LETTER)
    if line.isascii():
        return _LETTER * (len(line) - narrow)
    wide = sum(unicodedata.east_asian_width(letter) in _WIDE for letter in line) * (_WIDE_LETTER - 1)
    return _LETTER * (len(line) + wide - narrow)


def column_width(cells: Iterable[str], heading: str, least: float, most: float) -> float:
    """Room for the widest cell, and for the heading broken into lines."""
    word = max(map(width_of, _BREAK.split(heading)), default=0.0)
    two_lines = width_of(heading) / 2
    return min(max(_widest(cells, most), word, min(two_lines, 12.0), least), most) + _SLACK


def _widest(cells: Iterable[str], most: float) -> float:
    """The width of the widest cell, or any width of at least ``most``; the longest cells are looked at first."""
    widest = 0.0
    for cell in sorted(cells, key=len, reverse=True):
        if widest >= most or len(cell) * _LETTER * _WIDE_LETTER <= widest:
            break
        widest = max(widest, width_of(cell))
    return widest


@functools.lru_cache(maxsize=20_000)
def lines_needed(text: str, width: float) -> int:
    """How many lines a text takes in a column of that width. Long tables say the same words again and again."""
    room = max(width - _SLACK / 2, 1.0)
    return sum(_lines_of(_line_width(line), room) for line in text.splitlines() or [""])


def _lines_of(wide: float, room: float) -> int:
    """Words break a little before the edge, so that more than one line may be one more."""
    return 1 if wide <= room else math.ceil(wide * 1.1 / room)
