"""The comparison form: before and revised are the two plans' sums, differences are live, words of users stay words."""

from decimal import Decimal
from pathlib import Path

import pytest

from planner.export import write
from planner.export.before import Before
from planner.export.choices import Choices
from planner.export.numbers import MoneyUnit
from planner.export.workbook.changes.changed_rules import flattened
from planner.export.workbook.formats import MILLIONS, of_change, with_triangle
from planner.languages import Language
from planner.plan.plan import Payment, Plan
from planner.programme.programme import Programme
from tests.export import example
from tests.export.reading import formulas, records, sheets, totals

MILLION = example.MILLION


def revised() -> Plan:
    """The first award costs the industry ministry 10 M more and its supplier less; the second is gone."""
    first = example.plan().awards[0]
    payers = {"MOTIR": 50 * MILLION, "OEM": 20 * MILLION, "own": 30 * MILLION}
    payments = tuple(Payment(year=2026, payer=payer, won=won) for payer, won in payers.items())
    award = first.model_copy(update={"payers": payers, "payments": payments, "support_won": 70 * MILLION})
    funders = [
        {**funder.normalised(), "budget": {2026: 50 * MILLION}} if funder.id == "MOTIR" else funder.normalised()
        for funder in example.rules().funders
    ]
    return example.plan(awards=(award,), model=example.rules(funders=funders))


def form(
    tmp_path: Path, language: Language = "en", before: Before | None = None, money: MoneyUnit = MoneyUnit.WON
) -> Path:
    path = tmp_path / "plan.xlsx"
    held = before or Before(example.plan(), example.programme())
    write(revised(), example.programme(), path, Choices(language, money, before=held))
    return path


def test_the_payers_amounts_are_those_of_the_two_plans(tmp_path: Path) -> None:
    rows = sheets(form(tmp_path))["Changes by payer"]
    total = totals(rows)
    assert (total["Before"], total["Revised"], total["Increase or decrease"]) == (
        130 * MILLION,
        100 * MILLION,
        -30 * MILLION,
    )
    found = {(row["Payer"], row["Year"]): row for row in records(rows)}
    ministry = found["산업부 (MOTIR)", 2026]
    assert [ministry[key] for key in ("Before", "Revised", "Increase or decrease")] == [
        40 * MILLION,
        50 * MILLION,
        10 * MILLION,
    ]
    assert ministry["Basis of calculation"] == (
        "before: 1 award × 40,000,000 won on average; revised: 1 award × 50,000,000 won on average; "
        "budget 40,000,000 won → 50,000,000 won"
    )
    returned = found["Returned money (pools)", 2027]
    assert returned["Increase or decrease"] == -20 * MILLION
    assert str(returned["Basis of calculation"]).endswith("revised: nothing")
    assert found["@MSS", 2030]["Basis of calculation"] == (
        "before: nothing; revised: nothing; budget 100,000,000 won as before"
    )


def test_differences_are_live(tmp_path: Path) -> None:
    path = form(tmp_path)
    rows = records(sheets(path)["Changes by payer"])
    live = [formula for formula in formulas(path) if formula in {f"D{row}-C{row}" for row in range(5, 5 + len(rows))}]
    assert len(live) >= len(rows)


def test_items_add_up_to_both_plans(tmp_path: Path) -> None:
    rows = records(sheets(form(tmp_path))["Changes by item"])
    for mark in ("whole plan", "technology", "tier", "region"):
        of = [row for row in rows if row["Mark"] == mark]
        assert sum(float(str(row["Support, before"])) for row in of) == 81 * MILLION
        assert sum(float(str(row["Support, revised"])) for row in of) == 70 * MILLION
        assert sum(float(str(row["Tonnes, increase or decrease"])) for row in of) == -270
    assert "-compressor" in {row["Group"] for row in rows}, "a name that begins like a formula stays text"


def test_suppliers_are_told_in_a_word(tmp_path: Path) -> None:
    rows = {row["Supplier"]: row for row in records(sheets(form(tmp_path))["Changes by supplier"])}
    assert rows["A"]["Change"] == "more"
    assert rows["A"]["Basis of calculation"] == "other part, year or support: a1"
    assert (rows["B"]["Change"], rows["B"]["Basis of calculation"]) == ("dropped", "go: =b1")
    assert rows["B"]["Name"] == "+1"
    assert set(rows) == {"A", "B"}


