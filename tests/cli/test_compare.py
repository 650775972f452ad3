"""``planner compare`` as somebody would type it: E3 with its floor at 0, 30 and 50 %, other tables, ten plans."""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest

from planner.cli.edge import run
from planner.errors import ExitCode
from planner.export.beside.text import WIDTH, wrapped
from planner.text_table import width_of
from tests.export.reading import formulas, records, sheets
from tests.golden.files import REGIONS, written

type Capture = pytest.CaptureFixture[str]


def plans(folder: Path, capsys: Capture, *floors: str, files: dict[str, str] = REGIONS) -> list[str]:
    """The plans of E3 with its floor at these levels."""
    model = str(written(folder, files))
    made = []
    for floor in floors:
        made.append(str(folder / f"floor{floor}.json"))
        assert run(["solve", model, "--set", f"fairness.0.floor={floor}", "--out", made[-1]]) == ExitCode.DONE
    capsys.readouterr()
    return made


def told(capsys: Capture, *arguments: str) -> dict[str, Any]:
    assert run(["compare", *arguments, "--json"]) == ExitCode.DONE
    document: dict[str, Any] = json.loads(capsys.readouterr().out)
    return document


def test_the_floor_of_e3(tmp_path: Path, capsys: Capture) -> None:
    """1,000, 880 and 800 t; Y comes in and X gives up 30 and 50 M, for the floor alone."""
    document = told(capsys, *plans(tmp_path, capsys, "0", "0.3", "0.5"))
    assert [plan["name"] for plan in document["plans"]] == ["floor0", "floor0.3", "floor0.5"]
    tonnes = next(row for row in document["indicators"] if row["key"] == "lifetime_tonnes")
    assert (tonnes["values"], tonnes["differences"]) == ([1000, 880, 800], [-120, -200])
    pair = document["pairs"][1]
    (rule,) = pair["rules"]
    assert (rule["key"], rule["reference"], rule["plan"]) == ("fairness[1].floor", "0", "0.5")
    assert (rule["reference_says"], rule["plan_says"]) == (
        "region Y: at least 0 % of support.",
        "region Y: at least 50 % of support.",
    )
    assert [(row["upgrade_id"], row["change"], row["why"]["kind"]) for row in pair["upgrades"]] == [
        ("UX", "less", "alone"),
        ("UY", "in", "alone"),
    ]
    assert pair["rows"] == [] and pair["study"]["plans_made"] == 0


def test_another_reference(tmp_path: Path, capsys: Capture) -> None:
    document = told(capsys, *plans(tmp_path, capsys, "0", "0.3", "0.5"), "--against", "2")
    assert [plan["name"] for plan in document["plans"]] == ["floor0.3", "floor0", "floor0.5"]
    tonnes = next(row for row in document["indicators"] if row["key"] == "lifetime_tonnes")
    assert tonnes["differences"] == [120, -80]
    assert [row["change"] for row in document["pairs"][0]["upgrades"]] == ["more", "out"]


def test_the_page_on_the_terminal(tmp_path: Path, capsys: Capture) -> None:
    assert run(["compare", *plans(tmp_path, capsys, "0", "0.5"), "--money", "million"]) == ExitCode.DONE
    page = capsys.readouterr().out
    assert "floor0.5 against floor0, upgrades: 1 come in, 0 leave; a larger part 0, a smaller part 1" in page
    assert "This change alone does it: Fairness (fairness[1].floor: 0 → 0.5)." in page
    assert "Figures (money in million won)\n" in page
    assert re.search(r"Lifetime tonnes \[t\] +1,000.0 +800.0 +-200.0 +-20.0\n", page)
    assert re.search(r"Region Y: Support +0 +50 +50 +-\n", page)
    assert max(map(width_of, page.splitlines())) <= WIDTH


