"""One programme's linear programme, solved again and again with small changes, each from where the last ended.

Most changes move a limit or a coefficient of rows that are there already; those that would build other rows are
formulated anew and begin from the same basis. Every answer is that of the changed programme as a whole, in floating
point: a plan in whole won is made by :func:`planner.study.planning.make_plan`. Of whole projects the answers are those
of the programme in which parts of all projects can be had (``is_relaxed``): bounds, and no plans.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np
import pulp

from planner.errors import InfeasibleError, NoAnswerError
from planner.formulation.assemble import Assembled, assemble
from planner.languages import T
from planner.programme.families import row_name
from planner.programme.objective import Objective
from planner.programme.options import Option, Options
from planner.programme.programme import Programme
from planner.solving.bases import NamedBasis
from planner.solving.outcome import Infeasible, NoAnswer
from planner.solving.persistent import Move, Persistent, Point
from planner.study.alterations import Accepts, Alteration, AtCost, AtLevel, Forced, MoreBudget, altered
from planner.study.cost_effects import CostEffects
from planner.study.level_effects import Effects, times
from planner.study.policy.levels import Level
from planner.study.policy.rules import PolicyRule, policy_rules
from planner.units import million_won, solver_number

TRIFLE_LESS = 1 - Fraction(1, 10**9)
"""A least rate of so much of the full rate leaves nothing to choose, and a row that can be moved."""

MOST_TERMS = 50_000
"""A change of more coefficients than this is sooner formulated anew."""


@dataclass(frozen=True)
class Solved:
    """An optimum: the objective told, in its unit; and the shares awarded and the prices, by their names.

    ``value`` is in won, t, t per million won or the unit of gains, as people read it.
    """

    value: float
    _point: Point
    _lp: _Linear

    @functools.cached_property
    def shares(self) -> Mapping[str, float]:
        """The share awarded of each upgrade over all years, of those that can be awarded at all."""
        awarded: dict[str, float] = {}
        for (upgrade_id, _), column in self._lp.award_columns.items():
            share = 0.0 if column is None else float(self._point.columns[column])
            awarded[upgrade_id] = awarded.get(upgrade_id, 0.0) + share
        return awarded

    def share(self, upgrade_id: str) -> float:
        """The share awarded of an upgrade over all years."""
        return self.shares.get(upgrade_id, 0.0)

    @functools.cached_property
    def prices(self) -> Mapping[str, float]:
        """By row: by how much ``value`` grows with one more solver unit (million won, t, award) of the row's limit."""
        prices = self._point.row_prices * self._lp.factor
        return dict(zip(self._lp.row_names, prices.tolist(), strict=True))

    def terms(self, upgrade_id: str, year: int) -> Mapping[str, float]:
        """What a whole award of the option adds to each row [the row's solver unit]."""
        column = self._lp.award_columns.get((upgrade_id, year))
        return {} if column is None else self._lp.persistent.column_terms(column)

    def is_of(self, linear: _Linear) -> bool:
        """Whether it is an optimum of this linear programme, and not of one formulated anew."""
        return linear is self._lp

    def basis(self) -> NamedBasis:
        """Where the solve ended."""
        return self._lp.persistent.named_basis(self._point)

    @property
    def holds(self) -> tuple[float, float] | None:
        """How far the limits that were asked for may move from here, by their rates, with the same prices."""
        return self._point.holds

    @property
    def million_won_spent(self) -> float:
        """Fresh money in this optimum [million won]."""
        return float(self._lp.fresh @ self._point.columns)


@dataclass(frozen=True)
class Slope:
    """What one more million won is worth, and how many more or fewer [million won] it holds for at least."""

    price: float
    holds: tuple[float, float] | None


class _Linear:
    """A programme formulated and handed to the solver."""

    def __init__(self, programme: Programme, options: Options, told: int, start: NamedBasis | None = None) -> None:
        self.assembled = assemble(programme, options)
        self.persistent = Persistent(self.assembled, told, start)
        self.row_names = self.persistent.row_names
        lp = self.assembled.lp
        self.award_columns = {key: self.persistent.column_of(variable) for key, variable in lp.award.items()}
        self.factor = float(_factor(self.assembled, told))
        self.fresh = np.zeros(len(self.persistent.column_names))
        for variable, amount in self.assembled.fresh:
            column = self.persistent.column_of(variable)
            if column is not None:
                self.fresh[column] += amount

    def solve(
        self, move: Move | None = None, along: Mapping[str, float] | None = None
    ) -> Solved | Infeasible | NoAnswer:
        found = self.persistent.solve(move, along)
        return Solved(found.value * self.factor, found, self) if isinstance(found, Point) else found


