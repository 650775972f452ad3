"""The planner's rows for the exact solver: as the formulation builds them, rounded nowhere; ratios transformed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from planner.formulation.exact import ExactFormulation, assemble_exactly, exact_terms
from planner.formulation.levels import Level
from planner.formulation.model import Sense
from planner.programme.options import Options
from planner.programme.programme import Programme
from tests.campaigns.differential.exact import ZERO, LinearProgramme, Numbers, Optimum, Range, Row, optimum
from tests.campaigns.differential.gini import pairs_of

TAU = "tau"
"""The column that the point of a ratio is divided by."""


@dataclass(frozen=True)
class ExactLevel:
    """One objective in exact numbers; ``won`` is empty unless ``value`` is divided by it."""

    value: Numbers
    won: Numbers


def exact_rows(programme: Programme) -> tuple[LinearProgramme, tuple[ExactLevel, ...]]:
    """All rows in parts of projects, without an objective, and the objectives in their order.

    Raises ``InfeasibleError`` where a rule cannot be met by anything.
    """
    assembled = assemble_exactly(programme, Options.of(programme))
    lp = assembled.lp
    assert isinstance(lp, ExactFormulation)
    columns = {
        column.name: Range(None if column.at_least is None else Fraction(column.at_least), column.at_most)
        for column in lp.columns
    }
    rows = [Row(row.terms, row.sense, row.limit) for row in lp.exact_rows.values()]
    for pairs in map(pairs_of, lp.gini_ceilings):
        columns |= dict.fromkeys(pairs.apart, Range())
        rows += [Row(_by_name(terms), "<=", Fraction(limit)) for terms, limit in pairs.rows]
    return LinearProgramme(columns, rows), tuple(map(_exact_level, assembled.levels))


def _by_name(terms: Sequence[tuple[Any, Any]]) -> Numbers:
    found: dict[str, Fraction] = defaultdict(Fraction)
    for column, worth in terms:
        found[column if isinstance(column, str) else column.name] += Fraction(worth)
    return found


def _exact_level(level: Level) -> ExactLevel:
    return ExactLevel(exact_terms(level.value), exact_terms(level.won))


def with_fixed(lp: LinearProgramme, fixed: Mapping[str, int]) -> LinearProgramme:
    """Some columns at one value each."""
    at = {name: Range(Fraction(value), Fraction(value)) for name, value in fixed.items()}
    return LinearProgramme({**lp.columns, **at}, lp.rows, lp.objective)


def loosened(lp: LinearProgramme, by: Fraction) -> LinearProgramme:
    """Every row gives way by so much."""
    upper = [Row(row.terms, "<=", row.limit + by) for row in lp.rows if row.sense != ">="]
    lower = [Row(row.terms, ">=", row.limit - by) for row in lp.rows if row.sense != "<="]
    return LinearProgramme(lp.columns, upper + lower, lp.objective)


def best_ratio(lp: LinearProgramme, level: ExactLevel) -> Fraction | None:
    """The best ratio of the level, by the transformation of Charnes and Cooper (1962); None where no point keeps a row.

    Every point must spend some of the won below the line.
    """
    found = optimum(_transformed(lp, level))
    return None if found is None else found.value


def least_won(lp: LinearProgramme, level: ExactLevel) -> Optimum | None:
    """The point that spends least of the won below the line; None where no point keeps the rows."""
    return optimum(lp.maximising({name: -worth for name, worth in level.won.items()}))


def _transformed(lp: LinearProgramme, level: ExactLevel) -> LinearProgramme:
    rows = [Row({**row.terms, TAU: -row.limit}, row.sense, ZERO) for row in lp.rows]
    columns: dict[str, Range] = {TAU: Range()}
    for name, bounds in lp.columns.items():
        columns[name] = Range(ZERO if bounds.least == 0 else None, None)
        rows += [Row({name: Fraction(1), TAU: -limit}, sense, ZERO) for sense, limit in _limits(bounds)]
    return LinearProgramme(columns, [*rows, Row(level.won, "=", Fraction(1))], level.value)


def _limits(bounds: Range) -> Collection[tuple[Sense, Fraction]]:
    least: list[tuple[Sense, Fraction]] = [(">=", bounds.least)] if bounds.least else []
    most: list[tuple[Sense, Fraction]] = [("<=", bounds.most)] if bounds.most is not None else []
    return [*least, *most]
