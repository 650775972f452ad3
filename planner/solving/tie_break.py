"""The published order that decides between equally good plans.

Less fresh money; then most tonnes in the first counting year, in the second, and so on; then, in code-point order of
supplier, upgrade and year, as much as possible to the first; last the payers, in the order of their money groups.
"""

from __future__ import annotations

from collections.abc import Iterator

from planner.formulation.assemble import Assembled
from planner.formulation.tonnes import tonnes_terms
from planner.solving.face import Face, Reduced
from planner.solving.outcome import Vector
from planner.solving.session import Session


def objectives(assembled: Assembled, session: Session) -> Iterator[Vector]:
    """The objectives of the order, each to be maximised, by column."""
    yield -session.cost(assembled.fresh)
    for year in assembled.lp.rules.years.counting_years:
        yield session.cost(tonnes_terms(assembled.lp, f"tonnes_in_{year}"))


def columns_in_order(assembled: Assembled, session: Session) -> Iterator[int]:
    """The columns in the order in which each, last of all, gets as much as possible."""
    awards = (assembled.lp.award[option.key] for option in assembled.lp.options)
    support = (assembled.lp.flexible_support[key] for key in sorted(assembled.lp.flexible_support))
    payments = (group.paid[payer] for group in assembled.money.groups for payer in sorted(group.paid))
    for variables in (awards, support, payments):
        for variable in variables:
            column = session.column_of(variable)
            if column is not None:
                yield column


def break_ties(face: Face, assembled: Assembled, session: Session) -> Vector:
    """The one point of the optimal face that the published order picks, by column."""
    if face.is_point:
        return face.point
    reduced = Reduced(face, session.matrix)
    for cost in objectives(assembled, session):
        if reduced.maximise(cost):
            return reduced.point
    reduced.prefer_in_order(columns_in_order(assembled, session))
    return reduced.point
