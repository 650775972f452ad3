"""The commands of the page on sweeps work, print what it shows, and the study that comes along is one."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.study.sweep.design import cases_of
from planner.study.sweep.reading import read_study
from tests.docs.pages import DOCS, ROOT, Command, Reader, steps


def test_every_step_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PLANNER_STORE", f"sqlite:///{tmp_path / 'plans.db'}")
    reader = Reader()
    done = list(steps((DOCS / "how-to-sweep.md").read_text(encoding="utf-8")))
    assert sum(isinstance(step, Command) for step in done) == 4
    for step in done:
        code = reader.do(step)
        printed = "".join(capsys.readouterr())
        if isinstance(step, Command):
            assert code == step.ends_with, (step.line, printed)
            lines = [line.rstrip() for line in printed.splitlines()]
            assert [line for line in step.shown if line not in lines] == [], step.line
    assert Path("results.csv").read_bytes() == Path("again.csv").read_bytes()


def test_the_studies_that_come_along_can_be_read() -> None:
    """Counted by hand: three budgets, three costs, two grids; 32 base samples of seven factors."""
    studies = {path.name: len(cases_of(read_study(path))) for path in (ROOT / "models" / "studies").glob("*.yaml")}
    assert studies == {"hyundai-kia-2026.yaml": 32 * (7 + 2), "pilots-2025-posco.yaml": 18}
