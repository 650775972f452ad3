"""The linear programme under construction: its variables, its named rows, and how rules read support and money."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Literal, NamedTuple

from planner.formulation.commitments import payments
from planner.programme.carbon import kilograms
from planner.programme.eligible import Eligible, eligible_upgrades
from planner.programme.families import row_name
from planner.programme.lines import awarded_lines, shared_by_offset, support_at_full_rate
from planner.programme.options import Option, Options
from planner.programme.programme import Programme
from planner.programme.signed import Signed
from planner.programme.upgrade import Upgrade
from planner.units import million_won, round_half_up, solver_number, tonnes

if TYPE_CHECKING:
    import pulp

    from planner.formulation.gini import GiniCeiling

type Terms = list[tuple[pulp.LpVariable, float]]
"""A linear expression as pairs of variable and coefficient: PuLP's fastest public way to build a row."""

PAST = row_name("past")
"""The column that is 1: what is signed adds to a row is a multiple of it."""

type Sense = Literal["<=", ">=", "="]


@dataclass(frozen=True, slots=True)
class Demand:
    """Support that an option asks in one year, if awarded.

    ``terms`` are million won. ``payers`` may pay it; a single payer may, where the line names one. ``past``: it is a
    payment of a signed award, and fixed.
    """

    option: Option
    year: int
    payers: tuple[str, ...]
    terms: Terms
    named: bool
    past: bool = False


class Savings(NamedTuple):
    """What a whole upgrade saves a year: tonnes whatever the grid [t], electricity [MWh]; and, where it is indivisible,
    the tonnes of each counting year as the plan will count them, in whole kilograms [t]."""

    fixed: float
    grid_mwh: float
    whole: tuple[float, ...]


