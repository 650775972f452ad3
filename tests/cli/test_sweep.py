"""``planner sweep``: what it prints, writes, keeps and refuses; stopped and run again it comes to the same bytes."""

from __future__ import annotations

import io
import json
import re
import zipfile
from pathlib import Path

import pytest

from planner.cli.edge import run
from planner.errors import ExitCode
from planner.study.sweep.journal import NAME
from planner.study.sweep.solving import Prepared
from tests.cli.test_plain_data import documented, keys
from tests.export.reading import records, sheets
from tests.golden.files import RANKING, REGIONS, written

GRID = """\
study: budget and floor
factors:
  - {name: budget, set: funders.GOV.budget.2026, values: [50_000_000, 100_000_000]}
  - {name: floor, set: fairness.0.floor, values: [0.3, 0.5]}
"""

INDICES = """\
study: "=what it depends on"
factors:
  - {name: budget, set: funders.GOV.budget.2026, range: {low: 50_000_000, high: 100_000_000}}
  - {name: "=floor", set: fairness.0.floor, range: {low: 0.1, high: 0.5}}
sensitivity: {method: sobol, number: 8, seed: 1}
"""


def swept(folder: Path, study: str, *options: str, files: dict[str, str] = REGIONS) -> int:
    model = written(folder, files)
    (folder / "study.yaml").write_text(study, encoding="utf-8")
    return run(["sweep", str(model), str(folder / "study.yaml"), *options])


