"""``planner ranking``, ``prices`` and ``ladder`` on the worked examples E2 and E3, as somebody would type them."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from planner.cli.edge import run
from planner.cli.ranking import _figure, _percent
from planner.errors import ExitCode
from planner.study.comparison import Figure
from tests.export.reading import records, sheets
from tests.golden.files import RANKING, REGIONS, written


def test_the_best_plan_beside_the_ranking(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["ranking", str(written(tmp_path, RANKING)), "--json"]) == ExitCode.DONE
    told = json.loads(capsys.readouterr().out)
    tonnes = next(figure for figure in told["figures"] if figure["name"] == "lifetime_tonnes")
    assert (tonnes["plan"], tonnes["ranking"], tonnes["difference"]) == (921, 600, 321)
    assert told["upgrades"] == {"only_plan": ["Q", "R"], "only_ranking": ["P"], "changed": [], "same": 0}
    assert told["ranking"]["broken"] == []
    assert [(row["payer"], row["plan"], row["ranking"]) for row in told["payers"]] == [
        ("GOV", 95_000_000, 60_000_000),
        ("own", 0, 0),
    ]
    (supplier,) = told["suppliers"]["each"]
    assert (supplier["plan"]["upgrades"], supplier["ranking"]["upgrades"]) == (2, 1)
    assert (supplier["plan"]["tonnes"], supplier["ranking"]["tonnes"]) == (921, 600)


def test_what_rounds_to_nothing_has_no_sign() -> None:
    """A won less of a billion is told in won, and as 0.0 percent, neither -0.0 nor +0.0."""
    for other in (1_000_000_001, 999_999_999):
        assert _percent(Figure("oem_won", "won", 1_000_000_000, other)) == "0.0"
    assert _percent(Figure("oem_won", "won", 1_100, 1_000)) == "+10.0"
    assert (_figure(-1), _figure(-0.0001), _figure(-0.001)) == ("-1", "0.000", "-0.001")


def test_what_the_ranking_breaks_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["ranking", str(written(tmp_path, REGIONS))]) == ExitCode.DONE
    out = capsys.readouterr().out
    assert "Lifetime tonnes" in out
    assert "Lifetime tonnes [t]" not in out
    assert "floor[1,Y]: 0 won is below the limit 30,000,000 won by 30,000,000 won." in out


def test_a_saved_plan_is_held_against_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    model, plan = str(written(tmp_path, RANKING)), str(tmp_path / "plan.json")
    assert run(["solve", model, "--out", plan]) == ExitCode.DONE
    capsys.readouterr()
    assert run(["ranking", model, "--plan", plan, "--json"]) == ExitCode.DONE
    told = json.loads(capsys.readouterr().out)
    assert told["plan"]["plan_hash"] == json.loads(Path(plan).read_text(encoding="utf-8"))["plan_hash"]
    assert run(["ranking", model, "--plan", plan, "--set", "projects=divisible"]) == ExitCode.USAGE
    assert "--set" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("lang", "only", "upgrade"), [("en", "Only in the plan", "Upgrade"), ("ko", "계획에만 있음", "설비")]
)
def test_the_workbook(tmp_path: Path, lang: str, only: str, upgrade: str) -> None:
    model, book = str(written(tmp_path, RANKING)), tmp_path / "comparison.xlsx"
    assert run(["--lang", lang, "ranking", model, "--out", str(book)]) == ExitCode.DONE
    found = sheets(book)
    assert len(found) == 8
    assert [row[upgrade] for row in records(found[only])] == ["Q", "R"]


def test_the_workbook_says_who_pays_who_changes_and_what_is_broken(tmp_path: Path) -> None:
    """The ranking spends all on X: Y's floor of 30 M is broken, and Y is funded by the plan alone."""
    model, book = str(written(tmp_path, REGIONS)), tmp_path / "comparison.xlsx"
    assert run(["ranking", model, "--out", str(book)]) == ExitCode.DONE
    found = sheets(book)
    payers = {row["Payer"]: (row["Plan"], row["Ranking"]) for row in records(found["By payer"])}
    assert list(payers.values()) == [(100_000_000, 100_000_000), (0, 0)]
    (broken,) = records(found["Rules broken"])
    assert "at least 30 % of support" in str(broken["Rule"])
    assert str(broken["What it breaks"]).startswith("floor[1,Y]: 0 won is below the limit 30,000,000 won")
    who = {row["Supplier"]: (row["Funded"], row["Tonnes, difference"]) for row in records(found["By supplier"])}
    assert list(who.values()) == [("in both", -300), ("only in the plan", 180)]


def test_only_workbooks_are_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    model = str(written(tmp_path, RANKING))
    assert run(["ranking", model, "--out", str(tmp_path / "it.csv")]) == ExitCode.USAGE
    assert run(["ranking", model, "--out", str(tmp_path / "nowhere" / "it.xlsx")]) == ExitCode.USAGE
    assert run(["ranking", model, "--by", "discounted"]) == ExitCode.USAGE
    assert "discount" in capsys.readouterr().err