@dataclass(frozen=True)
class _Contents:
    """A programme formulated so that some upgrades may have less support, and what each accepts in it."""

    accepted: Mapping[str, Accepts]
    linear: _Linear


class Again:
    """One programme, to be solved with changes. Building it assembles the programme and solves it once.

    Raises ``InfeasibleError`` where no plan keeps its rules, ``NoAnswerError`` where the solver has no answer.
    """

    def __init__(self, programme: Programme, options: Options | None = None) -> None:
        self.programme = programme
        self._options = options or Options.of(programme)
        self.told = told(programme)
        self._linear = _Linear(programme, self._options, self.told)
        self._effects = Effects(self._options, self._linear.assembled, self._linear.persistent)
        self._costs = CostEffects(self._options, self._linear.assembled, self._linear.persistent)
        base = self._linear.solve()
        if isinstance(base, Infeasible):
            raise InfeasibleError(T("No plan keeps every rule of the programme."))
        if isinstance(base, NoAnswer):
            raise NoAnswerError(T("The solver ended without a plan: {reason}.", reason=base.reason))
        self.base = base
        self._basis = base.basis()
        self._prepared: _Contents | None = None
        self._asked: _Contents | None = None

    @property
    def is_relaxed(self) -> bool:
        """Whether some projects are whole: values are bounds then, and shares no awards."""
        return not all(option.divisible for option in self._options.options)

    @property
    def assembled(self) -> Assembled:
        """The programme as it was formulated."""
        return self._linear.assembled

    def column_of(self, variable: pulp.LpVariable) -> int | None:
        """The column of a variable of the formulation; none where nothing reads it."""
        return self._linear.persistent.column_of(variable)

    def column_terms(self, column: int) -> Mapping[str, float]:
        """The coefficients of a column by row, without any change [the row's unit]."""
        return self._linear.persistent.column_terms(column)

    @functools.cached_property
    def rules(self) -> tuple[PolicyRule, ...]:
        """The named rules that own rows, with the levels at which they could be."""
        return policy_rules(self.programme, self._linear.row_names)

    @functools.cached_property
    def levels(self) -> Mapping[str, Level]:
        """All levels of the named rules, by where they are set, such as ``funders.MOTIR.budget.2026``."""
        return {level.setting: level for rule in self.rules for way in rule.ways for level in way}

    def prepare_costs(self, upgrade_ids: Iterable[str]) -> None:
        """Work out at once what costs mean for all these upgrades: one more assembly, however many they are."""
        self._costs.prepare(upgrade_ids)

    def prepare_contents(self, upgrade_ids: Iterable[str]) -> None:
        """Formulate once that any of these upgrades may come to accept less support: one programme for all of them.

        Each accepts a trifle less than its full rate in it. Those whose full rate is another one in another year, and
        those that state a least rate, are left as they are.
        """
        rates: dict[str, set[Fraction]] = {}
        for option in self._options.options:
            rates.setdefault(option.key[0], set()).add(option.rate)
        content = {
            upgrade_id: Accepts(upgrade_id, rate * TRIFLE_LESS)
            for upgrade_id in upgrade_ids
            if self.programme.upgrades[upgrade_id].support_rate_min is None and len(rates.get(upgrade_id, ())) == 1
            for rate in rates[upgrade_id]
        }
        self._prepared = self._formulated(content) if content else None
        if self._prepared is not None:
            self._prepared.linear.solve()  # later solves begin there

    def solve(self, *changes: Alteration) -> Solved | Infeasible | NoAnswer:
        """The programme with all the changes; they are undone afterwards."""
        if len(changes) == 1 and isinstance(changes[0], Accepts):
            return self._accepted(changes[0])
        move = Move()
        for change in changes:
            more = self._move(change)
            if more is None:
                return self.anew(altered(self.programme, changes))
            move = move.and_then(more)
        return self._linear.solve(move)

    def bears(self, awarded: Mapping[tuple[str, int], float], *changes: Alteration) -> bool:
        """Whether the awards, shares by upgrade and award year, and no others keep every rule with the changes, parts
        of won aside. Not where that would take other rows: then it is not known."""
        held = {column: (0.0, 0.0) for column in self._linear.award_columns.values() if column is not None}
        for key, share in awarded.items():
            column = self._linear.award_columns.get(key)
            if column is not None:
                held[column] = (share, share)
        move = Move(columns=held)
        for change in changes:
            more = self._move(change)
            if more is None:
                return False
            move = move.and_then(more)
        return isinstance(self._linear.solve(move), Solved)

    def price_along(self, budgets: Mapping[tuple[str, int], Fraction], more: Fraction) -> Slope | None:
        """What one more million won is worth where so much of it goes to each purse and year, once ``more`` million
        won have been added in the same parts; and how far that holds. None where that is not known.
        """
        levels = {key: self.levels.get(f"funders.{key[0]}.budget.{key[1]}") for key in budgets}
        if any(
            level is None or level.value <= 0 or not self._is_linear(level, level.value) for level in levels.values()
        ):
            return None
        along: dict[str, float] = {}
        for key, part in budgets.items():
            for row, effect in self._effects.of(_known(levels[key])).items():
                along[row] = along.get(row, 0.0) + float(part) * effect.limit
        found = self._linear.solve(Move(shifted={row: float(more) * by for row, by in along.items()}), along)
        if not isinstance(found, Solved):
            return None
        price = sum(found.prices[row] * by for row, by in along.items())
        return Slope(price, found.holds)

    def anew(self, programme: Programme) -> Solved | Infeasible | NoAnswer:
        """Another programme, formulated anew and solved from the basis of this one."""
        try:
            return _Linear(programme, Options.of(programme), self.told, self._basis).solve()
        except InfeasibleError:
            return Infeasible()

    def _accepted(self, change: Accepts) -> Solved | Infeasible | NoAnswer:
        """With another least rate of support, which is a coefficient where a formulation has support that may be less.

        Where there is none for the upgrade, it is formulated, and kept until the next such upgrade is asked about."""
        stated = self.programme.upgrades[change.upgrade_id].support_rate_min
        if stated is not None:
            move = self._least_moved(self._linear, Accepts(change.upgrade_id, stated), change)
            if move is not None:
                return self._linear.solve(move)
        for contents in (self._prepared, self._asked):
            formulated = None if contents is None else contents.accepted.get(change.upgrade_id)
            if contents is not None and formulated is not None:
                move = self._least_moved(contents.linear, formulated, change)
                if move is not None:
                    return contents.linear.solve(move)
        asked = self._formulated({change.upgrade_id: change})
        if asked is None:
            return Infeasible()
        self._asked = asked
        return asked.linear.solve()

    def _formulated(self, accepted: Mapping[str, Accepts]) -> _Contents | None:
        """The programme in which these accept what they do; None where it can be seen to have no plan."""
        changed = altered(self.programme, accepted.values())
        try:
            linear = _Linear(changed, Options.of(changed), self.told, self._basis)
        except InfeasibleError:
            return None
        return _Contents(accepted, linear)

    def _least_moved(self, linear: _Linear, formulated: Accepts, change: Accepts) -> Move | None:
        """Another least rate in a formulation that has one; None where it would decide more than that, as in which
        years the upgrade can be awarded, or where its amounts are rounded to whole won."""
        options = _alone(self.programme, change)
        before = _alone(self.programme, formulated)
        if not all(option.divisible for option in options) or [*map(_but_least, options)] != [*map(_but_least, before)]:
            return None
        upgrade = self.programme.upgrades[change.upgrade_id]
        by = million_won(change.rate * upgrade.shared_won) - million_won(formulated.rate * upgrade.shared_won)
        terms: dict[tuple[str, int], float] = {}
        for option in options:
            row, column = row_name("support", *option.key, "at_least"), linear.award_columns.get(option.key)
            if row not in linear.assembled.lp.rows or column is None:
                return None
            terms[row, column] = -by
        return Move(terms=terms)

    def is_limit(self, level: Level) -> bool:
        """Whether the level is in limits of rows only, so that more of it is worth less and less."""
        return self._is_linear(level, level.value) and self._effects.is_limit(level)

    def price(self, solved: Solved, level: Level) -> float | None:
        """What one more of a level that is a limit [its unit] is worth in an optimum; None where that is not known."""
        if not solved.is_of(self._linear):
            return None
        of_unit = sum(solved.prices[row] * effect.limit for row, effect in self._effects.of(level).items())
        return of_unit / level.unit.per_solver_unit

    # --- what changes do to rows and columns ---

    def _move(self, change: Alteration) -> Move | None:
        """The change in rows and columns that are there; None where it would take others."""
        match change:
            case Forced():
                return self._forced(change)
            case MoreBudget():
                return self._more_budget(change)
            case AtLevel():
                return self._at_level(change.level, change.to)
            case AtCost():
                return self._costs.move(change)
            case Accepts():
                return None

    def _forced(self, change: Forced) -> Move | None:
        row = row_name("once", change.upgrade_id)
        if row in self._linear.assembled.lp.rows:
            return Move(fixed={row: 1.0})
        columns = [
            column for (upgrade_id, _), column in self._linear.award_columns.items() if upgrade_id == change.upgrade_id
        ]
        if self.programme.upgrades[change.upgrade_id].mandatory:
            return Move()
        if len(columns) != 1 or columns[0] is None:
            return None
        return Move(columns={columns[0]: (1.0, 1.0)})

    def _more_budget(self, change: MoreBudget) -> Move | None:
        """Where the purse has nothing in the year, before or after, other purses may pay: that is formulated anew."""
        level = self.levels.get(f"funders.{change.funder}.budget.{change.year}")
        if level is None or level.value <= 0 or level.value + change.won <= 0:
            return None
        return self._at_level(level, level.value + change.won)

    def _at_level(self, level: Level, to: Fraction) -> Move | None:
        if not self._is_linear(level, to):
            return None
        by = float((to - level.value) / level.unit.per_solver_unit)
        effects = self._effects.of(level)
        if sum(len(effect.terms) for effect in effects.values()) > MOST_TERMS:
            return None
        moved = {row: times(effect, by) for row, effect in effects.items()}
        return Move(
            shifted={row: effect.limit for row, effect in moved.items() if effect.limit},
            terms={(row, column): more for row, effect in moved.items() for column, more in effect.terms.items()},
            ceilings=_ceilings(level, to),
        )

    def _is_linear(self, level: Level, to: Fraction) -> bool:
        """Whether the level enters the same rows in proportion, from where it is to there.

        Caps in won set rates, and rows where they can be reached; a part in won that is kept for some ends at the
        budget; of an equality only one side moves; co-payment limits have other rows where they are stricter.
        """
        rule, _, key = level.setting.partition(".")
        if level.is_equality or rule == "caps" or key.endswith(".won"):
            return False
        if rule == "funders" and self._is_kept_in_won(key.partition(".")[0]):
            return False
        if rule == "repayment" and not (level.value and to):
            return False
        if rule == "fairness" and not (level.value and (to or key.endswith(".floor"))):
            return False
        is_stricter = level.direction * (to - level.value) < 0
        return not (is_stricter and level.in_table)

    def _is_kept_in_won(self, funder: str) -> bool:
        """Whether so many won of the purse are kept for some: no more of them than its budget."""
        return any(funder in rule.funder and rule.won is not None for rule in self.programme.rules.reserved)


