"""How much text a sheet's cells hold in all. A text is in the file once, however many cells repeat it, but readers copy
it for each of them: a megabyte that a million cells share is a terabyte.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping
from typing import BinaryIO
from zipfile import ZipInfo

from planner.intake.workbook.limits import Limits
from planner.intake.workbook.zipped import unpacked

_PART = "xl/sharedstrings.xml"
"""In small letters: readers find the part whatever its case."""
_END = re.compile(rb"</(?:\w+:)?si>")
_OTHERWISE = re.compile(rb"<!")
_REFERENCE = re.compile(rb't="s"[^<>]*+><v>(\d{1,7}+)</v>')


def texts_of_cells(stream: BinaryIO, parts: Mapping[str, ZipInfo], sheet: str, shared: int, limits: Limits) -> int:
    """A bound on the characters of all cells of a sheet that hold shared texts; ``shared`` is the number of these.

    It is exact, but for the tags within the texts, only where it would be above the limit otherwise.
    """
    part = next((part for name, part in parts.items() if name.casefold() == _PART), None)
    if not shared or part is None:
        return 0
    lengths = _lengths(stream, part)
    bound = shared * max(lengths, default=0)
    return bound if bound <= limits.strings else _summed(stream, parts[sheet], lengths, shared, bound)


def _lengths(stream: BinaryIO, part: ZipInfo) -> list[int]:
    """The bytes of each text with its tags; where these cannot be told apart, the whole part stands for each text."""
    lengths: list[int] = []
    rest = b""
    for piece in unpacked(stream, part):
        if _OTHERWISE.search(piece):
            return [part.file_size]
        *ended, rest = _END.split(rest + piece)
        lengths += map(len, ended)
    return lengths


def _summed(stream: BinaryIO, sheet: ZipInfo, lengths: list[int], shared: int, bound: int) -> int:
    """The sum over the cells, if they are all written in the way that common programs write them; else the bound."""
    total = count = 0
    rest = b""
    for piece in itertools.chain(unpacked(stream, sheet), (b"<c ",)):
        content = rest + piece
        cut = max(content.rfind(b"<c "), 0)
        for number in _REFERENCE.findall(content, 0, cut):
            total += lengths[min(int(number), len(lengths) - 1)]
            count += 1
        rest = content[cut:]
    return total if count >= shared else bound
