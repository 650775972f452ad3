"""The columns of a table: one for each field of its rows, with the parser that the field's type asks for."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import Any, Literal, TypeAliasType, get_args, get_origin, get_type_hints

from pydantic import BaseModel

from planner.intake import cells
from planner.intake.cells import Parser
from planner.programme.quantities import (
    Exact,
    Name,
    NotNegative,
    Positive,
    PositiveShare,
    Share,
    SignedWon,
    Won,
    Year,
    Years,
)
from planner.programme.supplier import Tier
from planner.units import DECLARED_UNITS


@dataclass(frozen=True)
class Column:
    """A column: its parser, whether a value is required, what it means, and in which unit the programme counts it."""

    name: str
    parser: Parser
    required: bool
    is_text: bool
    default: object
    meaning: str
    unit: str | None = None


_PARSERS: tuple[tuple[object, Parser], ...] = (
    (Won, cells.won),
    (SignedWon, cells.signed_won),
    (Years, cells.years),
    (Year, cells.year),
    (Share, cells.share),
    (PositiveShare, cells.positive_share),
    (NotNegative, cells.not_negative),
    (Positive, cells.positive),
    (Exact, cells.number),
    (Tier, cells.tier),
    (Name, cells.text),
    (str, cells.text),
    (bool, cells.yes_or_no),
    (tuple[Name, ...], cells.names),
)


@functools.cache
def columns_of(model: type[BaseModel]) -> tuple[Column, ...]:
    """The columns of a table whose rows are of this model; fields that are kept out of dumps are no columns."""
    hints = get_type_hints(model, include_extras=True)
    found = []
    for name, field in model.model_fields.items():
        if field.exclude:
            continue
        parser = _parser(name, _given(hints[name]))
        found.append(
            Column(
                name=name,
                parser=parser,
                required=field.is_required(),
                is_text=parser is cells.text,
                default=field.get_default(),
                meaning=field.description or name,
                unit=_unit(parser, field.description or ""),
            )
        )
    return tuple(found)


def _unit(parser: Parser, description: str) -> str | None:
    """The unit that the description names in brackets, without "a year"; shares and years are known by their parser."""
    if parser in (cells.share, cells.positive_share):
        return "share"
    if parser is cells.years:
        return "years"
    named = re.search(r"\[(\w+)(/yr)?\]", description)
    return named[1] if named is not None and named[1] in DECLARED_UNITS else None


def _given(hint: Any) -> Any:
    """The type of a value that is given: without the None that stands for a blank."""
    arguments = get_args(hint)
    if type(None) not in arguments:
        return hint
    (given,) = (argument for argument in arguments if argument is not type(None))
    return given


def _parser(column: str, hint: Any) -> Parser:
    value = hint.__value__ if isinstance(hint, TypeAliasType) else hint
    if get_origin(value) is Literal:
        return cells.one_of(get_args(value), column)
    for known, parser in _PARSERS:
        if value == known:
            return parser
    raise TypeError(f"no parser for column {column}: {hint}")
