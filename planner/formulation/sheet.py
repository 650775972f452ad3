"""The linear programme of a programme as plain arrays, with what is told of a plan beside it: no PuLP, no solver.

Built by the same rules as the programme that is solved (:func:`planner.formulation.assemble.assemble`); small enough to
be kept, sent to another process, and altered number by number.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from planner.formulation.assemble import Assembled, assemble
from planner.formulation.model import Formulation, Sense, Terms
from planner.formulation.objective import won_terms
from planner.formulation.tonnes import tonnes_terms
from planner.programme.options import Options
from planner.programme.programme import Programme
from planner.programme.rates import POOL_PREFIX

type Vector = npt.NDArray[np.float64]
type Places = npt.NDArray[np.int64]

PURSE = "paid_won."
"""What a funder pays is told under its id with this before it."""


class SheetColumn(NamedTuple):
    """A variable: its name and its place."""

    name: str
    id: int


@dataclass(frozen=True)
class Goal:
    """One level of the objectives: its number in the model, and the rows of its terms; ``won`` where it is a ratio."""

    number: int
    value: int
    won: int | None
    factor: float


@dataclass(frozen=True)
class Sheet:
    """Rows with their names, limits and coefficients; columns with their bounds [solver units].

    The first ``rules`` rows are rules; after them come the goals, and what is told of a plan under the names of
    ``told``. Coefficients are in the order of rows, then columns. ``owners``: the place among ``upgrades`` of the one
    that a column belongs to, -1 where none. ``simple``: neither whole shares, nor gains to be compared, nor cuts.
    """

    row_names: tuple[str, ...]
    column_names: tuple[str, ...]
    rules: int
    rows: Places
    columns: Places
    values: Vector
    row_lower: Vector
    row_upper: Vector
    column_lower: Vector
    column_upper: Vector
    goals: tuple[Goal, ...]
    told: tuple[str, ...]
    award: Places
    owners: Places
    upgrades: tuple[str, ...]
    suppliers: tuple[str, ...]
    simple: bool

    def told_at(self, point: Vector) -> dict[str, float]:
        """What is told of a point by column, by name [million won, t]."""
        terms = self.values * point[self.columns]
        sums = np.bincount(self.rows, weights=terms, minlength=len(self.row_names))
        first = len(self.row_names) - len(self.told)
        return dict(zip(self.told, sums[first:].tolist(), strict=True))

    def terms(self, row: int) -> Vector:
        """The coefficients of a row by column."""
        found = np.zeros(len(self.column_names))
        first, last = np.searchsorted(self.rows, (row, row + 1))
        found[self.columns[first:last]] = self.values[first:last]
        return found


class _SheetFormulation(Formulation):
    """A formulation that keeps its columns and rows itself, in floating point."""

    def __init__(self, programme: Programme, options: Options) -> None:
        self.names: list[str] = []
        self.lower, self.upper = array("d"), array("d")
        self.has_whole = False
        self.row_names: list[str] = []
        self.of_rows, self.of_columns, self.coefficients = array("q"), array("q"), array("d")
        self.limits: list[tuple[float, float]] = []
        super().__init__(programme, options)

    def add_column(self, name: str, at_least: float | None, at_most: float | None, *, whole: bool = False) -> Any:
        """A new column."""
        self.names.append(name)
        self.lower.append(-np.inf if at_least is None else at_least)
        self.upper.append(np.inf if at_most is None else at_most)
        self.has_whole = self.has_whole or whole
        return SheetColumn(name, len(self.names) - 1)

    def row(self, name: str, terms: Terms, sense: Sense, limit: float) -> None:
        """Add ``terms sense limit`` under that name. Raises ``ValueError`` as the other formulation does."""
        if not terms:
            raise ValueError(f"{name} has no terms")
        if name in self.rows:
            raise ValueError(f"{name} is built twice")
        self.rows[name] = None
        self.put(name, terms)
        self.limits.append((-np.inf if sense == "<=" else limit, np.inf if sense == ">=" else limit))

    def put(self, name: str, terms: Terms) -> int:
        """Add the terms under that name, and give the row's place."""
        place = len(self.row_names)
        self.row_names.append(name)
        self.of_rows.extend([place] * len(terms))
        self.of_columns.extend([variable.id for variable, _ in terms])
        self.coefficients.extend([coefficient for _, coefficient in terms])
        return place


