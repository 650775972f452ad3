"""The rows of a programme in exact numbers: built by the same rules as those for the solver, rounded nowhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

import pulp

from planner.formulation.assemble import Assembled, assemble
from planner.formulation.model import Formulation, Sense, Terms
from planner.programme.options import Options
from planner.programme.programme import Programme
from planner.units import exact_numbers


@dataclass(frozen=True, slots=True)
class ExactRow:
    """``sum(coefficient * column) sense limit``, in the solver's units but exact. Columns are named."""

    terms: Mapping[str, Fraction]
    sense: Sense
    limit: Fraction


class ExactFormulation(Formulation):
    """A formulation that keeps its rows itself, in exact numbers. PuLP only names its variables."""

    def __init__(self, programme: Programme, options: Options) -> None:
        self.exact_rows: dict[str, ExactRow] = {}
        self.most: dict[str, Fraction] = {}
        super().__init__(programme, options)

    def variable(self, rule: str, *index: object, at_most: float | None = None) -> pulp.LpVariable:
        """A new continuous variable, zero or more; its upper bound is kept exactly."""
        variable = super().variable(rule, *index, at_most=None if at_most is None else float(at_most))
        if at_most is not None:
            self.most[variable.name] = Fraction(at_most)
        return variable

    def row(self, name: str, terms: Terms, sense: Sense, limit: float) -> None:
        """Add ``terms sense limit`` under that name. Raises ``ValueError`` as the other formulation does."""
        if not terms:
            raise ValueError(f"{name} has no terms")
        if name in self.exact_rows:
            raise ValueError(f"{name} is built twice")
        self.exact_rows[name] = ExactRow(exact_terms(terms), sense, Fraction(limit))


def exact_terms(terms: Terms) -> Mapping[str, Fraction]:
    """Coefficients by the names of their variables, each variable once. Raises ``TypeError`` for a rounded number."""
    found: dict[str, Fraction] = defaultdict(Fraction)
    for variable, coefficient in terms:
        if isinstance(coefficient, float):
            raise TypeError(f"{variable.name}: {coefficient} was rounded on its way")
        found[variable.name] += coefficient
    return dict(found)


def assemble_exactly(programme: Programme, options: Options) -> Assembled:
    """The programme's rules as :func:`assemble` builds them, in exact numbers; its ``lp`` is an
    :class:`ExactFormulation`.

    Raises ``InfeasibleError`` where a rule cannot be met by anything.
    """
    with exact_numbers():
        return assemble(programme, options, ExactFormulation)
