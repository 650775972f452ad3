"""How much room text takes: Hangul is nearly twice as wide as Latin letters."""

from __future__ import annotations

import math
import unicodedata

_HANGUL, _LATIN = 1.8, 0.95
_RESERVE = 1.06


def width_of(text: str) -> float:
    """The width of one line of text [Latin characters]."""
    return sum(_HANGUL if unicodedata.east_asian_width(character) in "WF" else _LATIN for character in text)


def lines_in(text: str, width: float) -> int:
    """How many lines the text takes in a column of that width, with a little reserve for breaks between words."""
    filled = (width_of(line) / width for line in text.split("\n"))
    return sum(1 if lines <= 1 else math.ceil(lines * _RESERVE) for lines in filled)
