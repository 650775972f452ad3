"""The studies in Python give what is worked out by hand: E3 of the golden cases, 10 t a million in X and 6 t in Y."""

from __future__ import annotations

from pathlib import Path

import pytest

import planner
from planner.api.model import Model
from planner.errors import UsageError
from tests.api.example import cascade, regions
from tests.export.reading import sheets

MILLION = 1_000_000


@pytest.fixture(scope="module")
def model() -> Model:
    return planner.load(regions().origin.model)  # type: ignore[no-any-return]


def test_a_floor(model: Model, tmp_path: Path) -> None:
    """40 t less for every tenth that goes to Y."""
    found = planner.frontier(model, "floor", levels=[0, "0.5"])
    points = found.points.set_index("level_share")
    assert points["objective_t"].to_dict() == pytest.approx({0: 1000, 0.3: 880, 0.5: 800})
    assert (points["bound_t"] >= points["objective_t"] - 1e-6).all()
    assert found.chart().to_dict()["title"]
    assert found.export(tmp_path / "floor.xlsx").is_file()
    assert "880" in found._repr_html_()
    assert "level_share" in found._repr_html_()


def test_a_budget_with_all_its_bends(model: Model) -> None:
    """8.8 t a million until X is whole."""
    found = planner.frontier(model, "budget", points=None)
    assert found.is_exact
    assert found.points["error_t"].tolist() == [0.0] * len(found.points)
    row = found.points[found.points["level_won"] == 100 * MILLION].iloc[0]
    assert row["objective_t"] == pytest.approx(880)
    assert row["slope_t_per_won"] == pytest.approx(8.8e-6)


def test_two_levels_at_once(model: Model, tmp_path: Path) -> None:
    """Half of the money and half of it to Y: 250 + 150 t."""
    found = planner.frontier(model, ["floor", "budget"], levels=[[0.5], [50 * MILLION]])
    points = found.points.set_index(["floor_level_share", "budget_level_won"])["objective_t"]
    assert points[0.5, 50 * MILLION] == pytest.approx(400)
    assert points[0.3, 100 * MILLION] == pytest.approx(880)
    assert found.export(tmp_path / "surface.xlsx").is_file()


def test_a_level_that_is_not_there(model: Model) -> None:
    with pytest.raises(UsageError, match="names no level"):
        planner.frontier(model, "gini")
    with pytest.raises(UsageError, match="not a number"):
        planner.frontier(model, "floor", levels=["much"])
    with pytest.raises(UsageError, match="One level or two"):
        planner.frontier(model, [])
    with pytest.raises(UsageError, match="points=1"):
        planner.frontier(model, "floor", points=1)
    with pytest.raises(UsageError, match="amount=0"):
        planner.ladder(model, 0)


def test_the_price_of_the_floor(model: Model, tmp_path: Path) -> None:
    found = planner.prices(model)
    row = found.rules.iloc[0]
    assert (row["with_t"], row["without_t"], row["price_t"]) == pytest.approx((880, 1000, 120))
    assert row["asked_in_unit"] == 0.3
    assert row["shadow_price_in_price_unit"] == pytest.approx(4)
    assert row["price_unit"] == "t per million won"
    assert found.chart().to_dict()["title"]
    assert "Price of fairness" in sheets(found.export(tmp_path / "prices.xlsx"))


def test_what_the_next_money_buys(model: Model, tmp_path: Path) -> None:
    """A million more: 8.8 t."""
    found = planner.ladder(model, MILLION, plan=regions())
    row = found.rungs.iloc[0]
    assert (row["budget_won"], row["added_won"]) == (100 * MILLION, MILLION)
    assert row["gained_t"] == pytest.approx(8.8)
    assert row["gained_t_per_million_won"] == pytest.approx(8.8)
    assert found.changes.empty
    assert found.chart().to_dict()["title"]
    assert found.export(tmp_path / "ladder.xlsx").is_file()


def test_the_ranking_beside_the_plan(model: Model, tmp_path: Path) -> None:
    """The ranking funds X alone, 1,000 t, and breaks the floor."""
    found = planner.ranking(model, plan=regions())
    figures = found.figures.set_index("figure")
    assert 1000 in figures["ranking_in_unit"].tolist()
    assert 880 in figures["plan_in_unit"].tolist()
    assert found.breaks == len(found.broken) == 1
    assert found.only_in_plan["upgrade_id"].tolist() == ["UY"]
    assert found.payers.set_index("payer")["difference_won"].sum() == 0
    assert found.export(tmp_path / "ranking.xlsx").is_file()


