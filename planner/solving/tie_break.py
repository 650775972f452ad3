"""The published order that decides between equally good plans.

Less fresh money; then most tonnes in the first counting year, in the second, and so on; then, in code-point order of
supplier, upgrade and year, as much as possible to the first; last the payers, in the order of their money groups.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

import numpy as np
import pulp

from planner.formulation.assemble import Assembled
from planner.formulation.tonnes import tonnes_terms
from planner.solving.face import OptimalSet
from planner.solving.outcome import Vector
from planner.solving.session import Session

MONEY_BATCH = 20
"""How many money variables are preferred in one solve."""


def objectives(assembled: Assembled, session: Session) -> Iterator[Vector]:
    """The objectives of the order, each to be maximised, by column."""
    yield -session.cost(assembled.fresh)
    for year in assembled.lp.rules.years.counting_years:
        yield session.cost(tonnes_terms(assembled.lp, f"tonnes_in_{year}"))


def award_columns(assembled: Assembled, session: Session) -> Iterator[int]:
    """The columns of the awards in code-point order of supplier, upgrade and year."""
    return _columns(session, (assembled.lp.award[option.key] for option in assembled.lp.options))


def money_columns(assembled: Assembled, session: Session) -> Iterator[int]:
    """The columns of support and payments: support in the awards' order, then each group's payers."""
    support = (assembled.lp.flexible_support[key] for key in sorted(assembled.lp.flexible_support))
    payments = (group.paid[payer] for group in assembled.money.groups for payer in sorted(group.paid))
    return _columns(session, chain(support, payments))


def break_ties(optimal: OptimalSet, assembled: Assembled, session: Session) -> Vector:
    """The one optimal solution that the published order picks, by column."""
    for number, cost in enumerate(objectives(assembled, session)):
        if optimal.is_point:
            return optimal.point
        optimal.maximise(cost, narrow=number == 0)
    _prefer(optimal, award_columns(assembled, session), 1)
    _prefer(optimal, money_columns(assembled, session), MONEY_BATCH)
    return optimal.point


def _prefer(optimal: OptimalSet, columns: Iterable[int], together: int) -> None:
    """As much as possible to the first column, then to the second, and so on.

    Columns taken together have weights that halve from one to the next: the same as one after the other where a unit
    given to the first takes less than two from a later one, as won taken from one payer and given to another do.
    """
    left = list(columns)
    if not optimal.is_point:
        optimal.maximise(np.zeros(len(optimal.point)), narrow=True)
    while not optimal.is_point:
        free = set(optimal.free.tolist())
        left = [column for column in left if column in free]
        if not left:
            return
        batch, left = left[:together], left[together:]
        cost = np.zeros(len(optimal.point))
        cost[batch] = 2.0 ** (together // 2 - np.arange(len(batch)))
        optimal.maximise(cost)


def _columns(session: Session, variables: Iterable[pulp.LpVariable]) -> Iterator[int]:
    return (column for variable in variables if (column := session.column_of(variable)) is not None)