def test_the_price_of_a_floor(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    model = str(written(tmp_path, REGIONS))
    assert run(["prices", model, "--json"]) == ExitCode.DONE
    (price,) = json.loads(capsys.readouterr().out)["prices"]
    assert (price["with"], price["without"], price["price"]) == (880, 1000, 120)
    assert run(["prices", model]) == ExitCode.DONE
    out = capsys.readouterr().out
    assert out.splitlines()[1].split()[-5:-3] == ["120.000", "12.00"]


def test_no_price_without_a_rule(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["prices", str(written(tmp_path, RANKING))]) == ExitCode.DONE
    assert capsys.readouterr().out == "The model has no fairness rule.\n"


def test_a_curve_of_the_floor(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """E3: 40 t for every tenth that goes to Y."""
    model, book = str(written(tmp_path, REGIONS)), tmp_path / "curve.xlsx"
    assert run(["prices", model, "--curve", "1", "--levels", "0, 0.1", "--json", "--out", str(book)]) == ExitCode.DONE
    told = json.loads(capsys.readouterr().out)
    assert [(point["level"], round(point["value"], 6)) for point in told["points"]] == [
        (0, 1000),
        (0.1, 960),
        (0.3, 880),
    ]
    assert (told["by"], told["level"], told["no_plan_keeps"]) == ("fairness.0.floor", 0.3, None)
    (rows,) = sheets(book).values()
    assert [row["Remark"] for row in records(rows)] == ["", "", "as the model states it"]
    with zipfile.ZipFile(book) as parts:
        assert "xl/charts/chart1.xml" in parts.namelist()
    assert run(["prices", model, "--curve", "1", "--points", "2"]) == ExitCode.DONE
    assert ["100", "%", "600.000", "600.000", "-"] in [line.split() for line in capsys.readouterr().out.splitlines()]


def test_a_level_written_in_percent_is_told_as_a_part(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["prices", str(written(tmp_path, REGIONS)), "--curve", "1", "--levels", "0.1,42"]) != ExitCode.DONE
    said = capsys.readouterr().err
    assert "4,200 % is no level of" in said
    assert "for 42 % write 0.42" in said


def test_prices_are_told_with_their_units(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Shares in percent as the rule's words have them; what a percentage is of; the bound in the objective's unit."""
    model = str(written(tmp_path, REGIONS))
    assert run(["prices", model]) == ExitCode.DONE
    heading, floor, *_ = capsys.readouterr().out.splitlines()
    assert "% of that without it" in heading
    assert floor.count("30 %") == 3
    assert run(["prices", model, "--curve", "1", "--levels", "0"]) == ExitCode.DONE
    assert "Bound [t]" in capsys.readouterr().out


@pytest.mark.parametrize(
    "wrong", [["--levels", "0.1"], ["--curve", "1", "--levels", "a lot"], ["--curve", "2"], ["--out", "it.csv"]]
)
def test_a_curve_that_cannot_be(tmp_path: Path, wrong: list[str]) -> None:
    assert run(["prices", str(written(tmp_path, REGIONS)), *wrong]) == ExitCode.USAGE


def test_the_prices_as_a_workbook(tmp_path: Path) -> None:
    model, book = str(written(tmp_path, REGIONS)), tmp_path / "prices.xlsx"
    assert run(["prices", model, "--out", str(book)]) == ExitCode.DONE
    (row,) = records(sheets(book)["Price of fairness"])
    assert (row["Price [t]"], row["With the rule [t]"], row["Without it [t]"]) == (120, 880, 1000)


def test_the_ladder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """E3 with 10 M won more: 88 t, as the shadow price says."""
    model, book = str(written(tmp_path, REGIONS)), tmp_path / "ladder.xlsx"
    assert run(["ladder", model, "--amount", "10_000_000", "--json", "--out", str(book)]) == ExitCode.DONE
    (rung,) = json.loads(capsys.readouterr().out)["rungs"]
    assert (round(rung["gained"], 6), round(rung["shadow_price"], 6), rung["spent_won"]) == (88, 8.8, 10_000_000)
    (row,) = records(sheets(book)["The next money"])
    assert (row["Purse"], row["Gained [t]"], row["Holds at least from"]) == ("GOV", pytest.approx(88), 0)
    assert run(["ladder", model]) == ExitCode.DONE
    assert "880.000" in capsys.readouterr().out


def test_the_ladder_of_a_saved_plan(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    model, plan = str(written(tmp_path, REGIONS)), str(tmp_path / "plan.json")
    assert run(["solve", model, "--out", plan]) == ExitCode.DONE
    capsys.readouterr()
    assert run(["ladder", model, "--plan", plan, "--json"]) == ExitCode.DONE
    told = json.loads(capsys.readouterr().out)
    assert told["plan_hash"] == json.loads(Path(plan).read_text(encoding="utf-8"))["plan_hash"]
    assert run(["ladder", model, "--plan", plan, "--set", "fairness.0.floor=0.2"]) == ExitCode.USAGE
