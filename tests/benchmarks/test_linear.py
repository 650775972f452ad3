"""The benchmark's driver on a chain of thirteen suppliers: every contender runs, all reach the same optimum."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest

from benchmarks.linear import ROOT, agreement
from benchmarks.register import names
from benchmarks.result import Result
from benchmarks.table import table


def _result(name: str, optimum: float = 1.0, **seconds: float) -> Result:
    processor = {phase: value / 2 for phase, value in seconds.items()}
    return Result(name, "", seconds, processor, ["beside"], [], 1.0, optimum)


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What the driver writes. It ends with an error where the optima differ by more than a millionth."""
    file, temporary = tmp_path_factory.mktemp("benchmark") / "report.md", tmp_path_factory.mktemp("temporary")
    command = [sys.executable, "-m", "benchmarks.linear", "--tier1", "3", "--tier2", "10", "--markdown", str(file)]
    environment = os.environ | {"TMPDIR": str(temporary)}
    printed = subprocess.run(command, check=True, cwd=ROOT, capture_output=True, text=True, env=environment).stdout
    assert printed.strip() == file.read_text(encoding="utf-8").strip()
    assert list(temporary.iterdir()) == [], "nothing of the problem is left behind"
    return printed


def test_every_contender_is_in_the_table(report: str) -> None:
    for name in names():
        assert re.search(rf"^\| {name} +\| \*\*total\*\* ", report, re.MULTILINE), name


def test_the_problem_is_described(report: str) -> None:
    assert re.search(r"3 \+ 10 suppliers, seed 1: [\d,]+ rows x [\d,]+ columns, [\d,]+ coefficients", report)
    assert "All contenders reach the same optimum" in report


def test_the_planners_phases_are_all_there(report: str) -> None:
    for phase in ("reading and checking the tables", "building the linear programme", "breaking ties", "audit"):
        assert phase in report


def test_a_contender_that_solves_something_else_ends_the_run() -> None:
    with pytest.raises(SystemExit, match="disagree"):
        agreement([{"one": _result("one", 1.0), "two": _result("two", 1.0 + 3e-6)}])
    with pytest.raises(SystemExit, match="disagree"):
        agreement([{"one": _result("one", 1.0), "two": _result("two", float("nan"))}])
    assert "same optimum" in agreement([{"one": _result("one", 1.0), "two": _result("two", 1.0 + 5e-7)}])


def test_ratios_are_taken_within_a_repeat() -> None:
    """A machine that was twice as slow in one repeat changes no ratio; what is beside the total is not in it."""
    quick = {"highs_arrays": _result("highs_arrays", run=1.0), "other": _result("other", run=3.0, beside=9.0)}
    slow = {"highs_arrays": _result("highs_arrays", run=2.0), "other": _result("other", run=6.0, beside=18.0)}
    total, run, beside = ([cell.strip() for cell in line.split("|")] for line in table([quick, slow]).splitlines()[-3:])
    assert total[2:8] == ["**total**", "3.000", "4.500", "3.00", "2.250", "3.00"]
    assert run[2:8] == ["run", "3.000", "4.500", "3.00", "2.250", "3.00"]
    assert beside[2:8] == ["(beside)", "9.000", "13.500", "9.00", "6.750", "9.00"]