def test_ten_plans_fold(tmp_path: Path, capsys: Capture) -> None:
    """Nine against the first; every line fits, and each fold begins with the reference."""
    floors = [f"0.{tenth}" for tenth in range(10)]
    assert run(["compare", *plans(tmp_path, capsys, *floors), "--no-why", "--money", "won"]) == ExitCode.DONE
    page = capsys.readouterr().out
    assert max(map(width_of, page.splitlines())) <= WIDTH
    headings = [line.split() for line in page.splitlines() if line.split()[:1] == ["floor0.0"]]
    assert len(headings) >= 3
    named = {name for heading in headings for name in heading[1:] if name != "%"}
    assert named == {f"floor{floor}" for floor in floors[1:]}
    assert "Why" not in page


def test_ten_plans_as_workbook_and_report(tmp_path: Path, capsys: Capture) -> None:
    floors = [f"0.{tenth}" for tenth in range(10)]
    book, page = tmp_path / "ten.xlsx", tmp_path / "ten.html"
    made = plans(tmp_path, capsys, *floors)
    assert run(["compare", *made, "--no-why", "--out", str(book), "--out", str(page)]) == ExitCode.DONE
    row = next(row for row in records(sheets(book)["Figures"]) if row["Figure"] == "Lifetime tonnes")
    assert [row[f"floor{floor}"] for floor in floors] == [1000 - 40 * tenth for tenth in range(10)]
    assert row["floor0.9: difference"] == -360
    assert "floor0.9" in page.read_text(encoding="utf-8")


def test_a_plan_beside_itself(tmp_path: Path, capsys: Capture) -> None:
    (plan,) = plans(tmp_path, capsys, "0.3")
    assert run(["compare", plan, plan]) == ExitCode.DONE
    page = capsys.readouterr().out
    assert "floor0.3 (2) and floor0.3 (1) are the same plan: no difference." in page
    assert "Who changes" not in page
    assert told(capsys, plan, plan)["pairs"][0]["same_plan"] is True


def test_other_tables_are_compared_by_id(tmp_path: Path, capsys: Capture) -> None:
    """Y's upgrade costs half: 12 t per million won, so that it is whole and X has nothing: 1,200 t."""
    cheaper = {
        name: text.replace("UY,SY,furnace,200000000", "UY,SY,furnace,100000000") for name, text in REGIONS.items()
    }
    for folder in ("old", "new"):
        (tmp_path / folder).mkdir()
    (old,) = plans(tmp_path / "old", capsys, "0")
    (new,) = plans(tmp_path / "new", capsys, "0.0", files=cheaper)
    (pair,) = told(capsys, old, new)["pairs"]
    assert pair["rows"] == [
        {
            "table": "upgrades",
            "ids": ["UY"],
            "change": "changed",
            "cells": [{"column": "cost_won", "reference": 200_000_000, "plan": 100_000_000, "relative": -0.5}],
        }
    ]
    kinds = {row["upgrade_id"]: (row["change"], row["why"]["kind"]) for row in pair["upgrades"]}
    assert kinds == {"UX": ("out", "alone"), "UY": ("in", "own")}
    assert run(["compare", old, new]) == ExitCode.DONE
    page = capsys.readouterr().out
    assert "UY: cost_won 200,000,000 → 100,000,000 (-50.0 %)" in page


def test_tables_that_are_gone_are_said(tmp_path: Path, capsys: Capture) -> None:
    """The tables change after the plans were made: what the plans hold is compared, and why is not asked."""
    made = plans(tmp_path, capsys, "0", "0.3")
    (tmp_path / "tables" / "suppliers.csv").write_text("supplier_id,tier,region\nSX,2,X\nSY,1,Y\n", encoding="utf-8")
    assert run(["compare", *made]) == ExitCode.DONE
    said = capsys.readouterr()
    assert said.err.count("cannot be read as they were") == 2
    assert "Why they change takes the tables of both plans." in said.out
    assert "Lifetime tonnes [t]" in said.out
    (pair,) = told(capsys, *made)["pairs"]
    assert pair["rows"] == [], "both plans name the same files with the same contents"
    assert [row["why"] for row in pair["upgrades"]] == [None, None]


def test_tables_that_moved_are_named(tmp_path: Path, capsys: Capture) -> None:
    made = plans(tmp_path, capsys, "0", "0.3")
    (tmp_path / "tables").rename(tmp_path / "elsewhere")
    (pair,) = told(capsys, *made, "--inputs", str(tmp_path / "elsewhere"))["pairs"]
    assert {row["why"]["kind"] for row in pair["upgrades"]} == {"alone"}


