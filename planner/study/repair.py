r"""What would mend a programme without a plan: the least change of a rule's level with all other rules in force.

A level that is the limit of rows, such as a budget, gives way in the rows themselves: the elastic programme minimises
the sum of what is given. A level that stands before a variable, such as the share :math:`\sigma` of a floor
:math:`a \ge \sigma w`, is found by the method of Dinkelbach (1967): at a level the rows are stretched as little as
possible, the point so found keeps the rule at a better level, and so on until no row needs stretching.

Every change is rounded outward and tried again before it is told.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from planner.errors import InfeasibleError
from planner.formulation.assemble import Assembled, assemble
from planner.programme.options import Options
from planner.programme.programme import Programme
from planner.solving.feasibility import Feasibility, Kept, Moved, Stretch
from planner.solving.outcome import Infeasible, NoAnswer, Vector
from planner.study.level_effects import KEPT, NO_STRETCH, Effects, times
from planner.study.policy.levels import Level
from planner.study.policy.making import Drop
from planner.study.policy.rules import PolicyRule

MOST_STEPS = 25
"""Dinkelbach's method ends in a handful of steps."""

TEN_TIMES = 10.0
"""Where no level does at a point, the next point is looked for with a rule so much looser."""

OUTWARD = (0, 1, 10)
"""How many steps of its last digit a level is moved further, where the one before does not do."""

FORMULATED_ANEW = 5_000
"""With no more award options than this a change is tried on the changed programme; with more, in its rows."""

COST_OF_DROPPING = 100.0
"""A rule without a level is dropped only where levels would have to become so many times as much."""

PASSES = 3
"""How often the weights of a joint repair are taken from its last point."""


@dataclass(frozen=True)
class Change:
    """A rule's level as it is to be, once that is known; or the rule is dropped."""

    rule: PolicyRule
    level: Level | None
    to: Fraction | None
    drop: Drop | None = None

    def made(self, programme: Programme) -> Programme:
        """The programme with the change."""
        if self.drop is not None:
            return self.drop.at(programme)
        assert self.level is not None and self.to is not None
        return self.level.at(programme, self.to)


@dataclass(frozen=True)
class Mended:
    """Changes that together make a plan possible, tried; ``least``: it is proven that less of them would not do."""

    changes: tuple[Change, ...]
    least: bool


