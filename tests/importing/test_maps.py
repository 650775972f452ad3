"""Faults of maps: each at its line and key, with a remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.importing.map_file import read_map
from planner.importing.vocabulary import ImportMap
from planner.intake import faults
from planner.intake.faults import Kind

from .example import MAP, changed, map_or_faults

SHIPPED = sorted((Path(__file__).parents[2] / "models" / "maps").glob("*.yaml"))


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_shipped_maps_have_no_faults(path: Path) -> None:
    assert isinstance(read_map(path), ImportMap)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("map: A trial", "mapp: A trial", "E-101 trial.yaml › line 1, mapp"),
        ("leave_out:", "leave_outs:", "E-101 trial.yaml › line 6, sheets.0.leave_outs"),
        ("      upgrades:", "      upgrade:", "E-103 trial.yaml › line 16, sheets.0.tables.upgrade"),
        ("because: no cost", "because: ''", "E-104 trial.yaml › line 7, sheets.0.leave_out.0.because"),
        ("at_most: 0, because", "because", "E-106 trial.yaml › line 7, sheets.0.leave_out.0"),
        ("{constant: 10}", "{constant: 10, column: x}", "E-106 trial.yaml › line 25, "),
        ("{below: 300, gives: medium}", "{below: 30, gives: medium}", "E-106 trial.yaml › line 15, "),
        ("won: 1350", "won: 0", "E-105 trial.yaml › line 4, currencies.USD.won"),
        ("          life_years: {constant: 10}\n", "", "E-512 trial.yaml › line 16, sheets.0.tables.upgrades"),
        ("cost_won:", "cost:", "E-513 trial.yaml › line 21, sheets.0.tables.upgrades.columns.cost"),
        ("technology: {", "xyzzy: {", "E-513 trial.yaml › line 20, sheets.0.tables.upgrades.columns.xyzzy"),
        ("unit: kWh", "unit: kg", "E-514 trial.yaml › line 22, sheets.0.tables.upgrades.columns.electricity_mwh"),
        (
            "tier: 차수",
            "tier: {column: 차수, unit: t}",
            "E-515 trial.yaml › line 14, sheets.0.tables.suppliers.columns.tier",
        ),
        ("map: A trial", "map: A trial\nmap: again", "E-107 trial.yaml › line 2"),
    ],
)
def test_a_fault_is_named_with_line_key_and_remedy(tmp_path: Path, old: str, new: str, expected: str) -> None:
    found = map_or_faults(tmp_path, changed(MAP, old, new))
    assert isinstance(found, list)
    assert any(f"{fault.code} {fault.place}".startswith(expected) for fault in found), [str(each) for each in found]
    assert all(fault.remedy is not None for fault in found)


def test_a_file_that_is_no_map(tmp_path: Path) -> None:
    found = map_or_faults(tmp_path, "- a list\n")
    assert isinstance(found, list)
    assert [(fault.code, fault.place) for fault in found] == [("E-511", "trial.yaml")]


def test_a_missing_map(tmp_path: Path) -> None:
    found = read_map(tmp_path / "none.yaml")
    assert isinstance(found, list)
    assert [fault.code for fault in found] == ["E-301"]


def test_every_kind_of_fault_of_an_import_is_tested_here() -> None:
    text = "\n".join(path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("test_*.py"))
    kinds = {value.code for value in vars(faults).values() if isinstance(value, Kind)}
    assert [code for code in sorted(kinds) if code[2:] >= "501" and code[0] in "EN" and f'"{code}' not in text] == []
