"""What a cell warns of while one types: words that are not in the list, numbers that cannot be meant.

Pasting erases these; the reading of the workbook is what decides. So only what is surely wrong is refused here, and
what another unit or a word of one's own may make right is only warned of.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from planner.forms.codes import ids_name, keys_formula, list_name
from planner.forms.fields import Entry, Field
from planner.forms.references import listed_in
from planner.intake.places import letters
from planner.languages import Language, T, Text

_LONGEST_TITLE, _LONGEST_MESSAGE = 32, 255
"""What a spreadsheet takes; longer text would cost the whole rule."""

FIRST_ROW = 3
"""The first row of data, counted from 1."""

_CHOOSE = T("Choose from the list.")
_NOT_LISTED = T("This is not in the list. Choose one of its entries.")
_NOT_USUAL = T("This is not in the list. Keep it only if you mean another word or several, parted by semicolons.")
_NO_SUCH_ID = T("No row of the other sheet has this id. Enter it there first, or mend it here.")
_NUMBERS: Mapping[Entry, tuple[str, Text]] = {
    Entry.WON: (
        "AND(ISNUMBER({cell}),{cell}>=0,OR({unit}<>{own},{cell}=INT({cell})))",
        T("A whole amount in won is expected, 0 or more. For other units change the row of units."),
    ),
    Entry.SIGNED_WON: (
        "AND(ISNUMBER({cell}),OR({unit}<>{own},{cell}=INT({cell})))",
        T("A whole amount in won is expected. For other units change the row of units."),
    ),
    Entry.NUMBER: ("ISNUMBER({cell})", T("A number is expected.")),
    Entry.NOT_NEGATIVE: ("AND(ISNUMBER({cell}),{cell}>=0)", T("A number is expected, 0 or more.")),
    Entry.POSITIVE: ("AND(ISNUMBER({cell}),{cell}>0)", T("A number above 0 is expected.")),
    Entry.SHARE: (
        'AND(ISNUMBER({cell}),{cell}>=0,{cell}<=IF({unit}="%",100,1))',
        T("A share from 0 to 1 is expected, such as 0.35. For percent change the row of units to %."),
    ),
}
"""When a number is right, and what to say where it is not; ``own`` is the column's own unit."""

_WHOLE: Mapping[Entry, tuple[int, int, Text]] = {
    Entry.YEAR: (1900, 2200, T("A year of four digits is expected.")),
    Entry.YEARS: (0, 1000, T("A whole number of years is expected, 0 or more.")),
}


def rule_for(field: Field, column: int, language: Language) -> dict[str, Any] | None:
    """The validation of a column, as XlsxWriter takes it; None where anything goes. Columns are counted from 0."""
    return _list_rule(field, language) or _number_rule(field, column, language)


def unit_rule(field: Field, name: str, language: Language) -> dict[str, Any]:
    """The validation of a column's unit, which is one of the named list."""
    return {
        "validate": "list",
        "source": f"={name}",
        **_said(field, language, T("The unit of the whole column. Change it if your figures are in another one.")),
        "error_message": T("This unit cannot be read here. Choose one from the list.").to(language),
        "error_type": "stop",
    }


def _list_rule(field: Field, language: Language) -> dict[str, Any] | None:
    table = listed_in(field.table, field.name)
    if table is not None:
        return _listed(field, language, f"={ids_name(table)}", _NO_SUCH_ID, "warning")
    if (field.table, field.name) == ("rules", "key"):
        return _listed(field, language, keys_formula(FIRST_ROW), _NOT_USUAL, "information")
    if not field.choices:
        return None
    fixed = field.entry in (Entry.CHOICE, Entry.YES_NO)
    source = f"={list_name(field)}"
    return _listed(field, language, source, _NOT_LISTED if fixed else _NOT_USUAL, "stop" if fixed else "warning")


def _listed(field: Field, language: Language, source: str, refusal: Text, severity: str) -> dict[str, Any]:
    rule = {"validate": "list", "source": source, "error_type": severity, "error_message": refusal.to(language)}
    return rule | _said(field, language, _CHOOSE)


def _number_rule(field: Field, column: int, language: Language) -> dict[str, Any] | None:
    title = {"error_title": _cut(field.title(language), _LONGEST_TITLE)}
    if field.entry in _WHOLE:
        low, high, refusal = _WHOLE[field.entry]
        limits = {"validate": "integer", "criteria": "between", "minimum": low, "maximum": high}
        return limits | title | {"error_message": refusal.to(language), "error_type": "stop"}
    if field.entry not in _NUMBERS:
        return None
    formula, refusal = _NUMBERS[field.entry]
    own = (field.units(language) or ("",))[0]
    right = formula.format(cell=f"{letters(column + 1)}{FIRST_ROW}", unit=f"{letters(column + 1)}$2", own=f'"{own}"')
    said = {"error_message": refusal.to(language), "error_type": "warning"}
    return {"validate": "custom", "value": f"={right}", **title, **said}


def _said(field: Field, language: Language, hint: Text) -> dict[str, str]:
    """What is shown beside the cell when it is entered."""
    title = _cut(field.title(language), _LONGEST_TITLE)
    message = _cut(f"{field.meaning.to(language)}\n{hint.to(language)}", _LONGEST_MESSAGE)
    return {"input_title": title, "input_message": message, "error_title": title}


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1]}…"
