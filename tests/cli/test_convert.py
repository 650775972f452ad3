"""``planner convert`` and ``planner init --workbook``: one form of a programme from the other, nothing overwritten."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from planner.cli import init
from planner.cli.edge import run
from planner.intake import read_programme
from tests.intake import example


def test_a_model_becomes_a_workbook_and_a_folder_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    model = example.write(tmp_path)
    workbook, folder = tmp_path / "one.xlsx", tmp_path / "new" / "folder"
    assert run(["convert", str(model), str(workbook), "--lang", "ko"]) == 0
    out, err = capsys.readouterr()
    assert out.strip() == str(workbook)
    assert "remark" in err, "the column that the model leaves unread is named"
    assert run(["convert", str(workbook), str(folder)]) == 0
    assert capsys.readouterr().out.strip() == str(folder / "model.yaml")
    hashes = {read_programme(path).programme.inputs_hash for path in (model, workbook, folder / "model.yaml")}
    assert len(hashes) == 1
    assert sorted(path.name for path in (folder / "tables").iterdir()) == sorted(example.TABLES)


def test_what_is_overridden_is_written(tmp_path: Path) -> None:
    model = example.write(tmp_path)
    assert run(["convert", str(model), str(tmp_path / "one.xlsx"), "--set", "years.count_until=2040"]) == 0
    assert read_programme(tmp_path / "one.xlsx").programme.rules.years.count_until == 2040


@pytest.mark.parametrize("name", ["one.xlsx", "folder"])
def test_nothing_is_overwritten(tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    model = example.write(tmp_path)
    mine = tmp_path / name
    mine.write_text("mine", encoding="utf-8")
    assert run(["convert", str(model), str(mine)]) == 2
    assert run(["init", "--workbook", str(tmp_path / "one.xlsx")]) == (2 if name == "one.xlsx" else 0)
    assert str(mine) in capsys.readouterr().err
    assert mine.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("name", ["one.yaml", "one.csv", "one.xls"])
def test_files_of_other_kinds_are_not_folders(tmp_path: Path, name: str) -> None:
    assert run(["convert", str(example.write(tmp_path)), str(tmp_path / name)]) == 2
    assert not (tmp_path / name).exists()


def test_a_folder_is_as_open_as_others(tmp_path: Path) -> None:
    folder, other = tmp_path / "folder", tmp_path / "other"
    other.mkdir()
    assert run(["convert", str(example.write(tmp_path)), str(folder)]) == 0
    assert folder.stat().st_mode == other.stat().st_mode


def test_a_programme_with_faults_is_not_converted(tmp_path: Path) -> None:
    model = example.write(tmp_path, {"suppliers.csv": [("A,None,1,", "A,None,9,")]})
    assert run(["convert", str(model), str(tmp_path / "one.xlsx")]) == 3
    assert not (tmp_path / "one.xlsx").exists()


def test_a_place_where_nothing_can_be_written(tmp_path: Path) -> None:
    model = example.write(tmp_path)
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert run(["convert", str(model), str(tmp_path / "file" / "below")]) == 2
    assert run(["convert", str(model), str(tmp_path / "none" / "one.xlsx")]) == 2


def test_an_empty_workbook_in_the_language_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "form.xlsx"
    assert run(["init", "--workbook", str(path), "--lang", "ko"]) == 0
    assert capsys.readouterr().out.strip() == str(path)
    book = load_workbook(path)
    assert book.sheetnames[:2] == ["안내", "회사"]
    shown = [str(cell.value) for row in book["안내"].iter_rows() for cell in row]
    assert "planner check form.xlsx --lang ko" in shown
    assert run(["check", str(path), "--lang", "ko"]) == 3


def test_an_example_as_a_workbook_is_without_faults(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "examples" / "models").mkdir(parents=True)
    model = example.write(tmp_path)
    text = model.read_text(encoding="utf-8").replace("inputs: tables", "inputs: ../../tables")
    (tmp_path / "examples" / "models" / "small.yaml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(init, "examples_folder", lambda: tmp_path / "examples")
    assert run(["init", "--workbook", str(tmp_path / "small.xlsx"), "--from", "small"]) == 0
    assert run(["check", str(tmp_path / "small.xlsx")]) == 0
    assert run(["init", "--workbook", str(tmp_path / "other.xlsx"), "--from", "large"]) == 2


@pytest.mark.parametrize("arguments", [[], ["folder", "--workbook", "one.xlsx"], ["--workbook", "one.csv"]])
def test_either_a_folder_or_a_workbook(arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["init", *arguments]) == 2
    assert not list(tmp_path.iterdir())
