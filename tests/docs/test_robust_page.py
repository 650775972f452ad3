"""The commands of the page on robust plans, in its order, on the small chain that it begins with."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import pytest

from planner.cli.edge import run
from planner.errors import ExitCode
from tests.docs.pages import DOCS


def test_what_the_page_on_robust_plans_types(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """All of them end well; the protected plan audits, promises less and keeps it more often."""
    page = (DOCS / "how-to-robust.md").read_text(encoding="utf-8").partition("## What it costs")[0]
    monkeypatch.chdir(tmp_path)
    commands = re.findall(r"^planner (.+)$", page, re.MULTILINE)
    assert len(commands) >= 5
    for line in commands:
        assert run(shlex.split(line)) == ExitCode.DONE, line
    assert run(["audit", "protected.json"]) == ExitCode.DONE
    capsys.readouterr()
    asked = ["robustness", "nominal.json", "protected.json", "--cost-range", "10%", "--tonnes-range", "20%", "--json"]
    assert run([*asked, "--samples", "500"]) == ExitCode.DONE
    nominal, protected = json.loads(capsys.readouterr().out)["plans"]
    kept = [{row["what"]: row["share"] for row in plan["kept"]} for plan in (nominal, protected)]
    assert protected["promised_t"] < nominal["promised_t"]
    assert protected["price_t"] > 0
    assert kept[1]["promised"] > kept[0]["promised"]
    assert kept[1]["budgets"] >= kept[0]["budgets"]
