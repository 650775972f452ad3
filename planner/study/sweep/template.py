r"""All cases of a study from a few formulations: rows and columns are the same, and numbers move with the factors.

A coefficient of a linear programme is a sum of products of what is varied: a cost enters rows in proportion, the share
of a floor too, and both together as their product. With a weight :math:`w_d` for each dimension d, 0 where the first
formulation has it and 1 where another one has,

.. math:: a(w) = a_0 + \sum_d w_d\, a_d + \sum_{d < e} w_d w_e\, a_{de} + \dots

Each :math:`a_d` is a difference of two formulations, each :math:`a_{de}` of four; products are looked for only where
single effects meet in one number. So no rule is stated a second time. What does not move so, as a number of
instalments or a rate that a cap sets, is found out, and such studies are formulated anew for each case.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

import numpy as np

from planner.errors import PlannerError
from planner.formulation.sheet import Places, Sheet, Vector, sheet_of
from planner.programme.options import Option, Options
from planner.study.sweep.altering import Altering, scaled_won
from planner.study.sweep.design import Case, between, plain

LITTLE = Fraction(999, 1_000)
"""Where the rows are others at the far end of a column's multiples, they are compared so near to the first."""

MOST_FORMULATIONS = 64
"""More than this are no longer few."""

CASES_A_FORMULATION = 1
"""So many cases for each formulation make a template worth its while."""

MOST_WORDS = 8
"""A factor of more words or counts than this has no template."""

NOISE = 1e-13
"""A difference of no more than this part of a number is how floating-point numbers add up."""

SAME = 1e-9
"""Numbers that differ by less than this part move in proportion."""


class NoTemplate(Exception):  # noqa: N818  # no error of anybody's: a way that is not there
    """Why the cases of a study have to be formulated one by one."""


@dataclass(frozen=True)
class Dimension:
    """Something that moves numbers: a rule between two numbers, a rule at another word, or a column's multiples.

    ``name`` is the factor's, or the column's. ``first`` and ``other`` are the two values that are compared; where
    ``is_word``, it is the other value or it is not.
    """

    name: str
    first: Any
    other: Any
    is_word: bool = False
    is_column: bool = False

    def weight(self, value: Any) -> float:
        """How far a value is on the way from the first to the other."""
        if self.is_word:
            return float(plain(value) == plain(self.other))
        return float((Fraction(value) - self.first) / (self.other - self.first))


@dataclass(frozen=True)
class Effect:
    """What some dimensions together add to some numbers, each at weight 1."""

    dimensions: tuple[int, ...]
    places: Places
    adds: Vector


@dataclass(frozen=True)
class Template:
    """The first formulation, and the effects of all dimensions on its numbers."""

    origin: Sheet
    dimensions: tuple[Dimension, ...]
    effects: tuple[Effect, ...]
    place_owners: Places
    costs: Mapping[str, tuple[int, ...]]

    def sheet(self, altering: Altering, values: Mapping[str, Any]) -> Sheet:
        """The linear programme with these values of all factors."""
        weights = [self._weight(dimension, altering, values) for dimension in self.dimensions]
        numbers = _numbers(self.origin)
        for effect in self.effects:
            adds = effect.adds
            for place in effect.dimensions:
                weight = weights[place]
                adds = adds * (weight if isinstance(weight, float) else weight[self.place_owners[effect.places]])
            numbers[effect.places] += adds
        return _with_numbers(self.origin, numbers)

    def middle(self, altering: Altering, cases: Sequence[Case]) -> Mapping[str, Any]:
        """Values in the middle of those of the cases; of words those of the first case."""
        found: dict[str, Any] = {}
        for factor in altering.study.factors:
            values = [case.values[factor.name] for case in cases]
            numeric = all(isinstance(value, Fraction) for value in values)
            is_word = any(d.is_word and d.name == factor.name for d in self.dimensions)
            found[factor.name] = (min(values) + max(values)) / 2 if numeric and not is_word else values[0]
        return found

    def _weight(self, dimension: Dimension, altering: Altering, values: Mapping[str, Any]) -> float | Vector:
        """The weight, or that of each upgrade where rows of a column have different multiples; won are whole."""
        if not dimension.is_column:
            return dimension.weight(values[dimension.name])
        multiples = altering.multiples(dimension.name, values)
        weights = np.zeros(len(self.origin.upgrades))
        apart = dimension.other - dimension.first
        known: dict[Fraction, float] = {}
        won = self.costs.get(dimension.name)
        for place, upgrade_id in enumerate(self.origin.upgrades):
            by = multiples.get(upgrade_id)
            if by is None:
                continue
            if won is not None and won[place]:
                weights[place] = (scaled_won(won[place], by) / won[place] - float(dimension.first)) / float(apart)
                continue
            if by not in known:
                known[by] = float((by - dimension.first) / apart)
            weights[place] = known[by]
        return weights


