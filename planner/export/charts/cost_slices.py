"""The steps of the abatement cost curve as far as a picture can show them: none narrower than a dot."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from planner.export.candidates import Candidate
from planner.export.numbers import figure, tonnes_in_words
from planner.languages import T, Text


@dataclass(frozen=True)
class Slice:
    """A level stretch of the curve, from where to where [t], how high [won/t], and the candidates that it stands for.

    Of several candidates the height is their mean cost: tonnes times height is the won of all of them. Exact.
    """

    start: Fraction
    end: Fraction
    won_per_tonne: Fraction
    funded: bool
    candidates: tuple[Candidate, ...]

    @property
    def says(self) -> Text:
        """Who, what, tonnes and won per tonne."""
        tonnes = tonnes_in_words(self.end - self.start)
        if len(self.candidates) > 1:
            return T(
                "{count} upgrades together: {tonnes}, {won} won per tonne on average",
                count=figure(len(self.candidates), 0),
                tonnes=tonnes,
                won=figure(self.won_per_tonne, 0),
            )
        candidate = self.candidates[0]
        return T(
            "{upgrade}, {supplier} ({technology}): {tonnes}, {won} won per tonne",
            upgrade=candidate.upgrade.upgrade_id,
            supplier=candidate.supplier.name or candidate.supplier.supplier_id,
            technology=candidate.upgrade.technology,
            tonnes=tonnes,
            won=figure(self.won_per_tonne, 0),
        )


def cost_slices(saving: Sequence[Candidate], dots: int) -> list[Slice]:
    """The curve of candidates in their order, drawn so many dots wide.

    Neighbours are joined until they are a dot wide together; of each such group the funded tonnes come first. So no
    tonne is farther than a dot from its place, and tonnes and won add up as before.
    """
    whole = sum((candidate.lifetime_tonnes or Fraction(0) for candidate in saving), Fraction(0))
    slices: list[Slice] = []
    reached = Fraction(0)
    for group in _groups(saving, whole / dots):
        for funded in (True, False):
            members = tuple(each for each in group if _part(each, funded=funded) > 0)
            tonnes = sum((_part(each, funded=funded) for each in members), Fraction(0))
            if tonnes > 0:
                won = sum((_part(each, funded=funded) * (each.won_per_tonne or 0) for each in members), Fraction(0))
                slices.append(Slice(reached, reached + tonnes, won / tonnes, funded, members))
                reached += tonnes
    return slices


def _part(candidate: Candidate, *, funded: bool) -> Fraction:
    """The funded tonnes of a candidate, or the others [t]."""
    return candidate.awarded_tonnes if funded else candidate.left_tonnes


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
