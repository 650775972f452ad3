"""Scales, rounding and tolerances: the one place that knows how exact data become solver numbers and back.

Outside the solver money is whole won (``int``) and greenhouse gas is kilograms of CO2e (``int``) or an exact
``Fraction`` of them. Inside the solver money is million won and gas is tonnes, both ``float``, so that
coefficients stay within the range in which solvers are reliable.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from fractions import Fraction
from typing import cast

WON_PER_SOLVER_UNIT = 1_000_000
"""The solver counts money in million won."""

KG_PER_TONNE = 1_000

MILLION = 1_000_000
"""1 million won, 백만원: the unit of budget documents."""

EOK = 100_000_000
"""1 억 = 100 million won."""

SOLVER_TOLERANCE = 1e-9
"""Largest violation of a row or bound that the solver may leave, in the row's own unit."""

WIDER_TOLERANCES = (1e-8, 1e-7, 1e-6)
"""What branch and bound is allowed where it could not keep the other. It chooses whole projects with it, nothing more:
who pays for them is worked out afterwards, within the tolerance for all."""

OPTIMALITY_TOLERANCE = Fraction(1, 10**7)
"""A plan is called optimal when the proven gap is at most this share of its objective."""

LARGEST_TERM = 2.0**20
SMALLEST_TERM = 2.0**-20
"""A row whose largest term [million won, t] lies beyond these is handed to the solver times a power of two. Doubles of
the first size are 1e-10 apart, so that every row can be kept to the tolerance; it is the size of a trillion won."""

MOST_APART = 10**12
"""How many times the largest amount of a programme may be the smallest. The solver keeps a row to about 1e-15 of its
largest term, the tolerance over :data:`LARGEST_TERM`; an amount so much smaller is still kept to a thousandth."""

MOST_UNITS = 10**15
"""No amount of a programme is more won or kilograms than this: floating-point numbers are whole to here and a little
further, 2 to the power of 53, and spreadsheets keep 15 digits."""

LEAST_COEFFICIENT = 1e-12
"""Coefficients below this are nothing to the solver, which drops larger ones unless it is told so."""

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


_exactly: ContextVar[bool] = ContextVar("exactly", default=False)


@contextmanager
def exact_numbers() -> Iterator[None]:
    """Within it every number for the solver is the exact one, a ``Fraction``, where it otherwise is the nearest float.

    For proofs over the rows of a programme: the formulation that built them for the solver builds them again, exactly.
    """
    token = _exactly.set(True)
    try:
        yield
    finally:
        _exactly.reset(token)


def solver_number(value: int | Fraction) -> float:
    """A plain number as the solver takes it: the nearest float, or exact within :func:`exact_numbers`."""
    return cast(float, Fraction(value)) if _exactly.get() else float(value)


def million_won(won: int | Fraction) -> float:
    """Exact won as solver money [million won]."""
    if _exactly.get():
        return cast(float, Fraction(won, WON_PER_SOLVER_UNIT))
    return float(Fraction(won) / WON_PER_SOLVER_UNIT) if isinstance(won, Fraction) else won / WON_PER_SOLVER_UNIT


def won_from_solver(amount: float) -> Fraction:
    """Solver money [million won] as exact won, not yet whole."""
    return Fraction(amount) * WON_PER_SOLVER_UNIT


def tonnes(kilograms: int | Fraction) -> float:
    """Exact kilograms as solver gas [t]."""
    if _exactly.get():
        return cast(float, Fraction(kilograms, KG_PER_TONNE))
    return float(Fraction(kilograms) / KG_PER_TONNE) if isinstance(kilograms, Fraction) else kilograms / KG_PER_TONNE


def row_scale(largest_term: float) -> float:
    """The power of two that a row is multiplied by for its largest term to come within what the solver can hold: to
    half of :data:`LARGEST_TERM` or more where it is larger, to 1 or little less where it is smaller."""
    within = LARGEST_TERM if largest_term > LARGEST_TERM else 1.0
    return 2.0 ** (math.frexp(within)[1] - 1 - math.frexp(largest_term)[1])


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


DECLARED_UNITS: Mapping[str, Mapping[str, Fraction]] = {
    "won": {
        **dict.fromkeys(("won", "krw", "원"), Fraction(1)),
        **dict.fromkeys(("천원", "thousandwon", "천"), Fraction(10**3)),
        **dict.fromkeys(("만원", "만"), Fraction(10**4)),
        **dict.fromkeys(("백만원", "millionwon", "백만"), Fraction(10**6)),
        **dict.fromkeys(("억원", "eokwon", "eok", "억", "hundredmillionwon"), Fraction(EOK)),
        **dict.fromkeys(("십억원", "billionwon", "십억"), Fraction(10**9)),
        **dict.fromkeys(("조원", "조", "trillionwon"), Fraction(10**12)),
    },
    "t": {
        **dict.fromkeys(("t", "톤", "tonne", "tonnes", "tco2", "tco2e", "tco2eq", "tco2-eq"), Fraction(1)),
        **dict.fromkeys(("kg", "kgco2", "kgco2e", "kgco2eq", "킬로그램"), Fraction(1, KG_PER_TONNE)),
        **dict.fromkeys(("kt", "ktco2", "ktco2e", "ktco2eq", "천톤"), Fraction(10**3)),
    },
    "MWh": {"mwh": Fraction(1), "kwh": Fraction(1, 10**3), "gwh": Fraction(10**3)},
    "GJ": {"gj": Fraction(1), "mj": Fraction(1, 10**3), "tj": Fraction(10**3)},
    "share": {
        **dict.fromkeys(("share", "비율"), Fraction(1)),
        **dict.fromkeys(("%", "percent", "퍼센트", "백분율"), Fraction(1, 100)),
    },
    "years": dict.fromkeys(("years", "year", "년", "개년"), Fraction(1)),
}
"""Units in which a table may state its columns, by the unit in which the programme counts them: what one is of that.
Written without blanks and in small letters; "a year" is understood where the programme counts by the year."""

ENERGY_UNITS_GJ: Mapping[str, Fraction] = {
    "kWh": Fraction("0.0036"),
    "MWh": Fraction("3.6"),
    "GWh": Fraction(3_600),
    "MJ": Fraction("0.001"),
    "GJ": Fraction(1),
    "TJ": Fraction(1_000),
    "MMBtu": Fraction("1.055056"),
    "therm": Fraction("0.1055056"),
    "Mcal": Fraction("0.0041868"),
    "Gcal": Fraction("4.1868"),
    "toe": Fraction("41.868"),
}
"""Units of energy in which other people's tables count [GJ]. MMBtu and therm by the International Table Btu of
1.055056 kJ, calories by the International Table's 4.1868 J; a tonne of oil equivalent is 10 Gcal (International Energy
Agency)."""
