"""Rows of huge or minute terms are scaled for the solver, and nobody outside of it can tell."""

from __future__ import annotations

import math

import highspy
import numpy as np
import pytest

from planner.formulation.assemble import Assembled, assemble
from planner.programme.options import Options
from planner.solving.engine import Engine
from planner.solving.feasibility import Feasibility
from planner.solving.rows import AddedRow
from planner.solving.scaling import column_sizes, largest_finite, row_scales
from planner.units import LARGEST_TERM, SMALLEST_TERM, row_scale
from tests.golden.test_far_apart import DWARF, GIANT, A, B, C, programme

MILLION = 10**6
UNLIMITED = highspy.kHighsInf


def assembled(budget: int) -> Assembled:
    """A at 1 t, B at 1 t and C at 0.02 t for a million won, and GOV's budget."""
    far_apart = programme(A, B, C, budget=budget)
    return assemble(far_apart, Options.of(far_apart))


def engine_of(found: Assembled) -> Engine:
    return Engine(found.lp, found.levels[0].value)


@pytest.mark.parametrize("size", [1e-30, 3e-9, SMALLEST_TERM / 2, 2 * LARGEST_TERM, 1e8, 3.3e11, 1e20])
def test_a_scale_is_a_power_of_two_that_brings_the_largest_term_within_bounds(size: float) -> None:
    scale = row_scale(size)
    assert math.frexp(scale)[0] == 0.5
    assert 0.5 <= scale * size <= LARGEST_TERM


def test_the_sizes_of_columns_go_through_the_rows_that_tie_them() -> None:
    """x is 2 at most; 10 x = y, so that y is about 20; y <= 3 z, so that z is about 7; nothing is said of w."""
    rows, columns = np.array([0, 0, 1, 1, 2]), np.array([0, 1, 1, 2, 3])
    values = np.array([10.0, -1.0, 1.0, -3.0, 1.0])
    widths = np.array([2.0, np.inf, np.inf, np.inf])
    sizes = column_sizes(rows, columns, values, widths, np.array([0.0, 0.0, 0.0]))
    assert sizes.tolist() == [2.0, 20.0, pytest.approx(20 / 3), 1.0]


def test_rows_of_usual_sizes_stay_as_they_are() -> None:
    """The first is usual; the second is huge by its limit, the third by a term; the fourth is minute."""
    rows, columns = np.array([0, 1, 2, 3]), np.array([0, 0, 0, 0])
    limits = largest_finite(np.array([-np.inf, 0.0, -np.inf, -np.inf]), np.array([1e5, 1e8, 5.0, 1e-9]))
    scales = row_scales(rows, columns, np.array([1e6, 1.0, 1e9, 1e-10]), np.array([1.0]), limits)
    assert scales.tolist() == [1.0, 2.0**-7, 2.0**-10, 2.0**29]


def test_only_the_row_of_the_giant_is_scaled() -> None:
    engine = engine_of(assembled(GIANT + DWARF))
    scaled = {name for name, scale in zip(engine.row_names, engine.scales, strict=True) if scale != 1}
    assert scaled == {"budget[GOV,2026]"}
    small = programme(B, budget=DWARF)
    assert set(engine_of(assemble(small, Options.of(small))).scales) == {1.0}


def test_prices_limits_values_and_terms_are_in_the_rows_own_unit() -> None:
    """With half of what the giant costs, a million won more is worth 1 t. The row is 100 trillion won of A and more."""
    engine = engine_of(found := assembled(GIANT // 2))
    engine.reset({})
    assert engine.maximise(engine.cost(found.levels[0].value)) == highspy.HighsModelStatus.kOptimal
    assert engine.prices()["budget[GOV,2026]"] == pytest.approx(1.0)
    row = engine.row_number("budget[GOV,2026]")
    assert engine.row_values()[row] == pytest.approx(GIANT // 2 / MILLION)
    assert sorted(engine.row_terms("budget[GOV,2026]")[1].tolist()) == [0.001, 50_000_000.0, 100_000_000.0]
    feasibility = Feasibility(found.lp)
    assert feasibility.limits("budget[GOV,2026]")[1] == GIANT // 2 / MILLION


def test_a_row_gives_way_by_so_many_won() -> None:
    """A trillion won less, and then a limit of 10 trillion won: so many tonnes less, at 1 t for a million won."""
    engine = engine_of(found := assembled(GIANT // 2))
    cost = engine.cost(found.levels[0].value)
    engine.reset({"budget[GOV,2026]": 10.0**12 / MILLION})
    engine.maximise(cost)
    assert engine.highs.getInfo().objective_function_value == pytest.approx((GIANT // 2 - 10**12) / MILLION)
    engine.limit_row(engine.row_number("budget[GOV,2026]"), -UNLIMITED, 10.0**13 / MILLION)
    engine.maximise(cost)
    assert engine.highs.getInfo().objective_function_value == pytest.approx(10**13 / MILLION)


def test_an_added_row_is_scaled_as_well() -> None:
    """All tonnes held at 30 million; the row has terms of 100 million, and says so in tonnes."""
    engine = engine_of(found := assembled(GIANT))
    engine.reset({})
    cost = engine.cost(found.levels[0].value)
    columns = np.flatnonzero(cost).astype(np.int32)
    engine.add_row(AddedRow("at most", columns, cost[columns], -UNLIMITED, 3e7))
    engine.maximise(cost)
    assert engine.scales[engine.row_number("at most")] < 1
    assert engine.row_values()[engine.row_number("at most")] == pytest.approx(3e7)
    assert engine.prices()["at most"] == pytest.approx(1.0)


def test_a_selection_that_is_excluded_is_not_found_again() -> None:
    """A and B fit; without just this selection A alone is best."""
    far_apart = programme(A, B, C, budget=GIANT + DWARF, projects="whole")
    found = assemble(far_apart, Options.of(far_apart))
    engine = engine_of(found)
    engine.reset({})
    cost = engine.cost(found.levels[0].value)
    engine.maximise(cost)
    shares = np.round(np.array(engine.highs.getSolution().col_value))[engine.whole_columns]
    assert shares.sum() == 2
    engine.exclude(shares)
    engine.maximise(cost)
    assert engine.highs.getInfo().objective_function_value == pytest.approx(1e8, abs=1e-6)
