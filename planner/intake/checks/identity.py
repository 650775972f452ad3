"""Each id stands for one thing, and no two ids look the same."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from planner.errors import Fault
from planner.intake import faults
from planner.intake.draft import Draft
from planner.intake.guessing import folded
from planner.intake.table import Row, Table, rows_with

type CommonYears = Callable[[Mapping[str, Any], Mapping[str, Any]], str | None]
"""The years that the values of two rows have in common, as text."""


def supplier_ids(draft: Draft) -> Iterator[Fault]:
    """Supplier ids are unique, also to the eye."""
    return _unique(draft.tables.suppliers, "supplier_id")


def upgrade_ids(draft: Draft) -> Iterator[Fault]:
    """Upgrade ids are unique, also to the eye; two rows of one upgrade for overlapping years are told so."""
    return _unique(draft.tables.upgrades, "upgrade_id", _common_years)


def links_once(draft: Draft) -> Iterator[Fault]:
    """A seller's sales to a buyer stand in one row."""
    table = draft.tables.links
    first: dict[tuple[str, str], int] = {}
    for row, seller in rows_with(table, "seller_id"):
        buyer = row.values.get("buyer_id")
        if buyer is None:
            continue
        if (seller, buyer) in first:
            place = table.place(row.line, "seller_id")
            yield faults.LINK_TWICE.at(place, seller=seller, buyer=buyer, first=table.row(first[seller, buyer]))
        first.setdefault((seller, buyer), row.line)


def _common_years(one: Mapping[str, Any], other: Mapping[str, Any]) -> str | None:
    """The years that two rows both name; None where they share none, or one of them names none."""
    spans = [_span(one), _span(other)]
    first, last = max(span[0] for span in spans), min(span[1] for span in spans)
    if not 0 < first <= last:
        return None
    return str(first) if first == last else f"{first}-{last}"


def _span(row: Mapping[str, Any]) -> tuple[int, int]:
    """First and last year of a row, one of them standing for both; 0 where it names none."""
    first, last = row.get("first_year") or 0, row.get("last_year") or 0
    return first or last, last or first


def marks_alike(draft: Draft) -> Iterator[Fault]:
    """Technologies, regions and the like that look the same are the same, or rules would miss some of their rows."""
    marks: list[tuple[Table[Any], str]] = [(draft.tables.upgrades, "technology")]
    marks += [(draft.tables.suppliers, column) for column in ("region", "consortium", "process")]
    for table, column in marks:
        first: dict[str, tuple[str, int]] = {}
        told: set[str] = set()
        for row, mark in rows_with(table, column):
            other, line = first.setdefault(folded(mark), (mark, row.line))
            if other != mark and mark not in told:
                told.add(mark)
                place = table.place(row.line, column)
                yield faults.MARKS_ALIKE.at(place, mark=mark, other=other, first=table.row(line))


def _unique(table: Table[Any], column: str, common_years: CommonYears | None = None) -> Iterator[Fault]:
    first: dict[str, Row[Any]] = {}
    alike: dict[str, str] = {}
    for row, name in rows_with(table, column):
        if name in first:
            years = common_years and common_years(first[name].values, row.values)
            kind = faults.ID_TWICE_IN_YEARS if years else faults.ID_TWICE
            before = table.row(first[name].line)
            yield kind.at(table.place(row.line, column), id=name, first=before, years=years)
            continue
        first[name] = row
        other = alike.setdefault(_to_the_eye(name), name)
        if other != name:
            yield faults.IDS_ALIKE.at(
                table.place(row.line, column), id=name, other=other, first=table.row(first[other].line)
            )


def _to_the_eye(name: str) -> str:
    return name.casefold() if name.isascii() else unicodedata.normalize("NFC", name.strip()).casefold()