def template_of(altering: Altering, cases: Sequence[Case], say: Callable[[int], None] = lambda _: None) -> Template:
    """The template of a study's cases. Raises :class:`NoTemplate` where their numbers do not move so.

    ``say`` is told how many formulations have been made.
    """
    return _Making(altering, cases, say).template()


type _State = Mapping[int, Any]
"""Values of dimensions by their place; those left out are as in the first formulation."""


class _Making:
    def __init__(self, altering: Altering, cases: Sequence[Case], say: Callable[[int], None]) -> None:
        self._altering = altering
        self._cases = cases
        self._say = say
        self._made = 0
        self._stated: dict[str, Any] = {}
        self._highest: dict[str, Fraction] = {}
        self._known: dict[tuple[tuple[int, str], ...], Sheet] = {}
        self._dimensions: list[Dimension] = []

    def template(self) -> Template:
        names = {factor.name for factor in self._altering.study.factors}
        if any(case.values.keys() != names for case in self._cases):
            raise NoTemplate("a case leaves a factor as the model states it")
        if any(name.startswith("suppliers.") for name in self._altering.columns):
            raise NoTemplate("columns of suppliers are limits of their own rows")
        if len(self._cases) < CASES_A_FORMULATION * (1 + 2 * len(names)):
            raise NoTemplate("there are too few cases")
        for column in self._altering.columns:
            self._start_column(column)
        rules = [factor for factor in self._altering.study.factors if factor.set is not None]
        for factor in rules:
            self._start_rule(factor.name)
        self._origin = self._sheet({})
        if not self._origin.simple:
            raise NoTemplate("whole shares, gains and cuts are found case by case")
        self._refuse_other_decisions()
        for column in self._altering.columns:
            self._add_column(column)
        for factor in rules:
            self._add_rule(factor.name)
        return self._put_together()

    # --- where the first formulation is ---

    def _start_column(self, column: str) -> None:
        """At the highest multiples: whatever can be reached at any can be reached there, so that no row is missing."""
        self._highest[column] = self._end(column, max)

    def _end(self, column: str, which: Callable[[list[Fraction]], Fraction]) -> Fraction:
        found = Fraction(1)
        for factor in self._altering.factors_on(column):
            found *= which([Fraction(case.values[factor.name]) for case in self._cases])
        return found

    def _start_rule(self, name: str) -> None:
        values = self._values(name)
        self._stated[name] = max(values) if _are_numbers(values) else values[0]

    def _values(self, name: str) -> list[Any]:
        found = {repr(plain(case.values[name])): case.values[name] for case in self._cases}
        return list(found.values())

    # --- dimensions ---

    def _add_column(self, column: str) -> None:
        first, least = self._highest[column], self._end(column, min)
        if first == least:
            least = first * LITTLE
        for other in (least, (first + least) / 2, first * LITTLE):
            if other > 0 and self._joins(Dimension(column, first, other, is_column=True)):
                return
        raise NoTemplate(f"{column} decides more than amounts")

    def _add_rule(self, name: str) -> None:
        values = self._values(name)
        if len(values) == 1:
            return
        if _are_numbers(values) and self._add_number(name, min(values), max(values)):
            return
        if len(values) > MOST_WORDS:
            raise NoTemplate(f"{name} decides more than amounts")
        for value in values:
            word = Dimension(name, self._stated[name], value, is_word=True)
            if value != self._stated[name] and not self._joins(word):
                raise NoTemplate(f"{name} decides more than amounts")

    def _add_number(self, name: str, low: Fraction, high: Fraction) -> bool:
        """A rule's number that moves numbers in proportion, as far as a third formulation tells."""
        for other in (low, between((low + high) / 2, low, high), between(high - (high - low) / 4, low, high)):
            dimension = Dimension(name, high, other)
            if not self._joins(dimension):
                continue
            if self._moves_in_proportion(len(self._dimensions) - 1):
                return True
            self._dimensions.pop()
            return False
        return False

    def _joins(self, dimension: Dimension) -> bool:
        """Whether the formulation at the other value has the same rows and columns; it is then a dimension."""
        self._dimensions.append(dimension)
        try:
            if _is_alike(self._sheet({len(self._dimensions) - 1: dimension.other}), self._origin):
                return True
        except PlannerError:
            pass
        self._forget(len(self._dimensions) - 1)
        self._dimensions.pop()
        return False

    def _forget(self, place: int) -> None:
        self._known = {key: sheet for key, sheet in self._known.items() if all(number != place for number, _ in key)}

    def _moves_in_proportion(self, place: int) -> bool:
        dimension = self._dimensions[place]
        first, other = dimension.first, dimension.other
        third = between(first + (other - first) * Fraction(2, 5), min(first, other), max(first, other))
        try:
            sheet = self._sheet({place: third})
        except PlannerError:
            return False
        if not _is_alike(sheet, self._origin):
            return False
        keys = _keys([self._origin, self._sheet({place: dimension.other}), sheet])
        start, end, found = (
            _numbers(_spread(each, keys)) for each in (self._origin, self._sheet({place: dimension.other}), sheet)
        )
        with np.errstate(invalid="ignore"):
            expected = start + np.where(start == end, 0.0, end - start) * dimension.weight(third)
            size = np.maximum(np.abs(start), np.abs(end))
            off = np.where(expected == found, 0.0, np.abs(expected - found))
        self._forget_state({place: third})
        return bool(np.all(off <= SAME * size))

    # --- formulations ---

    def _sheet(self, state: _State) -> Sheet:
        key = _state_key(state)
        if key not in self._known:
            if self._made >= MOST_FORMULATIONS or self._made * CASES_A_FORMULATION > len(self._cases):
                raise NoTemplate("it takes too many formulations")
            self._known[key] = sheet_of(self._programme(state))
            self._made += 1
            self._say(self._made)
        return self._known[key]

    def _forget_state(self, state: _State) -> None:
        self._known.pop(_state_key(state), None)

    def _programme(self, state: _State, least: Sequence[str] = ()) -> Any:
        """The programme of a state; with some columns at their least multiples."""
        stated, highest = dict(self._stated), dict(self._highest)
        for place, value in state.items():
            dimension = self._dimensions[place]
            (highest if dimension.is_column else stated)[dimension.name] = value
        highest |= {column: self._end(column, min) for column in least}
        multiples = {column: self._alike(column, by) for column, by in highest.items()}
        return self._altering.unrounded(self._altering.rules(stated), multiples)

    def _alike(self, column: str, by: Fraction) -> dict[str, Fraction]:
        """One multiple for all rows that any factor on the column means."""
        rows = {name for factor in self._altering.factors_on(column) for name in self._altering.rows_of[factor.name]}
        return dict.fromkeys(rows, by)

    def _refuse_other_decisions(self) -> None:
        """Where least and highest multiples decide alike who may pay what, and when, so do those between them."""
        columns = self._altering.columns
        if len(columns) > 3:
            raise NoTemplate("too many columns are multiplied")
        corners = [least for size in range(1, len(columns) + 1) for least in itertools.combinations(columns, size)]
        first = _decided(Options.of(self._programme({})).options) if corners else None
        for least in corners:
            if _decided(Options.of(self._programme({}, least)).options) != first:
                raise NoTemplate(f"{', '.join(least)} decides more than amounts")

    # --- effects ---

    def _put_together(self) -> Template:
        single: list[tuple[int, ...]] = [(place,) for place in range(len(self._dimensions))]
        sheets: dict[tuple[int, ...], Sheet] = {(): self._origin}
        touched: dict[tuple[int, ...], set[int]] = {}
        wanted: list[tuple[int, ...]] = single
        while wanted:
            for group in wanted:
                sheet = self._sheet({place: self._dimensions[place].other for place in group})
                if not _is_alike(sheet, self._origin):
                    raise NoTemplate("rules together decide more than amounts")
                sheets[group] = sheet
                touched[group] = _touched(group, sheets)
            wanted = self._further(wanted, touched)
        keys = _keys(sheets.values())
        origin = _spread(self._origin, keys)
        owners = _place_owners(origin)
        numbers = {group: _numbers(_spread(sheet, keys)) for group, sheet in sheets.items()}
        effects = tuple(self._effects(numbers, owners))
        costs = self._costs()
        return Template(origin, tuple(self._dimensions), effects, owners, costs)

    def _further(
        self, last: Sequence[tuple[int, ...]], touched: Mapping[tuple[int, ...], set[int]]
    ) -> list[tuple[int, ...]]:
        """The groups of one dimension more in which all smaller groups move some number together."""
        found: dict[tuple[int, ...], None] = {}
        for one, other in itertools.combinations(last, 2):
            group = tuple(sorted({*one, *other}))
            if len(group) != len(one) + 1 or group in found or not self._can_meet(group):
                continue
            parts = list(itertools.combinations(group, len(one)))
            if all(part in touched for part in parts) and set.intersection(*(touched[part] for part in parts)):
                found[group] = None
        return list(found)

    def _can_meet(self, group: tuple[int, ...]) -> bool:
        """A factor is at one word at a time."""
        names = [self._dimensions[place].name for place in group]
        return len(set(names)) == len(names)

    def _effects(self, numbers: Mapping[tuple[int, ...], Vector], owners: Places) -> list[Effect]:
        found: list[Effect] = []
        size = np.maximum.reduce([np.where(np.isfinite(each), np.abs(each), 0.0) for each in numbers.values()])
        for group in numbers:
            if not group:
                continue
            adds = _difference(group, numbers)
            adds[np.abs(adds) <= NOISE * size] = 0.0
            places = np.flatnonzero(adds)
            is_of_column = any(self._dimensions[place].is_column for place in group)
            if is_of_column and np.any(owners[places] < 0):
                raise NoTemplate("a column moves numbers that belong to no row of it")
            if len(places):
                found.append(Effect(group, places, adds[places]))
        return found

    def _costs(self) -> dict[str, tuple[int, ...]]:
        """What is rounded to whole won: by column, the amounts of all upgrades that are given as one sum."""
        upgrades = self._altering.programme.upgrades.values()
        every = {
            "upgrades.cost_won": tuple(upgrade.cost_won or 0 for upgrade in upgrades),
            "upgrades.saving_won": tuple(upgrade.saving_won or 0 for upgrade in upgrades),
        }
        return {column: every[column] for column in self._altering.columns if column in every}


