"""The workbook of a programme: to be filled in, or filled in already. :func:`workbook_bytes` is the contents."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any

from planner.export.workbook import MADE, NO_LIVE_TEXT
from planner.forms.codes import write_codes
from planner.forms.fields import SHEETS
from planner.forms.guide import write_guide
from planner.forms.looks import Looks
from planner.forms.sheet import Form, FormRow, write_sheet
from planner.forms.starting_rules import starting_rules
from planner.languages import Language, T

type FormRows = Mapping[str, Sequence[FormRow]]
"""What the sheets hold, by the names of their tables."""

_MANY_ROWS = 20_000
"""From so many rows on, rows are written out as they come, so that memory does not grow with them."""


def template_bytes(language: Language, file_name: str) -> bytes:
    """A workbook to fill in, which has no data but the rules that every programme needs, their values still blank."""
    return workbook_bytes({"rules": starting_rules(language)}, language, file_name)


def workbook_bytes(rows: FormRows, language: Language, file_name: str) -> bytes:
    """A workbook with these rows, as an .xlsx file; ``file_name`` is the name that its guide calls it by."""
    import xlsxwriter

    content = io.BytesIO()
    many = sum(map(len, rows.values())) > _MANY_ROWS
    workbook = xlsxwriter.Workbook(content, {"constant_memory": many, "in_memory": not many, **NO_LIVE_TEXT})
    _describe(workbook, language)
    form = Form(workbook, Looks(workbook, language), language)
    write_guide(form, file_name)
    for kind in SHEETS:
        write_sheet(form, kind, rows.get(kind.name, ()))
    write_codes(workbook, form.looks, language)
    workbook.close()
    return content.getvalue()


def _describe(workbook: Any, language: Language) -> None:
    title = T("Support programme: workbook to fill in").to(language)
    workbook.set_properties({"title": title, "created": MADE})
    workbook.set_size(2400, 1500)
