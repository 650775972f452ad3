"""The sheets of the further rules say what the plan says, and stand only where the plan has such rows.

The plan is the hand-made one of the audit's tests: nearly every rule has something in it.
"""

from pathlib import Path

import pytest

from planner.export import Choices, write
from planner.languages import LANGUAGES, Language
from planner.plan.plan import ObjectiveValue, Plan, ShadowPrice
from tests.audit import full_example
from tests.export import example
from tests.export.reading import figures, records, sheets, totals

PRICES = (
    ShadowPrice(rule="budget[HMC,2027]", price=20.5, unit="t per million won"),
    ShadowPrice(rule="co_funding[1,at_least,programme]", price=1.5, unit="t per million won"),
    ShadowPrice(rule="footprint[1,EV,2029]", price=0.25, unit="t per (kg per unit)"),
    ShadowPrice(rule="reach[tonnes_in_2030]", price=2.0, unit="won per t"),
    ShadowPrice(rule="deployment[]", price=3.0, unit="t per million won"),
    ShadowPrice(rule="cap[9,A]", price=1.0, unit="t per million won"),
)


def read(tmp_path: Path, language: Language = "en", plan: Plan | None = None) -> dict[str, list[list[object]]]:
    path = tmp_path / "plan.xlsx"
    write(
        plan or full_example.plan().model_copy(update={"shadow_prices": PRICES}),
        full_example.programme(),
        path,
        Choices(language),
    )
    return sheets(path)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_ledger_has_a_sheet(tmp_path: Path, language: Language) -> None:
    assert len(read(tmp_path, language)) == 24


def test_ledgers_that_are_empty_have_none(tmp_path: Path) -> None:
    nothing = example.plan(repayments=(), pools=(), fairness=())
    write(nothing, example.programme(), tmp_path / "plan.xlsx", Choices("en"))
    assert list(sheets(tmp_path / "plan.xlsx")) == [
        "Summary",
        "Abatement cost curve",
        "Awards",
        "Suppliers",
        "Funders",
        "Rules and sources",
        "Not funded",
        "Payments",
        "Tonnes by award",
        "Candidates",
        "Points of the curve",
        "Names",
        "Audit",
        "Audit rows",
    ]


def test_tonnes_of_different_kinds_stand_apart_with_their_units(tmp_path: Path) -> None:
    rows = {str(row[0]): row for row in read(tmp_path)["Summary"]}
    assert rows["Lifetime tonnes until 2030"][1:3] == [pytest.approx(21.667), "t CO2e"]
    assert rows["Tonnes in the first year in operation"][1:3] == [pytest.approx(6.369), "t CO2e/yr"]
    assert rows["Discounted tonnes"][2] == "t CO2e, discounted"
    assert rows["Tonnes in 2030"][1:3] == [pytest.approx(3.143), "t CO2e"]
    assert "Tonnes in 2035" not in rows, "2035 is not counted"


def test_every_objective_stands_with_value_bound_and_gap(tmp_path: Path) -> None:
    levels = (
        ObjectiveValue(name="a", value=2.5, unit="t per million won", bound=2.5, gap=0.0),
        ObjectiveValue(name="b", value=1233.0, unit="won", bound=1200.0, gap=0.027, steps=4),
    )
    plan = full_example.plan().model_copy(update={"levels": levels})
    rows = [row for row in read(tmp_path, plan=plan)["Summary"] if str(row[0]).startswith(("1. ", "2. "))]
    assert [row[1:6] for row in rows] == [
        [2.5, "t per million won", 2.5, "0 %", ""],
        [1233, "won", 1200, "2.7 %", 4],
    ]


def test_awards_that_emit_more_at_first_are_shown_as_such(tmp_path: Path) -> None:
    plan = full_example.plan()
    raising = plan.awards[0].model_copy(update={"raises_until": 2028})
    book = read(tmp_path, plan=plan.model_copy(update={"awards": (raising, *plan.awards[1:])}))
    assert figures(book["Summary"])["Awards that emit more at first, until 2028 at the latest"] == 1
    assert [row["Emits more until"] for row in records(book["Awards"])] == [2028, "", "", ""]
    assert totals(book["Awards"])["Tonnes in the first year (t/yr)"] == pytest.approx(6.369)


def test_the_contribution_to_sectors_is_a_share_of_what_they_must_cut(tmp_path: Path) -> None:
    book = read(tmp_path)
    (row, beyond) = [row for row in book["Summary"] if row[0] == "vehicles"]
    assert row[1:5] == [2030, 1000, pytest.approx(3.143), pytest.approx(0.003143)]
    assert beyond[3:5] == [0, 0]
    shown = [row for row in records(book["Targets"]) if row["A rule"] == "no"]
    assert [row["Plan over what is asked"] for row in shown] == [pytest.approx(0.003143), 0]


