"""Cells of spreadsheets, which know numbers, dates and logical values, as the text that the parsers take."""

from __future__ import annotations

import math
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from planner.intake import faults
from planner.intake.cells import Refusal, refused

_DAY_ZERO = date(1899, 12, 30)
_MOST_WHOLE = 10**15
_NO_NUMBER = "#NUM!"


def plain_text(value: object, is_text: bool) -> str | Refusal:
    """A cell's value as text. A date is refused: it was a number or a text before the spreadsheet made a date of it.

    Numbers are written with the 15 digits that a spreadsheet keeps and shows, so that 0.1 + 0.2 is 0.3 here too.
    """
    if isinstance(value, float):
        return number_text(value) if math.isfinite(value) else refused(faults.FORMULA_ERROR, found=_NO_NUMBER)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, date | time | timedelta):
        return _date(value, is_text)
    return str(value)


def number_text(value: float) -> str:
    """A spreadsheet's number in plain digits; what is beyond all numbers, as spreadsheets show it."""
    if not math.isfinite(value):
        return _NO_NUMBER
    if value.is_integer():
        return str(int(value))
    text = f"{value:.15g}"
    return format(Decimal(text), "f") if "e" in text else text


def _date(value: date | time | timedelta, is_text: bool) -> Refusal:
    found = value.isoformat() if isinstance(value, date | time) else str(value)
    if is_text:
        return refused(faults.DATE_AS_TEXT, found=found)
    day = value.date() if isinstance(value, datetime) else value
    serial = (day - _DAY_ZERO).days if isinstance(day, date) else 0
    if not isinstance(day, date):
        return refused(faults.A_DATE, found=found, example=2026)
    return refused(faults.A_DATE, found=found, example=serial if 1900 <= serial <= 2200 else day.year)
