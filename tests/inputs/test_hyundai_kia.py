"""The programme's data: made again byte for byte, of the stated size, with a source on every row, nobody named."""

from __future__ import annotations

import csv
import os
import re
import statistics
import subprocess
import sys
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel
from ruamel.yaml import YAML

from planner.programme.options import Options
from planner.programme.programme import Programme
from planner.programme.rules import Rules
from planner.programme.supplier import Link, Supplier
from planner.programme.targets import Product
from planner.programme.upgrade import Upgrade

ROOT = Path(__file__).parents[2]
INPUTS = ROOT / "inputs" / "hyundai-kia-2026"
MODEL = ROOT / "models" / "hyundai-kia-2026.yaml"
TABLES = ("suppliers.csv", "links.csv", "upgrades.csv", "products.csv")

ROW_SOURCE = re.compile(r"(\[\d+\] )*(\[\d+\]|assumed)")
ID = {"supplier": re.compile(r"T1-\d{3}|T2-\d{4}"), "upgrade": re.compile(r"(T1-\d{3}|T2-\d{4})-\d{2}")}


def _rows(table: str) -> list[dict[str, Any]]:
    with (INPUTS / table).open(encoding="utf-8", newline="") as stream:
        rows = [{column: cell for column, cell in row.items() if cell} for row in csv.DictReader(stream)]
    for row in rows:
        if "needs" in row:
            row["needs"] = tuple(row["needs"].split(";"))
    return rows


def _all[Word: BaseModel](table: str, kind: type[Word]) -> list[Word]:
    return [kind.model_validate(row) for row in _rows(table)]


@pytest.fixture(scope="module")
def programme() -> Programme:
    return Programme.of(
        Rules.model_validate(YAML(typ="safe").load(MODEL)),
        _all("suppliers.csv", Supplier),
        _all("links.csv", Link),
        _all("upgrades.csv", Upgrade),
        products=_all("products.csv", Product),
    )


def test_tables_are_made_again_byte_for_byte(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-B", str(INPUTS / "make.py"), str(tmp_path)],
        check=True,
        env=os.environ | {"PYTHONHASHSEED": "4242"},
    )
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(TABLES)
    for table in TABLES:
        assert (tmp_path / table).read_bytes() == (INPUTS / table).read_bytes(), table


def test_counts(programme: Programme) -> None:
    tiers = [supplier.tier for supplier in programme.suppliers.values()]
    assert tiers.count(1) == 87
    assert tiers.count(2) >= 600
    assert len(programme.upgrades) >= 2_500
    assert len({upgrade.technology for upgrade in programme.upgrades.values()}) >= 16


def test_every_row_has_a_source_that_is_listed() -> None:
    listed = _listed()
    for table in TABLES:
        for row in _rows(table):
            assert ROW_SOURCE.fullmatch(row.get("source", "")), (table, row)
            assert _numbers(row["source"]) <= listed, (table, row)


def test_every_rule_has_a_source_that_is_listed() -> None:
    model = YAML(typ="safe").load(MODEL)
    stated = [rule for name in _LISTS_OF_RULES for rule in model[name]]
    stated += [model[name] for name in _SINGLE_RULES]
    for rule in stated:
        assert "assumed" in rule["source"] or _numbers(rule["source"]), rule
        assert _numbers(rule["source"]) <= _listed(), rule


_LISTS_OF_RULES = (
    "funders",
    "support_rates",
    "matching",
    "co_funding",
    "caps",
    "fairness",
    "contributions",
    "footprint",
)
_SINGLE_RULES = ("factors", "repayment", "affordability", "offsets", "discount")


def test_every_rule_of_the_model_is_looked_at() -> None:
    without_source = {"programme", "inputs", "years", "projects", "objective", "technology_classes", "groups", "notes"}
    assert set(YAML(typ="safe").load(MODEL)) == {*_LISTS_OF_RULES, *_SINGLE_RULES, *without_source}


def test_news_is_marked_as_such() -> None:
    news = {"[1]", "[2]", "[3]", "[5]", "[6]", "[7]", "[8]", "[9]", "[17]", "[19]", "[22]", "[69]"}
    for line in MODEL.read_text(encoding="utf-8").splitlines():
        if "source:" in line and set(re.findall(r"\[\d+\]", line)) & news:
            assert "news" in line, line


