"""One sheet to fill in: header with comments, row of units, dropdowns, and the rows that are known already."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from planner.errors import UsageError
from planner.export.workbook.sheet import LINE_HEIGHT
from planner.forms.codes import unit_list_name
from planner.forms.comments import comment_height, comment_of
from planner.forms.fields import Entry, Field, fields_of
from planner.forms.looks import Looks
from planner.forms.text_width import lines_in, width_of
from planner.forms.units import UNIT_ROW
from planner.forms.validation import FIRST_ROW, rule_for, unit_rule
from planner.intake.sheets import SheetKind
from planner.languages import Language, T

type Cell = str | int | Decimal | None
"""What a cell of a form holds: text, an exact number, or nothing."""

type FormRow = Mapping[str, Cell]
"""A row by the names of its columns; what is not in it is blank."""

LAST_ROW = 200_000
"""How far down dropdowns and filters reach, counted from 1: twice the largest programme meant."""

_MOST_DIGITS = 15
"""What a spreadsheet keeps of a number; longer ones are written as text."""

_MANY = 10_000
"""From here on the digits of a rule's value are parted in threes; years are below."""

_LONGEST_TEXT = 32_767
_LAST_COLUMN = 16_383
_WIDTHS: Mapping[Entry, int] = {
    Entry.TEXT: 18,
    Entry.NAMES: 20,
    Entry.CHOICE: 11,
    Entry.YES_NO: 11,
    Entry.WON: 17,
    Entry.SIGNED_WON: 17,
    Entry.YEAR: 11,
    Entry.YEARS: 11,
}
_OTHER_WIDTH = 13
_OWN_WIDTHS: Mapping[str, int] = {
    "source": 36,
    "meaning": 60,
    "value": 40,
    "key": 34,
    "name": 24,
    "number": 9,
    "unit": 12,
}
_LONG = frozenset({"source", "meaning", "value"})
"""Columns of sentences, which are broken into lines; only these make a row taller."""

_MOST_LINES = 8
_READABLE = 250
"""How wide a table can be on one page and still be read [characters]."""

_PROTECTION = {
    "format_cells": True,
    "format_columns": True,
    "format_rows": True,
    "insert_rows": True,
    "delete_rows": True,
    "sort": True,
    "autofilter": True,
}


@dataclass(frozen=True)
class Form:
    """The workbook being written, with its looks and its language."""

    workbook: Any
    looks: Looks
    language: Language


def write_sheet(form: Form, kind: SheetKind, rows: Iterable[FormRow]) -> None:
    """A sheet of that kind with those rows."""
    sheet = form.workbook.add_worksheet(kind.sheet(form.language))
    fields = fields_of(kind)
    _set_up(sheet, form, fields)
    _write_header(sheet, form, fields)
    _write_units(sheet, form, fields)
    for row, values in enumerate(rows, start=FIRST_ROW - 1):
        _write_row(sheet, form, fields, row, values)
    _add_rules(sheet, form, fields)


def width_for(field: Field, title: str) -> float:
    """The width of a column: as its values need it, and so that its title fits into three lines."""
    usual = _OWN_WIDTHS.get(field.name, _WIDTHS.get(field.entry, _OTHER_WIDTH))
    longest_word = max(width_of(word) for word in title.split(" "))
    return max(usual, longest_word + 3, width_of(title) / 3 + 4)


def _set_up(sheet: Any, form: Form, fields: Sequence[Field]) -> None:
    """Columns, what stays in view, protection without a password, and the page."""
    widths = [width_for(field, field.title(form.language)) for field in fields]
    for number, (field, width) in enumerate(zip(fields, widths, strict=True)):
        sheet.set_column(number, number, width, _look(form, field))
    _reach_beyond(sheet, form, len(fields))
    sheet.freeze_panes(FIRST_ROW - 1, 1)
    sheet.protect("", _PROTECTION)
    sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{LAST_ROW}"})
    set_up_page(sheet, form, across=math.ceil(sum(widths) / _READABLE))
    sheet.repeat_rows(0, FIRST_ROW - 2)
    sheet.repeat_columns(0)


