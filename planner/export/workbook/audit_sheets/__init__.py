"""The audit: what was checked of each family of rules, and every row on sheets of its own."""

from __future__ import annotations

from planner.audit.report import AuditReport
from planner.export.workbook.audit_sheets import families, rows
from planner.export.workbook.sheet import Book
from planner.export.workbook.write_table import write_table
from planner.programme.rules import Rules


def write(book: Book, rules: Rules, report: AuditReport) -> None:
    """Write the audit as the book's last sheets."""
    write_table(book, families.table(report))
    for table in rows.tables(report, rules, book.language):
        write_table(book, table)
