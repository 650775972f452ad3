"""What may be said of a plan for what is proven of it."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest

from planner.plan.objectives import ProvenObjective, Reached
from planner.plan.plan import ObjectiveValue
from planner.plan.proof import Known, with_proof
from tests.audit.full_example import plan, programme


@pytest.mark.parametrize(
    ("exact", "limit", "sense", "missing", "gap"),
    [
        (10, 12, 1, 2, 0.2),
        (10, 8, -1, 2, 0.2),
        (10, 10, 1, 0, 0.0),
        (10, 9, 1, -1, 0.0),
        (-10, -8, 1, 2, 0.2),
        (0, 1, 1, 1, None),
        (10, None, 1, None, None),
    ],
)
def test_gap(exact, limit, sense, missing, gap):
    """The part of the value that may be missing, never below 0 and rounded up; of a value of 0 there are no parts."""
    known = Known(Fraction(exact), None if limit is None else Fraction(limit))
    assert known.missing(sense) == missing
    found = known.gap(sense)
    assert found == (math.nextafter(gap, 1) if gap else gap)


@pytest.mark.parametrize("sense", [1, -1])
@pytest.mark.parametrize(
    "limit", [Fraction(12), Fraction(1, 10), Fraction(158_332, 1000), Fraction(1, 3), Fraction(-2, 3)]
)
def test_stated_bounds_hold(sense, limit):
    """A bound is the nearest number that is not better than the limit: the limit itself where it is one."""
    stated = Known(Fraction(10), limit).stated(ObjectiveValue(name="x", value=10.0, unit="t"), sense)
    assert (stated.name, stated.value, stated.exact) == ("x", 10.0, 10.0)
    assert (Fraction(stated.bound) - limit) * sense >= 0
    closer = math.nextafter(stated.bound, -sense * math.inf)
    assert (Fraction(closer) - limit) * sense < 0


@pytest.mark.parametrize(
    ("ending", "status"), [("optimal", "within_gap"), ("within_gap", "within_gap"), ("feasible", "feasible")]
)
def test_nothing_is_optimal_without_a_certificate(ending, status):
    """However the solver ended: optimal is what is proven."""
    known = [Known(Fraction(value.value), Fraction(value.value)) for value in plan().levels]
    told = with_proof(programme(), plan(), known, ending, None)
    assert (told.status, told.proof, told.certificate) == (status, "solver", None)
    assert told.objective == told.levels[0]
    assert [value.bound is not None for value in told.levels] == [True, True]


@pytest.mark.parametrize(
    ("value", "bound", "sense", "gap"),
    [(8, 10.0, 1, 0.25), (8, 6.0, -1, 0.25), (8, 6.0, 1, 0.0), (0, 0.0, 1, 0.0), (0, 1.0, 1, None)],
)
def test_on_the_word_of_the_solver(value, bound, sense, gap):
    """The gap is the missing part of the value."""
    stated = Reached("x", Fraction(value), "t", sense).stated(ProvenObjective(bound, 3))
    assert stated == ObjectiveValue(name="x", value=float(value), unit="t", bound=bound, gap=gap, steps=3)


def test_where_the_solver_says_nothing():
    stated = Reached("x", Fraction(7, 2), "won").stated(ProvenObjective(None, 3))
    assert stated == ObjectiveValue(name="x", value=3.5, unit="won", steps=3)
