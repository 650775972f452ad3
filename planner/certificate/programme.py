"""The programme that certificates speak of: whole-number rows, bounded columns, objectives, what ties it to a plan.

Built from the inputs by the formulation's own rules in exact numbers, each row times the least number that makes all of
it whole. Columns are numbered in the order of their names.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from planner.certificate.rounding import RowUnit
from planner.formulation.model import PAST, Sense

BOUND_STEP = 1_000_000
"""Bounds of columns are whole numbers of this part of the solver's unit, rounded outwards: of money a won."""

type IntegerTerms = dict[int, int]
"""Whole coefficients by column number."""


@dataclass(frozen=True, slots=True)
class Column:
    """A quantity between two bounds [1/``BOUND_STEP`` of the solver's unit]; ``whole``: 0 or 1."""

    name: str
    lower: int
    upper: int
    whole: bool

    @property
    def is_fixed(self) -> bool:
        """Whether it is the column that is 1, of which what is signed is a multiple in each row."""
        return self.name == PAST


@dataclass(frozen=True, slots=True)
class IntegerRow:
    """``sum(coefficient * column) sense limit``: the row of the formulation times ``factor``.

    ``step``: how far one won, or one kilogram, as ``unit`` says, moves this row; 0 where it counts neither.
    """

    name: str
    terms: IntegerTerms
    sense: Sense
    limit: int
    factor: int
    step: int
    unit: RowUnit


@dataclass(frozen=True, slots=True)
class IntegerSum:
    """``sum(coefficient * column) / divisor`` in the solver's unit."""

    terms: IntegerTerms
    divisor: int


@dataclass(frozen=True, slots=True)
class Target:
    """One level of the objectives, to be maximised: ``value``, or ``value`` over ``won`` where that is given.

    ``number`` counts the model's objectives from 0; ``factor`` turns the solver's value into what people read, below 0
    where the least is sought. Levels that only refine the one before have none. ``gains``: the rows of the gains that
    leximin settles one after the other, in no more than ``steps``, where there is a limit.
    """

    number: int
    factor: Fraction | None
    value: IntegerSum
    won: IntegerSum | None
    gains: tuple[str, ...]
    steps: int | None


@dataclass(frozen=True, slots=True)
class OrderedSums:
    """A Gini ceiling's rule about the largest gains: ``scale * mean`` is at least the mean, over m from ``first`` to
    ``last``, of the sum of the m largest gains. It stands for one row for each order of the gains.

    ``mean`` and ``gains`` are columns; the scale is ``scale / divisor``. Gains that may be below 0 have columns that
    are raised by ``raised / raised_divisor``; ``scale * mean`` then is raised by the sum of these.
    """

    name: str
    mean: int
    scale: int
    divisor: int
    first: int
    last: int
    gains: tuple[int, ...]
    raised: tuple[int, ...]
    raised_divisor: int


@dataclass(frozen=True, slots=True)
class Awarded:
    """An award's column: the part of the upgrade's cost that is awarded."""

    column: int
    upgrade_id: str
    year: int
    total_won: int


@dataclass(frozen=True, slots=True)
class Paid:
    """A money column: what the payers pay for these awards in a year [million won], less lines that name their payer.

    ``named``: these lines' won, for each award that has some.
    """

    column: int
    year: int
    payers: tuple[str, ...]
    awards: tuple[tuple[str, int], ...]
    named: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Given:
    """What the payers give to a whole award in a year, where the award alone says how much [won]."""

    award: int
    year: int
    payers: tuple[str, ...]
    won: Fraction


@dataclass(frozen=True, slots=True)
class SignedPayments:
    """An award of the past, which no column decides: year, payer and won of each payment."""

    upgrade_id: str
    year: int
    payments: tuple[tuple[int, str, int], ...]


@dataclass(frozen=True)
class IntegerProgramme:
    """All of it. ``rows`` by name, in the order of their names."""

    inputs_hash: str
    columns: tuple[Column, ...]
    rows: Mapping[str, IntegerRow]
    targets: tuple[Target, ...]
    ordered_sums: Mapping[str, OrderedSums]
    awarded: tuple[Awarded, ...]
    paid: tuple[Paid, ...]
    given: tuple[Given, ...] = ()
    signed: tuple[SignedPayments, ...] = ()
