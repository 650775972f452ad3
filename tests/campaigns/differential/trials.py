"""The programmes of the campaign: the same for the same seed, of four kinds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tests.property.cases import Case, draw
from tests.property.selections import best_by_brute_force, small
from tests.property.wider_cases import draw_wider

type Kind = Literal["as drawn", "wider", "larger", "selections"]

KINDS: tuple[Kind, ...] = ("as drawn",) * 4 + ("wider",) * 2 + ("larger",) * 3 + ("selections",)
"""By the last digit of the seed. ``wider`` has the further rules and objectives, and lists of them; ``larger`` has up
to 16 times the projects; ``selections`` are up to 16 whole projects whose money is settled by what is selected."""

TIMES = (3, 6, 10, 16)
TIMES_OF_WHOLES = (2, 3)
"""Branch and bound on many more projects takes each solver minutes."""

SELECTIONS = ((5, (2026, 2027)), (7, (2026, 2027)), (10, (2026,)), (13, (2026,)), (16, (2026,)))


@dataclass(frozen=True)
class Trial:
    """A programme. ``counted``: every selection was tried; ``best`` is the most [t], none where none will do."""

    seed: int
    kind: Kind
    case: Case
    counted: bool = False
    best: int | None = None


def trial(seed: int) -> Trial:
    """The programme of that seed."""
    kind = KINDS[seed % len(KINDS)]
    if kind == "as drawn":
        return Trial(seed, kind, draw(seed))
    if kind == "wider":
        return Trial(seed, kind, draw_wider(seed))
    place = seed // len(KINDS)
    if kind == "larger":
        divisible = draw(seed).rules["projects"] == "divisible"
        times = TIMES if divisible else TIMES_OF_WHOLES
        return Trial(seed, kind, draw(seed, times=times[place % len(times)]))
    case = small(seed, *SELECTIONS[place % len(SELECTIONS)])
    return Trial(seed, kind, case, counted=True, best=best_by_brute_force(case))
