"""The next year as somebody would type it: E1 goes on from a saved plan, from tables, and beside last year's plan."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import planner
from planner.cli.edge import run
from planner.errors import ExitCode
from planner.intake import read_programme
from tests.golden.files import CASCADE, written

type Capture = pytest.CaptureFixture[str]

CHECKER = Path(planner.__file__).parent / "standalone" / "check_plan.py"
FROM_2027 = ["--set", "years.plan_from=2027"]

LATER = CASCADE | {
    "model.yaml": CASCADE["model.yaml"].replace("count_until", "plan_from: 2028, count_until"),
    "tables/commitments.csv": "upgrade_id,award_year,payer,won\n"
    "UA,2026,MOTIR,40000000\nUA,2026,OEM,20000000\nUA,2026,own,40000000\n",
    "tables/repayments_received.csv": "supplier_id,year,won\nA,2027,15000000\n",
    "tables/opening_balances.csv": "account,won\nMSS,7\npool:A,14000000\n",
}
"""E1 in 2028: A has paid 15 of 20 M, and the bank says that the pool has 14 M, and MSS 7 won from last year."""


@pytest.fixture
def first(tmp_path: Path, capsys: Capture) -> Path:
    """The plan of 2026, as a file and as "first" in the store; its model lies in the same folder."""
    model = written(tmp_path, CASCADE)
    assert run(["solve", str(model), "--out", str(tmp_path / "first.json"), "--save", "first"]) == ExitCode.DONE
    capsys.readouterr()
    return tmp_path / "first.json"


def plan_in(file: Path) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return document


def test_a_plan_goes_on_from_a_file_or_from_the_store(first: Path, capsys: Capture) -> None:
    """The same plan to the byte; its awards of 2026 are signed; what is not was planned again as it was."""
    folder = first.parent
    for earlier, name in ((str(first), "file"), ("first", "store")):
        out = ["--out", str(folder / f"{name}.json")]
        assert run(["solve", str(folder / "model.yaml"), *FROM_2027, "--from", earlier, *out]) == ExitCode.DONE
        assert "Signed before 2027          1 award, 100,000,000 won of cost" in capsys.readouterr().out
    assert (folder / "file.json").read_bytes() == (folder / "store.json").read_bytes()
    plan = plan_in(folder / "file.json")
    assert [(award["upgrade_id"], award.get("committed", False)) for award in plan["awards"]] == [
        ("UA", True),
        ("UB", False),
    ]
    assert plan["awards"][1] == plan_in(first)["awards"][1]


def test_a_plan_that_goes_on_is_checked_and_made_again(first: Path, capsys: Capture) -> None:
    """Audit, the checker that needs nothing else, and replay from the store alone."""
    folder = first.parent
    carried = str(folder / "carried.json")
    asked = ["solve", str(folder / "model.yaml"), *FROM_2027, "--from", "first", "--out", carried, "--save", "carried"]
    assert run(asked) == ExitCode.DONE
    assert run(["audit", carried]) == ExitCode.DONE
    checked = subprocess.run([sys.executable, "-I", str(CHECKER), carried], capture_output=True, check=False)
    assert checked.returncode == 0, checked.stderr
    for file in folder.rglob("*"):
        if file.is_file():
            file.unlink()
    capsys.readouterr()
    assert run(["plans", "replay", "carried"]) == ExitCode.DONE
    assert "carried@1: the same plan" in capsys.readouterr().out


def test_a_forged_commitment_is_found(first: Path, capsys: Capture) -> None:
    """A won more of MOTIR and a won less of the supplier's own, in what the plan says it was carried forward from."""
    folder = first.parent
    assert run(["solve", str(folder / "model.yaml"), *FROM_2027, "--from", "first", "--out", str(first)]) == 0
    plan = plan_in(first)
    for row in plan["carried_from"]["commitments"]:
        row["won"] += {"MOTIR": 1, "own": -1}.get(row["payer"], 0)
    first.write_text(json.dumps(plan), encoding="utf-8")
    capsys.readouterr()
    assert run(["audit", str(first)]) == ExitCode.AUDIT_FAILED
    assert "committed[UA,2026,MOTIR,2026]" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "english", "korean"),
    [
        (["--from", "first.json"], "give years.plan_from", "years.plan_from"),
        (["--set", "objective={minimise: changed_awards}"], "name it with --from", "--from"),
        ([*FROM_2027, "--from", "nothing.json"], "nothing.json cannot be read", "nothing.json"),
        ([*FROM_2027, "--from", "nothing"], "No plan is saved under that name", "nothing"),
        ([*FROM_2027, "--from", "model.yaml"], "is not a plan of this planner", "model.yaml"),
    ],
)
def test_wrong_use(
    arguments: list[str],
    english: str,
    korean: str,
    first: Path,
    capsys: Capture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Named in both languages, with what to do; nothing is made."""
    monkeypatch.chdir(first.parent)
    said = {}
    for language in ("en", "ko"):
        assert run(["solve", "model.yaml", *arguments, "--lang", language]) == ExitCode.USAGE
        said[language] = capsys.readouterr()
        assert said[language].out == ""
    assert english in said["en"].err
    assert korean in said["ko"].err
    assert said["ko"].err != said["en"].err


def test_the_ranking_says_that_it_knows_no_past(tmp_path: Path, capsys: Capture) -> None:
    assert run(["ranking", str(written(tmp_path, LATER))]) == ExitCode.USAGE
    assert "it cannot begin with a later year" in capsys.readouterr().err


@pytest.mark.parametrize("command", [["ladder", "--amount", "1_000_000"], ["prices"], ["frontier", "--by", "budget"]])
def test_studies_know_the_past(command: list[str], tmp_path: Path, capsys: Capture) -> None:
    """They answer, of the plan with what is signed: 740 t."""
    assert run([command[0], str(written(tmp_path, LATER)), *command[1:], "--json"]) == ExitCode.DONE
    assert json.loads(capsys.readouterr().out)["status"] == "optimal"


@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_past_goes_through_a_workbook_and_back(language: str, tmp_path: Path) -> None:
    """The same programme, row by row, in a workbook of either language and in a folder made of it."""
    model = written(tmp_path, LATER)
    book, folder = tmp_path / "all.xlsx", tmp_path / "back"
    assert run(["convert", str(model), str(book), "--lang", language]) == ExitCode.DONE
    assert run(["convert", str(book), str(folder), "--lang", language]) == ExitCode.DONE
    back = next(folder.rglob("*.yaml"))
    given, in_book, again = (read_programme(path).programme for path in (model, book, back))
    assert len(given.commitments) == 3 and len(given.receipts) == 1 and len(given.openings) == 2
    for other in (in_book, again):
        assert (other.commitments, other.receipts, other.openings) == (
            given.commitments,
            given.receipts,
            given.openings,
        )
        assert other.inputs_hash == given.inputs_hash


def test_last_year_beside_this_year(first: Path, tmp_path: Path, capsys: Capture) -> None:
    """A promised 20 M until 2027 and paid 15 M; UB comes a year later, for what is signed and came alone; three rows of
    commitments, one of receipts and two of balances are new, with their amounts.
    """
    model = written(tmp_path / "later", LATER)
    later = str(tmp_path / "later.json")
    assert run(["solve", str(model), "--out", later]) == ExitCode.DONE
    capsys.readouterr()
    for plans in ([str(first), later], [later, str(first)]):
        assert run(["compare", *plans, "--json"]) == ExitCode.DONE
        document = json.loads(capsys.readouterr().out)
        (row,) = document["promised"]
        assert row == {
            "plan": "later",
            "plan_before": "first",
            "until": 2027,
            "supplier_id": "A",
            "promised_won": 20_000_000,
            "due_won": 20_000_000,
            "received_won": 15_000_000,
            "missing_won": 5_000_000,
            "asked_again_won": 0,
        }
        (pair,) = document["pairs"]
        assert [change["table"] for change in pair["changes"]] == ["past"]
        assert [(of["upgrade_id"], of["change"], of["why"]["kind"]) for of in pair["upgrades"]] == [
            ("UB", "moved", "alone")
        ]
        assert {(of["table"], *of["ids"], of["change"]) for of in pair["rows"]} == {
            (table, *ids, "added" if plans[1] == later else "removed")
            for table, *ids in (
                ("commitments", "UA", "2026", "2026", "MOTIR"),
                ("commitments", "UA", "2026", "2026", "OEM"),
                ("commitments", "UA", "2026", "2026", "own"),
                ("repayments_received", "A", "2027"),
                ("opening_balances", "MSS"),
                ("opening_balances", "pool:A"),
            )
        }
    assert run(["compare", str(first), later]) == ExitCode.DONE
    printed = capsys.readouterr().out
    assert "  A / 2027: won (empty) → 15,000,000" in printed.splitlines()
    figures = ["20,000,000", "20,000,000", "15,000,000", "5,000,000", "0"]
    assert ["A", *figures] in [line.split() for line in printed.splitlines()]
    assert "what is signed, received and held" in printed
