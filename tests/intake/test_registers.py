"""What people choose from and look for, in both languages: words of columns, sheets, units, mistakes of units."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

import planner.intake
from planner.intake.checks.sizes import bounds
from planner.intake.checks.sizes.bounds import Bound
from planner.intake.checks.sizes.mistakes import MISTAKES, UNITS, amount
from planner.intake.choices import choice_words, column_name, in_english, meant_in_korean, yes_or_no_in_english
from planner.intake.columns import columns_of
from planner.intake.declared_units import DECLARABLE, units_of
from planner.intake.model_rows import BudgetRow, FunderRow, RuleRow
from planner.intake.sheets import CODES, FAULTS, GUIDE, MODEL_SHEETS, TABLES, kind_of
from planner.programme.past import Commitment, OpeningBalance, Receipt
from planner.programme.supplier import Link, Supplier
from planner.programme.targets import Product
from planner.programme.upgrade import CostLine, Upgrade

SIZES = {"small": "소기업", "medium": "중기업", "mid-sized": "중견기업", "large": "대기업"}
YES_OR_NO = {"yes": "예", "no": "아니요"}
SHEETS = {
    "suppliers": ("회사", Supplier),
    "links": ("거래", Link),
    "upgrades": ("사업", Upgrade),
    "cost_lines": ("비용", CostLine),
    "products": ("제품", Product),
    "commitments": ("확정", Commitment),
    "repayments_received": ("회수실적", Receipt),
    "opening_balances": ("기초잔액", OpeningBalance),
    "funders": ("재원", FunderRow),
    "budgets": ("예산", BudgetRow),
    "rules": ("규칙", RuleRow),
}


@pytest.mark.parametrize(
    ("column", "words"),
    [
        ("size", SIZES),
        ("pays_size", SIZES),
        ("kind", {"government": "정부", "oem": "원청기업"}),
        ("carry_over", {"none": "이월 없음", "all": "전액 이월"}),
        ("ets_covered", YES_OR_NO),
        ("mandatory", YES_OR_NO),
        ("divisible", YES_OR_NO),
        ("creditable", YES_OR_NO),
        ("confirmed", YES_OR_NO),
        ("technology", {}),
    ],
)
def test_words_of_a_column(column: str, words: Mapping[str, str]) -> None:
    """Each Korean word is read as the English one; with a blank in it, it is what was meant, and is not read."""
    assert choice_words(column) == words
    for english, korean in words.items():
        assert in_english(column, korean) == english
        assert in_english(column, english) is None
        assert meant_in_korean(column, f" {korean}") == korean
    assert in_english(column, "아무 말") is None
    assert meant_in_korean(column, "중소기업") is None


def test_no_has_two_spellings() -> None:
    assert [yes_or_no_in_english(word) for word in ("예", "아니요", "아니오", "글쎄", "yes")] == [
        "yes", "no", "no", None, None,
    ]  # fmt: skip
    assert in_english("size", "아니오") is None


def test_columns_of_fixed_words_in_a_sentence() -> None:
    assert [str(column_name(column)) for column in ("size", "kind", "carry_over", "mandatory")] == [
        "size", "kind", "carry-over", "mandatory",
    ]  # fmt: skip


@pytest.mark.parametrize("kind", [*TABLES, *MODEL_SHEETS], ids=lambda kind: str(kind.name))
def test_a_sheet_has_an_english_and_a_korean_name(kind: object) -> None:
    """Either is found, in any case and with blanks around it."""
    found = next(one for one in (*TABLES, *MODEL_SHEETS) if one is kind)
    korean, row = SHEETS[found.name]
    assert (found.sheet("en"), found.sheet("ko"), found.row) == (found.name, korean, row)
    assert found.file == f"{found.name}.csv"
    assert kind_of(f" {found.name.upper()} ") is kind_of(korean) is found
    assert str(found.holds).endswith(".")


def test_sheets_stand_in_the_order_in_which_one_speaks_of_them() -> None:
    assert [kind.name for kind in (*TABLES, *MODEL_SHEETS)] == list(SHEETS)
    assert [title.to("ko") for title in (GUIDE, CODES, FAULTS)] == ["안내", "코드", "오류"]
    assert kind_of("sheet1") is None


@pytest.mark.parametrize(
    ("base", "english", "korean"),
    [
        ("won", "won, thousand won, million won, billion won", "원, 천원, 만원, 백만원, 억원"),
        ("t", "t, kg, kt", "톤, kg, 천톤"),
        ("MWh", "MWh, kWh, GWh", "MWh, kWh, GWh"),
        ("GJ", "GJ, MJ, TJ", "GJ, MJ, TJ"),
        ("share", "share, %", "비율, %"),
        ("years", "years", "년"),
    ],
)
def test_units_that_are_offered(base: str, english: str, korean: str) -> None:
    """The programme's own comes first; a unit of both languages is told once."""
    assert DECLARABLE[base] == {"en": tuple(english.split(", ")), "ko": tuple(korean.split(", "))}
    both = [*english.split(", "), *korean.split(", ")]
    assert list(units_of(base)) == sorted(set(both), key=both.index)


WON = {1e3: "Is the unit thousand won?", 1e6: "Is the unit million won?", 1e8: "Is the unit hundred million won?",
       1e-3: "Are there three zeros too many?", 1e-6: "Are there six zeros too many?"}  # fmt: skip
