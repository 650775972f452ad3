"""The columns of a form, as the schema that checks them states them: what goes in, in which unit, from which list."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any, Literal, TypeAliasType, get_args, get_origin, get_type_hints

from planner.forms.examples import example
from planner.forms.units import declarable, is_yearly
from planner.intake import cells
from planner.intake.cells import Parser
from planner.intake.choices import choice_words
from planner.intake.columns import Column, columns_of
from planner.intake.sheets import MODEL_SHEETS, TABLES, SheetKind
from planner.intake.titles import title
from planner.languages import Language, Text, described
from planner.programme.quantities import Vocabulary
from planner.programme.rules import Rules

SHEETS: tuple[SheetKind, ...] = (*TABLES, *MODEL_SHEETS)
"""The sheets to fill in, in their order."""


class Entry(Enum):
    """What kind of thing goes into a cell."""

    TEXT = auto()
    NAMES = auto()
    CHOICE = auto()
    YES_NO = auto()
    WON = auto()
    SIGNED_WON = auto()
    NUMBER = auto()
    NOT_NEGATIVE = auto()
    POSITIVE = auto()
    SHARE = auto()
    YEAR = auto()
    YEARS = auto()

    @property
    def is_text(self) -> bool:
        """Whether the cell holds words."""
        return self in (Entry.TEXT, Entry.NAMES, Entry.CHOICE, Entry.YES_NO)


_ENTRIES: Mapping[Parser, Entry] = {
    cells.text: Entry.TEXT,
    cells.names: Entry.NAMES,
    cells.tier: Entry.CHOICE,
    cells.yes_or_no: Entry.YES_NO,
    cells.won: Entry.WON,
    cells.signed_won: Entry.SIGNED_WON,
    cells.number: Entry.NUMBER,
    cells.not_negative: Entry.NOT_NEGATIVE,
    cells.positive: Entry.POSITIVE,
    cells.share: Entry.SHARE,
    cells.positive_share: Entry.SHARE,
    cells.year: Entry.YEAR,
    cells.years: Entry.YEARS,
}
"""What goes in, by the parser that reads it; any other parser is one of fixed words."""

_TIERS = ("1", "2")


@dataclass(frozen=True)
class Field:
    """A column of a sheet. ``choices`` are the words that the model writes for what may be chosen."""

    table: str
    column: Column
    entry: Entry
    choices: tuple[str, ...]

    @property
    def name(self) -> str:
        """The name of the column in the model and in CSV files."""
        return self.column.name

    @property
    def required(self) -> bool:
        """Whether every row needs it."""
        return self.column.required

    @property
    def meaning(self) -> Text:
        """What it means."""
        return described(self.column.meaning)

    def title(self, language: Language) -> str:
        """Its header."""
        return title(self.table, self.name, language)

    def units(self, language: Language) -> tuple[str, ...]:
        """The units that it may be stated in, the programme's own first; none where it has no unit."""
        if self.column.unit is None:
            return ()
        return declarable(self.column.unit, is_yearly(self.column.meaning), language)

    def example(self, language: Language) -> str | None:
        """An example of a value, as the form writes it."""
        found = example(self.table, self.name)
        if isinstance(found, Text):
            return found.to(language)
        if found is None or self.entry is Entry.TEXT:
            return found
        if self.entry in (Entry.WON, Entry.SIGNED_WON):
            return f"{int(found):,}"
        return "; ".join(self.word(part, language) for part in found.split("; "))

    def word(self, choice: str, language: Language) -> str:
        """A choice as the form writes it."""
        return choice if language == "en" else choice_words(self.name).get(choice, choice)


def fields_of(sheet: SheetKind) -> tuple[Field, ...]:
    """The columns of a sheet, in the order of the schema."""
    return _fields(sheet.name, sheet.row)


@functools.cache
def _fields(table: str, row: type[Vocabulary]) -> tuple[Field, ...]:
    hints = get_type_hints(row)
    return tuple(_field(table, column, hints[column.name]) for column in columns_of(row))


def _field(table: str, column: Column, hint: Any) -> Field:
    entry = _ENTRIES.get(column.parser, Entry.CHOICE)
    return Field(table, column, entry, _choices(table, column, entry, hint))


def _choices(table: str, column: Column, entry: Entry, hint: Any) -> tuple[str, ...]:
    """The words of a fixed list, or those that are usual where other words are allowed too."""
    if column.parser is cells.tier or column.name == "pays_tier":
        return _TIERS
    if (table, column.name) == ("rules", "rule"):
        return tuple(rule for rule in Rules.model_fields if rule != "inputs")
    fixed = words_of(hint) if entry is Entry.CHOICE else ()
    return fixed or tuple(choice_words(column.name))


def words_of(hint: Any) -> tuple[str, ...]:
    """The words of a type that takes fixed words; none for any other type."""
    if isinstance(hint, TypeAliasType):
        return words_of(hint.__value__)
    if get_origin(hint) is Literal:
        return tuple(str(word) for word in get_args(hint))
    return tuple(word for part in get_args(hint) for word in words_of(part))
