"""Numbers too far apart to be weighed together are refused, and both are named; those that are less are asked about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from planner.errors import Fault
from planner.intake import read_programme
from planner.sample import write_sample
from planner.units import MOST_APART, MOST_UNITS
from tests.intake.book_example import grids, write_book
from tests.intake.example import Edit, read, refused, write

ROOT = Path(__file__).parents[2]
MODELS = sorted((ROOT / "models").glob("*.yaml"))


def costs(first: int, third: int) -> Mapping[str, Sequence[Edit]]:
    """The costs of u1 in line 2 and of u3 in line 4; the other costs and budgets are 1 to 40 million won."""
    return {"upgrades.csv": (("boiler,100000000,", f"boiler,{first},"), ("dryer,30000000.0,", f"dryer,{third},"))}


def ranges(found: Sequence[Fault]) -> list[Fault]:
    return [fault for fault in found if fault.code in ("E-432", "W-404")]


def test_a_thousand_won_beside_a_hundred_trillion_is_asked_about_and_read(tmp_path: Path) -> None:
    reading = read(write(tmp_path, costs(100_000_000_000_000, 1_000)))
    (warning,) = ranges(reading.remarks)
    assert (warning.code, warning.place) == ("W-404", "upgrades.csv › line 2, cost_won")
    assert "100000000000000 is more than a billion times 1000 in upgrades.csv › line 4, cost_won" in str(warning)


def test_a_trillion_times_is_the_limit(tmp_path: Path) -> None:
    at_limit, beyond = 100 * MOST_APART, 100 * MOST_APART + 1
    assert [fault.code for fault in ranges(read(write(tmp_path / "at", costs(at_limit, 100))).remarks)] == ["W-404"]
    (fault,) = ranges(refused(write(tmp_path / "beyond", costs(beyond, 100))).faults)
    assert fault.place == "upgrades.csv › line 2, cost_won"


def test_both_cells_are_named_in_files(tmp_path: Path) -> None:
    (fault,) = ranges(refused(write(tmp_path, costs(900_000_000_000_000, 1))).faults)
    assert (fault.code, fault.place) == ("E-432", "upgrades.csv › line 2, cost_won")
    assert str(fault) == (
        "E-432 upgrades.csv › line 2, cost_won: 900000000000000 cannot be weighed beside 1 in "
        "upgrades.csv › line 4, cost_won: amounts of one kind may lie a trillion times apart, and none may be above "
        "1,000,000,000,000,000 won. "
        "Check the unit of both; leave out what is too small to matter, or split the programme."
    )


def test_both_cells_are_named_in_korean(tmp_path: Path) -> None:
    (fault,) = ranges(refused(write(tmp_path, costs(900_000_000_000_000, 1))).faults)
    assert "900000000000000" in fault.problem.to("ko")
    assert "upgrades.csv › line 4, cost_won" in fault.problem.to("ko")
    assert fault.problem.to("ko") != fault.problem.to("en")
    assert fault.remedy is not None and fault.remedy.to("ko") != fault.remedy.to("en")


def test_both_cells_are_named_in_a_workbook(tmp_path: Path) -> None:
    sheets = grids()
    upgrades = sheets["upgrades"]
    column = 3
    assert (upgrades[2][column], upgrades[4][column]) == (100_000_000, 30_000_000)
    upgrades[2][column], upgrades[4][column] = 900_000_000_000_000, 1
    path = write_book(tmp_path / "견적.xlsx", sheets)
    (fault,) = ranges(refused(path).faults)
    assert fault.place == "견적.xlsx › 사업 › D3"
    assert "beside 1 in 견적.xlsx › 사업 › D5:" in str(fault)


def test_a_budget_of_the_model_beside_a_cost_of_a_table(tmp_path: Path) -> None:
    """10^17 won in the model, 1 won in line 4 of the table; the lines of u2 are a million and two."""
    edits = {**costs(100_000_000, 1), "model.yaml": (("2026: 40_000_000", f"2026: {10**17}"),)}
    (fault,) = ranges(refused(write(tmp_path, edits)).faults)
    assert fault.place.startswith("model.yaml › line 13, funders.MOTIR.budget")
    assert "100000000000000000 cannot be weighed" in str(fault)
    assert "beside 1 in upgrades.csv › line 4, cost_won" in str(fault)


def test_more_won_than_floating_point_numbers_tell_apart(tmp_path: Path) -> None:
    """No amount is small, but one is so large that single won vanish beside it."""
    edits = {"model.yaml": (("2026: 40_000_000", f"2026: {MOST_UNITS + 1}"),)}
    (fault,) = ranges(refused(write(tmp_path, edits)).faults)
    assert fault.place.startswith("model.yaml › line 13")
    assert "in cost_lines.csv › line 2, won" in str(fault)
    edits = {"model.yaml": (("2026: 40_000_000", f"2026: {MOST_UNITS}"),)}
    assert [fault.code for fault in ranges(read(write(tmp_path / "at", edits)).remarks)] == []


def test_tonnes_too_far_apart(tmp_path: Path) -> None:
    """u1 saves 50 t and u4 30 t a year; with 10^12 t and a gram they lie too far apart, or are too many."""
    small = {"upgrades.csv": (("100000000,,,50,", "100000000,,,50000000000,"), ("-5,,30,", "-5,,0.001,"))}
    (fault,) = ranges(refused(write(tmp_path / "apart", small)).faults)
    assert (fault.code, fault.place) == ("E-432", "upgrades.csv › line 2, tonnes")
    assert "beside 0.001 in upgrades.csv › line 5, tonnes" in str(fault)
    large = {"upgrades.csv": (("100000000,,,50,", "100000000,,,2000000000000,"), ("-5,,30,", "-5,,1000000000000,"))}
    (fault,) = ranges(refused(write(tmp_path / "many", large)).faults)
    assert "none may be above 1,000,000,000,000 t" in str(fault)


@pytest.mark.parametrize("model", MODELS, ids=lambda path: path.stem)
def test_the_models_are_left_in_peace(model: Path) -> None:
    assert ranges(read_programme(model).remarks) == []


@pytest.mark.parametrize(("tier1", "tier2", "seed"), [(1, 0, 1), (3, 5, 2), (20, 100, 3)])
def test_made_up_chains_are_left_in_peace(tmp_path: Path, tier1: int, tier2: int, seed: int) -> None:
    assert ranges(read_programme(write_sample(tmp_path / "chain", tier1, tier2, seed)).remarks) == []
