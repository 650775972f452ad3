"""What the layout of a sheet tells, counted by hand."""

from __future__ import annotations

import pytest

from planner.intake.places import CellPlace, LinePlace, ModelPlaces, dotted, letters, resolved
from planner.intake.workbook.ranges import Cell
from planner.intake.workbook.sheet_facts import Cells, SheetFacts, runs


@pytest.mark.parametrize(
    ("numbers", "pairs"),
    [([], []), ([1], [(1, 1)]), ([3, 1, 2], [(1, 3)]), ([1, 3], [(1, 1), (3, 3)]),
     ([5, 6, 8, 9, 11], [(5, 6), (8, 9), (11, 11)])],
)  # fmt: skip
def test_numbers_that_follow_each_other(numbers: list[int], pairs: list[tuple[int, int]]) -> None:
    assert list(runs(numbers)) == pairs


def test_of_a_sheet() -> None:
    facts = SheetFacts("사업", "견적.xlsx", columns={1: 1, 4: 2, 3: 5}, filled_rows=[(1, 3), (6, 6)])
    assert (facts.row_count, facts.last_row, facts.last_column) == (4, 6, 4)
    facts.hidden_columns = [(2, 3), (4, 4)]
    assert facts.hidden_filled_columns == [3, 4]
    facts.hidden_rows = [(2, 2), (3, 6), (9, 9)]
    assert facts.hidden_filled_rows == [(2, 2), (3, 3), (6, 6)]
    assert (facts.place(), facts.place(Cell(3, 28))) == ("견적.xlsx › 사업", "견적.xlsx › 사업 › AB3")


def test_of_an_empty_sheet() -> None:
    facts = SheetFacts("사업", "견적.xlsx")
    assert (facts.row_count, facts.last_row, facts.last_column) == (0, 0, 0)
    assert not facts.hidden_filled_rows
    assert not facts.hidden_filled_columns
    assert (facts.cell_count, facts.formula_count, facts.filter_active, facts.filter_range) == (0, 0, False, None)


def test_of_many_cells_all_are_counted_and_a_thousand_named() -> None:
    cells = Cells()
    for row in range(1, 1_003):
        cells.add(Cell(row, 1))
    assert cells.count == 1_002
    assert cells.first == [Cell(row, 1) for row in range(1, 1_001)]


@pytest.mark.parametrize(
    ("column", "name"), [(0, ""), (1, "A"), (26, "Z"), (27, "AA"), (52, "AZ"), (53, "BA"), (702, "ZZ"), (703, "AAA")]
)
def test_letters_of_columns(column: int, name: str) -> None:
    assert letters(column) == name


def test_places_of_cells_and_lines() -> None:
    for place, text, parts in (
        (CellPlace("a.xlsx", "s", 3, 2), "a.xlsx › s › B3", ("a.xlsx", "s", 3, 2)),
        (CellPlace("a.xlsx", "s", 3), "a.xlsx › s › 3", ("a.xlsx", "s", 3, 0)),
        (CellPlace("a.xlsx", "s", 0, 2), "a.xlsx › s › B", ("a.xlsx", "s", 0, 2)),
        (CellPlace("a.xlsx", "s"), "a.xlsx › s", ("a.xlsx", "s", 0, 0)),
        (CellPlace("a.xlsx", ""), "a.xlsx", ("a.xlsx", "", 0, 0)),
    ):
        assert (place, (place.file, place.sheet, place.row, place.column)) == (text, parts)
    for line, text, values in (
        (LinePlace("a.csv", 3, "tier"), "a.csv › line 3, tier", ("a.csv", 3, "tier")),
        (LinePlace("a.csv", 3), "a.csv › line 3", ("a.csv", 3, None)),
        (LinePlace("a.csv", 0, "tier"), "a.csv › tier", ("a.csv", 0, "tier")),
        (LinePlace("a.csv"), "a.csv", ("a.csv", 0, None)),
    ):
        assert (line, (line.file, line.line, line.column)) == (text, values)


DATA = {"objective": {"maximise": "t"}, "funders": [{"id": "A", "budget": {2026: 5, "2027": 6}}, {"id": 7}, 3]}


@pytest.mark.parametrize(
    ("location", "path", "words"),
    [
        (("objective", 0, "maximise"), ("objective", "maximise"), "objective.maximise"),
        (("funders", 0, "budget", "2026"), ("funders", 0, "budget", 2026), "funders.A.budget.2026"),
        (("funders", 0, "budget", 2027), ("funders", 0, "budget", "2027"), "funders.A.budget.2027"),
        (("funders", 0, "budget", 1), ("funders", 0, "budget", "2027"), "funders.A.budget.2027"),
        (("funders", 0, "budget", 2), ("funders", 0, "budget"), "funders.A.budget"),
        (("funders", 1, "id"), ("funders", 1, "id"), "funders.1.id"),
        (("funders", 2), ("funders", 2), "funders.2"),
        (("funders", 3), ("funders",), "funders"),
        (("funders", -1), ("funders",), "funders"),
        (("funders", "Funder", 0), ("funders", 0), "funders.A"),
        (("years",), (), ""),
    ],
)
def test_where_a_value_stands(location: tuple[str | int, ...], path: tuple[str | int, ...], words: str) -> None:
    """Numbers where one value stands for a list, and names of alternatives, are passed over."""
    assert resolved(DATA, location) == path
    assert dotted(DATA, path) == words


def test_what_was_left_out_moves_the_numbers() -> None:
    lines = {("funders",): 4, ("funders", 0): 5, ("funders", 2): 9}
    places = ModelPlaces("m.yaml", DATA, lines, removed=frozenset({("funders", 0), ("funders", 1, "id")}))
    assert places.original(("funders", 0)) == ("funders", 1)
    assert places.place("funders", 1) == "m.yaml › line 9, funders.2"
    assert places.place("funders", 0, "id") == "m.yaml › line 4, funders.1.id"
    assert places.place("years") == "m.yaml"
    assert places.touched("funders")
    assert places.touched("funders", 0)
    assert not places.touched("funders", 1)
    assert not places.touched("objective")


def test_a_cell_or_an_override_is_the_place_of_all_below_it() -> None:
    places = ModelPlaces("m.xlsx", DATA, spots={("funders", 0): "m.xlsx › 재원 › A2", (): "m.xlsx › 규칙"})
    assert places.place("funders", 0, "budget", 2026) == "m.xlsx › 재원 › A2"
    assert places.place("funders", 1) == "m.xlsx › funders.1"
    assert places.place("years") == "m.xlsx › 규칙"
    places.overridden[("funders", 0, "budget")] = "funders.A.budget"
    assert places.place("funders", 0, "budget", 2026) == "--set funders.A.budget"
    assert places.place("funders", 0, "id") == "m.xlsx › 재원 › A2"
