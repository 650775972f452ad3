"""Workbooks of our own form, one a company: tables and rules are put together, and cells named as people see them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from planner.cli.edge import run
from planner.importing.run import imported
from planner.intake import read_programme
from tests.intake.book_example import Grid, grids, write_book
from tests.intake.example import write

from .example import said


def tables_only() -> dict[str, Grid]:
    """The sheets of a company that has no rules to send."""
    sheets = grids()
    return {name: sheets[name] for name in ("suppliers", "upgrades", "links", "cost_lines")}


def without_remark(sheets: dict[str, Grid]) -> dict[str, Grid]:
    """Without the column that only the rules allow to be ignored."""
    for row in sheets["suppliers"]:
        del row[9:]
    return sheets


def test_a_workbook_becomes_the_programme_that_it_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The tables and the model that are written hold the same suppliers, links, upgrades and rules."""
    workbook = write_book(tmp_path / "programme.xlsx", grids())
    folder = tmp_path / "inputs"
    assert run(["import", str(workbook), "--into", str(folder)]) == 0
    out, err = capsys.readouterr()
    assert [Path(line).name for line in out.splitlines()] == [
        "suppliers.csv",
        "links.csv",
        "upgrades.csv",
        "cost_lines.csv",
        "model.yaml",
        "import-report.csv",
    ]
    assert err.splitlines()[-1] == f"Next: planner check {folder / 'model.yaml'}"
    reading = read_programme(folder / "model.yaml")
    expected = read_programme(write(tmp_path / "plain")).programme
    assert reading.programme.suppliers == expected.suppliers
    assert reading.programme.upgrades == expected.upgrades
    assert reading.programme.links == expected.links
    assert reading.programme.rules.model_copy(update={"inputs": "x"}) == expected.rules.model_copy(
        update={"inputs": "x"}
    )
    assert [remark.code for remark in reading.remarks if remark.code == "W-301"] == []


def test_a_conflict_names_the_cells_of_both_files(tmp_path: Path) -> None:
    """Case 54: the cost of an upgrade in a workbook and in a table of a folder."""
    workbook = write_book(tmp_path / "a.xlsx", without_remark(tables_only()))
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "upgrades.csv").write_text(
        "upgrade_id,supplier_id,technology,cost_won,life_years\nu1,A,boiler,120,10\n", encoding="utf-8"
    )
    result = imported([workbook, tmp_path / "b"], None)
    assert [str(fault) for fault in result.faults] == [
        "E-522 a.xlsx › 사업 › D3: cost_won of u1: 100000000 (a.xlsx › 사업 › D3) "
        "vs 120 (b/upgrades.csv › line 2, cost_won). "
        "Write the right value in both; give one of them another id if they are two different things."
    ]


def test_two_companies_with_the_same_rules_and_file_names(tmp_path: Path) -> None:
    first = write_book(tmp_path / "programme.xlsx", grids())
    (tmp_path / "other").mkdir()
    second = Path(shutil.copy(first, tmp_path / "other" / "programme.xlsx"))
    result = imported([first, second], None)
    assert result.faults == []
    assert result.rules is not None
    assert result.rules["programme"] == "cascade"
    assert {gathered.file for gathered in result.gathered} == {first.as_posix(), second.as_posix()}
    for gathered in result.gathered:
        count = gathered.count
        assert count.present == count.became + count.left_out + count.refused > 0


def test_a_folder_of_workbooks(tmp_path: Path) -> None:
    """One workbook a company, all in one folder: the folder alone is named."""
    sheets = without_remark(tables_only())
    write_book(tmp_path / "가나다.xlsx", sheets)
    write_book(tmp_path / "라마바.xlsx", sheets)
    result = imported([tmp_path], None)
    assert result.faults == []
    assert {gathered.file for gathered in result.gathered} == {"가나다.xlsx", "라마바.xlsx"}
    assert len(result.merged.tables["upgrades"]) == 4


def test_what_is_not_read_of_a_folder_is_said(tmp_path: Path) -> None:
    """A company's file of another kind, or in a folder of its own, is not forgotten; what programs leave is."""
    write_book(tmp_path / "가나다.xlsx", without_remark(tables_only()))
    (tmp_path / "라마바").mkdir()
    for name in ("사아자.csv", "~$가나다.xlsx", ".hidden", "Thumbs.db"):
        (tmp_path / name).write_bytes(b"x")
    remarks = [remark for remark in imported([tmp_path], None).remarks if remark.code == "W-522"]
    assert [remark.place for remark in remarks] == [tmp_path.name]
    assert "라마바, 사아자.csv." in str(remarks[0])


def test_rules_that_contradict_each_other(tmp_path: Path) -> None:
    first = write_book(tmp_path / "a.xlsx", grids())
    sheets = grids()
    number = next(number for number, row in enumerate(sheets["rules"]) if row[0] == "programme")
    sheets["rules"][number][3] = "waterfall"
    second = write_book(tmp_path / "b.xlsx", sheets)
    cell = f"D{number + 1}"
    result = imported([first, second], None)
    assert said(result) == [("E-525", f"a.xlsx › 규칙 › {cell}")]
    (fault,) = result.faults
    assert f"cascade (a.xlsx › 규칙 › {cell}) vs waterfall (b.xlsx › 규칙 › {cell})" in str(fault)


def test_a_workbook_without_any_table(tmp_path: Path) -> None:
    workbook = write_book(tmp_path / "a.xlsx", {"메모": [["x"]]})
    assert said(imported([workbook], None)) == [("E-524", "a.xlsx")]


def test_a_workbook_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"supplier_id,tier\nA,1\n")
    assert said(imported([tmp_path / "a.xlsx"], None)) == [("E-305", "a.xlsx")]
