"""Whole projects against brute force: every selection of up to ten upgrade years, checked in plain whole won."""

from __future__ import annotations

import pytest

from planner.errors import InfeasibleError
from planner.solving.outcome import Limits
from planner.study.planning import make_plan
from tests.property.selections import best_by_brute_force, small


@pytest.mark.parametrize("chunk", range(8))
def test_the_planner_finds_the_best_selection(chunk: int):
    """3^5 selections each; the same tonnes, to the kilogram, and none where no selection keeps the rules."""
    for seed in range(chunk * 10, chunk * 10 + 10):
        case = small(seed)
        best = best_by_brute_force(case)
        try:
            found = make_plan(case.programme(), Limits()).plan
        except InfeasibleError:
            assert best is None, seed
        else:
            assert found.indicators.lifetime_tonnes == best, seed
            assert found.status == "optimal", seed
