"""The workbook says what the plan says: totals, live formulas, words, and no user text that comes alive."""

import zipfile
from decimal import Decimal
from pathlib import Path

import pytest

from planner.export import Choices, write
from planner.languages import LANGUAGES, Language
from planner.plan.plan import Plan, TieBreak
from tests.export import example
from tests.export.reading import figures, formulas, records, sheets, totals

MILLION = example.MILLION
TITLES: dict[Language, list[str]] = {
    "en": [
        "Summary",
        "Abatement cost curve",
        "Pool by year",
        "Awards",
        "Suppliers",
        "Repayment",
        "Pool",
        "Funders",
        "Fairness",
        "Rules and sources",
        "Not funded",
        "Payments",
        "Tonnes by award",
        "Candidates",
        "Points of the curve",
        "Names",
        "Audit",
        "Audit rows",
    ],
    "ko": [
        "요약",
        "한계감축비용 곡선",
        "상환금 연도별",
        "지원 내역",
        "협력사별",
        "상환",
        "상환금 계정",
        "지원 기관별 집행",
        "형평성",
        "규칙과 출처",
        "미선정",
        "지급 내역",
        "지원 건별 감축량",
        "후보 설비",
        "곡선의 점",
        "이름",
        "감사",
        "감사 항목",
    ],
}


def written(tmp_path: Path, language: Language = "en", plan: Plan | None = None) -> Path:
    path = tmp_path / "plan.xlsx"
    write(plan or example.plan(), example.programme(), path, Choices(language))
    return path


@pytest.mark.parametrize("language", LANGUAGES)
def test_sheets_stand_in_order_under_their_titles(tmp_path: Path, language: Language) -> None:
    assert list(sheets(written(tmp_path, language))) == TITLES[language]


def test_key_figures_are_the_plans(tmp_path: Path) -> None:
    summary = figures(sheets(written(tmp_path))["Summary"])
    assert summary["Lifetime tonnes until 2035"] == 770
    assert summary["All funders' money"] == 61 * MILLION
    assert summary["Of it, government"] == 41 * MILLION
    assert summary["Of it, lead firms"] == 20 * MILLION
    assert summary["Returned money spent again"] == 20 * MILLION
    assert summary["Support in total"] == 81 * MILLION
    assert summary["Suppliers' own money"] == 49 * MILLION
    assert summary["Cost of the equipment"] == 130 * MILLION
    assert summary["To be given back by tier-1"] == 60 * MILLION
    assert summary["Of it, still to come after 2031"] == 0
    assert summary["Tonnes per million won of funders' money"] == pytest.approx(770 / 61)
    assert summary["Upgrades funded"] == 2
    assert summary["Suppliers funded"] == 2
    assert summary["Status"] == "optimal (proven by the solver)"


def test_the_summary_says_how_many_the_order_alone_decided(tmp_path: Path) -> None:
    tied = example.plan(tie_break=TieBreak(suppliers=("A", "B", "C"), complete=True))
    assert figures(sheets(written(tmp_path, plan=tied))["Summary"])["Decided by tie-break"] == "3 suppliers"


def test_the_check_of_money_against_awards_is_zero(tmp_path: Path) -> None:
    rows = sheets(written(tmp_path))["Summary"]
    check = next(row for row in rows if str(row[0]).startswith("Check"))
    assert [cell for cell in check[1:] if cell != ""] == [0]


def test_award_totals_are_the_plans(tmp_path: Path) -> None:
    rows = sheets(written(tmp_path))["Awards"]
    total = totals(rows)
    assert total["Cost"] == 130 * MILLION
    assert total["Support"] == 81 * MILLION
    assert total["산업부 (MOTIR)"] == 40 * MILLION
    assert total["+1 자동차 (OEM)"] == 20 * MILLION
    assert total["@MSS"] == MILLION
    assert total["Returned money"] == 20 * MILLION
    assert total["Own money"] == 49 * MILLION
    assert total["Lifetime tonnes"] == 770
    assert total["Support per tonne"] == pytest.approx(81 * MILLION / 770)
    assert [record["Upgrade"] for record in records(rows)] == ["a1", "=b1"]


def test_every_supplier_has_a_row(tmp_path: Path) -> None:
    rows = records(sheets(written(tmp_path))["Suppliers"])
    assert [row["Supplier"] for row in rows] == ["0012", "A", "B"]
    assert [row["Upgrades funded"] for row in rows] == [0, 1, 1]
    assert [row["Candidate upgrades"] for row in rows] == [2, 1, 1]
    assert [row["To be given back"] for row in rows] == [0, 60 * MILLION, 0]