def sheet_of(programme: Programme, options: Options | None = None) -> Sheet:
    """The sheet of a programme. Raises ``InfeasibleError`` where a rule cannot be met by anything."""
    options = options or Options.of(programme)
    assembled = assemble(programme, options, _SheetFormulation)
    lp = assembled.lp
    assert isinstance(lp, _SheetFormulation)
    rules = len(lp.row_names)
    goals = tuple(_goals(assembled, lp))
    told = [(name, terms) for name, terms in _told(assembled)]
    for name, terms in told:
        lp.put(f"told[{name}]", terms)
    rows, columns, values = _summed(lp)
    limits = np.array(lp.limits).reshape(-1, 2)
    upgrades = tuple(programme.upgrades)
    numbers = {upgrade_id: number for number, upgrade_id in enumerate(upgrades)}
    owners = np.full(len(lp.names), -1, dtype=np.int64)
    award = np.array([variable.id for variable in lp.award.values()], dtype=np.int64)
    for (upgrade_id, _), variable in lp.award.items():
        owners[variable.id] = numbers[upgrade_id]
    for (upgrade_id, _, _), variable in lp.flexible_support.items():
        owners[variable.id] = numbers[upgrade_id]
    return Sheet(
        row_names=tuple(lp.row_names),
        column_names=tuple(lp.names),
        rules=rules,
        rows=rows,
        columns=columns,
        values=values,
        row_lower=limits[:, 0],
        row_upper=limits[:, 1],
        column_lower=np.array(lp.lower),
        column_upper=np.array(lp.upper),
        goals=goals,
        told=tuple(name for name, _ in told),
        award=award,
        owners=owners,
        upgrades=upgrades,
        suppliers=tuple(upgrade.supplier_id for upgrade in programme.upgrades.values()),
        simple=not (lp.has_whole or lp.gini_ceilings or any(level.gains for level in assembled.levels)),
    )


def _goals(assembled: Assembled, lp: _SheetFormulation) -> Iterator[Goal]:
    for place, level in enumerate(assembled.levels):
        value = lp.put(f"goal[{place}]", level.value)
        won = lp.put(f"goal[{place},won]", level.won) if level.won else None
        yield Goal(level.number, value, won, float(level.factor or 1))


def _told(assembled: Assembled) -> Iterator[tuple[str, Terms]]:
    """What is told of a plan: tonnes [t], won by kind and purse [million won], support by tier."""
    lp, money = assembled.lp, assembled.money
    yield "lifetime_tonnes", tonnes_terms(lp, "lifetime_tonnes")
    yield "annual_tonnes", tonnes_terms(lp, "annual_tonnes")
    for measure in ("fresh_won", "public_won", "oem_won", "own_won", "all_won"):
        yield measure, won_terms(lp, money, measure)
    yield "recycled_won", money.paid_in_all(lambda payer: payer.startswith(POOL_PREFIX))
    for funder in lp.programme.funders:
        yield PURSE + funder, money.paid_in_all(funder.__eq__)
    by_tier = money.paid(lambda _: True, lambda demand: demand.option.supplier.tier)
    yield "tier_1_support", by_tier.get(1, [])
    yield "tier_2_support", by_tier.get(2, [])


def _summed(lp: _SheetFormulation) -> tuple[Places, Places, Vector]:
    """The coefficients in the order of rows, then columns; those of a variable that stands twice in a row added up."""
    rows = np.frombuffer(lp.of_rows, dtype=np.int64)
    columns = np.frombuffer(lp.of_columns, dtype=np.int64)
    values = np.frombuffer(lp.coefficients, dtype=np.float64)
    order = np.lexsort((columns, rows))
    rows, columns, values = rows[order], columns[order], values[order]
    is_new = np.ones(len(rows), dtype=bool)
    is_new[1:] = (rows[1:] != rows[:-1]) | (columns[1:] != columns[:-1])
    first = np.flatnonzero(is_new)
    return rows[first], columns[first], np.add.reduceat(values, first) if len(first) else values
