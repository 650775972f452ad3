r"""The worst that a few of many deviations do together, as a linear programme (Bertsimas and Sim, 2004).

With :math:`d_j(x) \ge 0` by how much item j deviates at worst, and at most :math:`\Gamma` of them at once, the last by
its part where it is no whole number,

.. math:: \max_{S} \sum_{j \in S} d_j(x) = \min_{z, q \ge 0}\ \Gamma z + \sum_j q_j, \quad z + q_j \ge d_j(x)

A row that leaves room for :math:`\Gamma z + \sum_j q_j` with any such z, q leaves room for the worst, and for no more
than the worst with the least of them. z is the *level*: what the largest deviation that no longer counts is, or more.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import NamedTuple

from planner.formulation.model import Formulation, Terms
from planner.programme.families import row_name
from planner.units import solver_number


class Deviation(NamedTuple):
    """By how much an item deviates at worst: its name, the deviation as terms, and the most that it can be."""

    item: str
    terms: Terms
    most: float


def worst_case(
    lp: Formulation, rule: str, index: tuple[object, ...], at_once: Fraction, of: Iterable[Deviation]
) -> Terms:
    """What the worst of so many deviations come to at once: no less, whatever the plan. Nothing where none deviates.

    Adds the rows ``rule[index,item]``, in the unit of the deviations.
    """
    deviations = [deviation for deviation in of if deviation.terms and deviation.most > 0]
    if not deviations:
        return []
    level = lp.variable(f"{rule}_level", *index, at_most=max(deviation.most for deviation in deviations))
    total: Terms = [(level, solver_number(at_once))]
    for item, terms, most in deviations:
        above = lp.variable(f"{rule}_above", *index, item, at_most=most)
        total.append((above, 1))
        falls = [(variable, -amount) for variable, amount in terms]
        lp.row(row_name(rule, *index, item), [(level, 1), (above, 1), *falls], ">=", 0)
    return total
