"""``planner export``: a plan file and its tables become a workbook, a table or a document."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.cli.edge import run
from planner.errors import ExitCode
from planner.intake import read_programme
from planner.plan.plan import Plan
from tests.cli.test_infeasible import TOO_MUCH
from tests.export import example
from tests.export.reading import sheets
from tests.intake.example import write


@pytest.fixture
def plan_file(tmp_path: Path) -> Path:
    """A plan without awards, beside the model and the tables that it names."""
    model = write(tmp_path)
    programme = read_programme(model).programme
    made = example.plan()
    nothing: dict[str, object] = dict.fromkeys(("awards", "repayments", "pools", "funders", "fairness"), ())
    of = {"model": programme.rules, "inputs_hash": programme.inputs_hash, "inputs_folder": programme.rules.inputs}
    plan = Plan.model_validate(dict(made) | nothing | of).sealed()
    target = tmp_path / "plan.json"
    target.write_text(plan.to_json(), encoding="utf-8")
    return target


@pytest.mark.parametrize("form", ["xlsx", "html", "csv"])
def test_writes_beside_the_plan_and_prints_where(
    plan_file: Path, form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["export", str(plan_file), "--to", form]) == ExitCode.DONE
    out, err = capsys.readouterr()
    assert out == f"{plan_file.with_suffix('.' + form)}\n"
    assert err == ""
    assert plan_file.with_suffix(f".{form}").exists()


def test_speaks_korean(plan_file: Path) -> None:
    assert run(["export", str(plan_file), "--to", "xlsx", "--lang", "ko"]) == ExitCode.DONE
    assert next(iter(sheets(plan_file.with_suffix(".xlsx")))) == "요약"


def test_the_ending_of_out_is_enough(plan_file: Path, tmp_path: Path) -> None:
    target = tmp_path / "copy.json"
    assert run(["export", str(plan_file), "--out", str(target)]) == ExitCode.DONE
    assert target.read_text(encoding="utf-8") == plan_file.read_text(encoding="utf-8")


def test_tables_elsewhere_are_named(plan_file: Path, tmp_path: Path) -> None:
    folder = plan_file.parent / Plan.from_json(plan_file.read_text(encoding="utf-8")).model.inputs
    folder.rename(tmp_path / "moved")
    assert run(["export", str(plan_file), "--to", "csv"]) == ExitCode.BAD_INPUT
    assert run(["export", str(plan_file), "--to", "csv", "--inputs", str(tmp_path / "moved")]) == ExitCode.DONE


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--to", "mps"], 'wants one of xlsx, html, csv, json, rows, found "mps"'),
        (["--to", "csv", "--studies"], "--studies belongs to a report"),
        (["--to", "csv", "--before", "old.json"], "--before belongs to a workbook"),
        (["--to", "json"], "is the plan itself"),
        ([], "Say what to write"),
        (["--to", "csv", "--out", "plan.xlsx"], "does not end in .csv"),
        (["--out", "plan.ods"], "allowed are .xlsx, .html, .csv, .json"),
    ],
)
def test_refuses_in_words(plan_file: Path, arguments: list[str], says: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["export", str(plan_file), *arguments]) == ExitCode.USAGE
    assert says in capsys.readouterr().err


def test_a_file_that_is_no_plan(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "other.json").write_text("{}")
    assert run(["export", str(tmp_path / "other.json"), "--to", "csv"]) == ExitCode.USAGE
    assert "is not a plan" in capsys.readouterr().err
    assert run(["export", str(tmp_path / "absent.json"), "--to", "csv"]) == ExitCode.USAGE
    assert "cannot be read" in capsys.readouterr().err


def test_the_proof_that_there_is_no_plan_is_called_that(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = str(tmp_path / "plan.json")
    assert run(["solve", str(write(tmp_path)), "--out", out, *TOO_MUCH]) == ExitCode.INFEASIBLE
    capsys.readouterr()
    proof = tmp_path / "plan.infeasible.json"
    assert run(["export", str(proof), "--to", "csv"]) == ExitCode.USAGE
    assert "is the proof that there is no plan; planner audit checks it" in capsys.readouterr().err


def test_a_plan_before_adds_the_comparison(plan_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old = tmp_path / "old.json"
    old.write_text(plan_file.read_text(encoding="utf-8"), encoding="utf-8")
    assert run(["export", str(plan_file), "--to", "xlsx", "--before", str(old)]) == ExitCode.DONE
    assert "Changed rules" in sheets(plan_file.with_suffix(".xlsx"))
    assert capsys.readouterr().err == ""


def test_a_plan_before_whose_tables_are_gone_is_compared_by_ids(
    plan_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    old = folder / "old.json"
    old.write_text(plan_file.read_text(encoding="utf-8"), encoding="utf-8")
    assert run(["export", str(plan_file), "--to", "xlsx", "--before", str(old)]) == ExitCode.DONE
    assert "no longer what it was made from" in capsys.readouterr().err
    assert "Changes by supplier" in sheets(plan_file.with_suffix(".xlsx"))


def test_what_is_no_plan_is_no_plan_before(plan_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = plan_file.with_name("other.json")
    other.write_text("{}", encoding="utf-8")
    assert run(["export", str(plan_file), "--to", "xlsx", "--before", str(other)]) == ExitCode.USAGE
    assert "is not a plan of this planner. Name the .json file" in capsys.readouterr().err
