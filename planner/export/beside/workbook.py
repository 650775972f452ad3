"""The comparison as a workbook: an overview, the procurement page, then a sheet a view."""

from __future__ import annotations

import io

from planner.export.beside import pages
from planner.export.beside.material import Material
from planner.export.beside.tables import Views
from planner.export.choices import Choices
from planner.export.workbook import MADE, NO_LIVE_TEXT
from planner.export.workbook.formats import Formats
from planner.export.workbook.sheet import Book
from planner.export.workbook.without_empty import without_empty
from planner.export.workbook.write_table import write_table


def workbook_bytes(material: Material, choices: Choices) -> bytes:
    """The comparison as an .xlsx file, in the reader's language and unit of money; cells hold whole won."""
    import xlsxwriter

    plan = material.found.reference.plan
    views = Views.of(material, choices.money)
    content = io.BytesIO()
    workbook = xlsxwriter.Workbook(content, {"constant_memory": True, **NO_LIVE_TEXT})
    workbook.set_properties({"title": plan.model.programme, "comments": plan.plan_hash, "created": MADE})
    formats = Formats(workbook, choices.language, choices.money)
    book = Book(workbook, formats, choices.language, plan.plan_hash, choices.money)
    pages.overview(book, views)
    pages.procurement(book, views)
    for table in views.in_order:
        if table is not views.procurement:
            write_table(book, without_empty(table))
    workbook.close()
    return content.getvalue()
