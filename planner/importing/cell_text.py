"""Values of our tables as the text of a CSV cell, so that what is read back is the same value."""

from __future__ import annotations

from fractions import Fraction

from planner.intake.cells import decimal_text

_KEPT_DECIMALS = 12


def exact_text(number: Fraction) -> tuple[str, bool]:
    """The number in plain digits, and whether that is exact; what has no end is rounded to 12 decimals."""
    if number.denominator == 1:
        return str(number.numerator), True
    text = decimal_text(number)
    if Fraction(text) == number:
        return text, True
    return decimal_text(round(number, _KEPT_DECIMALS)), False


def text_of(value: object) -> str:
    """A value of a row as the text of its cell; blank where nothing is given."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Fraction):
        return exact_text(value)[0]
    if isinstance(value, tuple):
        return "; ".join(map(str, value))
    return str(value)
