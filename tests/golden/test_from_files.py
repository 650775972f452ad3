"""The worked examples from their files to the JSON that the command prints, and back through the audit."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from planner.cli.edge import run
from tests.audit.worked_examples import cascade_plan, two_regions_plan
from tests.golden.files import CASCADE, RANKING, REGIONS, written
from tests.golden.solving import M


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    """The document on standard output of a command that ended well."""
    code = run(arguments)
    output = capsys.readouterr()
    assert code == 0, output.err
    return json.loads(output.out)


def test_the_cascade(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    """E1 from files has awards, ledgers and figures of the plan that was typed by hand."""
    document = printed(capsys, "solve", str(written(tmp_path, CASCADE)), "--json")
    by_hand = json.loads(cascade_plan().to_json())
    assert document["status"] == "optimal"
    for key in ("awards", "repayments", "pools", "funders", "indicators"):
        assert document[key] == by_hand[key], key


def test_the_ranking(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    """E2: Q + R, 921 t for 95 M won."""
    document = printed(capsys, "solve", str(written(tmp_path, RANKING)), "--json")
    assert [award["upgrade_id"] for award in document["awards"]] == ["Q", "R"]
    assert document["indicators"]["lifetime_tonnes"] == 921
    assert document["indicators"]["fresh_won"] == 95 * M


def test_the_ranking_in_parts(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    """E2 with ``--set projects=divisible``: 600 t of P and 40 / 45 of R's 441 t: 992 t."""
    document = printed(capsys, "solve", str(written(tmp_path, RANKING)), "--set", "projects=divisible", "--json")
    assert document["indicators"]["lifetime_tonnes"] == 992
    assert document["model"]["projects"] == "divisible"


def test_the_floor(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    """E3: 880 t, and 4 t per million won moved."""
    document = printed(capsys, "solve", str(written(tmp_path, REGIONS)), "--json")
    by_hand = json.loads(two_regions_plan().to_json())
    assert [award["payers"] for award in document["awards"]] == [{"GOV": 70 * M}, {"GOV": 30 * M}]
    assert document["indicators"] == by_hand["indicators"]
    assert document["fairness"][0]["shadow_price"] == pytest.approx(4.0)


def test_a_solved_plan_passes_its_audit_from_the_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    """What ``solve --out`` writes, ``audit`` reads and passes."""
    plan = tmp_path / "plan.json"
    assert run(["solve", str(written(tmp_path, CASCADE)), "--out", str(plan)]) == 0
    assert run(["audit", str(plan)]) == 0
    capsys.readouterr()


def test_a_lower_budget_by_override(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    """MOTIR 10 M in place of 40 M: 30 M of support are half of A's 60 M, so half of A (250 t) in 2026; 10 M fall due a
    year. MSS pays at most what the pool pays, so by 2027 the pool's 10 M and 10 M of MSS are 20 M of B's 21 M: 20 / 21
    of B (30 M / 0.7 = 28.571428 M of cost), and in 2028 the last 21st, 1 M, from the pool's next 10 M. B: 20 / 21 x 270
    + 1 / 21 x 240 = 268.571 t.
    """
    model = str(written(tmp_path, CASCADE))
    document = printed(capsys, "solve", model, "--set", "funders.MOTIR.budget.2026=10_000_000", "--json")
    first, *rest = document["awards"]
    assert first["payers"] == {"MOTIR": 10 * M, "OEM": 20 * M, "own": 20 * M}
    assert [(award["upgrade_id"], award["year"]) for award in rest] == [("UB", 2027), ("UB", 2028)]
    assert document["indicators"]["lifetime_tonnes"] == pytest.approx(250 + 268.571, abs=0.001)
