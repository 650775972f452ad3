"""The rows of a programme in exact numbers: built by the same rules as those for the solver, rounded nowhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from planner.formulation.assemble import Assembled, assemble
from planner.formulation.model import Formulation, Sense, Terms
from planner.programme.options import Options
from planner.programme.programme import Programme
from planner.units import exact_numbers


@dataclass(frozen=True, slots=True)
class ExactColumn:
    """A variable: its name, its place, and its bounds in the solver's units; None where there is none."""

    name: str
    id: int
    at_least: Fraction | None
    at_most: Fraction | None
    whole: bool


@dataclass(frozen=True, slots=True)
class ExactRow:
    """``sum(coefficient * column) sense limit``, in the solver's units but exact. Columns are named."""

    terms: Mapping[str, Fraction]
    sense: Sense
    limit: Fraction


class ExactFormulation(Formulation):
    """A formulation that keeps its columns and rows itself, in exact numbers; neither PuLP nor a solver is loaded."""

    def __init__(self, programme: Programme, options: Options) -> None:
        self.columns: list[ExactColumn] = []
        self.exact_rows: dict[str, ExactRow] = {}
        super().__init__(programme, options)

    def add_column(self, name: str, at_least: float | None, at_most: float | None, *, whole: bool = False) -> Any:
        """A new column."""
        lower, upper = (None if limit is None else Fraction(limit) for limit in (at_least, at_most))
        column = ExactColumn(name, len(self.columns), lower, upper, whole)
        self.columns.append(column)
        return column

    def row(self, name: str, terms: Terms, sense: Sense, limit: float) -> None:
        """Add ``terms sense limit`` under that name. Raises ``ValueError`` as the other formulation does."""
        if not terms:
            raise ValueError(f"{name} has no terms")
        if name in self.exact_rows:
            raise ValueError(f"{name} is built twice")
        self.exact_rows[name] = ExactRow(exact_terms(terms), sense, Fraction(limit))


def exact_terms(terms: Terms) -> Mapping[str, Fraction]:
    """Coefficients by the names of their variables, each variable once. Raises ``TypeError`` for a rounded number."""
    found: dict[str, Fraction] = {}
    for variable, coefficient in terms:
        if isinstance(coefficient, float):
            raise TypeError(f"{variable.name}: {coefficient} was rounded on its way")
        name = variable.name
        found[name] = found[name] + coefficient if name in found else coefficient
    return found


def assemble_exactly(programme: Programme, options: Options) -> Assembled:
    """The programme's rules as :func:`assemble` builds them, in exact numbers, in an :class:`ExactFormulation`.

    Raises ``InfeasibleError`` where a rule cannot be met by anything.
    """
    with exact_numbers():
        return assemble(programme, options, ExactFormulation)
