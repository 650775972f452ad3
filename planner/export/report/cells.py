"""Cells of tables as text: figures with separators, the same digits in a whole column, nothing for nothing."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from planner.export.columns import Cell, Column, Kind, Number
from planner.languages import Language, Text

_DIGITS = {
    Kind.EOK: 2,
    Kind.TONNES: 1,
    Kind.KG_PER_UNIT: 2,
    Kind.FIGURE: 4,
    Kind.PART: 6,
    Kind.PERCENT: 2,
    Kind.SMALL_PERCENT: 4,
}
"""Decimals by kind; won and counts are whole. Both languages of this package group digits and mark decimals alike."""

_MARKS = (Kind.YEAR, Kind.MARK)
"""Numbers that are names: nothing is added up or grouped."""

_TRIMMED = (Kind.FIGURE, Kind.PART)
"""Kinds whose zeros at the end say nothing."""

_SHARES = (Kind.PERCENT, Kind.SMALL_PERCENT)


def cell_text[Row](column: Column[Row], row: Row, language: Language) -> str:
    """A row's cell of a column, in words."""
    return text_of(column.value(row), column.kind_in(row), language)


def text_of(cell: Cell, kind: Kind, language: Language) -> str:
    """A cell in words: texts in the language, others' words as they are, figures as their kind asks."""
    if cell is None:
        return ""
    if isinstance(cell, Text):
        return cell.to(language)
    if isinstance(cell, str):
        return cell
    return str(cell) if kind.is_text or kind in _MARKS else _figure(cell, kind)


def _figure(value: Number, kind: Kind) -> str:
    if kind in _SHARES:
        return f"{_rounded(Fraction(value) * 100, kind)} %"
    return _rounded(value, kind)


def _rounded(value: Number, kind: Kind) -> str:
    digits = _DIGITS.get(kind, 0)
    # Nothing is added so that what is rounded to nothing has no sign.
    shown = f"{_exact(value).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP) + 0:,}"
    return shown.rstrip("0").rstrip(".") if kind in _TRIMMED and "." in shown else shown


def _exact(value: Number) -> Decimal:
    if isinstance(value, Fraction):
        return Decimal(value.numerator) / Decimal(value.denominator)
    return Decimal(value)
