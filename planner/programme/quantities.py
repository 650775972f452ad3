"""Exact numbers as people write them: won, ratios, years. A value that cannot be read without guessing is refused."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer, WithJsonSchema

REMARKS_ON_ROWS = frozenset({"confirmed"})
"""Columns about the checking of a row: they silence warnings and say nothing about the programme."""

_DECIMAL = re.compile(r"[+-]?\d+(\.\d+)?([eE][+-]?\d{1,2})?", re.ASCII)
_FRACTION = re.compile(r"[+-]?\d+/[1-9]\d*", re.ASCII)


def exact(value: object) -> Fraction:
    """The number as written, without binary rounding: 0.6 is six tenths.

    Raises ``ValueError`` for logical values, nan, infinities and text that is not a plain number.
    """
    if isinstance(value, Fraction):
        return value
    if isinstance(value, bool):
        raise ValueError("is a logical value, not a number")
    if isinstance(value, int):
        return Fraction(value)
    if isinstance(value, float):
        if not math.isfinite(value):
            raise ValueError("is not a number")
        return Fraction(repr(float(value)))
    if isinstance(value, Decimal):
        return Fraction(value)
    if isinstance(value, str) and (_DECIMAL.fullmatch(value) or _FRACTION.fullmatch(value)):
        return Fraction(value)
    raise ValueError("is not a number")


def written(value: Fraction) -> int | float | str:
    """The shortest form that reads back as the same number: whole, decimal, or ``"1/3"``."""
    if value.denominator == 1:
        return value.numerator
    decimal = value.numerator / value.denominator
    return decimal if Fraction(repr(decimal)) == value else f"{value.numerator}/{value.denominator}"


def _whole(value: object) -> int:
    if type(value) is int:
        return value
    number = exact(value)
    if number.denominator != 1:
        raise ValueError("is not a whole number")
    return number.numerator


def _listed(value: object) -> object:
    """A single value stands for a list of one; order is kept, for the reader's sake."""
    if value is None or isinstance(value, Mapping):
        return value
    if isinstance(value, str) or not isinstance(value, Iterable):
        return (value,)
    return tuple(value)


Exact = Annotated[
    Fraction,
    BeforeValidator(exact),
    PlainSerializer(written, return_type=int | float | str),
    WithJsonSchema({"type": "number"}),
]
"""Any exact number."""

Positive = Annotated[Exact, Field(gt=0), WithJsonSchema({"type": "number", "exclusiveMinimum": 0})]
"""An exact number above zero."""

NotNegative = Annotated[Exact, Field(ge=0), WithJsonSchema({"type": "number", "minimum": 0})]
"""An exact number, zero or more."""

Share = Annotated[Exact, Field(ge=0, le=1), WithJsonSchema({"type": "number", "minimum": 0, "maximum": 1})]
"""An exact part of a whole, from 0 to 1."""

PositiveShare = Annotated[
    Exact, Field(gt=0, le=1), WithJsonSchema({"type": "number", "exclusiveMinimum": 0, "maximum": 1})
]
"""An exact part of a whole, above 0 and at most 1."""

Won = Annotated[int, BeforeValidator(_whole), Field(ge=0)]
"""Whole won, zero or more."""

SignedWon = Annotated[int, BeforeValidator(_whole)]
"""Whole won, also below zero."""

Years = Annotated[int, BeforeValidator(_whole), Field(ge=0, le=1_000)]
"""A number of years; a thousand stands for ever, and more would only be walked through."""

Count = Annotated[int, BeforeValidator(_whole), Field(ge=1)]
"""How many, one or more."""

Year = Annotated[int, BeforeValidator(_whole), Field(ge=1900, le=2200)]
"""A calendar year."""

Name = Annotated[str, Field(min_length=1)]
"""An id or a name: text that is not empty."""

type OneOrMany[T] = Annotated[tuple[T, ...], BeforeValidator(_listed)]
"""A list that may be written as its only member."""


def is_none(value: object) -> bool:
    """Whether nothing is given: keys that came later stay out of what is hashed where nobody gives them."""
    return value is None


class Vocabulary(BaseModel):
    """The base of every word of the vocabulary: unknown keys are faults, nothing changes later."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    def normalised(self) -> dict[str, Any]:
        """The word as plain data, without what was not given or only remarks on the row; equal words, equal data."""
        return self.model_dump(mode="json", exclude=set(REMARKS_ON_ROWS), exclude_none=True, exclude_defaults=True)
