"""Amounts of an explanation in words: of the objective, of won, of shares, of a rule's level."""

from __future__ import annotations

from fractions import Fraction

from planner.export.measures import Unit
from planner.export.numbers import figure, share_in_words
from planner.languages import T, Text


def worth(amount: float, unit: str) -> Text:
    """An amount of the objective, with its unit: tonnes to a tenth, won to the won, others to three decimals."""
    digits = {"won": 0, "t": 1, "t/yr": 1}.get(unit, 3)
    return T("{value} {unit}", value=figure(amount, digits), unit=Unit(unit))


def level(amount: Fraction, unit: str) -> Text:
    """A cost, a share or a rule's level."""
    if unit == "won":  # to the won: in eok a change of two digits could be lost
        return T("{won} won", won=figure(round(amount), 0))
    if unit == "share":
        return T("{share} %", share=figure(amount * 100, 2, least=0))
    if unit == "ratio":
        return T("{ratio} times", ratio=figure(amount, 6, least=0))
    return T("{value} {unit}", value=figure(amount, 6, least=0), unit=Unit(unit))


def change(amount: Fraction, unit: str) -> Text:
    """A difference of two levels; shares differ by percentage points."""
    if unit == "share":
        points = figure(amount * 100, 2, least=0)
        return T("{points} percentage point", points=points) if amount * 100 == 1 else _points(points)
    return level(amount, unit)


def _points(points: Text) -> Text:
    return T("{points} percentage points", points=points)


def awarded(share: float | Fraction) -> Text:
    """The part of an upgrade that is awarded."""
    return share_in_words(min(Fraction(share), Fraction(1)))
