"""``planner check``: what goes where."""

from __future__ import annotations

import json
import time
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from planner.cli.edge import run
from planner.intake.places import CellPlace, LinePlace
from planner.intake.plain_faults import parts_of
from tests.intake.example import write
from tests.intake.test_all_faults_at_once import FIVE


def test_a_good_model(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", str(write(tmp_path))]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert out.splitlines() == [
        "suppliers.csv: 3 rows, 3 read, 0 refused",
        "links.csv: 3 rows, 3 read, 0 refused",
        "upgrades.csv: 4 rows, 4 read, 0 refused",
        "cost_lines.csv: 2 rows, 2 read, 0 refused",
        "Suppliers: 1 in tier 1, 2 in tier 2",
        "Upgrades: 4",
        "Funders: 3",
        "Years: awards 2026 to 2028, tonnes counted until 2035",
        "Rules: 10",
        'N-201 suppliers.csv › line 2, name: "None" is read as text, not as a blank (1 cell of the column in all). '
        "Leave the cell blank if nothing is meant.",
        "No faults.",
    ]


def test_faults_go_to_the_error_stream_and_counts_to_the_output(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["check", str(write(tmp_path, FIVE))]) == 3
    out, err = capsys.readouterr()
    assert "upgrades.csv: 4 rows, 3 read, 1 refused" in out
    assert "E-" not in out
    assert [line.split()[0] for line in err.splitlines()] == [
        "E-101", "E-122", "E-312", "E-314", "E-206", "E-403", "Faults",
    ]  # fmt: skip
    assert err.endswith("Faults in models and inputs: 6.\n")
    assert "Traceback" not in err


def test_whether_a_file_can_be_read_is_said_by_the_intake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its sentences are in the reader's language and have a code; the command line's own are in English."""
    model = write(tmp_path)
    monkeypatch.setattr("os.access", lambda *_, **__: False)
    assert run(["check", str(model), "--inputs", str(tmp_path / "tables")]) == 0


def test_faults_as_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", str(write(tmp_path, FIVE)), "--json"]) == 3
    out, err = capsys.readouterr()
    document = json.loads(out)
    assert err == ""
    assert document["size"] is None
    assert document["faults"][1] == {
        "code": "E-122",
        "severity": "fault",
        "place": "model.yaml › line 18, funders.HMC.budget",
        "file": None,
        "sheet": None,
        "cell": None,
        "line": None,
        "column": None,
        "message": "HMC has no positive budget in any year.",
        "remedy": "Give it a budget, or delete the funder.",
    }
    places = [(fault["file"], fault["line"], fault["column"]) for fault in document["faults"]]
    assert ("upgrades.csv", 4, "cost_won") in places
    assert document["rows"][2] == {"file": "upgrades.csv", "present": 4, "read": 3, "refused": 1}


def test_overrides_and_inputs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    model = write(tmp_path)
    (tmp_path / "tables").rename(tmp_path / "elsewhere")
    assert run(["check", str(model), "--inputs", str(tmp_path / "elsewhere"), "--set", "years.count_until=2040"]) == 0
    assert run(["check", str(model), "--set", "projects=hole"]) == 3
    assert "--set projects" in capsys.readouterr().err
    assert run(["check", str(model), "--set", "projects"]) == 2


@pytest.mark.parametrize(
    ("place", "parts"),
    [
        (CellPlace("견적.xlsx", "사업", 17, 4), ("견적.xlsx", "사업", "D17", 17, "D")),
        (CellPlace("견적.xlsx", "사업", 17), ("견적.xlsx", "사업", None, 17, None)),
        (CellPlace("견적.xlsx", "사업", 0, 27), ("견적.xlsx", "사업", None, None, "AA")),
        (CellPlace("견적.xlsx", ""), ("견적.xlsx", None, None, None, None)),
        (LinePlace("upgrades.csv", 4, "cost_won"), ("upgrades.csv", None, None, 4, "cost_won")),
        (LinePlace("upgrades.csv"), ("upgrades.csv", None, None, None, None)),
        ("--set projects", (None, None, None, None, None)),
    ],
)
def test_places_in_their_parts_for_programs(place: str, parts: tuple[object, ...]) -> None:
    assert tuple(parts_of(place).values()) == parts
    assert tuple(parts_of(place)) == ("file", "sheet", "cell", "line", "column")


def test_a_marked_copy_is_of_a_workbook_only(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    model = write(tmp_path)
    assert run(["check", str(model), "--marked", str(tmp_path / "marked.xlsx")]) == 2
    assert "model.yaml is no workbook (.xlsx)" in capsys.readouterr().err
    assert not (tmp_path / "marked.xlsx").exists()


@pytest.mark.parametrize("as_json", [False, True])
def test_a_marked_copy_of_a_workbook(tmp_path: Path, capsys: pytest.CaptureFixture[str], as_json: bool) -> None:
    original, copy = tmp_path / "견적.xlsx", tmp_path / "marked.xlsx"
    book = xlsxwriter.Workbook(original)
    sheet = book.add_worksheet("사업")
    sheet.write_row(0, 0, ["upgrade_id", "supplier_id", "technology", "cost_won", "life_years"])
    sheet.write_row(1, 0, ["u1", "s1", "boiler", "1.2억", 10])
    book.close()
    before = original.read_bytes()
    assert run(["check", str(original), "--marked", str(copy), *(["--json"] if as_json else [])]) == 3
    out, err = capsys.readouterr()
    assert f"Marked copy: {copy}" in err
    if as_json:
        cells = [fault["cell"] for fault in json.loads(out)["faults"] if fault["code"] == "E-204"]
        assert cells == ["D2"]
    marked = openpyxl.load_workbook(copy)
    assert marked.sheetnames == ["Faults", "사업"]
    assert marked["사업"]["D2"].comment.text.startswith("E-204 Fault")
    assert original.read_bytes() == before
    assert run(["check", str(original), "--marked", str(copy)]) == 2
    assert "is there already" in capsys.readouterr().err


def test_many_faults_are_said_within_seconds(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = "".join(f"v{number},9,boiler,1.2억,1,0,10\n" for number in range(3_000))
    header = "upgrade_id,supplier_id,technology,cost_won,tonnes,saving_won,life_years\n"
    model = write(tmp_path, {"upgrades.csv": (header + rows).encode(), "cost_lines.csv": None})
    start = time.process_time()
    assert run(["check", str(model)]) == 3
    assert time.process_time() - start < 10
    assert len(capsys.readouterr().err.splitlines()) > 6_000
