r"""How large each column can be, exactly: as the formulation says, or as a row implies.

A column that the formulation leaves open is bounded by a row in which nothing can be large in its favour: from

.. math:: a_j x_j + \sum_{k \ne j} a_k x_k \le b, \quad a_j > 0, \quad x \ge 0

follows :math:`a_j x_j \le b + \sum_{a_k < 0} |a_k| u_k`. Most are money variables, bounded by what is asked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from planner.formulation.exact import ExactFormulation, ExactRow

type Bounds = dict[str, Fraction]


def upper_bounds(lp: ExactFormulation) -> Bounds | None:
    """The bound of every column; None where some column has none, or may be below 0."""
    if any(column.at_least != 0 for column in lp.columns):
        return None
    bounds = {column.name: column.at_most for column in lp.columns if column.at_most is not None}
    open_columns = {column.name for column in lp.columns if column.at_most is None}
    return _with_implied(bounds, open_columns, lp.exact_rows)


def _with_implied(bounds: Bounds, open_columns: set[str], rows: Mapping[str, ExactRow]) -> Bounds | None:
    """Bounds implied by rows, until none is open; a round that closes none leaves the programme without bounds."""
    reading = [row for row in rows.values() if open_columns & row.terms.keys()]
    while open_columns:
        closed = {
            column: bound
            for row in reading
            for terms, limit in _upper_forms(row)
            for column, bound in _implied(terms, limit, open_columns, bounds)
        }
        if not closed:
            return None if any(open_columns & row.terms.keys() for row in reading) else bounds
        bounds.update(closed)
        open_columns -= closed.keys()
        reading = [row for row in reading if open_columns & row.terms.keys()]
    return bounds


def _upper_forms(row: ExactRow) -> Iterator[tuple[Mapping[str, Fraction], Fraction]]:
    """The row as one or two upper limits."""
    if row.sense != ">=":
        yield row.terms, row.limit
    if row.sense != "<=":
        yield {name: -value for name, value in row.terms.items()}, -row.limit


def _implied(
    terms: Mapping[str, Fraction], limit: Fraction, open_columns: set[str], bounds: Bounds
) -> Iterator[tuple[str, Fraction]]:
    """Bounds of open columns with positive coefficients, where all columns with negative ones are bounded."""
    room = limit
    for name, value in terms.items():
        if value < 0:
            if name in open_columns or name not in bounds:
                return
            room -= value * bounds[name]
    for name, value in terms.items():
        if value > 0 and name in open_columns:
            yield name, max(Fraction(0), room / value)