def test_listed_sources_are_explained_and_addressed() -> None:
    text = (INPUTS / "SOURCES.md").read_text(encoding="utf-8")
    explained, addressed = text.split("## Addresses")
    assert _numbers(explained) == _numbers(addressed)


def test_ids_are_anonymous(programme: Programme) -> None:
    assert all(ID["supplier"].fullmatch(supplier) for supplier in programme.suppliers)
    assert all(ID["upgrade"].fullmatch(upgrade) for upgrade in programme.upgrades)
    assert all(supplier.name is None for supplier in programme.suppliers.values())


def test_references(programme: Programme) -> None:
    suppliers = programme.suppliers
    assert {link.seller_id for link in programme.links} == {s for s, of in suppliers.items() if of.tier == 2}
    assert {link.buyer_id for link in programme.links} == {s for s, of in suppliers.items() if of.tier == 1}
    shares: dict[str, Fraction] = {}
    for link in programme.links:
        shares[link.seller_id] = shares.get(link.seller_id, Fraction(0)) + link.share
    assert max(shares.values()) <= 1
    for upgrade in programme.upgrades.values():
        assert upgrade.supplier_id in suppliers
        assert all(programme.upgrades[needed].supplier_id == upgrade.supplier_id for needed in upgrade.needs)


def test_every_upgrade_is_in_a_class_and_can_be_paid(programme: Programme) -> None:
    assert {u.technology for u in programme.upgrades.values()} <= set(programme.class_of_technology)
    assert {option.upgrade.upgrade_id for option in Options.of(programme).options} == set(programme.upgrades)


def test_regions_and_revenue_are_as_published(programme: Programme) -> None:
    tier1 = [supplier for supplier in programme.suppliers.values() if supplier.tier == 1]
    chungnam = sum(supplier.region == "Chungnam" for supplier in programme.suppliers.values())
    assert chungnam / len(programme.suppliers) == pytest.approx(0.175, abs=0.01)
    assert statistics.mean(supplier.revenue_won or 0 for supplier in tier1) == pytest.approx(381e9, rel=0.05)
    assert all(supplier.size != "large" for supplier in tier1)


@pytest.mark.parametrize(
    ("technology", "mwh", "won_per_tonne"),
    [
        ("inverter_compressor", 300, 479_000),
        ("compressor_controller", 394, 547_000),
        ("rooftop_solar", 130, 3_130_000),
    ],
)
def test_costs_meet_the_published_cases(programme: Programme, technology: str, mwh: int, won_per_tonne: int) -> None:
    """The median cost of offers of about the published case's size, half to twice, is about the case's."""
    found = [
        upgrade.total_won / float(upgrade.grid_mwh * Fraction("0.4173"))
        for upgrade in programme.upgrades.values()
        if upgrade.technology == technology and mwh / 2 <= upgrade.grid_mwh <= mwh * 2
    ]
    assert statistics.median(found) == pytest.approx(won_per_tonne, rel=0.2)


def test_vehicles_take_no_more_than_a_supplier_makes() -> None:
    parts = _all("products.csv", Product)
    made: dict[str, Fraction] = {}
    for part in parts:
        made[part.supplier_id] = made.get(part.supplier_id, Fraction(0)) + part.share
    assert max(made.values()) <= 1
    assert len({(part.product, part.units_per_year) for part in parts}) == len({part.product for part in parts}) == 5


def test_electrified_furnaces_emit_more_at_first_and_less_later(programme: Programme) -> None:
    furnaces = [u for u in programme.upgrades.values() if u.technology == "furnace_electrification"]
    gas = programme.rules.factors.gas_t_per_gj
    assert gas is not None
    now = sum(u.fixed_tonnes(gas) + u.grid_mwh * Fraction("0.4173") for u in furnaces)
    later = sum(u.fixed_tonnes(gas) + u.grid_mwh * Fraction("0.12") for u in furnaces)
    assert now < 0 < later


def test_the_need_is_ten_times_the_money(programme: Programme) -> None:
    need = sum(upgrade.total_won for upgrade in programme.upgrades.values())
    money = sum(sum(funder.budget.values()) for funder in programme.rules.funders)
    assert 8 < need / money < 15
    assert max(upgrade.total_won for upgrade in programme.upgrades.values()) <= 2_500_000_000


def _listed() -> set[int]:
    return _numbers((INPUTS / "SOURCES.md").read_text(encoding="utf-8").split("## Addresses")[1])


def _numbers(text: str) -> set[int]:
    return {int(number) for number in re.findall(r"\[(\d+)\]", text)}
