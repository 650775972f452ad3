"""Charts by year add up to the plan's ledgers."""

from collections import Counter
from decimal import Decimal
from fractions import Fraction

import pytest

from planner.export.charts import Frame, credits, payers, pool, regions, repayment, repayment_suppliers, tonnes
from planner.plan.plan import CreditYear, RepaymentDue, TargetFigure
from planner.programme.programme import Programme
from planner.programme.supplier import Supplier
from tests.export import example
from tests.export.charts.specs import rows_with
from tests.export.example import MILLION

ENGLISH = Frame("en", 760)


def test_payments_by_payer_and_year() -> None:
    """In million won; all pools are one payer."""
    picture = payers.picture(example.plan(), example.programme(), ENGLISH)
    amounts = {(row["bar"], row["kind"]): row["amount"] for row in rows_with(picture, "kind", "amount")}
    assert amounts == {
        ("2026", "산업부 (MOTIR)"): 40,
        ("2026", "+1 자동차 (OEM)"): 20,
        ("2026", "Suppliers' own money"): 40,
        ("2027", "@MSS"): 1,
        ("2027", "Returned money"): 20,
        ("2027", "Suppliers' own money"): 9,
    }


def test_tonnes_by_year() -> None:
    plan = example.plan()
    picture = tonnes.picture(plan, example.programme(), ENGLISH)
    found = {int(row["bar"]): Decimal(row["amount"]) for row in rows_with(picture, "kind")}
    assert found == plan.indicators.tonnes_by_year


def test_targets_of_years_are_marks_and_others_are_none() -> None:
    asked = [
        TargetFigure(rule="target[1]", of="tonnes_in_2030", target_t=75.0, tonnes=80.0),
        TargetFigure(rule="target[2]", of="lifetime_tonnes", target_t=700.0, tonnes=770.0),
    ]
    plan = example.plan(targets=tuple(asked))
    picture = tonnes.picture(plan, example.programme(), ENGLISH)
    marks = [row for row in rows_with(picture, "bar", "amount") if "kind" not in row]
    assert [(row["bar"], row["amount"]) for row in marks] == [("2030", 75.0)]


def test_repayment_by_year_and_whether_it_can_be_spent_again() -> None:
    plan = example.plan()
    late = RepaymentDue(supplier_id="A", year=2033, owed_won=MILLION, pool="A")
    picture = repayment.picture(
        plan.model_copy(update={"repayments": (*plan.repayments, late)}), example.programme(), ENGLISH
    )
    found = {int(row["bar"]): (row["amount"], row["kind"]) for row in rows_with(picture, "kind") if row["amount"]}
    within, after = "Falls due within the award years", "Falls due after them"
    assert found == {2027: (20, within), 2028: (20, within), 2029: (20, within), 2033: (1, after)}


def test_calendar_of_thirty_suppliers_adds_up() -> None:
    """Supplier n owes n million won in 2030: 25 by themselves, the five smallest (1 to 5) together as 15."""
    suppliers = [Supplier(supplier_id=f"S{number:02}", tier=1, region="R") for number in range(1, 31)]
    base = example.programme()
    programme = Programme.of(base.rules, suppliers, [], [])
    dues = tuple(
        RepaymentDue(supplier_id=f"S{number:02}", year=2030, owed_won=number * MILLION, pool=f"S{number:02}")
        for number in range(1, 31)
    )
    plan = example.plan().model_copy(update={"repayments": dues})
    words = [row["text"] for row in rows_with(repayment_suppliers.picture(plan, programme, ENGLISH), "text")]
    numbers = [int(word) for word in words if word.isdecimal()]
    assert sorted(numbers) == sorted([2030, *range(6, 31), 15])
    assert "5 others" in words


def test_pools_by_year() -> None:
    plan = example.plan()
    picture = pool.picture(plan, example.programme(), ENGLISH)
    found: Counter[str] = Counter()
    for row in rows_with(picture, "kind"):
        found[row["bar"]] += row["amount"] * MILLION
    held = {str(account.year): account.opening + account.received for account in plan.pools}
    assert found == held


def test_credits_stand_against_the_cap_of_their_year() -> None:
    """5 % of an obligation of 200 t are 10 t; of 15 t of the lead firm's 5 t are above."""
    rules = example.rules(offsets={"share_of_obligation": 0.05, "obligation_t": {2026: 200}})
    year = CreditYear(
        year=2030,
        creditable_t=Decimal(15),
        oem_t=Decimal(15),
        supplier_t=Decimal(0),
        state_t=Decimal(0),
        usable_t=Decimal(10),
        surplus_t=Decimal(5),
    )
    plan = example.plan(example.programme(rules), credits=(year,))
    picture = credits.picture(plan, example.programme(rules), ENGLISH)
    parts = {row["kind"]: row["amount"] for row in rows_with(picture, "kind")}
    assert parts == {"Lead firms', usable within the cap": 10, "Lead firms', above the cap": 5}
    assert credits.caps(plan) == {2030: Fraction(10)}
    assert [row["amount"] for row in rows_with(picture, "amount") if "kind" not in row] == [10]


def test_regions_hold_all_support_and_tonnes() -> None:
    """Busan 60 for 500 t, Daegu 21 for 270 t, the third nothing; a million won buys 8.3 and 12.9 t."""
    picture = regions.picture(example.plan(), example.programme(), ENGLISH)
    words = [row["text"] for row in rows_with(picture, "text")]
    figures = [word for word in words if word.replace(".", "").isdecimal()]
    assert sorted(figures) == sorted(["60.0", "21.0", "0.0", "500", "270", "0", "8.3", "12.9", "0.0"])
    assert [word for word in words if word in ("부산", "=대구", "@SUM(1)")] == ["부산", "=대구", "@SUM(1)"]


@pytest.mark.parametrize("module", [payers, tonnes, repayment, repayment_suppliers, pool, credits])
def test_no_data_is_no_chart(module: object) -> None:
    plan = example.plan(awards=(), repayments=(), pools=())
    empty = plan.model_copy(update={"indicators": plan.indicators.model_copy(update={"tonnes_by_year": {}})})
    assert module.picture(empty, example.programme(), ENGLISH) is None  # type: ignore[attr-defined]
