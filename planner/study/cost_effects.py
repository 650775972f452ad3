"""What an upgrade's cost does to the rows and columns of a formulation that is there.

Costs enter rows in proportion, and only in the upgrade's own columns. The programme is formulated once more with lower
costs of the upgrades that are asked for, however many they are, and compared: the difference over the difference of
the costs is the effect of a won. Where a cost decides more than that (a rate, whether a purse's cap can be reached, a
divisor of gains), nothing is said here, and the programme is to be formulated anew.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import NamedTuple

import pulp

from planner.errors import InfeasibleError
from planner.formulation.assemble import Assembled, assemble
from planner.programme.options import Option, Options
from planner.programme.programme import Programme
from planner.solving.persistent import Move, Persistent
from planner.study.alterations import AtCost, with_upgrade

LESS = Fraction(999, 1_000)
"""The costs that the formulation is compared at are this part of the costs as they are: low enough to tell the
difference, high enough that whatever can be reached still can."""


class _Place(NamedTuple):
    """Where a coefficient stands: a row, an objective, the won that one divides by, or a column's upper bound."""

    kind: str
    name: str
    variable: str


type _Numbers = dict[str, float]
"""Coefficients or bounds by the names of variables."""

type _Slopes = Mapping[_Place, float]
"""What a won of an upgrade's cost adds to coefficients by place."""


class CostEffects:
    """The effects of the costs of some upgrades, worked out where they are asked for."""

    def __init__(self, options: Options, assembled: Assembled, persistent: Persistent) -> None:
        self._options = options
        self._programme = options.programme
        self._assembled = assembled
        self._persistent = persistent
        self._known: dict[str, _Slopes | None] = {}
        self._decided: dict[str, list[object]] = defaultdict(list)
        self._own: dict[str, dict[str, pulp.LpVariable]] = defaultdict(dict)
        for upgrade_id, variable in _own(assembled):
            self._own[upgrade_id][variable.name] = variable
        for option in options.options:
            self._decided[option.upgrade.upgrade_id].append(_decided(option))

    def prepare(self, upgrade_ids: Iterable[str]) -> None:
        """Compare the formulation at lower costs of all these upgrades at once. Where that tells nothing, each is
        compared by itself when it is asked for."""
        wanted = [name for name in upgrade_ids if name not in self._known]
        alike = [name for name in wanted if self._decides_nothing(name, _lowered(self._programme, [name]))]
        self._known |= dict.fromkeys(set(wanted) - set(alike))
        if not alike:
            return
        found = self._compared(alike)
        if found is not None:
            self._known |= {name: found.get(name, {}) for name in alike}
        elif len(alike) == 1:
            self._known[alike[0]] = None

    def move(self, change: AtCost) -> Move | None:
        """The change in rows and columns; None where it would take others."""
        if not 0 < change.won <= self._programme.upgrades[change.upgrade_id].total_won:
            return None
        if not self._decides_nothing(change.upgrade_id, change.made(self._programme)):
            return None
        self.prepare([change.upgrade_id])
        slopes = self._known.get(change.upgrade_id)
        return None if slopes is None else self._moved(change, slopes)

    def _decides_nothing(self, upgrade_id: str, changed: Programme) -> bool:
        """Whether the upgrade could be awarded in the same years, at the same rates and from the same payers; and can
        be had in parts, which are not rounded."""
        alone = Options.of(changed, [changed.upgrades[upgrade_id]]).options
        return all(option.divisible for option in alone) and [*map(_decided, alone)] == self._decided[upgrade_id]

    def _compared(self, upgrade_ids: list[str]) -> Mapping[str, _Slopes] | None:
        """The effects by upgrade; None where anything else changes too."""
        changed = _lowered(self._programme, upgrade_ids)
        try:
            other = assemble(changed, Options.of(changed))
        except InfeasibleError:
            return None
        if other.lp.rows.keys() != self._assembled.lp.rows.keys() or _factors(other) != _factors(self._assembled):
            return None
        owners = {variable.name: upgrade_id for upgrade_id, variable in _own(self._assembled)}
        fewer = {name: float((LESS - 1) * self._programme.upgrades[name].total_won) for name in upgrade_ids}
        found: dict[str, dict[_Place, float]] = defaultdict(dict)
        for place, difference in _differences(self._assembled, other):
            owner = owners.get(place.variable)
            if owner not in fewer:
                return None
            found[owner][place] = difference / fewer[owner]
        return found

    def _moved(self, change: AtCost, slopes: _Slopes) -> Move:
        by = change.won - self._programme.upgrades[change.upgrade_id].total_won
        own = self._own[change.upgrade_id]
        terms: dict[tuple[str, int], float] = {}
        values: dict[tuple[int, int], float] = {}
        divided: dict[tuple[int, int], float] = {}
        bounds: dict[int, tuple[float, float]] = {}
        for place, slope in slopes.items():
            variable = own[place.variable]
            column = self._persistent.column_of(variable)
            if column is None:
                continue
            if place.kind == "row":
                terms[place.name, column] = slope * by
            elif place.kind == "value":
                values[int(place.name), column] = slope * by
            elif place.kind == "won":
                divided[int(place.name), column] = slope * by
            else:
                bounds[column] = (0.0, variable.upBound + slope * by)
        return Move(terms=terms, values=values, divided=divided, columns=bounds)


