"""Charts are drawn from the cells that they should be drawn from, and from nothing but cells."""

import itertools
import re
import zipfile
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from xml.etree import ElementTree

import pytest

from planner.export import write
from planner.export.candidates import candidates
from planner.export.choices import Choices
from planner.export.colours import COLOURS
from planner.export.cost_steps import MOST_STEPS, cost_steps
from planner.export.numbers import MoneyUnit
from planner.export.workbook.charts.money_by_payer import shown
from planner.export.workbook.curve import Curve, points_table
from planner.export.workbook.marginal import dearest_marginal_tonne, marginal_tonnes
from planner.export.workbook.pool_page import biggest_pool, figures
from planner.languages import Language, T
from planner.plan.plan import Plan, ShadowPrice, TargetFigure
from planner.programme.programme import Programme
from planner.programme.upgrade import Upgrade
from tests.export import example
from tests.export.reading import records, sheets

MILLION = example.MILLION
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


@dataclass(frozen=True)
class Series:
    """A series of a chart, read back through its references."""

    name: object
    across: list[object]
    upwards: list[object]


def cells(reference: str, book: dict[str, list[list[object]]]) -> list[object]:
    """The cells that a reference such as 'Sheet one'!$A$1:$B$2 names, row by row."""
    found = re.fullmatch(r"'?(.+?)'?!\$([A-Z]+)\$(\d+)(?::\$([A-Z]+)\$(\d+))?", reference)
    assert found, f"{reference} is no reference to cells"
    sheet, left, top, right, bottom = found.groups()
    rows = book[sheet][int(top) - 1 : int(bottom or top)]
    return [cell for row in rows for cell in row[number(left) : number(right or left) + 1]]


def number(letters: str) -> int:
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - ord("A") + 1
    return place - 1


def charts(path: Path) -> dict[str, list[Series]]:
    """Every chart's series by the chart's title."""
    book, found = sheets(path), {}
    with zipfile.ZipFile(path) as archive:
        for part in (name for name in archive.namelist() if name.startswith("xl/charts/chart")):
            root = ElementTree.fromstring(archive.read(part))
            title = "".join(text.text or "" for text in root.find(f"{_CHART}chart/{_CHART}title").iter() if text.text)  # type: ignore[union-attr]
            found[title.strip()] = [_series(each, book) for each in root.iter(f"{_CHART}ser")]
    return found


def _series(element: ElementTree.Element, book: dict[str, list[list[object]]]) -> Series:
    def referred(*tags: str) -> list[object]:
        (reference,) = [
            f.text or "" for tag in tags for part in element.findall(_CHART + tag) for f in part.iter(f"{_CHART}f")
        ]
        return cells(reference, book)

    assert not list(element.find(f"{_CHART}tx").findall(f"{_CHART}v")), "a name that is no reference"  # type: ignore[union-attr]
    (name,) = referred("tx")
    return Series(name, referred("cat", "xVal"), referred("val", "yVal"))


def drawn(
    tmp_path: Path, plan: Plan | None = None, language: Language = "en", money: MoneyUnit = MoneyUnit.WON
) -> dict[str, list[Series]]:
    path = tmp_path / "plan.xlsx"
    write(plan or example.plan(), example.programme(), path, Choices(language, money))
    return charts(path)


def test_money_is_a_series_a_payer_named_by_its_cell(tmp_path: Path) -> None:
    series = {each.name: each for each in drawn(tmp_path)["Money by payer and year"]}
    assert series["+1 자동차 (OEM)"].upwards == [20 * MILLION, 0, 0, 0, 0, 0]
    assert series["Returned money (pools)"].upwards[1] == 20 * MILLION
    assert [int(str(year)) for year in series["@MSS"].across] == list(range(2026, 2032))
    paid = sum(Fraction(str(won)) for each in series.values() for won in each.upwards)
    assert paid == example.plan().indicators.all_won


def test_of_too_many_payers_those_who_pay_most_are_drawn_in_their_order() -> None:
    paid = [5, 1, 9, 2, 8, 3, 7, 4, 6, 6]
    assert shown(paid) == [0, 2, 4, 5, 6, 7, 8, 9]
    assert len(shown(paid)) == len(COLOURS)


def test_tonnes_are_drawn_alone_or_with_what_is_asked(tmp_path: Path) -> None:
    (alone,) = drawn(tmp_path)["Tonnes by year"]
    assert alone.upwards == [50] + [80] * 9
    target = TargetFigure(rule="target[1]", of="tonnes_in_2030", target_t=70.0, tonnes=80)
    tonnes, asked = drawn(tmp_path, example.plan(targets=(target,)))["Tonnes by year, and what is asked"]
    assert asked.across == tonnes.across == list(range(2026, 2036))
    assert asked.upwards == ["", "", "", "", 70, "", "", "", "", ""]


def test_the_pools_are_drawn_from_their_ledgers(tmp_path: Path) -> None:
    due, received, paid, balance = drawn(tmp_path)["All pools, by year"]
    assert due.across == list(range(2026, 2032))
    assert due.upwards == received.upwards == [0, 20 * MILLION, 20 * MILLION, 20 * MILLION, 0, 0]
    assert paid.upwards == [0, 20 * MILLION, 0, 0, 0, 0]
    assert balance.upwards == [0, 0, 20 * MILLION, 40 * MILLION, 40 * MILLION, 40 * MILLION]


