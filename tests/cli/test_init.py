"""``planner init``: a starter that passes its own check, and nothing overwritten."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.cli import init
from planner.cli.edge import run
from tests.intake.example import MODEL, TABLES


@pytest.fixture(name="examples")
def _examples(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of examples with one programme, its tables, and the code that made them."""
    folder = tmp_path / "examples"
    files = {"models/small.yaml": MODEL.replace("inputs: tables", "inputs: ../inputs/small")}
    files |= {f"inputs/small/{name}": text for name, text in TABLES.items()}
    files |= {"inputs/small/make.py": "", "inputs/small/SOURCES.md": "Made up."}
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    monkeypatch.setattr(init, "examples_folder", lambda: folder)
    return folder


def test_the_starter_passes_its_check(examples: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["init", str(tmp_path / "new"), "--from", "small"]) == 0
    out, err = capsys.readouterr()
    model = tmp_path / "new" / "models" / "small.yaml"
    assert out.strip() == str(model)
    assert err.strip() == f"Next: planner check {model}"
    assert sorted(path.name for path in (tmp_path / "new" / "inputs" / "small").iterdir()) == sorted(
        ["SOURCES.md", *TABLES]
    )
    assert run(["check", str(model)]) == 0


def test_nothing_is_overwritten(examples: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mine = tmp_path / "new" / "inputs" / "small" / "links.csv"
    mine.parent.mkdir(parents=True)
    mine.write_text("mine", encoding="utf-8")
    assert run(["init", str(tmp_path / "new"), "--from", "small"]) == 2
    assert str(mine) in capsys.readouterr().err
    assert mine.read_text(encoding="utf-8") == "mine"
    assert not (tmp_path / "new" / "models").exists()


@pytest.mark.parametrize("name", ["large", "../small", ""])
def test_unknown_examples(examples: Path, tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["init", str(tmp_path / "new"), "--from", name]) == 2
    assert "there are: small" in capsys.readouterr().err


def test_a_place_where_nothing_can_be_written(examples: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert run(["init", str(tmp_path / "file" / "below"), "--from", "small"]) == 2


def test_the_examples_that_come_with_the_package() -> None:
    assert (init.examples_folder() / "models").is_dir()
