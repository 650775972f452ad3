"""What is given back is told whole: its parts add up to it, to the won and as they are shown."""

import re
from decimal import Decimal

import pytest

from planner.export.charts import Frame, flow
from planner.export.report.sections.summary import _later
from planner.export.returned import Returned
from planner.languages import LANGUAGES, Language
from planner.plan.plan import Plan
from tests.export import example
from tests.export.example import MILLION

FIGURE = re.compile(r"[\d,]*\d(?:\.\d+)?")


def lossy() -> Plan:
    """Of the 60 million that A gives back, 20 go to no pool and 20 come after 2031; of the rest 3 are lost, 17 stay."""
    first, second, third = example.plan().repayments
    account = example.plan().pools[-1]
    return example.plan(
        repayments=(
            first,
            second.model_copy(update={"pool": ""}),
            third.model_copy(update={"year": 2032}),
        ),
        pools=(account.model_copy(update={"received": 20 * MILLION, "lost": 3 * MILLION, "closing": 17 * MILLION}),),
    )


def test_parts_worked_by_hand() -> None:
    assert Returned.of(example.plan()) == Returned(20 * MILLION, 40 * MILLION, 0, 0, 0)
    assert Returned.of(lossy()) == Returned(0, 17 * MILLION, 3 * MILLION, 20 * MILLION, 20 * MILLION)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_flow_tells_sums_that_add_up(language: Language) -> None:
    """130 million: 61 of funders, 20 returned, 49 of suppliers. 60 are given back: 20 spent again, 40 kept."""
    costs, gives_back, _ = sentences(example.plan(), language)
    assert costs == [130, 61, 20, 49]
    assert gives_back == [60, 20, 40]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_part_of_what_is_given_back_is_told(language: Language) -> None:
    _, gives_back, _ = sentences(lossy(), language)
    assert gives_back == [60, 17, 3, 20, 20]


def test_what_comes_later_is_rounded_beside_the_other_parts_on_the_first_page_too() -> None:
    """1.004, 1.004 and 1.006 eok are 3.01 in all: 1.00 is spent again, and 2.01 are left for the others."""
    won = 100_400_000
    later = example.plan().repayments[2].model_copy(update={"year": 2032, "owed_won": won + 200_000})
    pools = (example.plan().pools[-1].model_copy(update={"received": 2 * won, "paid": won, "closing": won}),)
    first, second, _ = (due.model_copy(update={"owed_won": won}) for due in example.plan().repayments)
    plan = example.plan(repayments=(first, second, later), pools=pools)
    assert str(_later(plan)) == "1.01 eok"


def sentences(plan: Plan, language: Language) -> list[list[Decimal]]:
    """The figures of each sentence beside the flow, tiers' numbers aside."""
    picture = flow.picture(plan, example.programme(), Frame(language))
    assert picture is not None
    said = re.sub(r"[Tt]ier \d|\d차", "", picture.says)
    return [[Decimal(found.replace(",", "")) for found in FIGURE.findall(each)] for each in said.split(". ")]
