"""A random case as the files that a person would hand in: a model in YAML and tables in CSV."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from tests.property.cases import Case, Data


def write(case: Case, folder: Path) -> Path:
    """Write the case and give the model's path. JSON is YAML, so the model is written as JSON."""
    tables = folder / "tables"
    tables.mkdir(parents=True)
    (folder / "model.yaml").write_text(json.dumps(case.rules, indent=1, default=str) + "\n", encoding="utf-8")
    _table(tables / "suppliers.csv", case.suppliers)
    _table(tables / "upgrades.csv", case.upgrades)
    if case.cost_lines:
        _table(tables / "cost_lines.csv", case.cost_lines)
    if case.links:
        sold = [seller for seller, _ in case.links]
        links = [
            {"buyer_id": buyer, "seller_id": seller, "share": 1 / sold.count(seller)} for seller, buyer in case.links
        ]
        _table(tables / "links.csv", links)
    if case.products:
        _table(tables / "products.csv", case.products)
    return folder / "model.yaml"


def _table(path: Path, rows: Sequence[Data]) -> None:
    columns = list(dict.fromkeys(column for row in rows for column in row))
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(columns)
        writer.writerows([[_cell(row.get(column)) for column in columns] for row in rows])


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Iterable) and not isinstance(value, str):
        return ";".join(value)
    return str(value)
