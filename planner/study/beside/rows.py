"""What changed between the tables of two programmes: rows by their ids, and the cells of rows that both have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal

from planner.programme.past import Commitment, OpeningBalance, Receipt
from planner.programme.programme import Programme

PAST_TABLES = ("commitments", "repayments_received", "opening_balances")
"""What is signed, received and held: of rows that came or went the amount is told too."""

TABLES = ("suppliers", "links", "upgrades", "products", *PAST_TABLES)
"""The tables, cost lines being a part of their upgrades."""

_WORDS = ("source", "name")
"""Columns that no plan depends on."""

type Plain = str | int | float
type _Rows = Mapping[tuple[str, ...], Mapping[str, Any]]


@dataclass(frozen=True)
class CellChange:
    """A cell before and after; none where it is empty."""

    column: str
    before: Plain | None
    after: Plain | None

    @property
    def relative(self) -> float | None:
        """The change as a share of what it was; none of words, and of nothing."""
        if isinstance(self.before, str | None) or isinstance(self.after, str | None) or not self.before:
            return None
        return float((Fraction(self.after) - Fraction(self.before)) / abs(Fraction(self.before)))


@dataclass(frozen=True)
class RowChange:
    """A row that came, went, or has other cells; ``ids`` are what it is known by."""

    table: str
    ids: tuple[str, ...]
    kind: Literal["added", "removed", "changed"]
    cells: tuple[CellChange, ...] = ()

    @property
    def decides(self) -> bool:
        """Whether a plan can depend on it."""
        return self.kind != "changed" or any(cell.column not in _WORDS for cell in self.cells)


def changed_rows(before: Programme, after: Programme) -> tuple[RowChange, ...]:
    """The rows that are others, table by table, in the order of their ids."""
    return tuple(
        change
        for table, (old, new) in zip(TABLES, zip(_tables(before), _tables(after), strict=True), strict=True)
        for change in _changes(table, old, new)
    )


def _tables(programme: Programme) -> tuple[_Rows, ...]:
    return (
        {(name,): supplier.normalised() for name, supplier in programme.suppliers.items()},
        {(link.seller_id, link.buyer_id): link.normalised() for link in programme.links},
        {
            (name,): upgrade.normalised() | _cost_lines(upgrade.cost_lines)
            for name, upgrade in programme.upgrades.items()
        },
        {(row.supplier_id, row.product): row.normalised() for row in programme.products},
        {
            (row.upgrade_id, str(row.award_year), str(row.year), row.payer): _amount(row)
            for row in programme.commitments
        },
        {(row.supplier_id, str(row.year)): _amount(row) for row in programme.receipts},
        {(row.account,): _amount(row) for row in programme.openings},
    )


def _amount(row: Commitment | Receipt | OpeningBalance) -> Mapping[str, Any]:
    return {"won": row.won, "source": row.source}


def _cost_lines(lines: Iterable[Any]) -> dict[str, Any]:
    """The cost lines as one cell: year offset, won, and who pays where it is somebody by name."""
    told = [
        f"+{line.year_offset}: {line.won:,}" + (f" ({line.payer})" if line.payer else "")
        for line in sorted(lines, key=lambda line: (line.year_offset, line.payer or "", line.won))
    ]
    return {"cost_lines": "; ".join(told)} if told else {}


def _changes(table: str, old: _Rows, new: _Rows) -> Iterator[RowChange]:
    for ids in sorted({*old, *new}):
        if ids not in old or ids not in new:
            cells = _amounts(old.get(ids), new.get(ids)) if table in PAST_TABLES else ()
            yield RowChange(table, ids, "removed" if ids in old else "added", cells)
            continue
        cells = tuple(
            CellChange(column, _cell(old[ids].get(column)), _cell(new[ids].get(column)))
            for column in (*old[ids], *(column for column in new[ids] if column not in old[ids]))
            if old[ids].get(column) != new[ids].get(column)
        )
        if cells:
            yield RowChange(table, ids, "changed", cells)


def _amounts(old: Mapping[str, Any] | None, new: Mapping[str, Any] | None) -> tuple[CellChange, ...]:
    """The amount of a row that came or went."""
    return (CellChange("won", *(None if row is None else row["won"] for row in (old, new))),)


def _cell(value: Any) -> Plain | None:
    """A cell as a table holds it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return "; ".join(map(str, value))
    return value if value is None or isinstance(value, int | float) else str(value)
