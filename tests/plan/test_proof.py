"""What may be said of a plan for what is proven: gap, status, what may be missing for whole won and kilograms."""

from __future__ import annotations

from fractions import Fraction

import pytest

from planner.plan.objectives import Reached
from planner.plan.proof import LAST_DIGIT, MOST_BOUGHT, Known, allowed, is_proven, with_proof
from planner.units import SISTERS_STEPS
from tests.certificate.small import three_projects, two_upgrades
from tests.golden.solving import solved

TONNES = Reached("lifetime_tonnes", Fraction(14), "t")


def test_what_is_missing_and_the_gap():
    """100 t of 101 t: 1 t, a hundredth. Where less is better, 101 won are 1 won above 100."""
    most = Known(Fraction(100), Fraction(101))
    assert most.missing(1) == 1
    assert most.gap(1) == pytest.approx(0.01)
    assert most.gap(1) >= Fraction(1, 100), "rounded so that it holds"
    least = Known(Fraction(101), Fraction(100))
    assert least.missing(-1) == 1
    assert least.gap(-1) == pytest.approx(1 / 101)


def test_gaps_at_the_edges():
    """None where nothing is proven, or of nothing; 0 where nothing is missing, or whole won lifted the plan."""
    assert Known(Fraction(5), None).gap(1) is None
    assert Known(Fraction(0), Fraction(1)).gap(1) is None
    assert Known(Fraction(5), Fraction(5)).gap(1) == 0.0
    assert Known(Fraction(6), Fraction(5)).gap(1) == 0.0
    assert Known(Fraction(0), Fraction(0)).gap(1) == 0.0


def test_bounds_are_rounded_outwards():
    """A third has no end as a floating-point number: the bound of most is above it, that of least below."""
    plan = solved(two_upgrades())
    third = Known(Fraction(1, 4), Fraction(1, 3))
    above, below = third.stated(plan.objective, 1).bound, third.stated(plan.objective, -1).bound
    assert above is not None
    assert below is not None
    assert Fraction(below) < Fraction(1, 3) < Fraction(above)


def test_what_may_be_missing():
    """A ten-millionth part; for a few tonnes a gram; by its rows what one won buys; of whole projects nothing."""
    plan = solved(two_upgrades())
    assert allowed(plan, TONNES, Known(Fraction(10**6), None)) == Fraction(1, 10)
    assert allowed(plan, TONNES, Known(Fraction(1), None)) == Fraction(1, 10**6)
    assert allowed(plan, TONNES, Known(Fraction(14), None, won_allowance=Fraction(1, 100))) == Fraction(1, 100)
    assert allowed(plan, TONNES, Known(Fraction(921), None, counted=True)) == LAST_DIGIT
    won = Reached("least_public_won", Fraction(150), "won", -1, rounding=Fraction(4))
    assert allowed(plan, won, Known(Fraction(150), None)) == 4


def test_kilograms_that_a_tight_rule_on_tonnes_gives_up():
    """Two awards of a year each may take half a kilogram each of a rule, up or down: 2 kg and one more, or what a
    sister gives up if that is more, at a kilogram for each.
    """
    kilogram = Fraction(1, 1_000)
    known = Known(Fraction(14), None, kg_allowance=kilogram)
    assert allowed(solved(two_upgrades()), TONNES, known) == max(3, SISTERS_STEPS) * kilogram


def test_what_multipliers_can_buy_is_believed_in_part():
    """A forger may give rows any multipliers: they buy no more than a part of the value, however large they are."""
    plan = solved(two_upgrades())
    for known in (
        Known(Fraction(14), None, won_allowance=Fraction(10**9)),
        Known(Fraction(14), None, kg_allowance=Fraction(10**9)),
    ):
        assert allowed(plan, TONNES, known) == MOST_BOUGHT * 14
    assert Fraction(1, 50) >= MOST_BOUGHT


def test_proven_within_what_may_be_missing():
    plan = solved(three_projects())
    counted = Reached("lifetime_tonnes", Fraction(921), "t")
    assert is_proven(plan, [counted], [Known(Fraction(921), Fraction(921), counted=True)])
    assert not is_proven(plan, [counted], [Known(Fraction(921), Fraction(922), counted=True)])
    assert not is_proven(plan, [counted], [Known(Fraction(921), None, counted=True)])
    assert is_proven(plan, [TONNES], [Known(Fraction(14), 14 + Fraction(1, 10**6))])
    assert not is_proven(plan, [TONNES], [Known(Fraction(14), 14 + Fraction(1, 10**5))])
    assert is_proven(plan, [TONNES], [Known(Fraction(14), Fraction(13))]), "whole won may lift it"


@pytest.mark.parametrize(
    ("missing", "ending", "certified", "status", "proof"),
    [
        (0, "feasible", True, "optimal", "certified"),
        (1, "optimal", True, "within_gap", "certified"),
        (1, "within_gap", True, "within_gap", "certified"),
        (1, "feasible", True, "feasible", "certified"),
        (0, "optimal", False, "within_gap", "solver"),
    ],
)
def test_optimal_is_what_is_proven_however_the_solver_ended(missing, ending, certified, status, proof):
    """A solver that stopped early may have had the best plan; one that calls a plan optimal may be wrong."""
    programme = three_projects()
    plan = solved(programme)
    known = (Known(Fraction(921), Fraction(921 + missing), counted=True),)
    stated = with_proof(programme, plan, known, ending, plan.certificate if certified else None)
    assert (stated.status, stated.proof) == (status, proof)
    assert stated.objective.gap == pytest.approx(missing / 921)
    assert stated.objective.exact == 921
