r"""How large and how small each column can be: as the formulation says, or as a row implies.

A column that the formulation leaves open is bounded by a row in which nothing can be large in its favour: from

.. math:: a_j x_j + \sum_{k \ne j} a_k x_k \le b, \quad a_j > 0

follows :math:`a_j x_j \le b - \sum_{a_k > 0} a_k l_k - \sum_{a_k < 0} a_k u_k`. Most are money variables, bounded by
what is asked for. Bounds are rounded outwards to whole numbers of ``1 / BOUND_STEP``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from planner.certificate.programme import BOUND_STEP, IntegerRow, IntegerTerms
from planner.formulation.exact import ExactColumn
from planner.units import ceiling, floor


class Bounds(NamedTuple):
    """The least and the most of each column by its number [1/``BOUND_STEP`` of the solver's unit]."""

    least: Mapping[int, int]
    most: Mapping[int, int]


def column_bounds(columns: Sequence[ExactColumn], rows: Iterable[IntegerRow]) -> Bounds | None:
    """The bounds of every column; None where some row's column has none.

    A column that no row reads is bounded by 0: it decides nothing.
    """
    if any(column.at_least is None for column in columns):
        return None
    least = {place: floor(Fraction(column.at_least or 0) * BOUND_STEP) for place, column in enumerate(columns)}
    most = {
        place: ceiling(column.at_most * BOUND_STEP)
        for place, column in enumerate(columns)
        if column.at_most is not None
    }
    open_columns = least.keys() - most.keys()
    if not _close(open_columns, least, most, rows):
        return None
    return Bounds(least, {place: most.get(place, 0) for place in least})


def _close(open_columns: set[int], least: Mapping[int, int], most: dict[int, int], rows: Iterable[IntegerRow]) -> bool:
    """Upper bounds implied by rows, until none is open; False where a round closes none."""
    reading = [row for row in rows if not open_columns.isdisjoint(row.terms)]
    while reading:
        closed: dict[int, int] = {}
        for row in reading:
            for terms, limit in _upper_forms(row):
                closed.update(_implied(terms, limit, open_columns, least, most))
        if not closed:
            return False
        most.update(closed)
        open_columns -= closed.keys()
        reading = [row for row in reading if not open_columns.isdisjoint(row.terms)]
    return True


def _upper_forms(row: IntegerRow) -> Iterator[tuple[IntegerTerms, int]]:
    """The row as one or two upper limits."""
    if row.sense != ">=":
        yield row.terms, row.limit
    if row.sense != "<=":
        yield {column: -value for column, value in row.terms.items()}, -row.limit


def _implied(
    terms: IntegerTerms, limit: int, open_columns: set[int], least: Mapping[int, int], most: Mapping[int, int]
) -> Iterator[tuple[int, int]]:
    """Bounds of open columns with positive coefficients, where all columns with negative ones are bounded."""
    room = limit * BOUND_STEP
    for column, value in terms.items():
        if value > 0:
            room -= value * least[column]
        elif column in open_columns:
            return
        else:
            room -= value * most[column]
    for column, value in terms.items():
        if value > 0 and column in open_columns:
            yield column, max(least[column], least[column] - (-room // value))