def test_of_several_pools_the_biggest_is_drawn_too_and_all_add_up() -> None:
    plan = example.plan()
    other = [due.model_copy(update={"pool": "B", "owed_won": 21 * MILLION}) for due in plan.repayments]
    both = plan.model_copy(update={"repayments": (*plan.repayments, *other)})
    assert biggest_pool(both) == "B"
    assert biggest_pool(plan) == "A"
    assert sum(row.due for row in figures(both, {"A", "B"})) == 123 * MILLION
    assert sum(row.due for row in figures(both, {"B"})) == 63 * MILLION


def test_what_a_programme_does_not_have_is_not_drawn(tmp_path: Path) -> None:
    without = drawn(tmp_path, example.plan(repayments=(), pools=()))
    assert set(without) == {"Money by payer and year", "Tonnes by year", "Abatement cost curve"}


def test_the_curve_marks_what_is_funded_and_where_it_ends(tmp_path: Path) -> None:
    left, funded, cut_off = drawn(tmp_path)["Abatement cost curve"]
    assert [each.name for each in (left, funded, cut_off)] == ["Not funded", "Funded", "By cost alone: up to here"]
    at = {(x, y) for x, y in zip(funded.across, funded.upwards, strict=True) if y != ""}
    cheapest = pytest.approx(1_000_000 / 9)
    assert [pair for pair in sorted(at) if pair[1] == 200_000] == [(270, 200_000), (770, 200_000)]
    assert [pair for pair in sorted(at) if pair[1] != 200_000] == [(0, cheapest), (270, cheapest)]
    assert {(x, y) for x, y in zip(left.across, left.upwards, strict=True) if y != ""} == {
        (770, 500_000),
        (870, 500_000),
    }
    assert [(x, y) for x, y in zip(cut_off.across, cut_off.upwards, strict=True) if y != ""] == [
        (0, 200_000),
        (870, 200_000),
    ]


def test_the_candidates_sheet_adds_up_the_curve(tmp_path: Path) -> None:
    drawn(tmp_path)
    rows = records(sheets(tmp_path / "plan.xlsx")["Candidates"])
    assert [row["Tonnes, added up"] for row in rows] == [270, 770, 870, ""]
    assert [row["Share awarded"] for row in rows] == [1, 1, 0, 0]


def test_joined_steps_keep_tonnes_and_cost() -> None:
    found = candidates(example.plan(), example.programme())
    for most in (1, 2, 3):
        steps = cost_steps(found, most)
        for funded in (True, False):
            parts = [step for step in steps if step.funded is funded]
            assert sum(step.end - step.start for step in parts) == (770 if funded else 100)
            cost = sum((step.end - step.start) * step.won_per_tonne for step in parts)
            assert cost == (130 if funded else 50) * MILLION
        assert all(one.end == after.start for one, after in itertools.pairwise(steps))
    assert len(cost_steps(found, 1)) == 2
    assert len(cost_steps(found)) == 3


def test_what_is_joined_is_said() -> None:
    given = example.programme()
    many = [
        Upgrade(upgrade_id=f"u{n}", supplier_id="A", technology="x", cost_won=n, tonnes=1, life_years=1)
        for n in range(1, MOST_STEPS + 2)
    ]
    programme = Programme.of(given.rules, list(given.suppliers.values()), given.links, many)
    curve = Curve.of(example.plan(awards=()), programme)
    points = points_table(curve)
    assert "5,001 candidates are drawn as 2,501 steps" in points.says.to("en")
    assert max(point.tonnes for point in points.rows) == MOST_STEPS + 1
    few = Curve(curve.rows[:MOST_STEPS], None, None, None)
    assert "drawn as" not in points_table(few).says.to("en")


def test_the_next_tonne_is_the_inverse_of_the_price_of_a_budget() -> None:
    prices = (
        ShadowPrice(rule="budget[@MSS,2027]", price=20.0, unit="t per million won"),
        ShadowPrice(rule="budget[a,b,2028]", price=8.0, unit="t per million won"),
        ShadowPrice(rule="budget[OEM,2027]", price=20.0, unit="t/yr per million won"),
        ShadowPrice(rule="cap[1,A]", price=1.0, unit="t per million won"),
    )
    plan = example.plan(shadow_prices=prices)
    assert marginal_tonnes(plan) == {("@MSS", 2027): 50_000, ("a,b", 2028): 125_000}
    assert dearest_marginal_tonne(plan) == 125_000
    assert dearest_marginal_tonne(example.plan()) is None


@pytest.mark.parametrize(("language", "money"), [("en", MoneyUnit.EOK_WON), ("ko", MoneyUnit.MILLION_WON)])
def test_charts_follow_the_unit_of_money_in_either_language(
    tmp_path: Path, language: Language, money: MoneyUnit
) -> None:
    found = drawn(tmp_path, language=language, money=money)
    assert len(found) == 4
    unit = 100 * MILLION if money is MoneyUnit.EOK_WON else 1
    series = found[T("Money by payer and year").to(language)]
    assert sum(Fraction(str(won)) for each in series for won in each.upwards) * unit == pytest.approx(130 * MILLION)
