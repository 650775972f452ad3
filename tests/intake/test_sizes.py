"""Wrong units are found by the numbers beside them; good files, and rows that are confirmed, are left in peace."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from planner.errors import Fault
from planner.intake import read_programme
from planner.intake.checks.sizes.many import MOST
from planner.sample import write_sample

MODEL = """\
programme: sizes
inputs: tables
years: {award: [2026, 2028], count_until: 2040}
projects: whole
objective: {maximise: lifetime_tonnes}
factors: {grid_t_per_mwh: {2026: 0.4}, gas_t_per_gj: 0.05}
funders: [{id: STATE, kind: government, budget: {2026: 300_000_000, 2027: 300_000_000, 2028: 300_000_000}}]
"""

type Cells = dict[str, object]
type Cell = tuple[str, int, str]
"""File, row from 0, column."""


def firm(number: int) -> Cells:
    """4,000 t, 80 billion won: 20 million won for a tonne."""
    return {
        "supplier_id": f"S{number}",
        "tier": 1,
        "baseline_t": 4_000,
        "revenue_won": 80_000_000_000,
        "repay_capacity_won": 40_000_000,
        "confirmed": "",
    }


def upgrade(number: int) -> Cells:
    """250 MWh are 100 t and, at 150 won a kWh, 37,500,000 won a year; 1 million won for a tonne. Gas: 2,000 GJ."""
    motor = number % 2 == 0
    return {
        "upgrade_id": f"u{number}",
        "supplier_id": f"S{number % 6}",
        "technology": "motor" if motor else "boiler",
        "cost_won": 100_000_000 + number,
        "electricity_mwh": 250 if motor else "",
        "gas_gj": "" if motor else 2_000,
        "tonnes": "",
        "saving_won": 37_500_000 if motor else 40_000_000,
        "life_years": 10,
        "cost_low_won": "",
        "cost_high_won": "",
        "confirmed": "",
    }


SUPPLIERS = [firm(number) for number in range(6)]
UPGRADES = [upgrade(number) for number in range(12)]


def written(folder: Path, edits: Mapping[Cell, object], more: Sequence[Cells] = ()) -> Path:
    """Six firms with twelve upgrades, some cells of them other than they should be."""
    tables: dict[str, list[Cells]] = {
        "suppliers": [dict(row) for row in SUPPLIERS],
        "upgrades": [dict(row) for row in [*UPGRADES, *more]],
    }
    for (table, number, column), value in edits.items():
        tables[table][number][column] = value
    (folder / "tables").mkdir(parents=True, exist_ok=True)
    for name, rows in tables.items():
        text = io.StringIO()
        writer = csv.DictWriter(text, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
        (folder / "tables" / f"{name}.csv").write_text(text.getvalue())
    (folder / "model.yaml").write_text(MODEL)
    return folder / "model.yaml"


def sizes_of(model: Path) -> list[Fault]:
    return [fault for fault in read_programme(model).remarks if fault.code.startswith("W-5")]


def warned(folder: Path, edits: Mapping[Cell, object], more: Sequence[Cells] = ()) -> list[Fault]:
    return sizes_of(written(folder, edits, more))


def column(table: str, name: str, factor: float) -> Mapping[Cell, object]:
    """The whole column, multiplied."""
    rows = SUPPLIERS if table == "suppliers" else UPGRADES
    return {
        (table, number, name): f"{float(str(row[name])) * factor:.10f}".rstrip("0").rstrip(".")
        for number, row in enumerate(rows)
        if row[name] != ""
    }


def test_good_files_are_left_in_peace(tmp_path: Path) -> None:
    assert warned(tmp_path, {}) == []


@pytest.mark.parametrize(("tier1", "tier2", "seed"), [(1, 0, 1), (3, 5, 2), (20, 100, 3)])
def test_made_up_chains_are_left_in_peace(tmp_path: Path, tier1: int, tier2: int, seed: int) -> None:
    assert sizes_of(write_sample(tmp_path / "chain", tier1, tier2, seed)) == []


ROWS = [
    ("W-503", "upgrades.csv › line 4, cost_won", "Is the unit thousand won? Then write 100,000,000 won",
     {("upgrades", 2, "cost_won"): 100_000}),
    ("W-503", "upgrades.csv › line 4, cost_won", "Is the unit million won? Then write 100,000,000 won",
     {("upgrades", 2, "cost_won"): 100}),
    ("W-503", "upgrades.csv › line 4, cost_won", "three zeros too many",
     {("upgrades", 2, "cost_won"): 100_000_000_000}),
    ("W-506", "upgrades.csv › line 4, electricity_mwh", "Is the unit kWh? Then write 250 MWh",
     {("upgrades", 2, "electricity_mwh"): 250_000}),
    ("W-505", "upgrades.csv › line 4, electricity_mwh", "Is the unit GWh? Then write 250 MWh",
     {("upgrades", 2, "electricity_mwh"): 0.25}),
    ("W-505", "upgrades.csv › line 5, gas_gj", "Is the unit TJ? Then write 2,000 GJ", {("upgrades", 3, "gas_gj"): 2}),
    ("W-505", "upgrades.csv › line 4, saving_won", "Is the unit thousand won? Then write 37,500,000 won",
     {("upgrades", 2, "saving_won"): 37_500}),
    ("W-504", "upgrades.csv › line 4, saving_won", "for each won of cost",
     {("upgrades", 2, "electricity_mwh"): "", ("upgrades", 2, "tonnes"): 100,
      ("upgrades", 2, "saving_won"): 37_500_000_000}),
    ("W-506", "upgrades.csv › line 4, tonnes", "Is the unit kg? Then write 100 t",
     {("upgrades", 2, "tonnes"): 100_000}),
    ("W-508", "upgrades.csv › line 4, tonnes", "the limit is 250,000",
     {("upgrades", 2, "tonnes"): 1_000_000, ("suppliers", 2, "baseline_t"): ""}),
    ("W-510", "upgrades.csv › line 4, life_years", "120 years", {("upgrades", 2, "life_years"): 120}),
    ("W-511", "upgrades.csv › line 4, cost_low_won", "above the high estimate",
     {("upgrades", 2, "cost_low_won"): 120_000_000, ("upgrades", 2, "cost_high_won"): 90_000_000}),
    ("W-512", "upgrades.csv › line 4, cost_won", "90000000 to 95000000",
     {("upgrades", 2, "cost_low_won"): 90_000_000, ("upgrades", 2, "cost_high_won"): 95_000_000}),
    ("W-513", "suppliers.csv › line 4, baseline_t", "Is the unit kg? Then write 4,000 t",
     {("suppliers", 2, "baseline_t"): 4_000_000}),
    ("W-513", "suppliers.csv › line 4, revenue_won", "Is the unit million won? Then write 80,000,000,000 won",
     {("suppliers", 2, "revenue_won"): 80_000}),
]  # fmt: skip


@pytest.mark.parametrize(("code", "place", "words", "edits"), ROWS, ids=[f"{row[0]} {row[2]}" for row in ROWS])
def test_a_row_of_an_odd_size_is_named_with_the_unit_that_explains_it(
    tmp_path: Path, code: str, place: str, words: str, edits: Mapping[Cell, object]
) -> None:
    (fault,) = warned(tmp_path, edits)
    assert (fault.code, fault.place) == (code, place)
    assert words in str(fault)


@pytest.mark.parametrize(("code", "place", "words", "edits"), ROWS, ids=[f"{row[0]} {row[2]}" for row in ROWS])
def test_a_confirmed_row_is_left_in_peace_and_is_the_same_programme(
    tmp_path: Path, code: str, place: str, words: str, edits: Mapping[Cell, object]
) -> None:
    table = place.partition(".")[0]
    confirmed = {(table, int(place.partition("line ")[2].partition(",")[0]) - 2, "confirmed"): "yes"}
    with_mark = written(tmp_path / "marked", {**edits, **confirmed})
    assert sizes_of(with_mark) == []
    plain = read_programme(written(tmp_path / "plain", edits)).programme
    assert read_programme(with_mark).programme.inputs_hash == plain.inputs_hash


COLUMNS = [
    ("upgrades.csv › line 2, cost_won", "million won", column("upgrades", "cost_won", 1e-6)),
    ("upgrades.csv › line 2, cost_won", "thousand won", column("upgrades", "cost_won", 1e-3)),
    ("upgrades.csv › line 2, saving_won", "million won", column("upgrades", "saving_won", 1e-6)),
    ("upgrades.csv › line 2, electricity_mwh", "kWh", column("upgrades", "electricity_mwh", 1e3)),
    ("upgrades.csv › line 3, gas_gj", "MJ", column("upgrades", "gas_gj", 1e3)),
    ("suppliers.csv › line 2, baseline_t", "kt", column("suppliers", "baseline_t", 1e-3)),
    ("suppliers.csv › line 2, revenue_won", "million won", column("suppliers", "revenue_won", 1e-6)),
]


@pytest.mark.parametrize(("place", "unit", "edits"), COLUMNS, ids=[f"{row[0]} {row[1]}" for row in COLUMNS])
def test_a_column_in_another_unit_is_said_once(
    tmp_path: Path, place: str, unit: str, edits: Mapping[Cell, object]
) -> None:
    (fault,) = warned(tmp_path, {key: round(float(str(value))) if "_won" in key[2] else value
                                 for key, value in edits.items()})  # fmt: skip
    assert (fault.code, fault.place) == ("W-501", place)
    assert f"Is the unit {unit}?" in str(fault)


def test_two_columns_in_another_unit_are_both_named(tmp_path: Path) -> None:
    edits = {
        ("upgrades", number, name): (100 if name == "cost_won" else 38)
        for number in range(len(UPGRADES))
        for name in ("cost_won", "saving_won")
    }
    found = warned(tmp_path, edits)
    assert [(fault.code, fault.place) for fault in found] == [
        ("W-501", "upgrades.csv › line 2, cost_won"),
        ("W-501", "upgrades.csv › line 2, saving_won"),
    ]


def test_where_two_columns_explain_it_alike_neither_is_accused_alone(tmp_path: Path) -> None:
    """Costs in thousand won, or tonnes in kilograms: nothing beside them tells which."""
    edits: dict[Cell, object] = {("upgrades", number, "cost_won"): 3_000 for number in range(len(UPGRADES))}
    for number in range(len(UPGRADES)):
        edits |= {("upgrades", number, name): "" for name in ("electricity_mwh", "gas_gj", "saving_won")}
        edits["upgrades", number, "tonnes"] = 50
    edits |= {("suppliers", number, "baseline_t"): "" for number in range(len(SUPPLIERS))}
    folder = written(tmp_path, edits)
    folder.write_text(MODEL.replace("300_000_000", "1_000_000"))
    (fault,) = sizes_of(folder)
    assert fault.code == "W-502"
    assert "Check the units of cost_won, tonnes" in str(fault)


def test_all_upgrades_together_save_more_than_the_site_emits(tmp_path: Path) -> None:
    more = [upgrade(number) | {"supplier_id": "S1", "technology": "kiln", "gas_gj": 50_000, "saving_won": "",
                               "cost_won": 2_500_000_000, "electricity_mwh": ""}
            for number in (13, 15)]  # fmt: skip
    (fault,) = warned(tmp_path, {}, more)
    # Two kilns of 2,500 t each, and two boilers of 100 t, at a site of 4,000 t; each alone is within it.
    assert (fault.code, fault.place) == ("W-507", "suppliers.csv › line 3, baseline_t")
    assert "5,200 t a year together, but it emits only 4,000 t" in str(fault)
    alternatives = {("upgrades", number, "alternative_group"): "kiln" for number in (12, 13)}
    more = [row | {"alternative_group": ""} for row in more]
    grouped = written(tmp_path / "grouped", {("upgrades", 0, "alternative_group"): "", **alternatives}, more)
    assert sizes_of(grouped) == []


def test_a_few_rows_are_held_against_bounds(tmp_path: Path) -> None:
    folder = written(tmp_path, {})
    table = tmp_path / "tables" / "upgrades.csv"
    lines = table.read_text().splitlines()
    table.write_text("\n".join([lines[0], lines[1].replace("100000000", "100").replace("37500000", "")]) + "\n")
    (fault,) = sizes_of(folder)
    assert (fault.code, fault.place) == ("W-509", "upgrades.csv › line 2, cost_won")


def test_of_many_rows_the_first_are_named_and_the_others_counted(tmp_path: Path) -> None:
    broken = 25
    more = [upgrade(2 * number) for number in range(6, 60)]
    edits: dict[Cell, object] = {("upgrades", number, "life_years"): 120 for number in range(broken)}
    *named, rest = warned(tmp_path, edits, more)
    assert [fault.code for fault in (*named, rest)] == ["W-510"] * MOST + ["W-519"]
    assert f"{broken - MOST} more rows have W-510" in str(rest)


def test_a_cost_in_cost_lines_is_named_at_its_line_and_confirmed_there(tmp_path: Path) -> None:
    folder = written(tmp_path, {("upgrades", 2, "cost_won"): ""})
    lines = tmp_path / "tables" / "cost_lines.csv"
    lines.write_text("upgrade_id,year_offset,won,confirmed\nu2,0,40,\nu2,1,60,\n")
    (fault,) = sizes_of(folder)
    assert (fault.code, fault.place) == ("W-503", "cost_lines.csv › line 3, won")
    lines.write_text("upgrade_id,year_offset,won,confirmed\nu2,0,40,\nu2,1,60,yes\n")
    assert sizes_of(folder) == []
