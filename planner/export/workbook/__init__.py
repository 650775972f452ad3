"""The workbook, which a budget officer opens first. One file a sheet; :func:`workbook_bytes` is the contents."""

from __future__ import annotations

import datetime
import io

from planner.audit import AuditReport, audit
from planner.export.choices import Choices
from planner.export.columns import AnyTable
from planner.export.workbook import audit_sheets, changes, curve_page, names, pool_page, summary
from planner.export.workbook.curve import Curve, candidates_table, points_table
from planner.export.workbook.formats import Formats
from planner.export.workbook.money_shown import in_unit
from planner.export.workbook.sheet import Book
from planner.export.workbook.sheets import Sheets
from planner.export.workbook.without_empty import without_empty
from planner.export.workbook.write_table import write_table
from planner.plan.plan import Plan
from planner.programme.programme import Programme

MADE = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
"""A constant, so that the same plan gives the same file."""

NO_LIVE_TEXT = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def workbook_bytes(plan: Plan, programme: Programme, choices: Choices, report: AuditReport | None = None) -> bytes:
    """The plan as an .xlsx file: a summary, a sheet for each of its tables, its audit.

    ``report`` is the audit of this plan, where it has been made; otherwise it is made here.
    """
    import xlsxwriter

    checked = audit(programme, plan) if report is None else report
    content = io.BytesIO()
    workbook = xlsxwriter.Workbook(content, {"constant_memory": True, **NO_LIVE_TEXT})
    workbook.set_properties({"title": programme.rules.programme, "comments": plan.plan_hash, "created": MADE})
    language = choices.language
    formats = Formats(workbook, language, choices.money)
    book = Book(workbook, formats, language, plan.plan_hash, choices.money)
    curve = Curve.of(plan, programme)
    sheets = Sheets.of(plan, programme, checked, [row.candidate for row in curve.rows], choices.money)
    points = points_table(curve)
    summary.write(book, plan, programme, checked.verdict)
    curve_page.write(book, curve, points, plan)
    pool_page.write(book, plan, programme)
    compared = () if choices.before is None else changes.tables(plan, programme, choices.before)
    for table in (
        *(_shown(table, choices) for table in compared),
        *sheets.in_order,
        _shown(candidates_table(curve), choices),
        points,
    ):
        write_table(book, table)
    # Only the picture reads the points: on paper they would be a hundred pages.
    workbook.get_worksheet_by_name(points.title.to(language)).hide()
    write_table(book, names.table(book.names))
    audit_sheets.write(book, plan.model, checked)
    workbook.close()
    return content.getvalue()


def _shown(table: AnyTable, choices: Choices) -> AnyTable:
    """The table as the reader wants it: money in the chosen unit, no columns that nobody filled."""
    return in_unit(without_empty(table), choices.money)