class Formulation:
    """A PuLP problem with the programme's words beside it.

    Shares awarded are variables ``award[u,t]`` in [0, 1], whole where the upgrade is indivisible; money is in million
    won, gas in tonnes. Every row has the name ``rule[index]`` of the register of families.
    """

    def __init__(self, programme: Programme, options: Options) -> None:
        self.programme = programme
        self.rules = programme.rules
        self.options = options.options
        self.signed = Signed(programme)
        self.rows: dict[str, pulp.LpConstraint] = {}
        self.by_upgrade: dict[str, list[Option]] = {}
        for option in self.options:
            self.by_upgrade.setdefault(option.upgrade.upgrade_id, []).append(option)
        self._savings: dict[str, Savings] = {}
        self.award = {option.key: self._award_variable(option) for option in self.options}
        self.flexible_support: dict[tuple[str, int, int], pulp.LpVariable] = {}
        self.gini_ceilings: list[GiniCeiling] = []
        self.worst_shortfalls: dict[str, Terms] = {}
        self.demands = [demand for option in self.options for demand in self._demands_of(option)]
        self.past_payments = payments(self)

    @functools.cached_property
    def eligible(self) -> Eligible:
        """The eligible upgrades by supplier, for all rules that compare gains."""
        return eligible_upgrades(self.programme)

    @functools.cached_property
    def past(self) -> pulp.LpVariable:
        """The column that is 1: what the past adds to a row is a multiple of it."""
        return self.add_column(PAST, 1, 1)

    def fixed(self, amount: float) -> Terms:
        """A fixed amount as terms; none where it is 0."""
        return [(self.past, amount)] if amount else []

    def variable(self, rule: str, *index: object, at_most: float | None = None) -> pulp.LpVariable:
        """A new continuous variable, zero or more."""
        return self.add_column(row_name(rule, *index), 0, at_most)

    def signed_variable(self, rule: str, *index: object, at_least: float) -> pulp.LpVariable:
        """A new continuous variable that may be below zero."""
        return self.add_column(row_name(rule, *index), at_least, None)

    def switch(self, rule: str, *index: object) -> pulp.LpVariable:
        """A new variable that is 0 or 1."""
        return self.add_column(row_name(rule, *index), 0, 1, whole=True)

    @functools.cached_property
    def problem(self) -> pulp.LpProblem:
        """The problem in PuLP, which loads with it."""
        import pulp

        return pulp.LpProblem("plan", pulp.LpMaximize)

    def add_column(
        self, name: str, at_least: float | None, at_most: float | None, *, whole: bool = False
    ) -> pulp.LpVariable:
        """A new variable of the problem."""
        from pulp import const

        return self.problem.add_variable(name, at_least, at_most, const.LpInteger if whole else const.LpContinuous)

    def row(self, name: str, terms: Terms, sense: Sense, limit: float) -> None:
        """Add ``terms sense limit`` under that name. A row without terms is refused: the caller must say what it means.

        Raises ``ValueError`` for an empty row and for a name that is taken.
        """
        if not terms:
            raise ValueError(f"{name} has no terms")
        if name in self.rows:
            raise ValueError(f"{name} is built twice")
        from pulp import lpSum_vars_coefs

        expression = lpSum_vars_coefs(terms)
        compared = {"<=": expression.__le__, ">=": expression.__ge__, "=": expression.__eq__}[sense](float(limit))
        constraint = self.problem.addConstraint(compared)
        constraint.name = name
        self.rows[name] = constraint

    def savings(self, upgrade: Upgrade) -> Savings:
        """What the upgrade saves a year, as solver numbers; worked out once, read for every measure and year."""
        if upgrade.upgrade_id not in self._savings:
            gas = self.rules.factors.gas_t_per_gj or Fraction(0)
            self._savings[upgrade.upgrade_id] = Savings(
                solver_number(upgrade.fixed_tonnes(gas)),
                solver_number(upgrade.grid_mwh),
                ()
                if self.programme.is_divisible(upgrade)
                else tuple(
                    tonnes(round_half_up(kilograms(self.programme, upgrade, year)))
                    for year in self.rules.years.counting_years
                ),
            )
        return self._savings[upgrade.upgrade_id]

    def share_awarded(self, options: Iterable[Option]) -> Terms:
        """The sum of the shares awarded of these options."""
        return [(self.award[option.key], 1) for option in options]

    def _award_variable(self, option: Option) -> pulp.LpVariable:
        return self.add_column(row_name("award", *option.key), 0, 1, whole=not option.divisible)

    def _demands_of(self, option: Option) -> Iterable[Demand]:
        award = self.award[option.key]
        for line in option.upgrade.lines:
            if line.payer is not None and line.won:
                terms = [(award, million_won(line.won))]
                yield Demand(option, option.year + line.year_offset, (line.payer,), terms, named=True)
        support = {} if option.least_rate is not None else full_support(option)
        for shared in option.shared:
            year = option.year + shared.offset
            if option.least_rate is not None:
                terms = self._flexible_support(option, year, shared.won) if shared.payers else []
            else:
                won = support[shared.offset]
                terms = [(award, million_won(won))] if won else []
            if terms:
                yield Demand(option, year, shared.payers, terms, named=False)

    def _flexible_support(self, option: Option, year: int, due_won: int) -> Terms:
        upgrade_id, award_year = option.key
        variable = self.variable("support", upgrade_id, award_year, year, at_most=million_won(due_won))
        self.flexible_support[upgrade_id, award_year, year] = variable
        return [(variable, 1)]


def full_support(option: Option) -> Mapping[int, int | Fraction]:
    """Shared support of the whole upgrade at its full rate, by years after the award [won].

    Whole upgrades are rounded as the plan will be, so that what is exact there is exact here; parts are not rounded.
    """
    if not option.divisible:
        lines = awarded_lines(option.upgrade, option.upgrade.total_won)
        return support_at_full_rate(shared_by_offset(lines), option.rate)
    return {line.offset: option.rate * line.won for line in option.shared}