def _are_numbers(values: Sequence[Any]) -> bool:
    return all(isinstance(value, Fraction) for value in values)


def _state_key(state: _State) -> tuple[tuple[int, str], ...]:
    return tuple(sorted((place, repr(plain(value))) for place, value in state.items()))


def _decided(options: Sequence[Option]) -> list[object]:
    """What the rules decide of the options before anything is solved, but for amounts."""
    return [
        (
            option.key,
            option.rate,
            option.divisible,
            tuple((line.offset, line.payers) for line in option.shared),
            tuple(option.own_rates.items()),
        )
        for option in options
    ]


def _is_alike(one: Sheet, other: Sheet) -> bool:
    """Whether rows, columns and goals are the same, so that only numbers differ."""
    return (
        one.row_names == other.row_names
        and one.column_names == other.column_names
        and one.goals == other.goals
        and one.told == other.told
        and one.simple == other.simple
        and bool(np.array_equal(np.isfinite(one.row_lower), np.isfinite(other.row_lower)))
        and bool(np.array_equal(np.isfinite(one.row_upper), np.isfinite(other.row_upper)))
        and bool(np.array_equal(np.isfinite(one.column_upper), np.isfinite(other.column_upper)))
    )


def _key(sheet: Sheet) -> Places:
    return sheet.rows * len(sheet.column_names) + sheet.columns