PREFIXES = {
    "tonnes": ("g", "kg", "t", "kt", "Mt"),
    "other_t": ("g", "kg", "t", "kt", "Mt"),
    "baseline_t": ("g", "kg", "t", "kt", "Mt"),
    "electricity_mwh": ("Wh", "kWh", "MWh", "GWh", "TWh"),
    "gas_gj": ("kJ", "MJ", "GJ", "TJ", "PJ"),
}
"""Each a thousand times the one before; the column's own stands in the middle."""
COLUMNS_OF_WON = {"cost_won", "saving_won", "budget", "revenue_won", "repay_capacity_won", "copay_limit_won"}


def test_mistakes_of_units() -> None:
    """A cell that says 5 and means kilograms is 0.005 t; six powers of ten, or zeros too many, are less likely."""
    asked = {column: {one.factor: str(one.question) for one in found} for column, found in MISTAKES.items()}
    powers = (1e-6, 1e-3, 1, 1e3, 1e6)
    prefixes = {
        column: {by: f"Is the unit {unit}?" for by, unit in zip(powers, units, strict=True) if by != 1}
        for column, units in PREFIXES.items()
    }
    assert asked == prefixes | dict.fromkeys(COLUMNS_OF_WON, WON)
    assert {column: units[2] for column, units in PREFIXES.items()} == UNITS
    for column, found in MISTAKES.items():
        likely = {1e3, 1e6, 1e8} if column in COLUMNS_OF_WON else {1e3, 1e-3}
        assert {one.factor for one in found if one.unlikely == 1} == likely
        assert {one.unlikely for one in found} == {1, 3}


@pytest.mark.parametrize(
    ("value", "text"),
    [(99.96, "100"), (100, "100"), (99.94, "99.9"), (-100, "-100"), (-99.94, "-99.9"), (1234567.8, "1,234,568"),
     (0.00012345, "0.000123"), (0, "0")],
)  # fmt: skip
def test_numbers_at_a_glance(value: float, text: str) -> None:
    assert amount(value) == text


@pytest.mark.parametrize(
    ("bound", "low", "high"),
    [
        (bounds.WON_PER_TONNE, 10_000, 100_000_000),
        (bounds.SAVING_PER_COST, 0.001, 100),
        (bounds.BUDGETS_PER_COSTS, 0.0001, 300),
        (bounds.REVENUE_PER_TONNE, 20_000, 10_000_000_000),
        (bounds.CAPACITY_PER_REVENUE, 0.000_001, 1),
        (bounds.COPAY_PER_REVENUE, 0.000_001, 10),
        (bounds.TONNES_PER_BASELINE, 0.000_01, 1),
        (bounds.WON_PER_TONNE_ALONE, 1_000, 1_000_000_000),
        (bounds.PRICE, 1 / 30, 15),
    ],
)
def test_what_is_believed(bound: Bound, low: float, high: float) -> None:
    """Both ends are; a hundredth beyond them is not."""
    assert [bound.holds(value) for value in (low * 0.99, low, high, high * 1.01)] == [False, True, True, False]


def test_numbers_that_the_bounds_rest_on() -> None:
    """150 won a kWh; 20 won a MJ; twice 125,000 t; no two prefixes, of a thousand, are near the same peers."""
    assert (bounds.WON_PER_MWH / 1_000, bounds.WON_PER_GJ / 1_000) == (150, 20)
    assert bounds.MOST_TONNES == 2 * 125_000
    assert (bounds.MOST_OF_BASELINE, bounds.MOST_OF_BASELINE_BY_ELECTRICITY) == (1, 10)
    assert (bounds.NEAR_PEERS, bounds.FAR_FROM_PEERS) == (30, 300)
    assert 1_000 / bounds.NEAR_PEERS > bounds.NEAR_PEERS
    assert (bounds.FEWEST_PEERS, bounds.MOST_YEARS) == (5, 60)


def test_what_the_package_offers() -> None:
    assert planner.intake.__all__ == ["Reading", "ReadingError", "RowCount", "read_programme", "read_tables"]
    for name in planner.intake.__all__:
        assert getattr(planner.intake, name).__name__ == name
    with pytest.raises(AttributeError, match=r"^module 'planner\.intake' has no attribute 'reader'$"):
        planner.intake.reader  # noqa: B018 - the access is the test


@pytest.mark.parametrize(
    ("table", "units", "required"),
    [
        ("suppliers", {"t": "baseline_t", "won": "revenue_won repay_capacity_won copay_limit_won"}, "supplier_id tier"),
        ("links", {"share": "share"}, "buyer_id seller_id share"),
        (
            "upgrades",
            {
                "won": "cost_won saving_won cost_low_won cost_high_won",
                "MWh": "electricity_mwh",
                "GJ": "gas_gj",
                "t": "other_t tonnes tonnes_low tonnes_high",
                "years": "life_years lead_years",
                "share": "support_rate_min",
            },
            "upgrade_id supplier_id technology life_years",
        ),
        ("cost_lines", {"years": "year_offset", "won": "won"}, "upgrade_id year_offset won"),
        ("products", {"share": "share"}, "supplier_id product share units_per_year"),
        ("commitments", {"won": "won"}, "upgrade_id award_year payer won"),
        ("repayments_received", {"won": "won"}, "supplier_id year won"),
        ("opening_balances", {"won": "won"}, "account won"),
        ("funders", {"share": "rate"}, "id kind"),
        ("budgets", {"won": "won"}, "funder year won"),
        ("rules", {}, "rule value"),
    ],
)
def test_units_and_required_columns(table: str, units: Mapping[str, str], required: str) -> None:
    """A unit is what the row of units may state otherwise; marks, words and counts have none."""
    columns = columns_of(SHEETS[table][1])
    assert {column.name: column.unit for column in columns if column.unit is not None} == {
        name: unit for unit, names in units.items() for name in names.split()
    }
    assert [column.name for column in columns if column.required] == required.split()
