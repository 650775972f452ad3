"""What the comment on a header says: meaning, unit, whether it is required, what may be chosen, an example."""

from __future__ import annotations

from collections.abc import Iterator

from planner.forms.fields import SHEETS, Entry, Field
from planner.forms.references import listed_in
from planner.forms.text_width import lines_in
from planner.languages import Language, T, Text

_WIDTH = 44
"""Characters in a line of a comment."""

_KINDS = {
    Entry.TEXT: T("text"),
    Entry.NAMES: T("text, several parted by ;"),
    Entry.CHOICE: T("a word from the list"),
    Entry.YES_NO: T("yes or no"),
    Entry.WON: T("a whole number, 0 or more"),
    Entry.SIGNED_WON: T("a whole number"),
    Entry.NUMBER: T("a number"),
    Entry.NOT_NEGATIVE: T("a number, 0 or more"),
    Entry.POSITIVE: T("a number above 0"),
    Entry.SHARE: T("a number from 0 to 1"),
    Entry.YEAR: T("a year of four digits"),
    Entry.YEARS: T("a whole number of years"),
}


def expected(field: Field, language: Language) -> str:
    """What goes into a cell, in a few words."""
    table = listed_in(field.table, field.name)
    if table is None:
        return _KINDS[field.entry].to(language)
    sheet = next(sheet for sheet in SHEETS if sheet.name == table)
    return T("an id of the sheet {sheet}", sheet=sheet.sheet(language)).to(language)


def comment_of(field: Field, language: Language) -> str:
    """The comment, a line for each thing that it says."""
    return "\n".join(text.to(language) for text in _said(field, language))


def comment_height(text: str) -> int:
    """How tall the comment has to be for all of its lines [pixels]."""
    return 18 * lines_in(text, _WIDTH) + 14


def _said(field: Field, language: Language) -> Iterator[Text]:
    yield field.meaning
    yield T("Required in every row.") if field.required else T("May be left blank.")
    yield T("Write: {what}", what=expected(field, language))
    if field.units(language):
        yield T("Unit: {unit}", unit=field.units(language)[0])
    if field.choices and len(field.choices) < 10:
        yield T("To choose from: {words}", words=", ".join(field.word(choice, language) for choice in field.choices))
    example = field.example(language)
    if example is not None:
        yield T("Example: {example}", example=example)
