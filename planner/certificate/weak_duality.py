r"""A bound that no plan can beat, whatever produced the multipliers.

For :math:`\max c x,\ A x \le b,\ 0 \le x \le u` and any :math:`y \ge 0`,

.. math:: c x = y A x + (c - A^\top y) x \le y b + \sum_j \max(0, r_j)\, u_j, \qquad r = c - A^\top y

Rows of ``>=`` take multipliers of 0 or less, equalities any. Evaluated in exact arithmetic the bound holds for any
multipliers; bad ones only make it weak. Source: Neumaier and Shcherbina, Safe bounds in linear and mixed-integer linear
programming, Mathematical Programming 99 (2004), doi 10.1007/s10107-003-0433-3.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from planner.certificate.rows import ExactProgramme
from planner.formulation.model import Sense

EXPONENT = 70
"""Multipliers are kept as whole numbers over 2 to the power of this: finer than any solver's."""


def whole_multipliers(programme: ExactProgramme, prices: Mapping[str, float]) -> dict[str, int]:
    """A solver's prices as multipliers: exact to the last bit, and 0 where their sign cannot be."""
    found = {}
    for name in programme.rows:
        multiplier = int(Fraction(prices.get(name, 0.0)) * 2**EXPONENT)
        if multiplier and has_right_sign(programme.rows[name].sense, multiplier):
            found[name] = multiplier
    return found


def has_right_sign(sense: Sense, multiplier: int) -> bool:
    """Whether a row of that sense may have that multiplier."""
    return sense == "=" or (multiplier >= 0) == (sense == "<=")


def bound(programme: ExactProgramme, multipliers: Mapping[str, int], exponent: int = EXPONENT) -> Fraction:
    """The bound that the multipliers prove, in the objective's unit. Raises ``KeyError`` for an unknown row."""
    scale = 2**exponent
    total = Fraction(0)
    reduced: dict[str, Fraction] = {name: value * scale for name, value in programme.objective.items()}
    for name, multiplier in multipliers.items():
        row = programme.rows[name]
        total += multiplier * row.limit
        for column, value in row.terms.items():
            reduced[column] = reduced.get(column, Fraction(0)) - multiplier * value
    for column, value in reduced.items():
        if value > 0:
            total += value * programme.most[column]
    return Fraction(total, scale)