def _keys(sheets: Any) -> Places:
    """All places of coefficients that any of the sheets has."""
    found: Places = np.unique(np.concatenate([_key(sheet) for sheet in sheets]))
    return found


def _spread(sheet: Sheet, keys: Places) -> Sheet:
    """The sheet with a coefficient, perhaps 0, at each of these places."""
    values = np.zeros(len(keys))
    values[np.searchsorted(keys, _key(sheet))] = sheet.values
    rows, columns = np.divmod(keys, len(sheet.column_names))
    return replace(sheet, rows=rows, columns=columns, values=values)


def _numbers(sheet: Sheet) -> Vector:
    """All numbers of a sheet, one after the other."""
    return np.concatenate([sheet.values, sheet.row_lower, sheet.row_upper, sheet.column_lower, sheet.column_upper])


def _with_numbers(sheet: Sheet, numbers: Vector) -> Sheet:
    ends = np.cumsum([len(sheet.values), len(sheet.row_lower), len(sheet.row_upper), len(sheet.column_lower)])
    values, row_lower, row_upper, column_lower, column_upper = np.split(numbers, ends)
    return replace(
        sheet,
        values=values,
        row_lower=row_lower,
        row_upper=row_upper,
        column_lower=column_lower,
        column_upper=column_upper,
    )