def test_credits_and_lending_are_the_plans(tmp_path: Path) -> None:
    book, plan = read(tmp_path), full_example.plan()
    rows = records(book["Credits"])
    assert [row["Surplus (t)"] for row in rows] == [float(year.surplus_t) for year in plan.credits]
    assert [row["Lent the year after"] for row in rows] == [year.lent_won for year in plan.credits]
    assert totals(book["Credits"])["Value of the usable credits"] == sum(y.value_won for y in plan.credits)
    lent = sum(row["Lent (value of credits)"] for row in records(book["Funders"]))  # type: ignore[misc]
    assert lent == sum(year.lent_won for year in plan.credits)


def test_bundles_say_whether_they_fit(tmp_path: Path) -> None:
    rows = records(read(tmp_path)["Credit bundles"])
    assert [(row["Region"], row["Size class"], row["Fits into one bundle"]) for row in rows] == [
        ("Busan", "large", "yes"),
        ("Daegu", "small", "no"),
    ]


def test_the_footprint_says_what_is_missing_to_the_aim(tmp_path: Path) -> None:
    rows = records(read(tmp_path)["Footprint"])
    (row,) = [row for row in rows if (row["Product"], row["Year"]) == ("EV", 2030)]
    assert row["Asked (kg per unit)"] == 13
    assert row["Aimed at (kg per unit)"] == 25
    assert row["Missing to the aim (kg per unit)"] == pytest.approx(25 - row["Cut (kg per unit)"])  # type: ignore[operator]


def test_fairness_rules_of_all_kinds_say_their_units(tmp_path: Path) -> None:
    plan = full_example.plan()
    priced = tuple(figure.model_copy(update={"shadow_price": 1.0}) for figure in plan.fairness)
    rows = {
        row["Row"]: row
        for row in records(read(tmp_path, plan=plan.model_copy(update={"fairness": priced}))["Fairness"])
    }
    last = plan.levels[-1].unit
    assert rows["floor[1,south]"]["Unit of the price"] == f"{last} per million won"
    assert rows["floor[1,south]"]["Rule"] == "region south: at least 10 % of support."
    assert rows["cap_share[2,A]"]["Unit of the price"] == f"{last} per award"
    assert rows["least[3]"]["Unit"] == "won per t"
    assert rows["least[3]"]["Kept by"] == pytest.approx(0, abs=1e-9)
    assert rows["gini[4]"]["Unit of the price"] == f"{last} per Gini coefficient"
    assert rows["gini[4]"]["Kept by"] == pytest.approx(0.2 - 0.1304, abs=1e-4)


def test_the_tightest_group_of_a_rule_stands_first(tmp_path: Path) -> None:
    rows = [row for row in records(read(tmp_path)["Fairness"]) if str(row["Row"]).startswith("cap_share[2")]
    margins = [row["Kept by"] for row in rows]
    assert margins == sorted(margins)  # type: ignore[type-var]


def test_shadow_prices_are_said_in_the_words_of_their_rules(tmp_path: Path) -> None:
    rows = records(read(tmp_path)["Shadow prices"])
    assert [(row["Rule"], row["Of whom or when"]) for row in rows] == [
        ("Budget of HMC", "2027"),
        ("HMC: at least 20 % of the money of MOTIR, over the whole programme.", ""),
        ("EV, 2029, 2030: a cut of at least 13 kg per unit.", "EV,2029"),
        ("Tonnes in 2030 of at least 3 t.", ""),
        ("At least 1 % of the budgets spent", ""),
        ("cap[9,A]", ""),
    ]
    assert rows[2]["Unit of the price"] == "t per (kg per unit)"


def test_the_clawback_register_has_support_shortfall_and_what_is_taken_back(tmp_path: Path) -> None:
    """Of UA's 640 won 320 are tied; 9.974 of 17 t promised would remain: 41 % of the tied part is taken back."""
    rows = records(read(tmp_path)["Clawback register"])
    assert [(row["Upgrade"], row["Support"], row["Tied to tonnes"]) for row in rows] == [
        ("UA", 640, 320),
        ("UB", 350, 175),
    ]
    assert [row["Taken back"] for row in rows] == [131, 0]


def test_nothing_is_said_of_returned_money_where_none_returns(tmp_path: Path) -> None:
    given = example.programme(example.rules(repayment=None, matching=[]))
    write(example.plan(given, repayments=(), pools=()), given, tmp_path / "plan.xlsx", Choices("en"))
    book = sheets(tmp_path / "plan.xlsx")
    said = {str(cell) for title in ("Summary", "Awards", "Suppliers") for row in book[title] for cell in row}
    assert not [words for words in said if "eturned" in words or "given back" in words]
