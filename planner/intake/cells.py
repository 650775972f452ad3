"""What a cell can hold, kind by kind: text in, a value or a refusal out. Nothing is guessed.

A parser takes the text of a cell that is not empty. It returns the value, or a :class:`Refusal` that says what was
found and what to write. Refusals are values and not exceptions, because tables have hundreds of thousands of cells.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from planner.intake import faults
from planner.intake.choices import Allowed, column_name, in_english, meant_in_korean, yes_or_no_in_english
from planner.intake.diagnosis import LONGEST_NUMBER, number_instead, unit_of_all
from planner.intake.faults import Kind
from planner.intake.guessing import guess
from planner.languages import T, Text

type Parser = Callable[[str], object]
"""Text of a cell to its value, or to a refusal."""

_NUMBER = re.compile(r"-?\d+(\.\d+)?", re.ASCII)
_EDGES = re.compile(
    r"^\s|\s$|[\u00a0\u00ad\u034f\u061c\u115f\u1160\u17b4\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3164\ufeff\uffa0]|[\x00-\x08\x0b-\x1f\x7f]"
)
_MOST_DIGITS = 15
_MOST_DECIMALS = 30
_MOST_YEARS = 1_000
FORMULA_ERRORS = frozenset(
    {
        "#DIV/0!",
        "#N/A",
        "#NAME?",
        "#NULL!",
        "#NUM!",
        "#REF!",
        "#VALUE!",
        "#SPILL!",
        "#CALC!",
        "#GETTING_DATA",
        "#FIELD!",
    }
)
"""What spreadsheets show for a formula that failed; saved as CSV it is text."""


class Refusal(NamedTuple):
    """Why a cell is refused; ``kept`` is what it would be without the fault, for the checks between tables."""

    kind: Kind
    values: Mapping[str, object]
    kept: object = None


def refused(kind: Kind, kept: object = None, **values: object) -> Refusal:
    """A refusal with the values that its sentences name; of a very long cell the beginning is shown."""
    found = values.get("found")
    if isinstance(found, str) and len(found) > LONGEST_NUMBER:
        values["found"] = f"{found[:LONGEST_NUMBER]}…"
    return Refusal(kind, values, kept)


def text(cell: str) -> object:
    """Text as it stands; characters that nobody sees are refused."""
    if cell in FORMULA_ERRORS:
        return refused(faults.FORMULA_ERROR, found=cell)
    hidden = _EDGES.search(cell)
    return cell if hidden is None else _invisible(cell, hidden)


def names(cell: str) -> object:
    """Names parted by semicolons, as a tuple in the order written."""
    parts = [text(part.strip(" ")) for part in cell.split(";") if part.strip(" ")]
    for part in parts:
        if isinstance(part, Refusal):
            return part
    seen: set[object] = set()
    for part in parts:
        if part in seen:
            return refused(faults.LISTED_TWICE, name=part)
        seen.add(part)
    return tuple(parts)


def yes_or_no(cell: str) -> object:
    """yes, true, y, 1 or no, false, n, 0, in any case; or their Korean."""
    word = yes_or_no_in_english(cell) or cell.casefold()
    if word in ("yes", "true", "y", "1"):
        return True
    if word in ("no", "false", "n", "0"):
        return False
    return _hidden(cell) or refused(faults.NOT_YES_OR_NO, found=cell)


def one_of(allowed: Sequence[str], column: str) -> Parser:
    """A parser for a fixed set of words, in English or in Korean."""

    def choice(cell: str) -> object:
        if cell in allowed:
            return cell
        korean = in_english(column, cell)
        if korean in allowed:
            return korean
        hidden = _hidden(cell)
        if hidden is not None:
            return hidden
        near = guess(cell, allowed) or meant_in_korean(column, cell)
        said = {"found": cell, "column": column_name(column), "allowed": Allowed(column, allowed)}
        if near is None:
            return refused(faults.NOT_A_CHOICE, **said)
        return refused(faults.NOT_A_CHOICE_WITH_GUESS, guess=near, **said)

    return choice


def tier(cell: str) -> object:
    """1 or 2."""
    if cell in ("1", "2"):
        return int(cell)
    return _hidden(cell) or refused(faults.NOT_A_TIER, found=cell)


_AMOUNT = T("a whole won amount")
_NUMBER_WORD = T("a number")
_SHARE_WORD = T("a share from 0 to 1")
_YEARS_WORD = T("a whole number of years")
_YEAR_WORD = T("a year")


def won(cell: str) -> object:
    """A whole won amount, 0 or more."""
    value = _whole(cell, _AMOUNT, "120000000")
    if isinstance(value, int) and value < 0:
        return refused(faults.BELOW_ZERO, found=cell)
    return value


def signed_won(cell: str) -> object:
    """A whole won amount, also below 0."""
    return _whole(cell, _AMOUNT, "120000000")


def years(cell: str) -> object:
    """A number of years, 0 or more."""
    value = _whole(cell, _YEARS_WORD, "10")
    if isinstance(value, int) and value < 0:
        return refused(faults.BELOW_ZERO, found=cell)
    if isinstance(value, int) and value > _MOST_YEARS:
        return refused(faults.TOO_MANY_YEARS, found=cell, wanted=_YEARS_WORD, example="10")
    return value


def year(cell: str) -> object:
    """A calendar year."""
    value = _whole(cell, _YEAR_WORD, "2026")
    if isinstance(value, int) and not 1900 <= value <= 2200:
        return refused(faults.NOT_A_YEAR, found=cell)
    return value


def number(cell: str) -> object:
    """Any exact number."""
    return _exact(cell, _NUMBER_WORD, "12.5")


def not_negative(cell: str) -> object:
    """An exact number, 0 or more."""
    value = _exact(cell, _NUMBER_WORD, "12.5")
    if isinstance(value, Fraction) and value < 0:
        return refused(faults.BELOW_ZERO, found=cell)
    return value


def positive(cell: str) -> object:
    """An exact number above 0."""
    value = _exact(cell, _NUMBER_WORD, "12.5")
    return refused(faults.NOT_POSITIVE, found=cell) if isinstance(value, Fraction) and value <= 0 else value


def share(cell: str) -> object:
    """An exact part of a whole, from 0 to 1."""
    value = _exact(cell, _SHARE_WORD, "0.05")
    if isinstance(value, Fraction) and not 0 <= value <= 1:
        if 1 < value <= 100:
            return refused(faults.NOT_A_SHARE, found=cell, instead=decimal_text(value / 100))
        return refused(faults.NOT_A_SHARE_AT_ALL, found=cell)
    return value


def positive_share(cell: str) -> object:
    """An exact part of a whole, above 0 and at most 1."""
    value = share(cell)
    return refused(faults.NOT_A_SHARE_AT_ALL, found=cell) if value == 0 else value


def _exact(cell: str, wanted: Text, example: str) -> object:
    if _NUMBER.fullmatch(cell) is None:
        return _hidden(cell) or _not_a_number(cell, wanted, example)
    whole, _, decimals = cell.partition(".")
    if len(whole.lstrip("-0")) > _MOST_DIGITS or len(decimals) > _MOST_DECIMALS or len(cell) > LONGEST_NUMBER:
        return refused(faults.TOO_MANY_DIGITS, found=cell, count=sum(map(str.isdecimal, cell)))
    return Fraction(int(whole + decimals), 10 ** len(decimals)) if decimals else Fraction(int(whole))


def _whole(cell: str, wanted: Text, example: str) -> object:
    if cell.isdecimal() and cell.isascii() and len(cell) <= _MOST_DIGITS:
        return int(cell)
    value = _exact(cell, wanted, example)
    if not isinstance(value, Fraction):
        return value
    if value.denominator != 1:
        return refused(faults.NOT_WHOLE, found=cell, wanted=wanted, instead=round(value))
    return value.numerator


def _not_a_number(cell: str, wanted: Text, example: str) -> Refusal:
    kind, instead = number_instead(cell)
    if kind is faults.UNIT_IN_CELL and wanted is _AMOUNT and (stated := unit_of_all(cell)) is not None:
        digits, unit = stated
        return refused(faults.UNIT_IN_AMOUNT, found=cell, wanted=wanted, instead=instead, digits=digits, unit=unit)
    return refused(kind, found=cell, wanted=wanted, example=example, instead=instead)


def decimal_text(value: Fraction) -> str:
    """An exact number in plain decimal digits; one that has no end in decimals, rounded to thirty of them."""
    scaled = value * 10**_MOST_DECIMALS
    digits = str(abs(round(scaled))).rjust(_MOST_DECIMALS + 1, "0")
    text = f"{digits[:-_MOST_DECIMALS]}.{digits[-_MOST_DECIMALS:]}".rstrip("0").rstrip(".")
    return f"-{text}" if value < 0 else text


def _hidden(cell: str) -> Refusal | None:
    """The refusal of a cell in which nobody sees why it is refused."""
    hidden = _EDGES.search(cell)
    return None if hidden is None else _invisible(cell, hidden)


def _invisible(cell: str, hidden: re.Match[str]) -> Refusal:
    character = hidden[0]
    visible = _EDGES.sub("", " ".join(cell.split("\u00a0"))).strip()
    named = T("the invisible character {code} ({name})", code=f"U+{ord(character):04X}", name=_name(character))
    if not visible:
        return refused(faults.ONLY_INVISIBLE, character=named)
    where = T("at the start") if hidden.start() == 0 else T("at the end") if hidden.end() == len(cell) else T("inside")
    return refused(faults.INVISIBLE, kept=visible, character=named, where=where, instead=visible)


def _name(character: str) -> str:
    names = {"\t": "tab", "\n": "line feed", "\r": "carriage return"}
    return names.get(character, unicodedata.name(character, "control character").lower())
