"""The programmes of the campaign: the same for the same seed, of four kinds."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from tests.property.cases import Case, draw
from tests.property.selections import best_by_brute_force, small
from tests.property.wider_cases import draw_wider

type Kind = Literal["as drawn", "wider", "larger", "selections"]

KINDS: tuple[Kind, ...] = ("as drawn",) * 4 + ("wider",) * 2 + ("larger",) * 3 + ("selections",)
"""By the last digit of the seed. ``wider`` has the further rules and objectives, and lists of them; ``larger`` has up
to 40 times the projects; ``selections`` are up to 16 whole projects whose money is settled by what is selected."""

TIMES = (4, 10, 20, 40)
TIMES_OF_WHOLES = (2, 4, 6)
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
        return Trial(seed, kind, _larger(seed, place))
    case = small(seed, *SELECTIONS[place % len(SELECTIONS)])
    return Trial(seed, kind, case, counted=True, best=best_by_brute_force(case))


def _larger(seed: int, place: int) -> Case:
    """Every other time without mandatory upgrades, of which so many projects seldom all can be awarded."""
    times = TIMES if draw(seed).rules["projects"] == "divisible" else TIMES_OF_WHOLES
    case = draw(seed, times=times[place % len(times)])
    if place % 2:
        return case
    return replace(case, upgrades=tuple(row | {"mandatory": False} for row in case.upgrades))
