r"""How large and how small each column can be, exactly: as the formulation says, or as a row implies.

A column that the formulation leaves open is bounded by a row in which nothing can be large in its favour: from

.. math:: a_j x_j + \sum_{k \ne j} a_k x_k \le b, \quad a_j > 0

follows :math:`a_j x_j \le b - \sum_{a_k > 0} a_k l_k - \sum_{a_k < 0} a_k u_k`. Most are money variables, bounded by
what is asked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from planner.formulation.exact import ExactFormulation, ExactRow

type Bounds = dict[str, tuple[Fraction, Fraction]]
"""The least and the most of each column [solver's unit]."""


def column_bounds(lp: ExactFormulation) -> Bounds | None:
    """The bounds of every column; None where some row's column has none.

    A column that no row reads is bounded by 0: it decides nothing.
    """
    least = {column.name: column.at_least for column in lp.columns}
    most = {column.name: column.at_most for column in lp.columns if column.at_most is not None}
    if any(lower is None for lower in least.values()):
        return None
    lower = {name: Fraction(value) for name, value in least.items() if value is not None}
    open_columns = {column.name for column in lp.columns if column.at_most is None}
    if not _close(open_columns, lower, most, lp.exact_rows):
        return None
    return {name: (lower[name], most.get(name, Fraction(0))) for name in lower}


def _close(
    open_columns: set[str], least: Mapping[str, Fraction], most: dict[str, Fraction], rows: Mapping[str, ExactRow]
) -> bool:
    """Upper bounds implied by rows, until none is open; False where a round closes none."""
    reading = [row for row in rows.values() if open_columns & row.terms.keys()]
    while reading:
        closed = {
            column: bound
            for row in reading
            for terms, limit in _upper_forms(row)
            for column, bound in _implied(terms, limit, open_columns, least, most)
        }
        if not closed:
            return False
        most.update(closed)
        open_columns -= closed.keys()
        reading = [row for row in reading if open_columns & row.terms.keys()]
    return True


def _upper_forms(row: ExactRow) -> Iterator[tuple[Mapping[str, Fraction], Fraction]]:
    """The row as one or two upper limits."""
    if row.sense != ">=":
        yield row.terms, row.limit
    if row.sense != "<=":
        yield {name: -value for name, value in row.terms.items()}, -row.limit


def _implied(
    terms: Mapping[str, Fraction],
    limit: Fraction,
    open_columns: set[str],
    least: Mapping[str, Fraction],
    most: Mapping[str, Fraction],
) -> Iterator[tuple[str, Fraction]]:
    """Bounds of open columns with positive coefficients, where all columns with negative ones are bounded."""
    room = limit
    for name, value in terms.items():
        if value < 0:
            if name in open_columns:
                return
            room -= value * most[name]
        else:
            room -= value * least[name]
    for name, value in terms.items():
        if value > 0 and name in open_columns:
            yield name, max(least[name], room / value + least[name])
