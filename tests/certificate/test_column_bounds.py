"""How large columns can be: as the formulation says, or as rows imply, rounded outwards to millionths."""

from __future__ import annotations

from fractions import Fraction

from planner.certificate.column_bounds import column_bounds
from planner.certificate.point import point_of
from planner.formulation.exact import ExactColumn
from planner.plan.certificate import POINT_BITS
from tests.certificate.small import STEP, M, exact_of, row, two_upgrades
from tests.property.cases import draw
from tests.property.finding import find


def open_column(name: str, at_least: int | None = 0) -> ExactColumn:
    return ExactColumn(name, 0, None if at_least is None else Fraction(at_least), None, whole=False)


def bounds(columns, rows) -> list[tuple[Fraction, Fraction]] | None:
    found = column_bounds(columns, rows)
    if found is None:
        return None
    return [(Fraction(found.least[c], STEP), Fraction(found.most[c], STEP)) for c in range(len(columns))]


def test_a_row_bounds_what_it_adds_up():
    """2 a + 3 b <= 12 with nothing below 0: a is 6 at most and b 4. With b of 1 at least: a is 4.5."""
    rows = [row("sum", {0: 2, 1: 3}, "<=", 12)]
    assert bounds([open_column("a"), open_column("b")], rows) == [(0, 6), (0, 4)]
    assert bounds([open_column("a"), open_column("b", 1)], rows) == [(0, Fraction(9, 2)), (1, 4)]


def test_what_is_subtracted_must_be_bounded_first():
    """a - b <= 0 says nothing of a until b has a bound: b <= 5 in a row of its own, so a <= 5 in the next round."""
    rows = [row("above", {0: 1, 1: -1}, "<=", 0), row("most", {1: 1}, "<=", 5)]
    assert bounds([open_column("a"), open_column("b")], rows) == [(0, 5), (0, 5)]
    assert bounds([open_column("a"), open_column("b")], rows[:1]) is None


def test_rows_of_every_sense():
    """-a >= -7 and a = 7 say the same as a <= 7."""
    for one in (row("r", {0: -1}, ">=", -7), row("r", {0: 1}, "=", 7), row("r", {0: -1}, "=", -7)):
        assert bounds([open_column("a")], [one]) == [(0, 7)]


def test_a_column_that_no_row_reads_decides_nothing():
    assert bounds([open_column("a")], []) == [(0, 0)]


def test_a_column_without_a_least_has_no_bounds():
    assert bounds([open_column("a", None)], [row("r", {0: 1}, "<=", 7)]) is None


def test_bounds_are_rounded_outwards():
    """3 a <= 1: a third is 0.333333 and a little more."""
    ((_, most),) = bounds([open_column("a")], [row("r", {0: 3}, "<=", 1)])
    assert most == Fraction(333_334, STEP)


def test_an_upgrade_and_what_is_paid_for_it():
    """Shares are 1 at most; nobody pays more than it costs, or than the purse of 150 M holds."""
    found = {one.name: (one.lower, one.upper) for one in exact_of(two_upgrades()).columns}
    assert found["award[U,2026]"] == (0, STEP)
    assert all(0 <= lower <= upper <= 150 * M for lower, upper in found.values())


def test_no_plan_is_outside_the_bounds():
    """Bounds hold for the points of random plans, up to the won by which rounding may exceed a row."""
    looked_at = 0
    for seed in range(40):
        plan = find(draw(seed)).plan
        if plan is None:
            continue
        exact = exact_of(draw(seed).programme())
        for one, value in zip(exact.columns, point_of(exact, plan), strict=True):
            looked_at += 1
            here = Fraction(value * STEP, 1 << POINT_BITS)
            assert one.lower - 100 <= here <= one.upper + 100, (seed, one.name)
    assert looked_at > 200
