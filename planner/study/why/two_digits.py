"""Sizes of two digits, so that a smallest change can be told and remembered: 1, 2, ... 99, 100, 110, ... 990, 1,000.

They are counted from 1, so that a search can go by whole numbers; each is told in steps of its second digit.
"""

from __future__ import annotations

import math
from fractions import Fraction

_FIRST = 99
"""Sizes of one or two digits that are just their number."""


def size_of(number: int) -> int:
    """The size with that number: 0 is nothing."""
    if number <= _FIRST:
        return number
    decade, place = divmod(number - _FIRST - 1, 90)
    return int((10 + place) * 10 ** (decade + 1))


def number_of(size: Fraction | float) -> int:
    """The number of the smallest size that is no less than this."""
    if size <= _FIRST:
        return max(0, math.ceil(size))
    decade = len(str(math.ceil(size))) - 2
    tens = math.ceil(Fraction(size) / 10**decade)
    return _FIRST + 1 + 90 * (decade - 1) + int(tens) - 10
