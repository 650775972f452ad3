"""``planner solve`` where no plan keeps every rule: exit code 4, the rules in conflict, changes that are enough."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from planner.cli.edge import run
from tests.intake.example import write

EASY = ["--set", "fairness=[]", "--set", "matching=[]", "--set", "affordability={share_of_savings: 10}"]
"""Without these rules the example has a plan."""

TOO_MUCH = [*EASY, "--set", "targets=[{year: 2030, tonnes: 1_000_000}]"]


def test_the_rules_in_conflict_and_what_is_enough(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["solve", str(write(tmp_path)), *TOO_MUCH]) == 4
    out, err = capsys.readouterr()
    assert out == ""
    assert "Traceback" not in err
    lines = err.splitlines()
    assert "No plan keeps every rule of this programme." in lines
    assert "- target 1: 1,000,000 t in 2030" in lines
    assert any(line.startswith("- lower target 1 from 1,000,000 t to ") for line in lines)


def test_in_korean(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["solve", str(write(tmp_path)), *TOO_MUCH, "--lang", "ko"]) == 4
    err = capsys.readouterr().err
    assert "- 목표 1: 2030년 1,000,000 t" in err
    assert "No plan" not in err


def test_one_document_whose_repairs_can_be_set(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Every repair that the document offers, handed back with --set, gives a plan."""
    model = str(write(tmp_path))
    assert run(["solve", model, *TOO_MUCH, "--json"]) == 4
    document = json.loads(capsys.readouterr().out)
    assert document["status"] == "infeasible"
    assert [rule["rule"] for rule in document["conflicts"][0]["rules"]][-1] == "target[1]"
    assert document["repairs"]
    for repair in document["repairs"]:
        changed = [f"--set={change['setting']}={change['to']}" for change in repair["changes"] if "to" in change]
        assert run(["solve", model, *TOO_MUCH, *changed]) == 0
        capsys.readouterr()