def test_why_an_upgrade_is_in(tmp_path: Path) -> None:
    found = planner.explain(regions(), "UY", quick=True)
    assert found.upgrades["upgrade_id"].tolist() == ["UY"]
    assert "UY of SY" in str(found)
    assert "UY of SY" in found._repr_html_()
    assert found.export(tmp_path / "why.xlsx").is_file()
    with pytest.raises(UsageError, match="neither an upgrade nor a supplier"):
        planner.explain(regions(), "UZ")
    with pytest.raises(UsageError, match="rejected=True"):
        planner.explain(regions())


def test_a_plan_of_another_model_is_refused(model: Model) -> None:
    with pytest.raises(UsageError, match="other tables or rules"):
        planner.ladder(model, plan=cascade())


def test_a_study_is_written_as_a_workbook_only(model: Model, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="workbook"):
        planner.prices(model).export(tmp_path / "prices.csv")


def test_a_plan_is_carried_forward() -> None:
    """The cascade, planned again from 2027 on: the award of 2026 is signed, and nothing else changes."""
    model = planner.load(cascade().origin.model, {"years.plan_from": 2027})
    plan = planner.solve(model, carry=cascade())
    assert plan.record.carried_from is not None
    assert [award.committed for award in plan.record.awards] == [True, False]
    assert plan.totals.loc[0, "lifetime_t"] <= 770


def test_a_plan_is_not_carried_to_where_nothing_asks_for_it() -> None:
    with pytest.raises(UsageError, match="carry takes a plan"):
        planner.solve(cascade().origin.model, carry=cascade())
    changed = planner.load(cascade().origin.model, {"objective": [{"minimise": "changed_awards"}]})
    with pytest.raises(UsageError, match="measured against a plan"):
        planner.solve(changed)


STUDY = """study: Floors and costs
factors:
  - {name: floor, set: fairness.0.floor, values: [0, 0.3, 0.5]}
  - {name: cost, column: upgrades.cost_won, values: [1, 2]}
"""


def test_a_sweep(model: Model, tmp_path: Path) -> None:
    """40 t less for every tenth that goes to Y; a million buys half where everything costs twice as much."""
    study = tmp_path / "floors.yaml"
    study.write_text(STUDY, encoding="utf-8")
    said: list[str] = []
    found = planner.sweep(model, study, progress=said.append)
    told = found.cases.set_index(["factor.floor", "factor.cost"])["objective"]
    wanted = {(floor, cost): (1_000 - 400 * floor) / cost for floor in (0, 0.3, 0.5) for cost in (1, 2)}
    assert told.to_dict() == pytest.approx(wanted)
    assert (found.cases["status"] == "solved").all()
    assert said
    assert len(found.factors) == 2
    with pytest.raises(UsageError, match="no indices"):
        _ = found.indices
    for ending in ("parquet", "csv", "xlsx"):
        assert found.export(tmp_path / f"cases.{ending}").is_file()
    assert found.chart("floor").to_dict()["mark"]["type"] == "circle"
    said.clear()
    assert planner.sweep(model, study, progress=said.append).cases.equals(found.cases)
    assert not said  # all of it was found before
    with pytest.raises(UsageError, match="ends in none of"):
        found.export(tmp_path / "cases.ods")
    with pytest.raises(UsageError, match="no column"):
        found.chart("grid")


def test_how_often_a_plan_keeps_its_word(tmp_path: Path) -> None:
    """Costs off to either end, each award by itself: the budget, which is all spent, is kept by about half or less."""
    plan = regions()
    found = planner.robustness(plan, plan, samples=2_000, cost_range=0.1, shape="ends")
    kept = found.kept.set_index(["plan", "what"])["kept_share"]
    assert sorted({name for name, _ in kept.index}) == ["regions (1)", "regions (2)"]
    # UX gets 70 M and UY 30 M: the budget holds where UX turns out cheaper, whatever UY does.
    assert kept["regions (1)", "budgets"] == pytest.approx(0.5, abs=0.05)
    assert kept["regions (1)", "promised"] == 1
    assert kept["regions (1)"].equals(kept["regions (2)"])
    assert (found.tonnes["regions (1)_t"] - 880).abs().max() < 1e-6
    assert found.chart().to_dict()["mark"]["type"] == "bar"
    assert found.export(tmp_path / "robust.xlsx").is_file()
    with pytest.raises(UsageError, match="no part of 1"):
        planner.robustness(plan, default=2)
    with pytest.raises(UsageError, match="one to 10"):
        planner.robustness()
