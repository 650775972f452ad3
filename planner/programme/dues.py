"""What a tier-1 supplier gives back, and when."""

from __future__ import annotations

from fractions import Fraction

from planner.programme.rules import Repayment
from planner.units import ceiling, round_half_up


def instalments(repayment: Repayment, paid_year: int, support_won: int) -> dict[int, int]:
    """What falls due by year [won] for support paid in a year: the ratio of it, rounded half up, in equal parts.

    The last instalment takes the remainder. Source: reading 16 of the rules.
    """
    owed = round_half_up(repayment.ratio * support_won)
    part = owed // repayment.instalments
    first = paid_year + repayment.grace_years
    due = {first + number: part for number in range(repayment.instalments)}
    due[first + repayment.instalments - 1] += owed - part * repayment.instalments
    return due


def loss_allowance(loss: Fraction, received_won: int) -> int:
    """What is expected not to come of what falls due [won], rounded up. Source: reading 17 of the rules."""
    return ceiling(loss * received_won)
