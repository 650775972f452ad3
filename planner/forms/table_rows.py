"""The rows of a programme's tables as cells: in a form's language for workbooks, in the model's words for CSV files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from pydantic import BaseModel

from planner.forms.fields import Field, fields_of
from planner.forms.sheet import Cell, FormRow
from planner.intake.cells import decimal_text
from planner.intake.sheets import (
    COMMITMENTS,
    COST_LINES,
    LINKS,
    OPENINGS,
    PRODUCTS,
    RECEIPTS,
    SUPPLIERS,
    UPGRADES,
    SheetKind,
)
from planner.languages import Language
from planner.programme.programme import Programme

ITEMS: Sequence[tuple[SheetKind, Callable[[Programme], Iterable[BaseModel]]]] = (
    (SUPPLIERS, lambda programme: programme.suppliers.values()),
    (LINKS, lambda programme: programme.links),
    (UPGRADES, lambda programme: programme.upgrades.values()),
    (COST_LINES, lambda programme: (line for upgrade in programme.upgrades.values() for line in upgrade.cost_lines)),
    (PRODUCTS, lambda programme: programme.products),
    (COMMITMENTS, lambda programme: programme.commitments),
    (RECEIPTS, lambda programme: programme.receipts),
    (OPENINGS, lambda programme: programme.openings),
)
"""The input tables, and what of a programme stands in each."""


def table_rows(programme: Programme, language: Language) -> Mapping[str, list[FormRow]]:
    """The rows of every table, by its name; what is not given, or is as when it is not given, is blank."""
    return {kind.name: list(_rows(kind, items(programme), language)) for kind, items in ITEMS}


def _rows(kind: SheetKind, items: Iterable[BaseModel], language: Language) -> Iterator[FormRow]:
    fields = fields_of(kind)
    for item in items:
        values = ((field, getattr(item, field.name)) for field in fields)
        yield {field.name: _cell(field, value, language) for field, value in values if value != field.column.default}


def _cell(field: Field, value: Any, language: Language) -> Cell:
    """A value of the vocabulary as a cell."""
    if isinstance(value, bool):
        return field.word("yes" if value else "no", language)
    if isinstance(value, tuple):
        return "; ".join(value)
    if isinstance(value, Fraction):
        return value.numerator if value.denominator == 1 else Decimal(decimal_text(value))
    return field.word(value, language) if isinstance(value, str) and field.choices else value
