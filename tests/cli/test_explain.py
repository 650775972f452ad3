"""``planner explain``, as somebody would type it, on the worked example E3: two regions, a floor of 30 % for Y."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from planner.cli.edge import run
from planner.errors import ExitCode
from tests.export.reading import records, sheets
from tests.golden.files import REGIONS, written


@pytest.fixture
def plan(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    file = tmp_path / "plan.json"
    assert run(["solve", str(written(tmp_path, REGIONS)), "--out", str(file)]) == ExitCode.DONE
    capsys.readouterr()
    return str(file)


def test_a_supplier_in_words(plan: str, capsys: pytest.CaptureFixture[str]) -> None:
    """UY gets the 30 M of its floor: a half needs a floor of 100 %, or a cost of 60 M, or 333.4 M in the purse."""
    upgrade = json.loads(Path(plan).read_text(encoding="utf-8"))["awards"][-1]
    assert run(["explain", plan, upgrade["supplier_id"]]) == ExitCode.DONE
    out = capsys.readouterr().out
    assert out.startswith(f"{upgrade['upgrade_id']} of {upgrade['supplier_id']}")
    assert "Awarded in part: 15 %." in out
    assert "Each of these changes alone brings it in:" in out


@pytest.mark.parametrize(("wrong", "near"), [("uy", "UY"), ("sx", "SX"), ("UXX", "UX")])
def test_an_unknown_id_suggests_the_nearest(
    plan: str, wrong: str, near: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["explain", plan, wrong]) == ExitCode.USAGE
    assert f'Did you mean "{near}"?' in capsys.readouterr().err


def test_an_id_like_no_other_says_where_ids_stand(plan: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", plan, "nothing-like-it"]) == ExitCode.USAGE
    assert "columns upgrade_id and supplier_id of the upgrades" in capsys.readouterr().err


def test_as_data(plan: str, capsys: pytest.CaptureFixture[str]) -> None:
    name = json.loads(Path(plan).read_text(encoding="utf-8"))["awards"][-1]["upgrade_id"]
    assert run(["explain", plan, name, "--json", "--quick"]) == ExitCode.DONE
    told = json.loads(capsys.readouterr().out)
    (one,) = told["upgrades"]
    assert (told["unit"], one["upgrade_id"], one["share"]) == ("t", name, 0.15)
    assert {each["kind"] for each in one["enough"]} >= {"cost", "budget"}
    assert {each["checked"] for each in one["enough"]} == {"linear"}


@pytest.mark.parametrize(("lang", "sheet", "upgrade"), [("en", "Why not", "Upgrade"), ("ko", "미선정 사유", "설비")])
def test_all_that_are_not_funded(plan: str, tmp_path: Path, lang: str, sheet: str, upgrade: str) -> None:
    """Neither region's upgrade is mostly in but X: 70 M of 200 M and 30 M of 200 M are less than a half."""
    book = tmp_path / "why.xlsx"
    assert run(["--lang", lang, "explain", plan, "--rejected", "--out", str(book)]) == ExitCode.DONE
    found = sheets(book)
    assert len(found) == 4
    assert len([row[upgrade] for row in records(found[sheet])]) == 2


def test_what_must_be_asked(plan: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", plan]) == ExitCode.USAGE
    assert "--rejected" in capsys.readouterr().err
    assert run(["explain", plan, "NOBODY"]) == ExitCode.USAGE
    assert "NOBODY" in capsys.readouterr().err
    assert run(["explain", plan, "--rejected", "--out", str(tmp_path / "it.csv")]) == ExitCode.USAGE
    assert run(["explain", plan, "--rejected", "--out", str(tmp_path / "nowhere" / "it.xlsx")]) == ExitCode.USAGE


def test_no_time_left(plan: str, capsys: pytest.CaptureFixture[str]) -> None:
    name = json.loads(Path(plan).read_text(encoding="utf-8"))["awards"][-1]["upgrade_id"]
    assert run(["explain", plan, name, "--time-limit", "0.000001"]) == ExitCode.STOPPED_WITH_PLAN
    assert "there was no time to look" in capsys.readouterr().out
