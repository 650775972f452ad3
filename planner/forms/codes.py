"""The hidden sheet of lists to choose from, each under a name that dropdowns refer to.

A list within a dropdown may have 255 characters at most and is dropped in silence when it has more; a named range has
no such limit.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from planner.forms.fields import SHEETS, Field, fields_of
from planner.forms.looks import Looks
from planner.forms.references import LISTED
from planner.forms.rule_keys import rule_keys
from planner.forms.units import is_yearly
from planner.intake.places import letters
from planner.intake.sheets import CODES
from planner.languages import Language
from planner.programme.rules import Rules


def sheet_name(language: Language) -> str:
    """The name of the sheet of lists."""
    return "codes" if language == "en" else CODES.to(language)


def list_name(field: Field) -> str:
    """The name of a column's list. Columns of one name have one list."""
    return f"codes_{field.name}"


def unit_list_name(field: Field) -> str:
    """The name of the list of a column's units."""
    assert field.column.unit is not None
    return f"units_{field.column.unit}{'_a_year' if is_yearly(field.column.meaning) else ''}"


def ids_name(table: str) -> str:
    """The name of the ids of a sheet's rows."""
    return f"ids_{table}"


def keys_formula(row: int) -> str:
    """The keys of the rule that stands in a row of the rules sheet, counted from 1."""
    return f'=INDIRECT("keys_"&$A{row})'


def write_codes(workbook: Any, looks: Looks, language: Language) -> None:
    """The sheet with all lists, and their names; the sheet is hidden and locked."""
    sheet = workbook.add_worksheet(sheet_name(language))
    for column, (name, words) in enumerate(_lists(language).items()):
        sheet.write_string(0, column, name, looks.get("strong"))
        for row, word in enumerate(words, start=1):
            sheet.write_string(row, column, word, looks.get("sentence", "@"))
        where = f"${letters(column + 1)}$2:${letters(column + 1)}${len(words) + 1}"
        workbook.define_name(name, f"='{sheet_name(language)}'!{where}")
        sheet.set_column(column, column, 22, looks.get("sentence"))
    for table in LISTED:
        workbook.define_name(ids_name(table), _ids(table, language))
    sheet.protect()
    sheet.hide()


def _ids(table: str, language: Language) -> str:
    """The ids of a sheet, as far as it is filled in; whole columns, so that no deleted row can break it."""
    sheet = next(sheet for sheet in SHEETS if sheet.name == table)
    names = [field.name for field in fields_of(sheet)]
    letter = letters(names.index(LISTED[table]) + 1)
    column = f"'{sheet.sheet(language)}'!${letter}:${letter}"
    return f"=INDEX({column},3):INDEX({column},MAX(3,COUNTA({column})))"


def _lists(language: Language) -> Mapping[str, Sequence[str]]:
    """Every list of the sheet by its name."""
    lists: dict[str, Sequence[str]] = {}
    for sheet in SHEETS:
        for field in fields_of(sheet):
            if field.choices:
                lists[list_name(field)] = [field.word(choice, language) for choice in field.choices]
            if len(field.units(language)) > 1:
                lists[unit_list_name(field)] = field.units(language)
    return lists | dict(_keys())


def _keys() -> Iterator[tuple[str, Sequence[str]]]:
    """The keys of each rule that has any."""
    for rule in Rules.model_fields:
        keys = [key.key for key in rule_keys() if key.rule == rule and key.key]
        if keys:
            yield f"keys_{rule}", keys