class Repairs:
    """Finds repairs of one programme, whose rows are known."""

    def __init__(
        self,
        options: Options,
        assembled: Assembled,
        feasibility: Feasibility,
        has_plan: Callable[[Programme], bool] | None = None,
    ) -> None:
        self._options = options
        self._programme = options.programme
        self._feasibility = feasibility
        self._whole = feasibility.has_whole_columns
        self._has_plan = has_plan
        self._effects = Effects(options, assembled, feasibility)
        self._unknown = False

    def of(self, rule: PolicyRule) -> list[Mended] | None:
        """Each way to change this rule alone that is enough; None where it could not be found out whether one is."""
        self._unknown = False
        found = [self._by_levels(rule, way) for way in rule.ways]
        found = [mended for mended in found if mended is not None]
        if not found and rule.drop is not None:
            found = [self._checked([Change(rule, None, None, rule.drop)], {}, least=True)]
        mended = [one for one in found if one is not None]
        return None if self._unknown and not mended else mended

    def together(self, rules: Iterable[PolicyRule]) -> Mended | None:
        """Changes of several rules that together are enough, with the least sum of parts by which levels change."""
        rules = list(rules)
        levels = [(rule, level) for rule in rules for way in rule.ways[:1] for level in way]
        drops = [rule for rule in rules if not rule.ways and rule.drop is not None]
        while not self._feasibility.is_late:
            kept = self._jointly([level for _, level in levels], drops)
            if kept is None:
                return None
            going = [(rule, level) for (rule, level), z in zip(levels, kept.stretched, strict=False) if z > NO_STRETCH]
            moves = {level.setting: self._effects.needed(level, kept.point) for _, level in going}
            out_of_reach = [level for _, level in going if not _within(level, moves[level.setting])]
            if out_of_reach:
                levels = [(rule, level) for rule, level in levels if level not in out_of_reach]
                continue
            for (_, level), stretched in zip(levels, kept.stretched, strict=False):
                if self._effects.is_limit(level) and level.setting in moves:
                    moves[level.setting] = stretched * _size(level)
            changes = [Change(rule, level, None) for rule, level in going]
            dropped = zip(drops, kept.stretched[len(levels) :], strict=True)
            changes += [Change(rule, None, None, rule.drop) for rule, stretched in dropped if stretched > NO_STRETCH]
            known = {setting: moved for setting, moved in moves.items() if moved is not None}
            return self._checked(changes, known, least=False) if changes else None
        return None

    def _jointly(self, levels: Sequence[Level], drops: Sequence[PolicyRule]) -> Kept | None:
        """A point with the least sum of relative changes; weights of shares are those of the pass before."""
        dropping = [Stretch(dict.fromkeys(rule.rows, 1.0), COST_OF_DROPPING, raises=False, most=1.0) for rule in drops]
        kept: Kept | None = None
        for _ in range(PASSES):
            stretches = [self._relative(level, None if kept is None else kept.point) for level in levels]
            found = self._feasibility.kept((), [*stretches, *dropping], whole=self._whole)
            if not isinstance(found, Kept):
                return None
            kept = found
        return kept

    def _by_levels(self, rule: PolicyRule, way: Sequence[Level]) -> Mended | None:
        if self._feasibility.is_late:
            self._unknown = True
            return None
        moves = self._limits_moved(way) if all(map(self._effects.is_limit, way)) else self._level_moved(way[0])
        if moves is None or not moves[0]:
            return None
        by_setting, least = moves
        changes = [Change(rule, level, None) for level in way if level.setting in by_setting]
        return self._checked(changes, by_setting, least=least)

    # --- how far ---

    def _limits_moved(self, way: Sequence[Level]) -> tuple[dict[str, float], bool] | None:
        """The least sum by which levels that are limits of rows must move [solver units], by their setting."""
        idle = {row: short for level in way for row, short in level.idle.items()}
        found = [self._stretched(way, {})]
        woken = self._woken(way, idle) if idle else {}
        if woken:
            found.append(self._stretched(way, woken))
        kept = min((one for one in found if isinstance(one, Kept)), key=lambda one: sum(one.stretched), default=None)
        is_known = not any(isinstance(one, NoAnswer) for one in found)
        if kept is None:
            self._unknown = not is_known
            return None
        least = is_known and all(one.proven for one in found if isinstance(one, Kept))
        pairs = zip(way, kept.stretched, strict=True)
        return {level.setting: moved for level, moved in pairs if moved > NO_STRETCH}, least and (
            not woken or len(idle) == 1
        )

    def _stretched(self, way: Sequence[Level], woken: Mapping[str, float]) -> Kept | Infeasible | NoAnswer:
        """The least sum of moves where, of the rows that stand still at first, these move after so much, others not."""
        stretches = []
        for level in way:
            gives = self._effects.gives(level) | {row: 1.0 for row in level.idle if row in woken}
            stretches.append(Stretch(gives, raises=level.raises, most=level.furthest))
        behind = {row: Moved(limit=-short) for row, short in woken.items()}
        return self._feasibility.kept((), stretches, behind, whole=self._whole)

    def _woken(self, way: Sequence[Level], idle: Mapping[str, float]) -> dict[str, float]:
        """The rows that would be used if they moved at once: those are worth the move until they do."""
        found = self._stretched(way, dict.fromkeys(idle, 0.0))
        if not isinstance(found, Kept):
            return {}
        return {row: short for row, short in idle.items() if self._feasibility.activity(row, found.point) > KEPT}

    def _level_moved(self, level: Level) -> tuple[dict[str, float], bool] | None:
        """How far a level before variables must move at least [solver units], by the method of Dinkelbach."""
        effects = self._effects.of(level)
        moved, attained, proven, weights = 0.0, math.inf, True, dict.fromkeys(effects, 1.0)
        for step in range(MOST_STEPS):
            stretch = Stretch(weights, raises=level.raises, least=-math.inf if step else 0.0)
            at = {row: times(effect, level.direction * moved) for row, effect in effects.items()}
            kept = self._feasibility.kept((), [stretch], at, whole=self._whole)
            if not isinstance(kept, Kept):
                self._unknown, proven = isinstance(kept, NoAnswer), False
                break
            proven = proven and kept.proven
            needed = self._effects.needed(level, kept.point)
            if needed is None:  # no level does at this point: look again from where the rule is looser
                moved = TEN_TIMES * max(moved, _size(level))
                continue
            if needed >= attained * (1 - NO_STRETCH):
                break
            moved = attained = needed
            gains = {row: self._effects.gain(level, row, kept.point) for row in effects}
            weights = {row: gain if gain > NO_STRETCH else 1.0 for row, gain in gains.items()}
        if math.isinf(attained) or not _within(level, attained):
            return None
        return {level.setting: min(attained, level.furthest)}, proven

    def _relative(self, level: Level, point: Vector | None) -> Stretch:
        """The stretch of a level by parts of itself, as its rows give way at the last point."""
        size = _size(level)
        if self._effects.is_limit(level):
            gives = {row: size * gain for row, gain in self._effects.gives(level).items()}
            return Stretch(gives, raises=level.raises, most=level.furthest / size)
        gives = {}
        for row in self._effects.of(level):
            gain = 0.0 if point is None else self._effects.gain(level, row, point)
            gives[row] = size * (gain if gain > NO_STRETCH else 1.0)
        return Stretch(gives, raises=level.raises)

    # --- trying ---

    def _checked(self, changes: Sequence[Change], moves: Mapping[str, float], *, least: bool) -> Mended | None:
        """The changes, each as many steps further as it takes, once they are tried; None where they do not do."""
        for further in OUTWARD:
            made = tuple(
                change
                if change.level is None
                else Change(change.rule, change.level, change.level.rounded(moves[change.level.setting], further))
                for change in changes
            )
            if self._does(made):
                return Mended(made, least)
        return None

    def _does(self, changes: Sequence[Change]) -> bool:
        """Whether there is a plan with the changes."""
        anew = len(self._options.options) <= FORMULATED_ANEW
        if not anew and all(change.level is not None and not change.level.is_equality for change in changes):
            return isinstance(self._feasibility.kept((), (), self._moved(changes), whole=self._whole), Kept)
        programme = self._programme
        for change in changes:
            programme = change.made(programme)
        if self._has_plan is not None:
            return self._has_plan(programme)
        return can_be_kept(programme)

    def _moved(self, changes: Sequence[Change]) -> dict[str, Moved]:
        """What the changes add to the rows."""
        moved: dict[str, Moved] = {}
        past: dict[str, float] = {}
        for change in changes:
            assert change.level is not None and change.to is not None
            by = float((change.to - change.level.value) / change.level.unit.per_solver_unit)
            for row, short in change.level.idle.items():
                past[row] = past.get(row, -short) + abs(by)
            for row, effect in self._effects.of(change.level).items():
                more, before = times(effect, by), moved.get(row, Moved())
                terms = {c: more.terms.get(c, 0.0) + before.terms.get(c, 0.0) for c in {*more.terms, *before.terms}}
                moved[row] = Moved(terms, more.limit + before.limit)
        return moved | {row: Moved(limit=by) for row, by in past.items() if by > 0}


def can_be_kept(programme: Programme) -> bool:
    """Whether all rules of a programme can be kept together, but for what whole won may take."""
    try:
        assembled = assemble(programme, Options.of(programme))
    except InfeasibleError:
        return False
    feasibility = Feasibility(assembled.lp)
    return isinstance(feasibility.kept(whole=feasibility.has_whole_columns), Kept)


def _within(level: Level, moved: float | None) -> bool:
    """Whether the level may move so far."""
    return moved is not None and moved <= level.furthest * (1 + NO_STRETCH)


def _size(level: Level) -> float:
    """What a change of the whole level is [solver units]; for a level of 0 one unit."""
    return abs(level.solver_value) or 1.0
