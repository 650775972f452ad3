"""Plans beside each other in Python: the figures are those of the plans."""

from __future__ import annotations

from pathlib import Path

import pytest

import planner
from planner.api.comparison import Comparison
from planner.errors import UsageError
from tests.api.example import cascade, regions


@pytest.fixture(scope="module")
def compared() -> Comparison:
    """The floor at 30 % and at 50 %: 880 and 800 t; and why."""
    half = planner.solve(planner.load(regions().origin.model, {"fairness.0.floor": 0.5}), name="half")
    return planner.compare(regions(), half, why=True)  # type: ignore[no-any-return]


def test_figures_side_by_side(compared: Comparison) -> None:
    figures = compared.indicators
    row = figures[figures["regions_in_unit"].map(lambda value: value == 880)].iloc[0]
    assert (row["half_in_unit"], row["half_difference_in_unit"]) == (800, -80)
    assert row["half_relative_share"] == pytest.approx(-80 / 880)
    won = figures[figures["unit"] == "won"]
    assert len(won)
    assert all(isinstance(value, int) for name in ("regions", "half") for value in won[f"{name}_in_unit"])


def test_what_changed_and_who(compared: Comparison) -> None:
    assert compared.plans["name"].tolist() == ["regions", "half"]
    assert compared.rules[["key", "before", "after"]].values.tolist()[0][1:] == ["0.3", "0.5"]
    assert compared.inputs.empty
    who = compared.who.set_index("upgrade_id")["support_won"].to_dict()
    assert who == {"UX": -20_000_000, "UY": 20_000_000}
    assert "why" in compared.who


def test_the_reference_may_be_another() -> None:
    assert planner.compare(regions(), cascade(), against=2).plans["name"].tolist() == ["cascade", "regions"]


def test_plans_of_one_name_are_told_apart() -> None:
    assert planner.compare(regions(), regions()).plans["name"].tolist() == ["regions (1)", "regions (2)"]


def test_the_chart_has_a_bar_a_plan_and_year(compared: Comparison) -> None:
    (rows,) = compared.chart().to_dict()["datasets"].values()
    assert {(row["plan"], row["amount"]) for row in rows} == {("regions", 880.0), ("half", 800.0)}
    with pytest.raises(UsageError, match="no figure"):
        compared.chart("weight")


@pytest.mark.parametrize("ending", [".xlsx", ".html", ".json"])
def test_it_is_written(compared: Comparison, ending: str, tmp_path: Path) -> None:
    assert compared.export(tmp_path / f"compared{ending}").stat().st_size > 1000
    with pytest.raises(UsageError, match="ending"):
        compared.export(tmp_path / "compared.csv")


def test_its_words(compared: Comparison) -> None:
    assert "half" in str(compared)
    assert "880" in compared._repr_html_()


def test_one_plan_is_none_beside_another() -> None:
    with pytest.raises(UsageError, match="two to 10"):
        planner.compare(regions())
    with pytest.raises(UsageError, match="against=3"):
        planner.compare(regions(), cascade(), against=3)
