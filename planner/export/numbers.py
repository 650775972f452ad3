"""Numbers in words: won, tonnes, shares and counts as the reader's language writes them.

Figures are rounded from exact values, a half away from zero, and worded late, like every text. What is shown together
adds up: see :func:`rounded_to_sum`.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from enum import Enum
from fractions import Fraction

from planner.languages import Language, T, Text
from planner.units import EOK, MILLION, floor, round_half_up

type Exact = int | Decimal | Fraction
"""A number that is known exactly. A float is one too, in binary; see :func:`figure`."""


class MoneyUnit(Enum):
    """In what money is shown; the value is how many won one of it is."""

    WON = 1
    MILLION_WON = MILLION
    EOK_WON = EOK

    @property
    def words(self) -> Text:
        """The unit: won, million won, eok (100 million won)."""
        return _MONEY_UNITS[self]

    @property
    def digits(self) -> int:
        """How many decimals are shown: to the won; to the million; to the million as well in eok."""
        return 2 if self is MoneyUnit.EOK_WON else 0


_MONEY_UNITS = {
    MoneyUnit.WON: T("won"),
    MoneyUnit.MILLION_WON: T("million won"),
    MoneyUnit.EOK_WON: T("eok"),
}


class Figure(Text):
    """A number with separators, in the reader's language; ``digits`` decimals, of which ``least`` always stand."""

    def __init__(self, value: Exact | float, digits: int, least: int) -> None:
        pattern = "#,##0" + ("." + "0" * least + "#" * (digits - least) if digits else "")
        super().__init__(pattern, {"value": _rounded(value, digits)})

    def to(self, language: Language) -> str:
        """The number as that language writes it."""
        from babel.numbers import format_decimal

        return format_decimal(Decimal(str(self.values["value"])), self.template, locale=language)


def figure(value: Exact | float, digits: int = 3, *, least: int | None = None) -> Text:
    """A number with so many decimals; with ``least`` fewer, where zeros at its end say nothing."""
    return Figure(value, digits, digits if least is None else least)


def counted(count: int, one: Text, several: Text) -> Text:
    """A count with what is counted: ``one`` is the whole phrase for 1, ``several`` the word with {count} for others.

    >>> str(counted(1, T("1 supplier"), T("{count} suppliers")))
    '1 supplier'
    """
    return one if count == 1 else Text(several.template, {**several.values, "count": figure(count, 0)})


def won_in_words(won: int) -> Text:
    """Whole won to the last one; from 1 eok (100 million) up also in eok, with as many decimals as say something."""
    whole = figure(won, 0)
    if abs(won) < EOK:
        return T("{won} won", won=whole)
    return T("{won} won ({eok} eok)", won=whole, eok=figure(Fraction(won, EOK), 1))


def money(won: int, unit: MoneyUnit, digits: int | None = None) -> Text:
    """An amount in a unit, with the unit: 32,800 million won; with so many decimals, or as many as are usual for it."""
    shown = figure(Fraction(won, unit.value), unit.digits if digits is None else digits)
    return T("{value} {unit}", value=shown, unit=unit.words)


def parts_of_money(first: int, others: Sequence[int], unit: MoneyUnit) -> list[Text]:
    """Parts of an amount [won] in a unit, adding up as they are shown to what :func:`money` shows of their sum.

    The first part is rounded by itself, so that it is told alike wherever it is a part; what that leaves over is in
    the largest of the others. A part that is too small for the unit is told to the won beside the others.
    """
    step = Fraction(unit.value, 10**unit.digits)
    one, whole = (round_half_up(Fraction(won) / step) for won in (first, first + sum(others)))
    shown = rounded_to_sum(others, step)
    shown[max(range(len(others)), key=others.__getitem__)] += whole - one - sum(shown)
    return [
        money(int(steps * step), unit) if steps or not won else won_in_words(won)
        for won, steps in zip((first, *others), (one, *shown), strict=True)
    ]


def tonnes_in_words(tonnes: Exact | float, unit: Text | None = None) -> Text:
    """Tonnes with the digits that matter: whole ones from 1,000 up, one decimal from 10, otherwise to the kilogram.

    ``unit`` is t, or another unit of tonnes such as t/yr. For telling, not for checking.
    """
    size = abs(Fraction(tonnes))
    digits = 0 if size >= 1000 else 1 if size >= 10 else 3
    return T("{value} {unit}", value=figure(tonnes, digits, least=min(digits, 1)), unit=unit or T("t"))


def share_in_words(share: Exact | float, digits: int = 1) -> Text:
    """A share of 1 by itself as a percentage. Shares of one whole stand together: :func:`hundredths`.

    A share that is neither nothing nor everything is never rounded to that.
    """
    exact, least = Fraction(share), Fraction(1, 10 ** (digits + 2))
    if 0 < exact < least / 2:
        return T("less than {share} %", share=figure(least * 100, digits))
    if 1 - least / 2 <= exact < 1:
        return T("more than {share} %", share=figure((1 - least) * 100, digits))
    return T("{share} %", share=figure(exact * 100, digits, least=0))


def hundredths(parts: Sequence[Exact], digits: int = 1) -> list[Fraction]:
    """Each part's percentage of their sum with so many decimals, adding up to exactly 100; of nothing, all 0."""
    exact = [Fraction(part) for part in parts]
    if any(part < 0 for part in exact):
        raise ValueError("A part of a whole is not negative.")
    whole, step = sum(exact), Fraction(1, 10**digits)
    if whole == 0:
        return exact
    return [share * step for share in rounded_to_sum([part * 100 / whole for part in exact], step)]


def rounded_to_sum(values: Sequence[Exact], step: Exact = 1) -> list[int]:
    """Values in whole steps whose sum is their rounded sum: the method of largest remainders (Hamilton).

    Each value is cut to the step below; those that lost most get one step more, until the sum is reached. Of equal
    losses the larger value goes first, then the earlier. Every value is within one step of what it was, and what was
    whole stays.
    """
    exact = [Fraction(value) / Fraction(step) for value in values]
    whole = [floor(value) for value in exact]
    missing = round_half_up(sum(exact, Fraction(0))) - sum(whole)
    order = sorted(range(len(exact)), key=lambda place: (whole[place] - exact[place], -exact[place], place))
    for place in order[:missing]:
        whole[place] += 1
    return whole


def _rounded(value: Exact | float, digits: int) -> Decimal:
    """The value with so many decimals; a half away from zero, also where the value is a negative one."""
    exact = Fraction(value) * 10**digits
    steps = round_half_up(abs(exact))
    return Decimal(steps if exact >= 0 else -steps).scaleb(-digits)
