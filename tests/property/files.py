"""A random case as the files that a person would hand in: a model in YAML and tables in CSV."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from tests.property.cases import Case, Data

UNITS: Mapping[str, tuple[str, Fraction]] = {
    **dict.fromkeys(
        ("cost_won", "saving_won", "won", "revenue_won", "repay_capacity_won", "copay_limit_won"),
        ("천원", Fraction(1_000)),
    ),
    **dict.fromkeys(("tonnes", "tonnes_low", "baseline_t", "other_t"), ("kg", Fraction(1, 1_000))),
    "electricity_mwh": ("kWh", Fraction(1, 1_000)),
    "gas_gj": ("MJ", Fraction(1, 1_000)),
    "support_rate_min": ("%", Fraction(1, 100)),
}
"""Another unit for each column that may be stated in one, and how many of the programme's own one of it is."""


def write(case: Case, folder: Path, units: Mapping[str, tuple[str, Fraction]] | None = None) -> Path:
    """Write the case and give the model's path. JSON is YAML, so the model is written as JSON.

    ``units``: columns to be written in other units, with a row that says so.
    """
    tables = folder / "tables"
    tables.mkdir(parents=True)
    (folder / "model.yaml").write_text(json.dumps(case.rules, indent=1, default=str) + "\n", encoding="utf-8")
    sold = [seller for seller, _ in case.links]
    links = [{"buyer_id": buyer, "seller_id": seller, "share": 1 / sold.count(seller)} for seller, buyer in case.links]
    contents: Mapping[str, Sequence[Data]] = {
        "suppliers": case.suppliers,
        "upgrades": case.upgrades,
        "cost_lines": case.cost_lines,
        "links": links,
        "products": case.products,
    }
    for name, rows in contents.items():
        if rows or name in ("suppliers", "upgrades"):
            _table(tables / f"{name}.csv", rows, units or {})
    return folder / "model.yaml"


def _table(path: Path, rows: Sequence[Data], units: Mapping[str, tuple[str, Fraction]]) -> None:
    columns = list(dict.fromkeys(column for row in rows for column in row))
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(columns)
        if units:
            writer.writerow(["unit", *(units[column][0] if column in units else "" for column in columns[1:])])
        writer.writerows([[_cell(row.get(column), units.get(column)) for column in columns] for row in rows])


def _cell(value: Any, unit: tuple[str, Fraction] | None = None) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Iterable) and not isinstance(value, str):
        return ";".join(value)
    return str(value) if unit is None else _decimal(Fraction(str(value)) / unit[1])


def _decimal(value: Fraction) -> str:
    """The number with all its digits; every unit is a power of ten of another."""
    return f"{Decimal(value.numerator) / Decimal(value.denominator):f}"
