"""The steps of the abatement cost curve: each candidate as wide as its tonnes, as high as its won per tonne."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from planner.export.candidates import Candidate

MOST_STEPS = 5_000
"""More candidates than this are drawn in groups of neighbours: a picture has fewer dots across than that."""


@dataclass(frozen=True)
class Step:
    """A level stretch of the curve: from where to where [t], how high [won/t], and whether it is funded. Exact."""

    start: Fraction
    end: Fraction
    won_per_tonne: Fraction
    funded: bool


def cost_steps(found: Iterable[Candidate], most: int = MOST_STEPS) -> list[Step]:
    """The steps, the cheapest first. Of what is awarded in part, the two parts are steps of the same height.

    Of more candidates than ``most``, so many neighbours are joined that groups are fewer; the funded and the other part
    of a group each stand at their mean cost: tonnes and won add up as before.
    """
    saving = [candidate for candidate in found if candidate.saves]
    size = -(-len(saving) // most)
    steps: list[Step] = []
    reached = Fraction(0)
    for group in itertools.batched(saving, size) if size else ():
        for tonnes, won_per_tonne, funded in _parts(group):
            steps.append(Step(reached, reached + tonnes, won_per_tonne, funded))
            reached += tonnes
    return steps


def _parts(group: Sequence[Candidate]) -> Iterator[tuple[Fraction, Fraction, bool]]:
    """The funded tonnes of a group and the others, each with their mean cost, where there are any."""
    for funded in (True, False):
        parts = [(each, each.awarded_tonnes if funded else each.left_tonnes) for each in group]
        tonnes = sum((part for _, part in parts), Fraction(0))
        if tonnes > 0:
            won = sum((part * (each.won_per_tonne or 0) for each, part in parts), Fraction(0))
            yield tonnes, won / tonnes, funded