def _decided(option: Option) -> object:
    """What the rules decide of an option before anything is solved, but for amounts."""
    payers = tuple((line.offset, line.payers) for line in option.shared)
    return option.year, option.rate, option.divisible, payers, tuple(option.own_rates.items()), option.least_rate


def _lowered(programme: Programme, upgrade_ids: Iterable[str]) -> Programme:
    """The programme with lower costs of these upgrades, which need not be whole won."""
    for upgrade_id in upgrade_ids:
        lines = programme.upgrades[upgrade_id].lines
        scaled = tuple(line.model_copy(update={"won": LESS * line.won}) for line in lines)
        programme = with_upgrade(programme, upgrade_id, cost_won=None, cost_lines=scaled)
    return programme


def _own(assembled: Assembled) -> Iterator[tuple[str, pulp.LpVariable]]:
    """Each upgrade's own variables: what is awarded of it, and the support where that is to be decided."""
    for (upgrade_id, _), award in assembled.lp.award.items():
        yield upgrade_id, award
    for (upgrade_id, _, _), support in assembled.lp.flexible_support.items():
        yield upgrade_id, support


def _factors(assembled: Assembled) -> list[Fraction | None]:
    """What one of the solver's units of each objective is for people; of gains per cost it depends on the costs."""
    return [level.factor for level in assembled.levels]


def _differences(one: Assembled, other: Assembled) -> Iterator[tuple[_Place, float]]:
    """Every coefficient, limit and bound of the other formulation that is not the same as in this one."""
    for name, row in one.lp.rows.items():
        before, after = _by_name(row.items()), _by_name(other.lp.rows[name].items())
        if row.constant != other.lp.rows[name].constant:
            yield _Place("limit", name, ""), other.lp.rows[name].constant - row.constant
        if before != after:
            yield from _changed("row", name, before, after)
    for place, (level, changed) in enumerate(zip(one.levels, other.levels, strict=True)):
        yield from _changed("value", str(place), _by_name(level.value), _by_name(changed.value))
        yield from _changed("won", str(place), _by_name(level.won), _by_name(changed.won))
    bounds = [{variable.name: _most(variable) for variable in of.lp.problem.variables()} for of in (one, other)]
    yield from _changed("bound", "", *bounds)


def _changed(kind: str, name: str, before: _Numbers, after: _Numbers) -> Iterator[tuple[_Place, float]]:
    for variable in before | after:
        difference = after.get(variable, 0.0) - before.get(variable, 0.0)
        if difference:
            yield _Place(kind, name, variable), difference


def _by_name(terms: Iterable[tuple[pulp.LpVariable, float]]) -> _Numbers:
    found: dict[str, float] = {}
    for variable, coefficient in terms:
        found[variable.name] = found.get(variable.name, 0.0) + coefficient
    return found


def _most(variable: pulp.LpVariable) -> float:
    """The upper bound; 0 stands for none, which no cost changes."""
    most = variable.upBound
    return float(most) if most is not None and math.isfinite(most) else 0.0
