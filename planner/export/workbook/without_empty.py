"""Marks of suppliers that no row has, such as names that nobody gave, take no room."""

from __future__ import annotations

import dataclasses

from planner.export.columns import AnyTable

OPTIONAL = ("name", "region", "size", "consortium")
"""Keys of the columns that hold such marks."""


def without_empty(table: AnyTable) -> AnyTable:
    """The table without optional columns that are empty in every row."""
    empty = {
        number
        for number, column in enumerate(table.columns)
        if column.key in OPTIONAL and not any(column.value(row) for row in table.rows)
    }
    if not empty or not table.rows:
        return table
    return dataclasses.replace(
        table,
        columns=tuple(column for number, column in enumerate(table.columns) if number not in empty),
        printed=None if table.printed is None else table.printed - sum(number < table.printed for number in empty),
    )
