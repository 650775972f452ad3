"""The other programmes' data: made again byte for byte, with sources; each is solved to proof and passes its audit."""

from __future__ import annotations

import csv
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook
from ruamel.yaml import YAML

from planner.cli.edge import run
from planner.plan.plan import Plan

ROOT = Path(__file__).parents[2]
PROGRAMMES = (
    "pilots-2025-lg-electronics",
    "pilots-2025-posco",
    "pilots-2025-lx-hausys",
    "pilots-2025-lg-chem",
    "national-2026",
    "shift-japan",
    "sde-ranking",
    "capital-budgeting",
)
NEWS = {3, 4, 5, 6, 55, 56, 60}
"""Sources that are newspapers or web pages: whoever states a rule from them says so."""

ROW_SOURCE = re.compile(r"(\[\d+\] )*(\[\d+\]|assumed)")


def _model(name: str) -> Path:
    return ROOT / "models" / f"{name}.yaml"


def _numbers(text: str) -> set[int]:
    return {int(number) for number in re.findall(r"\[(\d+)\]", text)}


def _sources(name: str) -> str:
    return (ROOT / "inputs" / name / "SOURCES.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", PROGRAMMES)
def test_tables_are_made_again_byte_for_byte(name: str, tmp_path: Path) -> None:
    folder = ROOT / "inputs" / name
    subprocess.run(
        [sys.executable, "-B", str(folder / "make.py"), str(tmp_path)],
        check=True,
        env=os.environ | {"PYTHONHASHSEED": "4242"},
    )
    made = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert made == {path.name: path.read_bytes() for path in folder.glob("*.csv")}


@pytest.mark.parametrize("name", PROGRAMMES)
def test_every_row_has_a_source_that_is_listed(name: str) -> None:
    for table in (ROOT / "inputs" / name).glob("*.csv"):
        with table.open(encoding="utf-8", newline="") as stream:
            for row in csv.DictReader(stream):
                assert ROW_SOURCE.fullmatch(row["source"]), (table, row)
                assert _numbers(row["source"]) <= _numbers(_sources(name)), (table, row)


@pytest.mark.parametrize("name", PROGRAMMES)
def test_every_rule_has_a_source_that_is_listed(name: str) -> None:
    plain = {"programme", "inputs", "years", "projects", "objective", "technology_classes", "groups", "notes"}
    model = YAML(typ="safe").load(_model(name))
    for key in set(model) - plain:
        for rule in _rules(model[key]):
            assert "assumed" in rule["source"] or _numbers(rule["source"]), rule
            assert _numbers(rule["source"]) <= _numbers(_sources(name)), rule
            assert not _numbers(rule["source"]) & NEWS or re.search("news|web page", rule["source"]), rule


def _rules(stated: Any) -> Iterator[dict[str, Any]]:
    yield from stated if isinstance(stated, list) else (stated,)


@pytest.mark.parametrize("name", PROGRAMMES)
def test_listed_sources_are_explained_and_addressed(name: str) -> None:
    explained, addressed = _sources(name).split("## Addresses")
    assert _numbers(explained) == _numbers(addressed)


@pytest.mark.parametrize("name", PROGRAMMES)
def test_solved_to_proof_audited_and_exported(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One command each, as the documentation shows them; whole projects, proven optimal."""
    plan, book = tmp_path / "plan.json", tmp_path / "plan.xlsx"
    assert run(["check", str(_model(name))]) == 0, capsys.readouterr().err
    assert run(["solve", str(_model(name)), "--out", str(plan), "--out", str(book)]) == 0, capsys.readouterr().err
    found = Plan.from_json(plan.read_text(encoding="utf-8"))
    assert found.status == "optimal"
    assert {award.share for award in found.awards} == {1.0}
    assert run(["audit", str(plan)]) == 0, capsys.readouterr().err
    assert CalamineWorkbook.from_path(str(book)).sheet_names
