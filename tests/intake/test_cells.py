"""Cells of each kind by hand: what is read, and what a refusal says."""

from __future__ import annotations

import math

import pytest

from planner.intake import cells, faults
from planner.intake.cells import Refusal
from planner.intake.raw_cells import number_text


@pytest.mark.parametrize("word", ["yes", "YES", "true", "True", "y", "Y", "1", "예"])
def test_yes(word: str) -> None:
    assert cells.yes_or_no(word) is True


@pytest.mark.parametrize("word", ["no", "NO", "false", "False", "n", "N", "0", "아니오"])
def test_no(word: str) -> None:
    assert cells.yes_or_no(word) is False


def told(found: object) -> tuple[object, dict[str, object]]:
    assert isinstance(found, Refusal)
    return found.kind, {name: str(value) for name, value in found.values.items()}


def test_neither_yes_nor_no() -> None:
    assert told(cells.yes_or_no("maybe")) == (faults.NOT_YES_OR_NO, {"found": "maybe"})


def test_years() -> None:
    """0 to 1,000, in whole years."""
    assert [cells.years(cell) for cell in ("0", "10", "1000")] == [0, 10, 1_000]
    assert told(cells.years("-1")) == (faults.BELOW_ZERO, {"found": "-1"})
    for cell, kind in (("1001", faults.TOO_MANY_YEARS), ("ten", faults.NOT_A_NUMBER)):
        found, values = told(cells.years(cell))
        assert (found, values["found"], values["example"]) == (kind, cell, "10")
    assert told(cells.years("2.6"))[1]["instead"] == "3"


def test_calendar_years() -> None:
    """1900 to 2200."""
    assert [cells.year(cell) for cell in ("1900", "2200")] == [1900, 2200]
    assert [told(cells.year(cell)) for cell in ("1899", "2201")] == [
        (faults.NOT_A_YEAR, {"found": "1899"}),
        (faults.NOT_A_YEAR, {"found": "2201"}),
    ]
    assert told(cells.year("soon"))[1]["example"] == "2026"


@pytest.mark.parametrize(
    ("value", "text"),
    [(math.inf, "#NUM!"), (math.nan, "#NUM!"), (3.0, "3"), (0.1 + 0.2, "0.3"), (1e-7, "0.0000001"), (-2.5, "-2.5")],
)
def test_numbers_of_spreadsheets(value: float, text: str) -> None:
    assert number_text(value) == text
