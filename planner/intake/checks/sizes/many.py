"""A fault in three thousand rows is one fault: the first rows are named, the others counted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from planner.errors import Fault
from planner.intake import faults

MOST = 20
_NAMED = 5


def at_most(found: Sequence[Fault], most: int = MOST) -> Iterator[Fault]:
    """The faults, of each kind at most so many; one more line says how many others there are, and where."""
    kinds: dict[str, list[Fault]] = defaultdict(list)
    for fault in found:
        kinds[fault.code].append(fault)
    for code, alike in kinds.items():
        yield from alike[:most]
        rest = alike[most:]
        if rest:
            places = faults.mentioned([fault.place for fault in rest], _NAMED)
            yield faults.MORE_OF_THEM.at(rest[0].place, count=len(rest), code=code, places=places)
