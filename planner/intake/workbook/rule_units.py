"""The unit beside a value on the rules sheet: the key's own, or another one that is some times as much."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from typing import Any

from planner.errors import Fault
from planner.intake import faults
from planner.intake.declared_units import factor_of, units_of
from planner.intake.keys import models_at
from planner.intake.plain_yaml import Path
from planner.units import DECLARED_UNITS

_IN_BRACKETS = re.compile(r"\[([^\]]+)\]")
_WORDS = {" per ": "/", "대": "unit", "원": "won", "톤": "t", "년": "yr", "연": "yr", "year": "yr", " ": ""}


def unit_of_key(path: Path) -> str | None:
    """The unit that the schema names for a key, such as ``won`` or ``t/MWh``; a map's unit is that of its values."""
    for end in range(len(path), 0, -1):
        name = path[end - 1]
        fields = [model.model_fields[name] for model in models_at(path[: end - 1]) if name in model.model_fields]
        if fields:
            named = next((_IN_BRACKETS.search(field.description or "") for field in fields), None)
            return None if named is None else named[1]
    return None


def in_key_unit(path: Path, value: Any, unit: str, place: str) -> Any | Fault:
    """The value in the key's own unit, as an exact number; the value as it is where the unit is the key's own."""
    own = unit_of_key(path)
    if own is None:
        return faults.NO_UNIT_HERE.at(place, found=unit, column=path[-1])
    if _plain(unit) == _plain(own):
        return value
    base = own.removesuffix("/yr")
    factor = factor_of(base, unit) if base in DECLARED_UNITS else None
    if factor is None:
        known = ", ".join(units_of(base)) if base in DECLARED_UNITS else own
        return faults.UNKNOWN_UNIT.at(place, found=unit, column=path[-1], known=known)
    if factor == 1:
        return value
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return faults.UNIT_OF_A_WORD.at(place, found=unit)
    return Fraction(value) * factor


def _plain(unit: str) -> str:
    text = unit.casefold()
    for word, short in _WORDS.items():
        text = text.replace(word, short)
    return text