def _reach_beyond(sheet: Any, form: Form, columns: int) -> None:
    """What reaches beyond the cells that are written.

    Rows can be deleted and sorted only where no cell of theirs is locked, out to the last column. Filter buttons stand
    on the row of units, so that this row is never sorted among the data. XlsxWriter would count all that as written,
    and the file would claim to be as large.
    """
    rows, last = sheet.dim_rowmax, sheet.dim_colmax
    sheet.set_column(columns, _LAST_COLUMN, 9, form.looks.get("data"))
    sheet.autofilter(FIRST_ROW - 2, 0, LAST_ROW - 1, columns - 1)
    sheet.dim_rowmax, sheet.dim_colmax = rows, last


def set_up_page(sheet: Any, form: Form, across: int = 1) -> None:
    """A4 across, so many pages wide, with the sheet's name and page numbers."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(across, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.55)
    sheet.set_default_row(LINE_HEIGHT)
    font = '&9&"' + form.looks.font + '"'
    pages = T("Page {page} of {pages}", page="&P", pages="&N").to(form.language)
    sheet.set_header(f"&L{font}&A&R{font}&F")
    sheet.set_footer(f"&C{font}{pages}")


def _write_header(sheet: Any, form: Form, fields: Sequence[Field]) -> None:
    titles = [field.title(form.language) for field in fields]
    lines = max(lines_in(title, width_for(field, title)) for field, title in zip(fields, titles, strict=True))
    sheet.set_row(0, LINE_HEIGHT * max(2, lines) + 4)
    for number, (field, title) in enumerate(zip(fields, titles, strict=True)):
        sheet.write_string(0, number, title, form.looks.get("required" if field.required else "optional"))
        comment = comment_of(field, form.language)
        size = {"width": 330, "height": comment_height(comment)}
        sheet.write_comment(
            0, number, comment, {**size, "font_name": form.looks.font, "font_size": 9, "author": "planner"}
        )


def _write_units(sheet: Any, form: Form, fields: Sequence[Field]) -> None:
    """The row of units; locked where there is nothing to choose."""
    sheet.set_row(1, LINE_HEIGHT + 2)
    for number, field in enumerate(fields):
        units = field.units(form.language)
        shown = UNIT_ROW[form.language] if number == 0 else units[0] if units else ""
        look = form.looks.get("free_unit" if len(units) > 1 else "unit")
        sheet.write_string(1, number, shown, look) if shown else sheet.write_blank(1, number, None, look)


def _look(form: Form, field: Field, grouped: bool = False) -> Any:
    return form.looks.data(field.entry, field.required, field.name in _LONG, grouped)


def _write_row(sheet: Any, form: Form, fields: Sequence[Field], row: int, values: FormRow) -> None:
    lines = max(lines_in(str(values.get(name) or ""), _OWN_WIDTHS[name] - 2) for name in _LONG)
    if lines > 1:
        sheet.set_row(row, LINE_HEIGHT * min(lines, _MOST_LINES))
    for number, field in enumerate(fields):
        value = values.get(field.name)
        if value is None or value == "":
            continue
        look = _look(form, field, grouped=isinstance(value, int) and value >= _MANY and field.entry is Entry.TEXT)
        if not isinstance(value, str) and _digits(value) <= _MOST_DIGITS:
            sheet.write_number(row, number, float(value) if isinstance(value, Decimal) else value, look)
        else:
            sheet.write_string(row, number, _text(value, field, row), look)


def _text(value: str | int | Decimal, field: Field, row: int) -> str:
    """Text that a cell can hold. Raises ``UsageError`` for longer text, which would be dropped in silence."""
    text = value if isinstance(value, str) else format(Decimal(value), "f")
    if len(text) > _LONGEST_TEXT:
        raise UsageError(
            T(
                "A cell of a workbook holds {limit} characters, but {table}, row {row}, {column} has {count}.",
                limit=_LONGEST_TEXT,
                table=field.table,
                row=row + 1,
                column=field.name,
                count=len(text),
            )
        )
    return text


def _digits(value: int | Decimal) -> int:
    """How many digits of a number matter."""
    return len(Decimal(value).normalize().as_tuple().digits)


def _add_rules(sheet: Any, form: Form, fields: Sequence[Field]) -> None:
    for number, field in enumerate(fields):
        rule = rule_for(field, number, form.language)
        if rule is not None:
            sheet.data_validation(FIRST_ROW - 1, number, LAST_ROW - 1, number, rule)
        if len(field.units(form.language)) > 1:
            sheet.data_validation(1, number, 1, number, unit_rule(field, unit_list_name(field), form.language))
