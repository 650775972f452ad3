"""``planner robustness``: what is told, what is written, what is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from planner.cli.edge import run
from planner.errors import ExitCode
from tests.golden.files import RANKING, written


@pytest.fixture
def plans(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """The best plan of a purse that it nearly empties, and one that bears one overrun of a third and one shortfall."""
    model = written(tmp_path / "ranking", RANKING)
    made = []
    for name, sets in {
        "nominal": [],
        "protected": ["uncertainty.ranges.cost=1/3", "uncertainty.protect.budgets=1", "uncertainty.protect.tonnes=1"],
    }.items():
        made.append(str(tmp_path / f"{name}.json"))
        given = [word for one in sets for word in ("--set", one)]
        assert run(["solve", str(model), *given, "--out", made[-1]]) == ExitCode.DONE
    capsys.readouterr()
    return made


def test_plans_beside_each_other(plans: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Q and R for 95 M won and 921 t; with a third of Q over they do not fit, P alone does: 80 M, and 600 t.

    Each costs a third more or less. Both more are too much, one of four futures; one more and one less are 96.7 M at
    most. P always fits.
    """
    assert run(["robustness", *plans, "--shape", "ends", "--samples", "4000", "--json"]) == ExitCode.DONE
    nominal, protected = json.loads(capsys.readouterr().out)["plans"]
    kept = [{row["what"]: row for row in plan["kept"]} for plan in (nominal, protected)]
    assert kept[0]["budgets"]["share"] == pytest.approx(0.75, abs=0.035)
    assert kept[1]["budgets"]["share"] == 1
    assert (nominal["planned_t"], protected["planned_t"], protected["price_t"]) == (921, 600, 321)
    assert kept[0]["budgets"]["least"] < kept[0]["budgets"]["share"] < kept[0]["budgets"]["most"]


@pytest.mark.parametrize("language", ["en", "ko"])
def test_tables_and_the_workbook(
    plans: list[str], language: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "robustness.xlsx"
    asked = ["robustness", *plans, "--tonnes-range", "20%", "--samples", "50", "--out", str(out), "--lang", language]
    assert run(asked) == ExitCode.DONE
    printed = capsys.readouterr().out
    assert "nominal" in printed
    assert "protected" in printed
    book = CalamineWorkbook.from_path(str(out))
    assert len(book.sheet_names) == 3
    rows = book.get_sheet_by_name(book.sheet_names[0]).to_python()
    assert any("nominal" in str(cell) for row in rows for cell in row)


@pytest.mark.parametrize("share", ["ten", "120%", "-0.1", "nan"])
def test_what_is_no_share_is_refused(plans: list[str], share: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["robustness", plans[0], "--cost-range", share]) == ExitCode.USAGE
    assert share in capsys.readouterr().err


def test_too_many_plans_are_refused(plans: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["robustness", *plans[:1] * 11]) == ExitCode.USAGE
    assert "11" in capsys.readouterr().err
