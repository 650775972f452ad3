"""Discounting: kilograms of later years brought to the base year, exact."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from fractions import Fraction

from planner.programme.rules import Discount


class Discounting:
    r"""Each year's kilograms over :math:`(1 + d)^{y - y_0}`, summed exactly (0002, reading 22).

    The factors of all years are brought to one denominator once, so that a sum is plain integer arithmetic.
    """

    def __init__(self, discount: Discount, years: Iterable[int]) -> None:
        growth = 1 + discount.rate
        factors = {year: growth ** (discount.base_year - year) for year in years}
        self._denominator = math.lcm(*(factor.denominator for factor in factors.values()))
        self._numerators = {y: f.numerator * (self._denominator // f.denominator) for y, f in factors.items()}

    def of(self, kilograms: Mapping[int, int]) -> Fraction:
        """The discounted sum of kilograms by counting year."""
        return Fraction(sum(kg * self._numerators[year] for year, kg in kilograms.items()), self._denominator)

    def weight(self, year: int) -> Fraction:
        """How much a kilogram of the year counts."""
        return Fraction(self._numerators[year], self._denominator)
