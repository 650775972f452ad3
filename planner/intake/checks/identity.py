"""Each id stands for one thing, and no two ids look the same."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Any

from planner.errors import Fault
from planner.intake import faults
from planner.intake.draft import Draft
from planner.intake.tables import Table, rows_with


def supplier_ids(draft: Draft) -> Iterator[Fault]:
    """Supplier ids are unique, also to the eye."""
    return _unique(draft.tables.suppliers, "supplier_id")


def upgrade_ids(draft: Draft) -> Iterator[Fault]:
    """Upgrade ids are unique, also to the eye."""
    return _unique(draft.tables.upgrades, "upgrade_id")


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


def _unique(table: Table[Any], column: str) -> Iterator[Fault]:
    first: dict[str, int] = {}
    alike: dict[str, str] = {}
    for row, name in rows_with(table, column):
        if name in first:
            yield faults.ID_TWICE.at(table.place(row.line, column), id=name, first=table.row(first[name]))
            continue
        first[name] = row.line
        other = alike.setdefault(_to_the_eye(name), name)
        if other != name:
            yield faults.IDS_ALIKE.at(
                table.place(row.line, column), id=name, other=other, first=table.row(first[other])
            )


def _to_the_eye(name: str) -> str:
    return name.casefold() if name.isascii() else unicodedata.normalize("NFC", name.strip()).casefold()
