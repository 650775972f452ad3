"""One spoiled cell is one fault, at that cell: no check draws conclusions from what could not be read."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from pathlib import Path

import pytest

from planner.intake import faults
from planner.intake.cells import Refusal
from planner.intake.raw_cells import plain_text

from .example import SUPPLIERS, TABLES, UPGRADES, read, refused, said, write

WORDS = {"tier": "E-222", "size": "E-221", "ets_covered": "E-220", "mandatory": "E-220"}
"""Columns of fixed words say which; all others say that the formula failed."""
IDS = {("suppliers.csv", "supplier_id"), ("upgrades.csv", "upgrade_id")}
"""Who cannot be read is not known to others either."""
CELLS = [
    (file, row, column)
    for file, text in TABLES.items()
    for row in range(1, len(text.splitlines()))
    for column in text.partition("\n")[0].split(",")
    if column != "remark" and (file, column) not in IDS
]


def with_cell(file: str, row: int, column: str, cell: str) -> bytes:
    """The table of the example with one other cell."""
    rows = list(csv.reader(io.StringIO(TABLES[file])))
    rows[row][rows[0].index(column)] = cell
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()


@pytest.mark.parametrize(("file", "row", "column"), CELLS, ids=str)
def test_a_spoiled_cell_is_one_fault(tmp_path: Path, file: str, row: int, column: str) -> None:
    error = refused(write(tmp_path, {file: with_cell(file, row, column, "#REF!")}))
    assert said(error.faults) == [(WORDS.get(column, "E-209"), f"{file} › line {row + 1}, {column}")]
    noted = [] if (file, row, column) == ("suppliers.csv", 1, "name") else [("N-201", "suppliers.csv › line 2, name")]
    assert said(error.remarks) == noted
    assert [(count.file, count.refused) for count in error.rows if count.refused] == [(file, 1)]


@pytest.mark.parametrize(
    ("file", "row", "column"),
    [("suppliers.csv", 1, column) for column in ("supplier_id", "tier")]
    + [("links.csv", 2, column) for column in ("buyer_id", "seller_id", "share")]
    + [("upgrades.csv", 4, column) for column in ("upgrade_id", "supplier_id", "technology", "life_years")]
    + [("cost_lines.csv", 1, column) for column in ("upgrade_id", "year_offset", "won")],
)
def test_a_cell_that_must_not_be_blank(tmp_path: Path, file: str, row: int, column: str) -> None:
    found = said(refused(write(tmp_path, {file: with_cell(file, row, column, "")})).faults)
    assert ("E-201", f"{file} › line {row + 1}, {column}") in found
    assert len(found) == 1 or (file, column) in IDS


def test_a_refused_amount_of_tonnes_asks_for_no_factor(tmp_path: Path) -> None:
    """The third upgrade saves gas, for which there is no factor; its tonnes, which would do, are spoiled."""
    edits = {
        "upgrades.csv": [("u3,007,dryer,30000000.0,,900,,", "u3,007,dryer,30000000.0,,900,lots,")],
        "model.yaml": [("  gas_t_per_gj: 0.0561\n", "")],
    }
    assert said(refused(write(tmp_path, edits)).faults) == [("E-207", "upgrades.csv › line 4, tonnes")]


def test_a_file_that_is_taken_for_a_missing_one_is_no_stray_too(tmp_path: Path) -> None:
    edits = {"suppliers.csv": None, "supplier.csv": SUPPLIERS.encode(), "other.csv": b"a\n"}
    error = refused(write(tmp_path, edits))
    assert "suppliers.csv" in [fault.place for fault in error.faults]
    assert [fault.place for fault in error.remarks if fault.code == "W-301"] == ["other.csv"]


def test_a_span_of_hours_is_no_number() -> None:
    """Spreadsheets have hours beyond a day as a span; a year is shown as the example."""
    refusal = plain_text(timedelta(hours=30), is_text=False)
    assert isinstance(refusal, Refusal)
    assert (refusal.kind, refusal.values) == (faults.A_DATE, {"found": "1 day, 6:00:00", "example": 2026})


@pytest.mark.parametrize("years", ["2026,2027", "2026,2026", "2028,2028", ",2026", "2028,"])
def test_award_years_at_the_ends(tmp_path: Path, years: str) -> None:
    read(write(tmp_path, {"upgrades.csv": [(",0,10,2026,2027,", f",0,10,{years},"), ("u1; u3", "u3")]}))


@pytest.mark.parametrize(
    ("years", "code", "column", "words"),
    [
        ("2029,", "E-413", "first_year", "2029"),
        (",2025", "E-413", "last_year", "2025"),
        ("2028,2027", "E-414", "first_year", "2028"),
        ("2029,2027", "E-413", "first_year", "2029"),
    ],
)
def test_award_years_beyond_the_ends(tmp_path: Path, years: str, code: str, column: str, words: str) -> None:
    edits = {"upgrades.csv": [(",0,10,2026,2027,", f",0,10,{years},")]}
    (fault,) = refused(write(tmp_path, edits)).faults
    assert fault.place == f"upgrades.csv › line 3, {column}"
    assert words in str(fault)
    assert "2026" in str(fault) or code == "E-414"


def test_no_saving_is_said_of_each_row(tmp_path: Path) -> None:
    """Nothing in any of the four columns: at the column of tonnes, with the name of the upgrade."""
    edits = {"upgrades.csv": [("u4,B,boiler,20000000,-5,,30,", "u4,B,boiler,20000000,,,,")]}
    (fault,) = refused(write(tmp_path, edits)).faults
    assert fault.place == "upgrades.csv › line 5, tonnes"
    assert '"u4"' in str(fault)
    assert UPGRADES.count("u4") == 1
