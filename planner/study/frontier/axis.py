"""What is moved along a frontier: the level of a rule, or several in proportion, such as a purse's budgets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from planner.errors import UsageError
from planner.languages import T, Text
from planner.programme.programme import Programme
from planner.study.alterations import AtLevel
from planner.study.policy.levels import SHARE, WON, Level, Unit
from planner.study.policy.repayment import REPAYMENT

PLACES = 10**9
"""Shares, ratios and tonnes are told to a billionth."""


@dataclass(frozen=True)
class Axis:
    """Levels that move in proportion to what the model states; together they are the place on the axis [their unit].

    ``name`` is how people ask for it.
    """

    name: str
    says: Text
    levels: tuple[Level, ...]

    @property
    def unit(self) -> Unit:
        """What the place is counted in."""
        return self.levels[0].unit

    @property
    def stated(self) -> Fraction:
        """Where the model is."""
        return sum((level.value for level in self.levels), Fraction(0))

    @property
    def least(self) -> Fraction:
        """The least place: budgets that move together keep a won each."""
        return self.levels[0].least if len(self.levels) == 1 else Fraction(len(self.levels))

    @property
    def most(self) -> Fraction | None:
        """The furthest place; None where nothing ends the axis."""
        return self.levels[0].most if len(self.levels) == 1 else None

    @property
    def raises(self) -> bool:
        """Whether more is looser."""
        return self.levels[0].raises

    @property
    def is_monotone(self) -> bool:
        """Whether one way only loosens: not of equalities, nor of repayments, which help some and burden others."""
        return not any(level.is_equality or level.setting == REPAYMENT for level in self.levels)

    @property
    def tick(self) -> Fraction:
        """How far apart two places are at least that can both be written down."""
        return Fraction(1) if self.unit is WON else Fraction(1, PLACES)

    def parts(self) -> tuple[Fraction, ...]:
        """What of the whole each level is."""
        return tuple(level.value / self.stated if self.stated else Fraction(1) for level in self.levels)

    def changes(self, to: Fraction) -> tuple[AtLevel, ...]:
        """The changes that lead there; none where the model is there."""
        if to == self.stated:
            return ()
        return tuple(AtLevel(level, to * part) for level, part in zip(self.levels, self.parts(), strict=True))

    def programme(self, programme: Programme, to: Fraction) -> Programme:
        """The programme there; amounts of money in whole won that add up."""
        wanted = [change.to for change in self.changes(to)]
        if self.unit is WON:
            wanted = [Fraction(won) for won in _whole(wanted)]
        for level, value in zip(self.levels, wanted, strict=False):
            programme = level.at(programme, value)
        return programme

    def rounded(self, to: Fraction) -> Fraction:
        """A place that can be written down: money in whole won."""
        return Fraction(round(to)) if self.unit is WON else Fraction(round(to * PLACES), PLACES)

    def refuse_outside(self, places: Sequence[Fraction]) -> None:
        """Raises ``UsageError`` for a place where the levels cannot be; for a share in percent, with what to write."""
        for to in places:
            if self.unit == SHARE and self.most is not None and self.most < to <= 100 * self.most:
                raise _in_percent(to, self.says)
            if to < self.least or (self.most is not None and to > self.most):
                raise UsageError(T("{level} is no level of {what}.", level=self.unit.says(to), what=self.says))

    def even(self, points: int, first: Fraction | None = None, last: Fraction | None = None) -> tuple[Fraction, ...]:
        """So many places at even distances: of shares from 0 to 1, of amounts from nothing to twice what is stated."""
        lower = self.least if first is None else first
        upper = last if last is not None else 2 * self.stated if self.most is None else self.most
        if lower >= upper or points < 2:
            raise UsageError(
                T(
                    "{first} to {last} has no room for {points} levels.",
                    first=self.unit.says(lower),
                    last=self.unit.says(upper),
                    points=points,
                )
            )
        places = (lower + (upper - lower) * place / (points - 1) for place in range(points))
        return tuple(dict.fromkeys(self.rounded(to) for to in places))


def _in_percent(to: Fraction, what: Text) -> UsageError:
    """What to say of a share that was written in percent."""
    return UsageError(
        T(
            "{level} % is no level of {what}: shares are written as parts of 1; for {written} % write {share}.",
            level=f"{float(to * 100):,.10g}",
            what=what,
            written=f"{float(to):.10g}",
            share=f"{float(to / 100):.10g}",
        )
    )


def _whole(amounts: Sequence[Fraction]) -> list[int]:
    """Whole won that add up to the whole won of the sum; the largest remainders are rounded up."""
    floors = [int(amount) for amount in amounts]
    left = round(sum(amounts, Fraction(0))) - sum(floors)
    order = sorted(range(len(amounts)), key=lambda place: (floors[place] - amounts[place], place))
    for place in order[:left]:
        floors[place] += 1
    return floors
