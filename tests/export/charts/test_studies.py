"""Charts of studies: what the next money buys, what rules cost, the objective along a rule's levels."""

from fractions import Fraction

from planner.export.charts import Frame, frontier, ladder, prices
from planner.export.charts.drawn import svg
from planner.languages import T
from planner.plan.plan import Plan
from planner.study.frontier.axis import Axis
from planner.study.frontier.points import Frontier, Point
from planner.study.policy.levels import SHARE, Level
from planner.study.price import Price, Prices, Reached
from planner.study.rungs import Ladder, Rung
from tests.export import example
from tests.export.charts.specs import rows_with
from tests.export.example import MILLION

ENGLISH = Frame("en", 760)


def rung(purse: str, year: int | None, gained: float, *, whole: bool = True) -> Rung:
    added = 100 * MILLION
    return Rung(purse, year, added, added, gained, gained / 100, added, ("c1",), (), None, None, None, whole_plan=whole)


def climbed(*rungs: Rung, stopped: bool = False) -> Ladder:
    return Ladder(example.plan(), 1, "lifetime_tonnes", "t", 100 * MILLION, rungs, stopped)


def price(rule: int | None, without: float) -> Price:
    return Price(rule, None, (), None, Reached(770.0, 770.0), Reached(without, without), less_is_better=False)


def followed(plan: Plan, *points: Point) -> Frontier:
    says = T("the floor of {rule}", rule="1")
    level = Level("fairness.0.floor", says, Fraction(1, 10), SHARE, False, lambda p, _: p, lambda p, _: p)
    return Frontier(Axis("floor", says, (level,)), "lifetime_tonnes", "t", points, 0.1, plan)


def test_a_cell_a_purse_and_year_and_the_last_for_all_years() -> None:
    picture = ladder.picture(
        climbed(rung("MOTIR", None, 90.0), rung("MOTIR", 2026, 120.0), rung("OEM", 2026, 30.0)), ENGLISH
    )
    words = [row["text"] for row in rows_with(picture, "text")]
    assert words == ["2026", "all years", "1.2", "0.9", "0.3", "산업부 (MOTIR)", "+1 자동차 (OEM)"]
    hovers = [row["hover"] for row in rows_with(picture, "hover")]
    assert "산업부 (MOTIR), 2026: 120.0 t for 100,000,000 won (1.0 eok) more; 1 upgrade comes in" in hovers


def test_gains_that_are_not_of_whole_plans_or_not_settled_are_said_to_be() -> None:
    assert "linear programme" not in ladder.picture(climbed(rung("OEM", 2026, 1.0)), ENGLISH).says  # type: ignore[union-attr]
    unsure = ladder.picture(climbed(rung("OEM", 2026, 1.0, whole=False), stopped=True), ENGLISH)
    assert unsure is not None
    assert "linear programme" in unsure.says
    assert "between bounds" in unsure.says


def test_bars_are_as_long_as_prices() -> None:
    """30 t and 15 t: one bar is half as long as the other."""
    found = Prices(example.plan(), "lifetime_tonnes", "t", (price(1, 800.0), price(None, 785.0)), stopped=False)
    picture = prices.picture(found, ENGLISH)
    long, short = (row["x2"] - row["x"] for row in rows_with(picture, "x2"))
    assert long == 2 * short
    words = [row["text"] for row in rows_with(picture, "text")]
    assert "30 t (3.75 %)" in words
    assert "All of them together" in words


def test_a_price_that_is_not_settled_shows_its_range() -> None:
    """From 20 to 50 t: a line as long as three tenths of the bar that the 100 t price would have."""
    unsettled = Price(1, None, (), None, Reached(770.0, 780.0), Reached(800.0, 820.0), less_is_better=False)
    found = Prices(example.plan(), "lifetime_tonnes", "t", (unsettled, price(None, 870.0)), stopped=True)
    picture = prices.picture(found, ENGLISH)
    bar, line, whole = rows_with(picture, "x2")
    scale = whole["x2"] / 100
    assert [round(row["x2"] / scale) for row in (bar, line)] == [30, 50]
    assert round(line["x"] / scale) == 20
    assert picture is not None
    assert "between the bounds" in picture.says


def test_levels_that_no_plan_keeps_are_crosses() -> None:
    plan = example.plan()
    picture = frontier.picture(
        followed(plan, Point(0.0, 800.0, None), Point(0.5, 770.0, None), Point(0.9, None, None)), ENGLISH
    )
    found = {row["level"]: row["hover"] for row in rows_with(picture, "hover")}
    assert found == {0.0: "0 %: 800 t", 0.5: "50 %: 770 t", 0.9: "90 %: no plan keeps the rule"}
    assert picture is not None
    assert "Crosses" in picture.says
    assert svg(picture)


def test_nothing_found_is_no_chart() -> None:
    assert ladder.picture(climbed(), ENGLISH) is None
    assert prices.picture(Prices(example.plan(), "lifetime_tonnes", "t", (), stopped=False), ENGLISH) is None
    assert frontier.picture(followed(example.plan(), Point(0.9, None, None)), ENGLISH) is None
