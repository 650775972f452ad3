"""The audit: what was checked of each family of rules, and its rows on a sheet of their own."""

from __future__ import annotations

from planner.audit.report import AuditReport
from planner.export.workbook.audit_sheets import families, rows
from planner.export.workbook.sheet import Book
from planner.export.workbook.write_table import write_table
from planner.programme.rules import Rules


def write(book: Book, rules: Rules, report: AuditReport) -> None:
    """Write the audit as the book's last sheets."""
    write_table(book, families.table(report))
    write_table(book, rows.table(report, rules, book.language))
