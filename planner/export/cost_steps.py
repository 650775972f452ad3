"""The steps of the abatement cost curve: each candidate as wide as its tonnes, as high as its won per tonne.

More candidates than can be shown are drawn as groups of neighbours: so many by count, or as many as are a dot wide.
"""

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
    """A level stretch of the curve, from where to where [t], how high [won/t], and the candidates that it stands for.

    Of several candidates the height is their mean cost: tonnes times height is the won of all of them. Exact.
    """

    start: Fraction
    end: Fraction
    won_per_tonne: Fraction
    funded: bool
    candidates: tuple[Candidate, ...]


def cost_steps(found: Iterable[Candidate], most: int = MOST_STEPS) -> list[Step]:
    """The curve of candidates in their order, in groups of neighbours of which there are at most ``most``."""
    saving = [candidate for candidate in found if candidate.saves]
    size = -(-len(saving) // most)
    return _steps(itertools.batched(saving, size) if size else ())


def steps_on_dots(saving: Sequence[Candidate], dots: int) -> list[Step]:
    """The curve of candidates in their order, drawn so many dots wide.

    Neighbours are joined until they are a dot wide together, so that no tonne is farther than a dot from its place.
    """
    whole = sum((candidate.lifetime_tonnes or Fraction(0) for candidate in saving), Fraction(0))
    return _steps(_groups(saving, whole / dots))


def _groups(saving: Sequence[Candidate], least: Fraction) -> Iterator[list[Candidate]]:
    """Neighbours, each time as many as have so many tonnes together [t]."""
    group: list[Candidate] = []
    tonnes = Fraction(0)
    for candidate in saving:
        group.append(candidate)
        tonnes += candidate.lifetime_tonnes or 0
        if tonnes >= least:
            yield group
            group, tonnes = [], Fraction(0)
    if group:
        yield group


def _steps(groups: Iterable[Sequence[Candidate]]) -> list[Step]:
    """Of each group the funded tonnes, then the others, each at their mean cost: tonnes and won add up as before."""
    steps: list[Step] = []
    reached = Fraction(0)
    for group in groups:
        for funded in (True, False):
            members = tuple(each for each in group if _part(each, funded=funded) > 0)
            tonnes = sum((_part(each, funded=funded) for each in members), Fraction(0))
            if tonnes > 0:
                won = sum((_part(each, funded=funded) * (each.won_per_tonne or 0) for each in members), Fraction(0))
                steps.append(Step(reached, reached + tonnes, won / tonnes, funded, members))
                reached += tonnes
    return steps


def _part(candidate: Candidate, *, funded: bool) -> Fraction:
    """The funded tonnes of a candidate, or the others [t]."""
    return candidate.awarded_tonnes if funded else candidate.left_tonnes