def test_the_workbook_has_a_sheet_a_view_with_live_differences_and_charts(tmp_path: Path, capsys: Capture) -> None:
    book = tmp_path / "plans.xlsx"
    assert run(["compare", *plans(tmp_path, capsys, "0", "0.3", "0.5"), "--out", str(book)]) == ExitCode.DONE
    found = sheets(book)
    assert list(found) == [
        "Overview",
        "Plans",
        "Figures",
        "Why",
        "Who changes",
        "Changed rules",
        "By group",
        "By supplier",
        "By year",
    ]
    row = next(row for row in records(found["Figures"]) if row["Figure"] == "Lifetime tonnes")
    assert (row["floor0"], row["floor0.5"], row["floor0.5: difference"]) == (1000, 800, -200)
    assert any(formula.startswith("F") and "-E" in formula for formula in formulas(book)), "differences are live"
    who = {(row["Plan"], row["Upgrade"]): row["Why"] for row in records(found["Who changes"])}
    assert who["floor0.5", "UY"] == "This change alone does it: Fairness (fairness[1].floor: 0 → 0.5)."
    with zipfile.ZipFile(book) as parts:
        assert "xl/charts/chart1.xml" in parts.namelist()


@pytest.mark.parametrize("money", ["eok", "million"])
def test_the_workbook_in_other_units_and_korean(tmp_path: Path, capsys: Capture, money: str) -> None:
    book = tmp_path / "plans.xlsx"
    made = plans(tmp_path, capsys, "0", "0.3")
    assert run(["--lang", "ko", "compare", *made, "--out", str(book), "--money", money]) == ExitCode.DONE
    assert "이 변화만으로 이렇게 됩니다: 형평성(fairness[1].floor: 0 → 0.3)." in capsys.readouterr().out
    row = next(row for row in records(sheets(book)["지표"]) if row["지표"] == "신규 재원")
    assert (row["단위"], row["floor0"]) == (("억원", 1) if money == "eok" else ("백만원", 100_000_000))


def test_the_report_needs_nothing_else(tmp_path: Path, capsys: Capture) -> None:
    page = tmp_path / "plans.html"
    assert run(["compare", *plans(tmp_path, capsys, "0", "0.3"), "--out", str(page)]) == ExitCode.DONE
    html = page.read_text(encoding="utf-8")
    assert "default-src 'none'" in html
    assert not re.search(r"(?:src|href)=\"(?!#)", html)
    for anchor in ("differences", "who", "rules", "figures", "groups", "years", "plans"):
        assert f'<section id="{anchor}">' in html
    assert "This change alone does it: Fairness (fairness[1].floor: 0 → 0.3)." in html


@pytest.mark.parametrize(("money", "paid"), [("won", "100,000,000"), ("million", "100"), ("eok", "1.00")], ids=str)
def test_the_report_shows_money_in_the_unit_asked_for(money: str, paid: str, tmp_path: Path, capsys: Capture) -> None:
    """E3's purse of 100 M: all of it is spent in both plans."""
    page = tmp_path / "plans.html"
    unit = {"won": "won", "million": "million won", "eok": "100 million won"}[money]
    files = [*plans(tmp_path, capsys, "0", "0.3"), "--no-why", "--money", money]
    assert run(["compare", *files, "--out", str(page)]) == ExitCode.DONE
    cells = re.findall(r"<td[^>]*>([^<]*)</td>", page.read_text(encoding="utf-8"))
    place = cells.index(f"Fresh money [{unit}]")
    assert cells[place + 1 : place + 3] == [paid, paid]