def test_a_won_of_rounding_is_no_change(tmp_path: Path) -> None:
    first = revised().awards[0]
    by_a_won = revised().model_copy(
        update={"awards": (first.model_copy(update={"support_won": first.support_won - 1}),)}
    )
    path = form(tmp_path, before=Before(by_a_won, example.programme()))
    (row,) = records(sheets(path)["Changes by supplier"])
    assert (row["Change"], row["Support, increase or decrease"]) == ("as before", 1)


def test_tonnes_that_fall_are_no_rounding(tmp_path: Path) -> None:
    """The same support, but 3.9 t less: not as before. A won of rounding is no other part either."""
    first = revised().awards[0]
    more = first.model_copy(update={"tonnes": first.tonnes + Decimal("3.9"), "support_won": first.support_won - 1})
    before = revised().model_copy(update={"awards": (more,)})
    (row,) = records(sheets(form(tmp_path, before=Before(before, example.programme())))["Changes by supplier"])
    assert row["Change"] == "fewer tonnes"
    assert not row.get("Basis of calculation")


def test_every_key_that_changed_is_named(tmp_path: Path) -> None:
    (row,) = records(sheets(form(tmp_path))["Changed rules"])
    assert row["Place in the model"] == "funders.MOTIR.budget.2026"
    assert (row["Before"], row["Revised"]) == ("40,000,000", "50,000,000")
    assert row["Revised rule in words"] == "산업부 (MOTIR): 2026: 50,000,000 won"


def test_rules_of_lists_and_of_one_model_alone_are_named_too() -> None:
    keys = flattened(example.rules())
    assert keys["fairness[1].floor"] == "0.1"
    assert keys["years.award"] == "2026, 2031"
    assert keys["support_rates[2].source"] == "http://example.com"
    assert "inputs" not in keys


def test_tables_that_are_gone_leave_the_form_whole(tmp_path: Path) -> None:
    """The old plan's second supplier is in no table any more: its group is not known, the sums are the same."""
    given = example.programme()
    now = Programme.of(
        given.rules,
        [supplier for name, supplier in given.suppliers.items() if name != "B"],
        [],
        [upgrade for upgrade in given.upgrades.values() if upgrade.supplier_id != "B"],
    )
    plan = revised().model_copy(update={"inputs_hash": now.inputs_hash})
    path = tmp_path / "plan.xlsx"
    write(plan, now, path, Choices("en", before=Before(example.plan())))
    items = records(sheets(path)["Changes by item"])
    unknown = [row for row in items if row["Group"] == "not known"]
    assert {row["Mark"] for row in unknown} == {"technology", "tier", "region"}
    assert all(row["Support, before"] == 21 * MILLION for row in unknown)
    (gone,) = (row for row in records(sheets(path)["Changes by supplier"]) if row["Supplier"] == "B")
    assert (gone["Name"], gone["Change"]) == ("", "dropped")


def test_korean_budgets_have_a_triangle_for_less() -> None:
    assert with_triangle('#,##0;-#,##0;"-"') == '#,##0;"△"#,##0;"-"'
    assert with_triangle("#,##0.0") == '#,##0.0;"△"#,##0.0;"-"'


@pytest.mark.parametrize(("language", "money"), [("ko", MoneyUnit.EOK_WON), ("ko", MoneyUnit.MILLION_WON)])
def test_the_form_stands_in_any_unit(tmp_path: Path, language: Language, money: MoneyUnit) -> None:
    rows = sheets(form(tmp_path, language, money=money))["재원별 증감"]
    headings = [str(heading) for heading in rows[3]]
    unit = "억원" if money is MoneyUnit.EOK_WON else "백만원"
    shown = [heading for heading in headings if unit in heading]
    assert [heading.split("(")[0].strip() for heading in shown] == ["기정", "경정", "비교증감"]
    assert headings[-1] == "산출기초"


def test_without_a_plan_before_there_is_no_form(tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    write(example.plan(), example.programme(), path, Choices("en"))
    assert not [title for title in sheets(path) if title.startswith("Change")]


def test_a_change_that_rounds_to_nothing_has_no_sign() -> None:
    assert of_change(MILLIONS, "en") == '[>=500000]#,##0,,;[<=-500000]-#,##0,,;"0"'
    assert of_change("0.00%", "ko") == '[>=0.00005]0.00%;[<=-0.00005]"△"0.00%;"0"'
    assert of_change("0", "en") == "0"
