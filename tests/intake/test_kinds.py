"""The code list: each kind of fault has a code of its file's range, says what is wrong, and how to mend it."""

from __future__ import annotations

import importlib
import re

import pytest

from planner.intake import cells, faults
from planner.intake.cells import Refusal
from planner.intake.faults import Kind

RANGES = {
    "model": r"E-1\d\d",
    "rules": r"E-[14]\d\d",
    "studies": r"E-16\d",
    "cells": r"E-2\d\d",
    "files": r"E-3\d\d",
    "workbooks": r"E-3\d\d",
    "links": r"E-4\d\d",
    "foreign": r"[EWN]-5\d\d",
    "sizes": r"W-5\d\d",
    "unlikely": r"W-[1-4]\d\d",
    "notes": r"N-\d\d\d",
}
"""The codes of each file of kinds."""


def kinds(file: str) -> dict[str, Kind]:
    module = importlib.import_module(f"planner.intake.faults.{file}")
    return {name: kind for name, kind in vars(module).items() if isinstance(kind, Kind)}


@pytest.mark.parametrize("file", RANGES)
def test_every_kind_is_complete(file: str) -> None:
    """A code of the file's range, a sentence that ends, and a remedy that does, but for notes."""
    assert kinds(file)
    for name, kind in kinds(file).items():
        assert re.fullmatch(RANGES[file], kind.code), name
        assert re.search(r"[.:?}]$", kind.problem.template), name
        assert kind.remedy is not None or kind.code.startswith("N"), name
        assert kind.remedy is None or re.search(r"[.?}]$", kind.remedy.template), name


def test_every_kind_stands_in_one_file() -> None:
    names = [name for file in RANGES for name in kinds(file)]
    assert len(names) == len(set(names))
    assert set(names) == {name for name, kind in vars(faults).items() if isinstance(kind, Kind)}


@pytest.mark.parametrize(
    "error", ["#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#SPILL!", "#CALC!", "#FIELD!"]
)
def test_errors_of_formulas_are_no_text(error: str) -> None:
    """What a spreadsheet shows for a formula that failed is refused where any text may stand."""
    refusal = cells.text(error)
    assert isinstance(refusal, Refusal)
    assert (refusal.kind, refusal.values) == (faults.FORMULA_ERROR, {"found": error})
