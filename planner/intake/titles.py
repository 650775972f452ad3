"""Titles of columns: in English the name of the field, in Korean the term of a budget officer; either is read."""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Mapping

from planner.intake.columns import columns_of
from planner.intake.sheets import MODEL_SHEETS, TABLES
from planner.languages import Language, translate


def title(table: str, column: str, language: Language) -> str:
    """The title of a table's column; its Korean stands in the catalogue under :func:`key_of`."""
    return column if language == "en" else translate(key_of(table, column), language)


def column_of(table: str, header: str) -> str | None:
    """The field that a header names in either language; None where none is named exactly.

    Nothing is overlooked but the composition of letters: a header that is only near is left to guessing.
    """
    return _fields(table).get(unicodedata.normalize("NFC", header))


def key_of(table: str, column: str) -> str:
    """Under which message the catalogue has a title: ``upgrades.cost_won``."""
    return f"{table}.{column}"


def title_keys() -> tuple[str, ...]:
    """The messages of all titles, in the order of tables and columns."""
    return tuple(key_of(table, column) for table, columns in _columns().items() for column in columns)


@functools.cache
def _columns() -> Mapping[str, tuple[str, ...]]:
    """The names of the columns of every table."""
    return {kind.name: tuple(column.name for column in columns_of(kind.row)) for kind in (*TABLES, *MODEL_SHEETS)}


@functools.cache
def _fields(table: str) -> Mapping[str, str]:
    """The field of every title of a table, in both languages; an English one wins, should they ever be the same."""
    columns = _columns()[table]
    return {title(table, column, "ko"): column for column in columns} | {column: column for column in columns}
