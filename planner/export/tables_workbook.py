"""A few tables as a small workbook of their own, a sheet a table; perhaps with a chart of one of them."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

from planner.export.columns import AnyTable
from planner.export.workbook import MADE, NO_LIVE_TEXT
from planner.export.workbook.formats import Formats
from planner.export.workbook.sheet import Book
from planner.export.workbook.write_table import write_table
from planner.languages import Language
from planner.plan.plan import Plan


def tables_bytes(
    tables: Sequence[AnyTable], plan: Plan, language: Language, draw: Callable[[Book], None] = lambda _: None
) -> bytes:
    """The tables as an .xlsx file; ``draw`` puts more into the book once they stand there."""
    import xlsxwriter

    content = io.BytesIO()
    workbook = xlsxwriter.Workbook(content, {"in_memory": True, **NO_LIVE_TEXT})
    workbook.set_properties({"title": plan.model.programme, "comments": plan.plan_hash, "created": MADE})
    book = Book(workbook, Formats(workbook, language), language, plan.plan_hash)
    for table in tables:
        write_table(book, table)
    draw(book)
    workbook.close()
    return content.getvalue()
