"""What is moved along a frontier: the level of a rule, or several in proportion, such as a purse's budgets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from planner.errors import UsageError
from planner.languages import T, Text
from planner.programme.programme import Programme
from planner.study.again import Again
from planner.study.alterations import AtLevel
from planner.study.policy.levels import SHARE, WON, Level, Unit
from planner.study.policy.making import Key
from planner.study.policy.repayment import REPAYMENT, repayment_level
from planner.study.policy.rules import policy_rule

SIDES = {"floor": "floor", "cap": "cap_share", "gini": "gini", "least": "least"}
"""The key of a fairness rule that has a level, and the name of its rows."""

LISTS = {
    "targets": ("target", "tonnes"),
    "technology_limits": ("technology", "at_most"),
    "footprint": ("footprint", "at_least_kg"),
}
"""Rules of a list that people name by a word of their own, and the key that is their level."""

PLACES = 10**9
"""Shares, ratios and tonnes are told to a billionth."""

MANY = 8
"""So many names are offered where one is not known."""


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


def axis_of(name: str, again: Again) -> Axis:
    """The axis that people ask for by this name. Raises ``UsageError`` with the names there are."""
    known = axes(again)
    if name in known:
        return known[name]
    names = [each for each in known if "." not in each] or list(known)
    said = ", ".join(names[:MANY])
    raise UsageError(T("{name} names no level of this model; levels are named: {names}, ….", name=name, names=said))


def fairness_axis(number: int, again: Again) -> Axis:
    """The level of a fairness rule by its number in the list, from 1. Raises ``UsageError`` where there is none."""
    rules = again.programme.rules.fairness
    if not 1 <= number <= len(rules):
        raise UsageError(
            T("There is no fairness rule {number}: the model has {count}.", number=number, count=len(rules))
        )
    side = next(side for side in SIDES if getattr(rules[number - 1], side, None) is not None)
    return axes(again)[f"{side}.{number}"]


def axes(again: Again) -> Mapping[str, Axis]:
    """All axes of a programme by name: each level by its setting, and short names for what is mostly asked for."""
    programme = again.programme
    levels = {**_fairness(programme), **again.levels, **repayment_level(programme)}
    levels = {setting: level for setting, level in levels.items() if not level.in_table}
    found = {setting: Axis(setting, level.says, (level,)) for setting, level in levels.items()}
    return found | dict(_budgets(programme, levels)) | dict(_short_names(programme, found))


def _fairness(programme: Programme) -> dict[str, Level]:
    """The levels of fairness rules, also of those that have no rows as they are stated."""
    found: dict[str, Level] = {}
    for number, rule in enumerate(programme.rules.fairness, start=1):
        for side, rows in SIDES.items():
            if getattr(rule, side, None) is not None:
                made = policy_rule(programme, Key(rows, str(number)), [], frozenset())
                found |= {level.setting: level for way in made.ways for level in way}
    return found


def _budgets(programme: Programme, levels: Mapping[str, Level]) -> Iterator[tuple[str, Axis]]:
    """The budgets of all years together, purse by purse, and of all purses."""
    every: list[Level] = []
    for funder in programme.rules.funders:
        years = [
            levels[f"funders.{funder.id}.budget.{year}"]
            for year in sorted(funder.budget)
            if f"funders.{funder.id}.budget.{year}" in levels and funder.budget[year] > 0
        ]
        every += years
        if years:
            name = f"budget.{funder.id}"
            yield name, Axis(name, T("the budget of {funder}, all years in proportion", funder=funder.id), tuple(years))
            for level in years:
                year = level.setting.rpartition(".")[2]
                yield f"{name}.{year}", Axis(f"{name}.{year}", level.says, (level,))
    if every:
        yield "budget", Axis("budget", T("the budgets of all funders in proportion"), tuple(every))


def _short_names(programme: Programme, found: Mapping[str, Axis]) -> Iterator[tuple[str, Axis]]:
    """``floor.2`` is the floor of fairness rule 2, ``floor`` the only floor, or the first; so with other rules."""
    for side in SIDES:
        numbers = [n for n, rule in enumerate(programme.rules.fairness, 1) if getattr(rule, side, None) is not None]
        yield from _numbered(side, [(n, found[f"fairness.{n - 1}.{side}"]) for n in numbers])
    for field, (word, key) in LISTS.items():
        settings = [(n, f"{field}.{n - 1}.{key}") for n in range(1, len(getattr(programme.rules, field)) + 1)]
        yield from _numbered(word, [(n, found[setting]) for n, setting in settings if setting in found])
    for word, ending in (("deployment", "ratio.deploy_at_least"), ("deployment", "ratio.deploy_at_least.tonnes")):
        for setting, axis in found.items():
            if setting.startswith("objective") and setting.endswith(ending):
                yield word, axis
    for word, setting in (("repayment", REPAYMENT), ("affordability", "affordability.share_of_savings")):
        if setting in found:
            yield word, found[setting]


def _numbered(word: str, axes_: Sequence[tuple[int, Axis]]) -> Iterator[tuple[str, Axis]]:
    for number, axis in axes_:
        yield f"{word}.{number}", axis
    if axes_:
        yield word, axes_[0][1]


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
