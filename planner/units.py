"""Scales, rounding and tolerances: the one place that knows how exact data become solver numbers and back.

Outside the solver money is whole won (``int``) and greenhouse gas is kilograms of CO2e (``int``) or an exact
``Fraction`` of them. Inside the solver money is million won and gas is tonnes, both ``float``, so that
coefficients stay within the range in which solvers are reliable.
"""

from __future__ import annotations

from fractions import Fraction

WON_PER_SOLVER_UNIT = 1_000_000
"""The solver counts money in million won."""

KG_PER_TONNE = 1_000

EOK = 100_000_000
"""1 억 = 100 million won."""

SOLVER_TOLERANCE = 1e-9
"""Largest violation of a row or bound that the solver may leave, in the row's own unit."""

OPTIMALITY_TOLERANCE = Fraction(1, 10**7)
"""A plan is called optimal when the proven gap is at most this share of its objective."""

SNAP_WON = Fraction(1, 100)
"""A solver amount within this much of a whole won is that whole won."""

LEAST_AWARD_WON = 1
"""An award of less than one won is no award."""

RATIO_EQUALITY_WON = 1
"""A ratio stated as an equality, or two limits that meet, holds within this many won."""

SHARE_STEP = 1e-8
"""The step by which rules about shares and plain numbers are tightened: far above the solver's tolerance, far below any
award. Rules in won are tightened by won, rules in tonnes by kilograms."""

SISTERS_STEPS = 4
"""A rule that rounding broke is tightened by the excess and one step, doubled each time it breaks again; rules of the
same kind that are tight then by so many steps, before rounding breaks them too."""

TIGHTENING_ROUNDS = 24
"""How often the programme is solved again with tightened rules before it is reported as having no whole-won plan."""


def million_won(won: int | Fraction) -> float:
    """Exact won as solver money [million won]."""
    return float(Fraction(won) / WON_PER_SOLVER_UNIT) if isinstance(won, Fraction) else won / WON_PER_SOLVER_UNIT


def won_from_solver(amount: float) -> Fraction:
    """Solver money [million won] as exact won, not yet whole."""
    return Fraction(amount) * WON_PER_SOLVER_UNIT


def tonnes(kilograms: int | Fraction) -> float:
    """Exact kilograms as solver gas [t]."""
    return float(Fraction(kilograms) / KG_PER_TONNE) if isinstance(kilograms, Fraction) else kilograms / KG_PER_TONNE


def round_half_up(value: Fraction) -> int:
    """The nearest whole number; a half goes up, also below zero."""
    return (2 * value.numerator + value.denominator) // (2 * value.denominator)


def floor(value: Fraction) -> int:
    """The largest whole number not above the value."""
    return value.numerator // value.denominator


def ceiling(value: Fraction) -> int:
    """The smallest whole number not below the value."""
    return -(-value.numerator // value.denominator)


def solver_amount(amount: int | Fraction, unit: str) -> float:
    """An exact amount in won, kilograms, shares or plain numbers as the solver counts it."""
    if unit == "won":
        return float(Fraction(amount) / WON_PER_SOLVER_UNIT)
    if unit == "kg":
        return float(Fraction(amount) / KG_PER_TONNE)
    return float(amount)


def solver_step(unit: str) -> float:
    """One won, one kilogram, or a step of shares and plain numbers, as the solver counts it."""
    return SHARE_STEP if unit not in ("won", "kg") else solver_amount(1, unit)


def tightened_by(excess: int | Fraction, unit: str) -> float:
    """By how much a row gives way that rounding has broken by the excess: by that and one step more [solver's unit]."""
    return solver_amount(excess, unit) + solver_step(unit)
