r"""What an upgrade is worth against what its money and rules are worth elsewhere, by the prices of a linear programme.

An upgrade is followed into the rows that people have named: its award asks for support, its support for payers' money,
their money for budgets and for what comes back. With y the prices of these rows, and :math:`\delta` what the whole
upgrade and its money take of every column,

.. math:: \text{margin} = \sum_j \delta_j \Bigl( c_j - \sum_r y_r a_{rj} \Bigr)

where of several payers the one that takes least from others pays, and support is the least or the most that is
accepted, whichever is better. Below 0 no best plan holds the upgrade in that year.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

import pulp

from planner.formulation.assemble import Assembled
from planner.formulation.funding import Group
from planner.formulation.model import Demand
from planner.languages import T, Text
from planner.programme.options import Option
from planner.programme.programme import Programme
from planner.study.policy.rules import rule_of_row
from planner.study.why.answer import Part, Weighing
from planner.units import million_won

FOLLOWED = frozenset({"once", "mandatory", "funding", "support"})
"""Rows that only define what is awarded and who pays: the weighing goes through them to the rows behind."""

SHARED = frozenset({"floor", "cap_share", "whole"})
"""Rows of fair shares: those of the whole say what the others count."""

OF_MONEY = frozenset({"budget", "pool"})
"""Rules whose rows count million won of a purse, so that the price of a million can be told."""

NOTHING = 1e-7
"""Less than this [objective's unit] is the solver's imprecision."""


class _Heading(NamedTuple):
    """Under what a row's part is told: the rule, and which of its rows together."""

    rule: str
    which: str
    year: str


class Linear(Protocol):
    """A linear programme as the weighing reads it: its formulation, the columns of variables, the terms of columns."""

    @property
    def assembled(self) -> Assembled:
        """The programme as it was formulated."""
        ...

    def column_of(self, variable: pulp.LpVariable) -> int | None:
        """The column of a variable; none where nothing reads it."""
        ...

    def column_terms(self, column: int) -> Mapping[str, float]:
        """The coefficients of a column by row [the row's unit]."""
        ...


@dataclass
class _Sum:
    """What the rows under one heading take together, and what is used of each [the row's unit]."""

    amount: float = 0.0
    used: dict[str, float] = field(default_factory=lambda: defaultdict(float))


class Weigher:
    """Weighs the upgrades of one programme by the prices of an optimum of it."""

    def __init__(self, programme: Programme, lp: Linear, prices: Mapping[str, float]) -> None:
        """``lp`` is the linear programme, ``prices`` what one more unit of each row's limit is worth."""
        self._programme = programme
        self._lp = lp
        self._prices = prices
        self._worth: dict[int, float] = {}
        for variable, amount in lp.assembled.levels[0].value:
            column = lp.column_of(variable)
            if column is not None:
                self._worth[column] = self._worth.get(column, 0.0) + amount
        groups = lp.assembled.money.groups
        self._group: Mapping[int, Group] = {id(demand): group for group in groups for demand in group.members}
        self._demands: dict[tuple[str, int], list[Demand]] = defaultdict(list)
        for demand in lp.assembled.lp.demands:
            self._demands[demand.option.key].append(demand)

    def best(self, upgrade_id: str, years: Iterable[int] | None = None) -> Weighing | None:
        """The weighing in the best of the years, all that are possible where none are given; None without any."""
        options = self._lp.assembled.lp.by_upgrade.get(upgrade_id, ())
        asked = None if years is None else set(years)
        weighed = [self.weighed(option) for option in options if asked is None or option.year in asked]
        return max(weighed, key=lambda one: one.margin, default=None)

    def weighed(self, option: Option) -> Weighing:
        """The whole upgrade in the year of the option."""
        moves = list(self._moves(option))
        sums: dict[_Heading, _Sum] = defaultdict(_Sum)
        for column, by in moves:
            for row, coefficient in self._rows_behind(column):
                part = sums[_heading(row, self._programme)]
                part.amount += by * self._prices[row] * coefficient
                part.used[row] += by * coefficient
        parts = [
            Part(heading.rule, self._words(heading), part.amount, _million_won(heading, part))
            for heading, part in sums.items()
            if abs(part.amount) > NOTHING
        ]
        worth = sum(by * self._worth.get(column, 0.0) for column, by in moves)
        return Weighing(option.year, worth, tuple(sorted(parts, key=lambda part: -abs(part.amount))))

    # --- which columns move ---

    def _moves(self, option: Option) -> Iterator[tuple[int, float]]:
        """The columns that the whole upgrade takes, and how much of each."""
        award = self._lp.column_of(self._lp.assembled.lp.award[option.key])
        if award is not None:
            yield award, 1.0
        flexible = [demand for demand in self._demands[option.key] if self._is_flexible(demand)]
        yield from self._flexible_moves(option, flexible)
        for demand in self._demands[option.key]:
            if not self._is_flexible(demand):
                yield from self._paid(demand, sum(amount for _, amount in demand.terms))

    def _is_flexible(self, demand: Demand) -> bool:
        return not demand.named and demand.option.least_rate is not None

    def _flexible_moves(self, option: Option, demands: list[Demand]) -> Iterator[tuple[int, float]]:
        """Support between the least and the most: first the years in which it takes least from others."""
        if not demands or option.least_rate is None:
            return
        due = {option.year + line.offset: million_won(line.won) for line in option.shared}
        takes = {demand.year: self._takes(demand) for demand in demands}
        least, most = (million_won(rate * option.upgrade.shared_won) for rate in (option.least_rate, option.rate))
        left = most if min(takes.values()) < 0 else least
        for demand in sorted(demands, key=lambda one: takes[one.year]):
            if takes[demand.year] >= 0:
                left = min(left, least)
            given = min(left, due[demand.year])
            left, least = left - given, least - given
            column = self._lp.column_of(demand.terms[0][0])
            if given > 0 and column is not None:
                yield column, given
                yield from self._paid(demand, given)

    def _takes(self, demand: Demand) -> float:
        """What a million won of support of a demand takes from others."""
        column = self._lp.column_of(demand.terms[0][0])
        moves = [*([(column, 1.0)] if column is not None else []), *self._paid(demand, 1.0)]
        return sum(by * self._cost(column) for column, by in moves)

    def _paid(self, demand: Demand, amount: float) -> Iterator[tuple[int, float]]:
        """The payer of a group that takes least from others; a single payer has no column of its own."""
        paid = self._group[id(demand)].paid.values()
        columns = [column for variable in paid if (column := self._lp.column_of(variable)) is not None]
        if columns:
            yield min(columns, key=self._cost), amount

    def _cost(self, column: int) -> float:
        """What a unit of a column takes from others, less what it is worth."""
        taken = sum(self._prices[row] * coefficient for row, coefficient in self._rows_behind(column))
        return taken - self._worth.get(column, 0.0)

    def _rows_behind(self, column: int) -> Iterator[tuple[str, float]]:
        """The rows with a price in which a column stands, and its coefficients [the row's unit]."""
        for row, coefficient in self._lp.column_terms(column).items():
            if self._prices.get(row) and row.partition("[")[0] not in FOLLOWED:
                yield row, coefficient

    # --- words ---

    def _words(self, heading: _Heading) -> Text:
        says = {
            "budget": (
                T("the money of {funder} in {year}", funder=heading.which, year=heading.year)
                if heading.year
                else T("the money of {funder}", funder=heading.which)
            ),
            "pool": T("the returned money of {pool}", pool=heading.which),
            "shares": T("the rules on fair shares"),
            "affordability": T("what {supplier} can bear to pay back", supplier=heading.which),
            "own_money": T("what {supplier} can pay itself", supplier=heading.which),
            "alternatives": T("its alternatives ({group})", group=heading.which),
            "prerequisite": T("what goes before it, or after it"),
        }.get(heading.rule)
        if says is not None:
            return says
        rule = rule_of_row(self._programme, heading.which)
        return T("other rules") if rule is None else rule.says


def _heading(row: str, programme: Programme) -> _Heading:
    """Under what a row is told."""
    rule, _, index = row.removesuffix("]").partition("[")
    if rule == "budget":
        funder, _, year = index.rpartition(",")
        carries = programme.funders[funder].carry_over != "none"
        return _Heading(rule, funder, "" if carries else year)
    if rule in ("pool", "affordability"):
        return _Heading(rule, index.rpartition(",")[0], "")
    if rule in SHARED:
        return _Heading("shares", "", "")
    which = {"own_money": index, "alternatives": index, "prerequisite": ""}.get(rule, row)
    return _Heading(rule, which, "")


def _million_won(heading: _Heading, part: _Sum) -> float | None:
    """What is used of a purse [million won]; of running totals the largest."""
    most = max(part.used.values(), default=0.0)
    return most if heading.rule in OF_MONEY and most > NOTHING else None
