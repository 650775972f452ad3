"""Rules as rows of the rules sheet, each with what its key means and in which unit it counts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from planner.forms.rule_keys import meaning_of
from planner.forms.sheet import Cell, FormRow
from planner.forms.units import named_unit, worded
from planner.intake.flat_rules import flattened, parts_of, written_value
from planner.languages import Language, translate


def rule_rows(rules: Mapping[Any, Any], language: Language) -> Iterator[FormRow]:
    """The rows of nested rules, in their order; a key without a value says the same as none."""
    for flat in flattened(rules):
        if flat.value is None:
            continue
        yield rule_row(flat.rule, flat.number, flat.key, flat.value, language, beside=_beside(rules, flat.path))


def rule_row(
    rule: str, number: int | None, key: str, value: Any, language: Language, *, beside: Mapping[Any, Any] | None = None
) -> FormRow:
    """The row of one value; None leaves the cell of the value blank, to be filled in."""
    path = (rule, *parts_of(key)) if number is None else (rule, number - 1, *parts_of(key))
    meaning = meaning_of(path, beside) or ""
    unit = named_unit(meaning)
    return {
        "rule": rule,
        "number": None if number is None else str(number),
        "key": key,
        "value": value_cell(value),
        "unit": None if unit is None else worded(unit, language),
        "meaning": translate(meaning, language) if meaning else None,
    }


def value_cell(value: Any) -> Cell:
    """A value of the rules as a cell: numbers as such, all else as text that is read back as the same."""
    if value is None:
        return None
    found = written_value(_exact(value))
    if isinstance(found, bool):
        return str(found).lower()
    return found


def _exact(value: Any) -> Any:
    """Binary numbers as the decimals that they were written as."""
    if isinstance(value, float):
        return Decimal(repr(value))
    return [_exact(inner) for inner in value] if isinstance(value, list | tuple) else value


def _beside(rules: Mapping[Any, Any], path: tuple[str | int, ...]) -> Mapping[Any, Any] | None:
    """The map in which a path ends, where it ends in one."""
    here: Any = rules
    for part in path[:-1]:
        here = here[part]
    return here if isinstance(here, Mapping) else None