def _alone(programme: Programme, change: Accepts) -> tuple[Option, ...]:
    """The options of the upgrade with the change."""
    changed = change.made(programme)
    return Options.of(replace(changed, upgrades={change.upgrade_id: changed.upgrades[change.upgrade_id]})).options


def _but_least(option: Option) -> object:
    """What the rules decide of an option, but for the least rate of support."""
    return option.year, option.rate, option.divisible, option.shared, tuple(option.own_rates.items())


def linear_only(programme: Programme, objective: Objective) -> bool:
    """Whether parts of all projects can be had, and the programme's linear programme tells that objective."""
    divisible = all(programme.is_divisible(upgrade) for upgrade in programme.upgrades.values())
    return divisible and objective in programme.rules.objective


def told(programme: Programme) -> int:
    """The number of the objective that is told, from 0: the first that compares no gains, else the first."""
    objectives: Iterable[tuple[int, Objective]] = enumerate(programme.rules.objective)
    return next((number for number, objective in objectives if objective.benefit is None), 0)


def _ceilings(level: Level, to: Fraction) -> dict[int, float]:
    """The Gini coefficient that a level sets, by the number of the fairness rule."""
    rule, place, key = (*level.setting.split("."), "", "")[:3]
    return {int(place) + 1: solver_number(to)} if rule == "fairness" and key == "gini" else {}


def _known(level: Level | None) -> Level:
    assert level is not None
    return level


def _factor(assembled: Assembled, number: int) -> Fraction:
    """What one of the solver's units of an objective is for people; below 0 where the least is sought."""
    factors = [level.factor for level in assembled.levels if level.number == number and level.factor is not None]
    return factors[0] if factors else Fraction(1)
