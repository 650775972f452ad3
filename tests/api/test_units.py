"""Every figure in a frame has its unit in the column's name, and won are whole numbers."""

from __future__ import annotations

import functools

import pandas as pd
import pytest

import planner
from planner.api.names import column_name, in_a_name, with_unit
from planner.export.columns import Column, Kind, Table
from planner.export.measures import Unit
from planner.languages import T
from tests.api.example import cascade, frames_of, full, hostile, money, regions, without_unit

NAMES = (
    "cascade",
    "regions",
    "full",
    "hostile",
    "audit",
    "certificate",
    "model",
    "faults",
    "comparison",
    "frontier",
    "budget",
    "surface",
    "prices",
    "ladder",
    "ranking",
    "explanation",
    "other comparison",
    "robustness",
)


@functools.cache
def results() -> dict[str, object]:
    """A result of every verb that gives frames."""
    plan, model = regions(), planner.load(regions().origin.model)
    half = planner.solve(planner.load(regions().origin.model, {"fairness.0.floor": 0.5}), name="half")
    return {
        "cascade": cascade(),
        "regions": plan,
        "full": full(),
        "hostile": hostile(),
        "audit": full().audit,
        "certificate": plan.certificate,
        "model": model,
        "faults": planner.check(model.path, {"funders.0.id": 7, "years": "x"}),
        "comparison": planner.compare(plan, half, why=True),
        "frontier": planner.frontier(model, "floor", points=3),
        "budget": planner.frontier(model, "budget", points=3),
        "surface": planner.frontier(model, ["floor", "budget"], points=2),
        "prices": planner.prices(model),
        "ladder": planner.ladder(model, 1_000_000, plan=plan),
        "ranking": planner.ranking(model, plan=plan),
        "explanation": planner.explain(plan, "UY"),
        "other comparison": planner.compare(cascade(), hostile()),
        "robustness": planner.robustness(plan, half, samples=50, cost_range=0.1),
    }


@pytest.fixture(params=NAMES)
def result(request: pytest.FixtureRequest) -> object:
    return results()[request.param]


def test_every_result_gives_frames(result: object) -> None:
    assert frames_of(result)


def test_every_column_of_figures_says_its_unit(result: object) -> None:
    assert {name: without_unit(frame) for name, frame in frames_of(result).items() if without_unit(frame)} == {}


def test_won_are_whole_numbers(result: object) -> None:
    assert {name: money(frame) for name, frame in frames_of(result).items() if money(frame)} == {}


def test_no_two_columns_of_a_frame_are_called_alike(result: object) -> None:
    assert all(frame.columns.is_unique for frame in frames_of(result).values())


@pytest.mark.parametrize(
    ("name", "kind", "heading", "called"),
    [
        ("cost", Kind.WON, T("Cost"), "cost_won"),
        ("tonnes", Kind.TONNES, T("Lifetime tonnes"), "tonnes_t"),
        ("first_year", Kind.TONNES, T("Tonnes in the first year (t/yr)"), "first_year_t_per_yr"),
        ("won_per_tonne", Kind.WON, T("Support per tonne"), "won_per_t"),
        ("lost", Kind.WON, T("Lost (allowance)"), "lost_won"),
        ("payer:MOTIR", Kind.WON, T("MOTIR"), "payer_MOTIR_won"),
        ("2030", Kind.TONNES, T("2030"), "year_2030_t"),
        ("supplier", Kind.TEXT, T("Supplier"), "supplier_id"),
        ("gained", Kind.FIGURE, T("Gained [{unit}]", unit=Unit("t per million won")), "gained_t_per_million_won"),
    ],
)
def test_names_of_columns(name: str, kind: Kind, heading: T, called: str) -> None:  # type: ignore[valid-type]
    column: Column[object] = Column(name, heading, kind, lambda _: None)
    assert column_name(column, Table(T("Table"), T("A table."), (column,), [])) == called


def test_figures_of_several_units_name_the_column_of_units() -> None:
    keys = (("level", Kind.FIGURE), ("unit", Kind.TEXT), ("price", Kind.FIGURE), ("price_unit", Kind.TEXT))
    columns = tuple(Column[object](key, T("Figure"), kind, lambda _: None) for key, kind in keys)
    table = Table(T("Table"), T("A table."), columns, [])
    assert [column_name(column, table) for column in columns] == [
        "level_in_unit",
        "unit",
        "price_in_price_unit",
        "price_unit",
    ]


def test_a_unit_stands_in_a_name_once() -> None:
    assert with_unit("cost_won", "won") == "cost_won"
    assert with_unit("baseline_t", "t/yr") == "baseline_t"
    assert with_unit("tonnes", "t/yr") == "tonnes_t_per_yr"
    assert with_unit("tier", None) == "tier"
    assert in_a_name("t per million won") == "t_per_million_won"


def test_the_check_of_units_can_fail() -> None:
    assert without_unit(pd.DataFrame({"cost": [1], "cost_won": [1], "price_in_unit": [1.0]})) == [
        "cost",
        "price_in_unit",
    ]
    assert [name for name, _ in money(pd.DataFrame({"cost_won": [1.5], "own_won": [1]}))] == ["cost_won"]