def test_the_calendar_names_what_falls_due(tmp_path: Path) -> None:
    (row,) = records(sheets(written(tmp_path))["Repayment"])
    assert [row[str(year)] for year in (2027, 2028, 2029)] == [20 * MILLION] * 3
    assert row["Total"] == 60 * MILLION


def test_ledgers_are_the_plans(tmp_path: Path) -> None:
    book = sheets(written(tmp_path))
    assert [row["Closing"] for row in records(book["Pool"])] == [pool.closing for pool in example.plan().pools]
    assert totals(book["Funders"])["Spent"] == 61 * MILLION


def test_fairness_says_the_rule_and_how_far_it_is_kept(tmp_path: Path) -> None:
    (row,) = records(sheets(written(tmp_path))["Fairness"])
    assert row["Rule"] == "region =대구: at least 10 % of support."
    assert row["Group"] == "=대구"
    assert row["Kept by"] == pytest.approx(21 / 81 - 0.1)
    assert row["Unit of the price"] == "t per million won"


def test_a_fairness_row_of_no_known_rule_keeps_its_name(tmp_path: Path) -> None:
    figure = {"rule": "deployment[]", "level": 0.5, "value": 0.6}
    (row,) = records(sheets(written(tmp_path, plan=example.plan(fairness=(figure,))))["Fairness"])
    assert row["Rule"] == "deployment[]"


def test_what_is_left_out_is_sorted_by_cost_per_tonne(tmp_path: Path) -> None:
    rows = records(sheets(written(tmp_path))["Not funded"])
    assert [row["Upgrade"] for row in rows] == ["c1", "c2"]
    assert rows[0]["Lifetime tonnes"] == 100
    assert rows[0]["Cost per tonne"] == 500_000
    assert rows[1]["Cost per tonne"] == "", "what saves nothing has no price and comes last"


def test_optimal_is_said_only_with_a_proof(tmp_path: Path) -> None:
    stopped = example.plan(status="feasible", objective=example.plan().objective.model_copy(update={"gap": 0.02}))
    status = figures(sheets(written(tmp_path, plan=stopped))["Summary"])["Status"]
    assert "optimal" not in str(status)
    assert "2 %" in str(status)


@pytest.mark.parametrize("language", LANGUAGES)
def test_user_text_is_kept_as_text(tmp_path: Path, language: Language) -> None:
    path = written(tmp_path, language)
    kept = {cell for rows in sheets(path).values() for row in rows for cell in row}
    assert {'=HYPERLINK("http://x")', "+1", "@SUM(1)", "=b1", "-compressor", "=1+1", "http://example.com"} <= kept
    assert "(주)한국정밀주조공업" in kept
    assert "0012" in kept


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_formula_holds_user_text_and_nothing_links_out(tmp_path: Path, language: Language) -> None:
    path = written(tmp_path, language)
    found = formulas(path)
    assert found
    for payload in ("HYPERLINK", "+1", "@", "-2+3", "1+1", "http", "braces"):
        assert not [formula for formula in found if payload in formula]
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        relations = b"".join(archive.read(name) for name in names if name.endswith(".rels"))
    assert b'TargetMode="External"' not in relations
    assert not [name for name in names if "vba" in name or "external" in name.lower()]


def test_the_same_plan_gives_the_same_bytes(tmp_path: Path) -> None:
    first = written(tmp_path).read_bytes()
    assert written(tmp_path).read_bytes() == first


def test_a_plan_without_awards_is_a_workbook_too(tmp_path: Path) -> None:
    nothing = {"awards": (), "repayments": (), "pools": (), "fairness": ()}
    names = ("fresh_won", "public_won", "oem_won", "recycled_won", "own_won", "all_won", "owed_won")
    zeros = dict.fromkeys((*names, "upgrades_funded", "suppliers_funded", "still_to_come_won"), 0)
    empty = example.plan().indicators.model_copy(
        update=zeros | {"lifetime_tonnes": Decimal(0), "tonnes_by_year": {}, "tonnes_per_million_won": None}
    )
    path = written(tmp_path, plan=example.plan(**nothing, indicators=empty.model_dump()))
    assert figures(sheets(path)["Summary"])["All funders' money"] == 0
    assert len(records(sheets(path)["Not funded"])) == 4
