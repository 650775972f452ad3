"""Fairness: a rule for many groups shows the group nearest to its level; figures keep their units."""

from planner.export.charts import Frame, fairness
from planner.plan.plan import FairnessFigure
from tests.export import example
from tests.export.charts.specs import rows_with


def words(figures: list[FairnessFigure], rules: list[dict[str, object]]) -> list[str]:
    given = example.rules(fairness=rules)
    plan = example.plan(example.programme(given), fairness=tuple(figures))
    picture = fairness.picture(plan, example.programme(given), Frame("en", 760))
    return [row["text"] for row in rows_with(picture, "text")]


def test_the_nearest_group_stands_for_the_rule() -> None:
    said = words(
        [
            FairnessFigure(rule="cap_share[1,A]", level=0.5, value=0.1),
            FairnessFigure(rule="cap_share[1,B]", level=0.5, value=0.48),
        ],
        [{"cap": 0.5, "of": "support", "by": "supplier"}],
    )
    assert said[-1] == "At most 50 % asked, 48 % given (B, the nearest of 2)"


def test_floors_say_at_least() -> None:
    said = words(
        [FairnessFigure(rule="floor[1,=대구]", level=0.1, value=21 / 81)],
        [{"floor": 0.1, "of": "support", "by": "region", "group": "=대구"}],
    )
    assert said[-1] == "At least 10 % asked, 25.93 % given"


def test_a_floor_and_a_cap_of_one_rule_are_two_bars() -> None:
    said = words(
        [
            FairnessFigure(rule="floor[1,=대구]", level=0.1, value=0.2),
            FairnessFigure(rule="cap_share[1,=대구]", level=0.3, value=0.2),
        ],
        [{"floor": 0.1, "cap": 0.3, "of": "support", "by": "region", "group": "=대구"}],
    )
    assert [line for line in said if "asked" in line] == [
        "At most 30 % asked, 20 % given",
        "At least 10 % asked, 20 % given",
    ]


def test_no_rule_is_no_chart() -> None:
    assert fairness.picture(example.plan(fairness=()), example.programme(), Frame()) is None
