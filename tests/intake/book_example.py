"""The small programme without faults as a workbook, and means to spoil it."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import xlsxwriter

from planner.intake.columns import columns_of
from planner.intake.flat_rules import flattened, written_value
from planner.intake.plain_yaml import parsed
from planner.intake.sheets import BUDGETS, FUNDERS, RULES, TABLES, SheetKind
from planner.intake.titles import title
from planner.languages import Language

from .example import MODEL
from .example import TABLES as TEXTS

type Grid = list[list[Any]]
"""A sheet's cells from A1 on: text, numbers, dates, logical values; None is a blank cell."""


def grids(language: Language = "ko") -> dict[str, Grid]:
    """The example's sheets by the names of their tables."""
    found = {kind.name: _table(kind, language) for kind in TABLES if kind.file in TEXTS}
    return found | _model(language)


def write_book(path: Path, sheets: Mapping[str, Grid], language: Language = "ko") -> Path:
    """A workbook of these sheets; one whose name is no table's keeps its name."""
    names = {kind.name: kind.sheet(language) for kind in (*TABLES, FUNDERS, BUDGETS, RULES)}
    options = {"strings_to_formulas": False, "strings_to_urls": False, "default_date_format": "yyyy-mm-dd"}
    with xlsxwriter.Workbook(str(path), options) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(names.get(name, name))
            for number, row in enumerate(rows):
                for column, cell in enumerate(row):
                    if cell is not None:
                        sheet.write(number, column, cell)
    return path


def _table(kind: SheetKind, language: Language) -> Grid:
    header, *rows = csv.reader(io.StringIO(TEXTS[kind.file]))
    numeric = {column.name for column in columns_of(kind.row) if not column.is_text and column.name != "needs"}
    titles = [title(kind.name, name, language) if name != "remark" else name for name in header]
    return [
        titles,
        ["단위"],
        *([_cell(cell, name in numeric) for name, cell in zip(header, row, strict=True)] for row in rows),
    ]


def _cell(cell: str, numeric: bool) -> Any:
    if not cell:
        return None
    try:
        return float(cell) if numeric else cell
    except ValueError:
        return cell


def _model(language: Language) -> dict[str, Grid]:
    rules = parsed(MODEL, "model.yaml").data
    del rules["inputs"]
    funders: Grid = [[title("funders", name, language) for name in ("id", "kind", "pays_tier", "carry_over")], ["단위"]]
    budgets: Grid = [[title("budgets", name, language) for name in ("funder", "year", "won")], ["단위"]]
    values: Grid = [[title("rules", name, language) for name in ("rule", "number", "key", "value")], ["단위"]]
    for funder in rules.pop("funders"):
        funders.append([funder["id"], funder["kind"], str(funder["pays"]["tier"]), funder.get("carry_over")])
        budgets += [[funder["id"], year, won] for year, won in funder["budget"].items()]
        values += [
            ["funders", None, f"{funder['id']}.rate.{size}", float(rate)]
            for size, rate in funder.get("rate", {}).items()
        ]
    for rule in flattened(rules):
        value = written_value(rule.value)
        values.append([rule.rule, rule.number, rule.key or None, float(value) if isinstance(value, Decimal) else value])
    return {"funders": funders, "budgets": budgets, "rules": values}
