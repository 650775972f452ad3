"""How the makers of the smaller programmes write their tables: columns in one order, blank ones left out."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

type Row = dict[str, object]

COLUMNS = {
    "suppliers.csv": (
        "supplier_id tier consortium region size process ets_covered baseline_t revenue_won repay_capacity_won"
        " copay_limit_won source"
    ),
    "links.csv": "buyer_id seller_id share source",
    "upgrades.csv": (
        "upgrade_id supplier_id technology cost_won electricity_mwh gas_gj other_t tonnes saving_won life_years"
        " lead_years first_year last_year alternative_group needs mandatory divisible support_rate_min creditable"
        " tonnes_low tonnes_high cost_low_won cost_high_won source"
    ),
    "cost_lines.csv": "upgrade_id year_offset won payer source",
    "products.csv": "supplier_id product share units_per_year source",
}
"""The columns of each table, in the order in which they are written."""


def write(folder: Path, table: str, rows: Iterable[Row]) -> None:
    """Write a table into the folder: UTF-8, a line feed after each row, without columns that nothing stands in."""
    listed = list(rows)
    columns = [name for name in COLUMNS[table].split() if any(row.get(name) is not None for row in listed)]
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / table).open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows({name: cell for name, cell in row.items() if cell is not None} for row in listed)


def yes(mark: bool) -> str:
    """A mark as the tables have it."""
    return "yes" if mark else "no"
