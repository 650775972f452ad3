"""``planner frontier``: what it prints, writes and refuses."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from planner.cli.edge import run
from planner.errors import ExitCode
from tests.export.reading import records, sheets
from tests.golden.files import RANKING, REGIONS, written


def lines(capsys: pytest.CaptureFixture[str]) -> list[list[str]]:
    return [line.split() for line in capsys.readouterr().out.splitlines()]


def test_a_floor_on_the_screen(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """E3: 40 t for every tenth that goes to Y."""
    model = str(written(tmp_path, REGIONS))
    assert run(["frontier", model, "--by", "floor", "--from", "0", "--to", "0.5", "--points", "3"]) == ExitCode.DONE
    told = lines(capsys)
    assert ["0", "%", "1,000.000", "1,000.000", "-"] in told
    assert ["30", "%", "880.000", "880.000", "-", "as", "the", "model", "states", "it"] in told
    assert ["50", "%", "800.000", "800.000", "-"] in told


def test_a_budget_with_all_its_bends(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """10 t a million where Y needs 30 % of it: 8.8 t a million until X is whole."""
    model = str(written(tmp_path, REGIONS))
    assert run(["frontier", model, "--by", "budget", "--to", "100_000_000", "--exact", "--json"]) == ExitCode.DONE
    told = json.loads(capsys.readouterr().out)
    assert (told["is_exact"], told["error"], told["level_unit"]) == (True, 0, "won")
    assert told["points"][-1]["value"] == pytest.approx(880)
    assert told["points"][-1]["slope"] == pytest.approx(8.8e-6)


def test_the_workbook_has_a_chart(tmp_path: Path) -> None:
    model, book = str(written(tmp_path, REGIONS)), tmp_path / "frontier.xlsx"
    assert run(["frontier", model, "--by", "budget", "--levels", "50_000_000", "--out", str(book)]) == ExitCode.DONE
    (rows,) = sheets(book).values()
    assert [row["Remark"] for row in records(rows)] == ["", "as the model states it"]
    with zipfile.ZipFile(book) as parts:
        assert "xl/charts/chart1.xml" in parts.namelist()


def test_two_levels_at_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    model, book = str(written(tmp_path, REGIONS)), tmp_path / "surface.xlsx"
    both = ["--by", "floor", "--by", "budget", "--levels", "0.5", "--levels", "50_000_000", "--out", str(book)]
    assert run(["frontier", model, *both]) == ExitCode.DONE
    told = lines(capsys)
    assert ["30", "%", "440.000", "880.000"] in told
    assert ["50", "%", "400.000", "800.000"] in told
    with zipfile.ZipFile(book) as parts:
        assert "xl/charts/chart1.xml" in parts.namelist()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--by", "gini"], "gini names no level of this model"),
        (["--by", "floor", "--levels", "30"], "for 30 % write 0.3"),
        (["--by", "floor", "--from", "much"], "much is not a number"),
        (["--by", "floor", "--from", "0.5", "--to", "0.2"], "no room"),
        (["--by", "floor", "--exact"], "no exact bends"),
        (["--by", "floor", "--by", "budget", "--exact"], "go with one --by"),
        (["--by", "budget", "--by", "budget.GOV", "--points", "2"], "move the same level"),
        (["--by", "a", "--by", "b", "--by", "c"], "One level or two"),
        (["--by", "floor", "--out", "it.csv"], "does not end in .xlsx"),
    ],
)
def test_refused_in_words(tmp_path: Path, arguments: list[str], says: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["frontier", str(written(tmp_path, REGIONS)), *arguments]) == ExitCode.USAGE
    assert says in capsys.readouterr().err


def test_korean(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    model = str(written(tmp_path, RANKING))
    assert run(["frontier", model, "--by", "budget", "--points", "3", "--lang", "ko"]) == ExitCode.DONE
    out = capsys.readouterr().out
    assert "모델에 정한 수준" in out
    assert "The programme" not in out