def _place_owners(sheet: Sheet) -> Places:
    """Whose each number is: the upgrade of its column, none of a row's limit."""
    of_limits = np.full(2 * len(sheet.row_lower), -1, dtype=np.int64)
    return np.concatenate([sheet.owners[sheet.columns], of_limits, sheet.owners, sheet.owners])


def _difference(group: tuple[int, ...], numbers: Mapping[tuple[int, ...], Vector]) -> Vector:
    """What the dimensions add only together: the sum over all smaller groups, with changing signs."""
    adds: Vector = np.zeros(len(numbers[()]))
    for size in range(len(group) + 1):
        for part in itertools.combinations(group, size):
            if part in numbers:
                sign = 1.0 if (len(group) - size) % 2 == 0 else -1.0
                adds += sign * np.where(np.isfinite(numbers[part]), numbers[part], 0.0)
    return adds


def _touched(group: tuple[int, ...], sheets: Mapping[tuple[int, ...], Sheet]) -> set[int]:
    """The places of the numbers that these dimensions move together: coefficients by key, limits below 0."""
    parts = [part for size in range(len(group) + 1) for part in itertools.combinations(group, size) if part in sheets]
    keys = _keys([sheets[part] for part in parts])
    numbers = {part: _numbers(_spread(sheets[part], keys)) for part in parts}
    adds = _difference(group, numbers)
    size = np.maximum.reduce([np.where(np.isfinite(each), np.abs(each), 0.0) for each in numbers.values()])
    moved = np.flatnonzero(np.abs(adds) > NOISE * size)
    of_limits = moved[moved >= len(keys)]
    return {*keys[moved[moved < len(keys)]].tolist(), *(-1 - (of_limits - len(keys))).tolist()}