def test_the_screen_tells_best_and_worst_and_the_spread(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert swept(tmp_path, GRID) == ExitCode.DONE
    told = capsys.readouterr().out
    assert "not certified" in told
    assert "4 solved" in told
    assert "Best: case 3 (budget 100000000, floor 0.3)." in told
    assert "Worst: case 2 (budget 50000000, floor 0.5)." in told
    assert ["objective", "400.000", "630.000", "880.000", "212.368"] in [line.split() for line in told.splitlines()]


def test_all_files_have_the_same_table_and_no_live_text(tmp_path: Path) -> None:
    from pyarrow import parquet

    files = {ending: tmp_path / f"r.{ending}" for ending in ("csv", "parquet", "xlsx")}
    options = [word for file in files.values() for word in ("--out", str(file))]
    assert swept(tmp_path, INDICES, *options) == ExitCode.DONE
    table = parquet.read_table(io.BytesIO(files["parquet"].read_bytes())).to_pydict()
    assert table["number"] == list(range(1, 33))
    csv = files["csv"].read_text(encoding="utf-8-sig").splitlines()
    assert "factor.=floor" in csv[0]
    assert [float(line.split(",")[3]) for line in csv[1:]] == table["factor.budget"]
    book = sheets(files["xlsx"])
    assert list(book) == ["Results", "Factors", "Sensitivity"]
    rows = records(book["Results"])
    assert [row["number"] for row in rows] == table["number"]
    with zipfile.ZipFile(files["xlsx"]) as parts:
        assert {"xl/charts/chart1.xml", "xl/charts/chart2.xml"} <= set(parts.namelist())
        assert not any(b"<f>" in parts.read(name) for name in parts.namelist() if "worksheets/" in name)


def test_every_key_of_the_json_is_documented_and_the_same_in_both_languages(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = []
    for spoken in ("en", "ko"):
        assert swept(tmp_path, INDICES, "--json", "--lang", spoken) == ExitCode.DONE
        data = json.loads(capsys.readouterr().out, parse_constant=pytest.fail)
        for case in data["cases"]:
            case["factors"] = dict.fromkeys(["NAME"], 0) if case["factors"] else {}
        found.append({re.sub(r"paid_won\..*", "paid_won.FUNDER", key) for key in keys(data)})
    assert found[0] == found[1] == documented("sweep")


def test_stopped_at_any_case_and_run_again_the_table_is_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Ctrl-C at the third of four: what is there is written, and told to be a part; then the rest is solved."""
    whole, part = tmp_path / "whole.csv", tmp_path / "part.csv"
    assert swept(tmp_path, GRID, "--resume", str(tmp_path / "a"), "--out", str(whole)) == ExitCode.DONE
    solve, solved = Prepared.solve, list[int]()

    def stopped(prepared: Prepared, case: object) -> object:
        solved.append(case.number)  # type: ignore[attr-defined]
        if len(solved) == 3:
            raise KeyboardInterrupt
        return solve(prepared, case)  # type: ignore[arg-type]

    monkeypatch.setattr(Prepared, "solve", stopped)
    again = ["--resume", str(tmp_path / "b"), "--out", str(part)]
    assert swept(tmp_path, GRID, *again) == ExitCode.STOPPED_WITH_PLAN
    assert part.read_bytes() == b"".join(whole.read_bytes().splitlines(keepends=True)[:3])
    assert "Cases missing: 2;" in capsys.readouterr().err
    assert swept(tmp_path, GRID, *again) == ExitCode.DONE
    assert solved == [1, 2, 3, 3, 4]
    assert part.read_bytes() == whole.read_bytes()


def test_two_processes_write_the_same_bytes(tmp_path: Path) -> None:
    one, two = tmp_path / "one.parquet", tmp_path / "two.parquet"
    assert swept(tmp_path, INDICES, "--resume", str(tmp_path / "a"), "--out", str(one)) == ExitCode.DONE
    assert swept(tmp_path, INDICES, "--resume", str(tmp_path / "b"), "--out", str(two), "--jobs", "2") == ExitCode.DONE
    assert one.read_bytes() == two.read_bytes()


def test_what_was_found_for_other_inputs_is_not_taken(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert swept(tmp_path, GRID) == ExitCode.DONE
    journal = (tmp_path / "study.study" / NAME).read_bytes()
    assert swept(tmp_path, GRID, "--set", "funders.GOV.budget.2026=70_000_000") == ExitCode.USAGE
    assert "--resume" in capsys.readouterr().err
    assert (tmp_path / "study.study" / NAME).read_bytes() == journal


def test_whole_plans_of_the_best_cases_are_saved_once_and_can_be_made_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    study = (
        "study: dearer\nplans: {best: 1}\nfactors:\n"
        "  - {name: cost, column: upgrades.cost_won, values: [1, 1.01]}\n"
        "cases:\n  - {name: as it is, values: {cost: 1}}\n  - {name: one percent, values: {cost: 1.01}}\n"
    )
    store = f"sqlite:///{tmp_path / 'plans.db'}"
    save = ["--save", "three", "--store", store]
    assert swept(tmp_path, study, *save, files=RANKING) == ExitCode.DONE
    assert swept(tmp_path, study, *save, files=RANKING) == ExitCode.DONE
    capsys.readouterr()
    assert run(["plans", "list", "--store", store]) == ExitCode.DONE
    told = capsys.readouterr().out
    assert "three-as it is@1" in told and "dearer" in told
    assert "@2" not in told and "one percent" not in told
    assert run(["plans", "replay", "three-as it is", "--store", store]) == ExitCode.DONE


@pytest.mark.parametrize(
    ("study", "options", "says"),
    [
        (GRID + "plans: all\n", [], "--save NAME"),
        (GRID, ["--save", "x"], "plans: all"),
        (GRID, ["--out", "r.txt"], ".parquet"),
        (GRID, ["--out", "nowhere/r.csv"], "does not exist"),
        (INDICES.replace("number: 8", "number: 1"), [], "2 or more"),
    ],
)
def test_what_cannot_be_done_is_refused_before_anything_is_solved(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    study: str,
    options: list[str],
    says: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    store = ["--store", f"sqlite:///{tmp_path / 'plans.db'}"]
    assert swept(tmp_path, study, *options, *store) == ExitCode.USAGE
    assert says in capsys.readouterr().err
    assert not (tmp_path / "study.study").exists()