def test_other_years_and_whole_projects(tmp_path: Path, capsys: Capture) -> None:
    """E3 with a second year, and with 400 M for whole projects: the rules that changed are named, nothing fails."""
    (divisible,) = plans(tmp_path, capsys, "0.3")
    model, made = str(tmp_path / "model.yaml"), {}
    for name, sets in {
        "longer": ["years={award: [2026, 2027], count_until: 2028}"],
        "whole": ["projects=whole", "funders.0.budget.2026=400_000_000"],
    }.items():
        made[name] = str(tmp_path / f"{name}.json")
        changes = [word for change in sets for word in ("--set", change)]
        assert run(["solve", model, *changes, "--out", made[name]]) == ExitCode.DONE
    capsys.readouterr()
    document = told(capsys, divisible, made["longer"], made["whole"])
    keys = [{rule["key"] for rule in pair["rules"]} for pair in document["pairs"]]
    assert {"years.award", "years.count_until"} <= keys[0]
    assert {"projects", "funders.GOV.budget.2026"} <= keys[1]
    tonnes = next(row for row in document["indicators"] if row["key"] == "lifetime_tonnes")
    assert tonnes["values"][0] == 880 and tonnes["values"][2] == 3200


def test_a_proof_that_there_is_no_plan_is_not_compared(tmp_path: Path, capsys: Capture) -> None:
    (plan,) = plans(tmp_path, capsys, "0.3")
    none = str(tmp_path / "none.json")
    target = "targets=[{year: 2026, tonnes: 10_000_000}]"
    run(["solve", str(tmp_path / "model.yaml"), "--set", target, "--out", none])
    capsys.readouterr()
    proof = next(str(path) for path in tmp_path.glob("none*.json"))
    assert run(["compare", plan, proof]) == ExitCode.USAGE
    assert "is the proof that there is no plan" in capsys.readouterr().err


HOSTILE = "=HYPERLINK(1)<script>alert(1)</script>"


def test_hostile_names_stay_words(tmp_path: Path, capsys: Capture) -> None:
    """Names of plans, programmes, regions and upgrades are text in the workbook and in the report."""
    files = {name: text.replace("UX", '"=1+1"').replace(",Y\n", f",{HOSTILE}\n") for name, text in REGIONS.items()} | {
        "model.yaml": REGIONS["model.yaml"].replace("group: Y", f"group: '{HOSTILE}'")
    }
    made = []
    for name, path in zip(("@SUM(1)", "<b>&amp;"), plans(tmp_path, capsys, "0", "0.3", files=files), strict=True):
        made.append(str(tmp_path / f"{name}.json"))
        Path(path).rename(made[-1])
    book, page = tmp_path / "plans.xlsx", tmp_path / "plans.html"
    assert run(["compare", *made, "--out", str(book), "--out", str(page)]) == ExitCode.DONE
    html = page.read_text(encoding="utf-8")
    assert html.count("<script>") == 1 and "<script>alert" not in html and "<b>" not in html
    assert not [
        formula for formula in formulas(book) if "HYPERLINK" in formula or "SUM(1)" in formula or "1+1" in formula
    ]
    assert "=1+1" in {row["Upgrade"] for row in records(sheets(book)["Who changes"])}


@pytest.mark.parametrize(
    "wrong",
    [
        ["one.json"],
        [f"{number}.json" for number in range(11)],
        ["one.json", "two.json", "--against", "3"],
        ["one.json", "two.json", "--out", "it.csv"],
        ["one.json", "two.json", "--out", "nowhere/it.xlsx"],
        ["one.json", "two.json", "--out", "two.json"],
        ["1.json", "2.json", "3.json", "--inputs", "a", "--inputs", "b"],
        ["one.json", "two.json"],
    ],
)
def test_what_cannot_be_compared(wrong: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["compare", *wrong]) == ExitCode.USAGE


def test_plans_of_one_name_are_told_apart(tmp_path: Path, capsys: Capture) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
    (one,) = plans(tmp_path / "a", capsys, "0.3")
    (other,) = plans(tmp_path / "b", capsys, "0.3")
    assert [plan["name"] for plan in told(capsys, one, other)["plans"]] == ["a/floor0.3", "b/floor0.3"]
    assert [plan["name"] for plan in told(capsys, one, one)["plans"]] == ["floor0.3 (1)", "floor0.3 (2)"]


def test_sentences_break_at_the_terminals_width() -> None:
    lines = list(wrapped("word " * 60, "  ", "    "))
    assert len(lines) == 4
    assert all(width_of(line) <= WIDTH for line in lines)
    assert lines[0].startswith("  word") and lines[1].startswith("    word")
