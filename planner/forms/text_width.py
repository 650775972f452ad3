"""How much room text takes: Hangul is twice as wide as Latin letters."""

from __future__ import annotations

import math
import unicodedata


def width_of(text: str) -> int:
    """The width of one line of text [Latin characters]."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def lines_in(text: str, width: float) -> int:
    """How many lines the text takes in a column of that width, with a little reserve for breaks between words."""
    return sum(max(1, math.ceil(width_of(line) * 1.08 / width)) for line in text.split("\n"))
