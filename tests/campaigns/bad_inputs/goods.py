"""The good programmes that are spoiled: a small one by hand, a made-up chain, and a part of the Hyundai-Kia example."""

from __future__ import annotations

import copy
import csv
import functools
import io
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from planner.intake.flat_rules import flattened, written_value
from planner.intake.plain_yaml import parsed
from planner.languages import Language
from planner.sample import write_sample
from tests.campaigns.bad_inputs.book import AsText, Book, Form, Grid
from tests.intake import example

_REPOSITORY = Path(__file__).parents[3]
_TABLES = ("suppliers", "links", "upgrades", "cost_lines", "products")
_MARKS = ("tier", "consortium", "region", "size", "process")


@dataclass(frozen=True)
class Good:
    """A programme without faults: the text of its model, whose tables lie in ``tables``, and the tables."""

    model: str
    tables: Mapping[str, str]


def book_of(name: str, form: Form, language: Language, variant: int, draw: Random) -> Book:
    """A fresh book of a good programme."""
    good = good_programme(name)
    grids = copy.deepcopy(_grids(name))
    if form == "xlsx":
        grids |= _model_grids(good.model)
    return Book(name, form, language, variant, draw, good.model, grids)


@functools.cache
def good_programme(name: str) -> Good:
    """A good programme by its name; a sample's name has its sizes and seed, as in ``sample-3-5-1``."""
    if name == "example":
        return Good(example.MODEL, {file.removesuffix(".csv"): text for file, text in example.TABLES.items()})
    if name == "hyundai-kia":
        return _hyundai_kia()
    tier1, tier2, seed = map(int, name.split("-")[1:])
    with tempfile.TemporaryDirectory() as folder:
        model = write_sample(Path(folder) / "sample", tier1, tier2, seed)
        return Good(_named(model.read_text("utf-8"), "inputs: inputs"), _tables_in(model.parent / "inputs"))


def _named(model: str, inputs: str) -> str:
    assert f"\n{inputs}\n" in model
    return model.replace(f"\n{inputs}\n", "\ninputs: tables\n")


def _tables_in(folder: Path) -> dict[str, str]:
    return {path.stem: path.read_text("utf-8") for path in sorted(folder.glob("*.csv"))}


def _hyundai_kia() -> Good:
    """The suppliers that bring a new mark, technology or product, so that no rule is left without what it names."""
    model = (_REPOSITORY / "models" / "hyundai-kia-2026.yaml").read_text("utf-8")
    tables = {name: grid.dictionaries() for name, grid in _read(_tables_in(_REPOSITORY / "inputs/hyundai-kia-2026"))}
    seen: set[tuple[str, str]] = set()
    kept: set[str] = set()
    for supplier in tables["suppliers"]:
        name = supplier["supplier_id"]
        marks = {(mark, supplier[mark]) for mark in _MARKS}
        marks |= {("technology", row["technology"]) for row in tables["upgrades"] if row["supplier_id"] == name}
        marks |= {("product", row["product"]) for row in tables["products"] if row["supplier_id"] == name}
        if marks - seen:
            seen |= marks
            kept.add(name)
    own = {
        name: [row for row in rows if all(row.get(key, "") in kept for key in _IDS if key in row)]
        for name, rows in tables.items()
    }
    return Good(_named(model, "inputs: ../inputs/hyundai-kia-2026"), {name: _text(rows) for name, rows in own.items()})


_IDS = ("supplier_id", "buyer_id", "seller_id")


def _text(rows: list[dict[str, Any]]) -> str:
    stream = io.StringIO()
    writer = csv.DictWriter(stream, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue()


def _read(texts: Mapping[str, str]) -> list[tuple[str, Grid]]:
    found = []
    for name in _TABLES:
        if name in texts:
            head, *rows = csv.reader(io.StringIO(texts[name]))
            found.append((name, Grid(name, head, [list(row) for row in rows])))
    return found


@functools.cache
def _grids(name: str) -> dict[str, Grid]:
    return dict(_read(good_programme(name).tables))


def _model_grids(model: str) -> dict[str, Grid]:
    """The model as the sheets of a workbook: purses, budgets, and every other value a row."""
    data = dict(parsed(model, "model").data)
    data.pop("inputs")
    funders, budgets, rules = [], [], []
    for purse in data.pop("funders"):
        rest = dict(purse)
        funders.append([str(rest.pop(key, "")) for key in ("id", "name", "kind", "source")])
        budgets += [[purse["id"], year, won] for year, won in rest.pop("budget").items()]
        rules += _rule_rows({"funders": {purse["id"]: rest}}) if rest else []
    rules += _rule_rows(data)
    return {
        "funders": Grid("funders", ["id", "name", "kind", "source"], funders),
        "budgets": Grid("budgets", ["funder", "year", "won"], budgets),
        "rules": Grid("rules", ["rule", "number", "key", "value", "meaning"], rules),
    }


def _rule_rows(data: Mapping[Any, Any]) -> list[list[Any]]:
    rows = []
    for rule in flattened(data):
        value = written_value(rule.value)
        cell = value if isinstance(value, bool | int) else AsText(value)
        rows.append([rule.rule, "" if rule.number is None else str(rule.number), rule.key, cell, ""])
    return rows
