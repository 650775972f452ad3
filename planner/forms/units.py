"""Units as a form writes them, in its language: a column's own unit, and the others that may be declared for it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from planner.intake.declared_units import DECLARABLE
from planner.languages import Language

UNIT_ROW: Mapping[Language, str] = {"en": "unit", "ko": "단위"}
"""What stands in the first cell of the row of units."""

_WORDS: Mapping[str, str] = {"won": "원", "t": "톤", "yr": "년", "years": "년", "unit": "대", "share": "비율"}
"""Korean words within units; what is not here is written alike in both languages."""

_IN_BRACKETS = re.compile(r"\[([^\]]+)\]")


def declarable(base: str, yearly: bool, language: Language) -> tuple[str, ...]:
    """What may be chosen in the row of units for a column that the programme counts in this unit, its own first."""
    a_year = "" if not yearly else "/년" if language == "ko" else "/yr"
    return tuple(f"{unit}{a_year}" for unit in DECLARABLE[base][language])


def is_yearly(meaning: str) -> bool:
    """Whether a column counts by the year, as its description says in brackets."""
    return (named_unit(meaning) or "").endswith("/yr")


def named_unit(meaning: str) -> str | None:
    """The unit that a description names in brackets; None where it names none."""
    named = _IN_BRACKETS.search(meaning)
    is_unit = named is not None and re.fullmatch(r"(won|t|kg|MWh|GJ|years)([ /].*)?", named[1]) is not None
    return named[1] if named is not None and is_unit and "," not in named[1] else None


def worded(unit: str, language: Language) -> str:
    """A unit of the schema, such as ``won/yr`` or ``kg per unit``, in the language."""
    if language == "en":
        return unit
    return re.sub(r"[A-Za-z]+", lambda word: _WORDS.get(word[0], word[0]), unit.replace(" per ", "/"))
