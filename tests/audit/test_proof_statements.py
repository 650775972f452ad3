"""What a plan says of how good it is must agree with itself: bound, gap, value before rounding, status."""

from __future__ import annotations

import math

import pytest

from planner.plan.certificate import Certificate
from planner.plan.plan import Plan, TieBreak
from planner.programme.programme import Programme

from .builders import broken_rows, plan_of, programme_of, rules_of, supplier_of, upgrade_of

CERTIFICATE = Certificate.model_construct()


def programme(**rules) -> Programme:
    """An upgrade of 3,000 won that saves 1 t in each of two years."""
    years = {"award": [2026, 2026], "count_until": 2027}
    return programme_of(rules_of(years=years, **rules), [supplier_of("S")], [upgrade_of("U", "S", 3_000, life_years=2)])


def stating(plan: Plan, status: str = "within_gap", proof: str = "certified", **figures) -> Plan:
    """The plan with a certificate, and with these figures of its objective."""
    certificate = CERTIFICATE if proof == "certified" else None
    objective = plan.objective.model_copy(update=figures)
    return plan.model_copy(
        update={"objective": objective, "certificate": certificate, "proof": proof, "status": status}
    )


def found(trial: Programme, plan: Plan) -> set[str]:
    return broken_rows(trial, plan)


@pytest.mark.parametrize(
    ("figures", "broken"),
    [
        ({"exact": 0.6666666666666666, "bound": 0.75, "gap": 0.125}, set()),
        ({"exact": 0.6666666666666666, "bound": 0.75, "gap": math.nextafter(0.125, 1)}, set()),
        ({"exact": 0.6666666666666666, "bound": 0.75, "gap": 0.1249999}, {"gap[1]"}),
        ({"exact": 0.6666666666666666, "bound": 0.75, "gap": 0.1250001}, {"gap[1]"}),
        ({"exact": 0.6666666666666666, "bound": 0.75, "gap": 0.0}, {"gap[1]"}),
        ({"exact": 0.6666666666666666, "bound": 0.75, "gap": None}, {"gap[1]"}),
        ({"exact": 0.6666666666666666, "bound": 0.6, "gap": 0.0}, set()),
        ({"exact": 0.6666666666666666, "bound": 0.6, "gap": -0.1}, {"gap[1]"}),
        ({"exact": 0.6666666666666666, "bound": None, "gap": None}, set()),
        ({"exact": 0.6666666666666666, "bound": None, "gap": 0.125}, {"gap[1]"}),
        ({"exact": 0.6666666666666666, "bound": math.inf, "gap": 0.125}, {"gap[1]"}),
        ({"exact": 0.6666666666666666, "bound": 0.75, "gap": math.nan}, {"gap[1]"}),
        # half a kilogram in each of two years: 1 kg from the 0.666 t of the plan
        ({"exact": 0.667, "bound": 0.667, "gap": 0.0}, set()),
        ({"exact": 0.6671, "bound": 0.6671, "gap": 0.0}, {"exact[1]"}),
        ({"exact": 0.6649, "bound": 0.6649, "gap": 0.0}, {"exact[1]"}),
        ({"exact": math.nan, "bound": 0.75, "gap": 0.125}, {"exact[1]", "gap[1]"}),
        ({"exact": None, "bound": None, "gap": None}, {"exact[1]"}),
    ],
)
def test_most_tonnes(figures, broken):
    """1,000 of 3,000 won: two thirds of a tonne, 333 kg a year, stated as 0.666 t. Bound 0.75: an eighth is missing."""
    trial = programme()
    assert found(trial, stating(plan_of(trial, ("U", 2026, {"GOV": 1_000})), **figures)) == broken


@pytest.mark.parametrize(
    ("figures", "broken"),
    [
        ({"exact": 1_000.0, "bound": 800.0, "gap": 0.2}, set()),
        ({"exact": 1_000.0, "bound": 1_200.0, "gap": 0.0}, set()),
        ({"exact": 1_000.0, "bound": 1_200.0, "gap": 0.2}, {"gap[1]"}),
        ({"exact": 1_001.0, "bound": 1_001.0, "gap": 0.0}, {"exact[1]"}),
    ],
)
def test_least_won(figures, broken):
    """Where less is better the bound lies below; won are not rounded."""
    trial = programme(objective={"minimise": "fresh_won", "reach": {"lifetime_tonnes": "0.5"}})
    assert found(trial, stating(plan_of(trial, ("U", 2026, {"GOV": 1_000})), **figures)) == broken


@pytest.mark.parametrize(
    ("gap", "bound", "broken"), [(None, 5.0, set()), (0.0, 0.0, set()), (0.0, 5.0, {"gap[1]"}), (1.0, 5.0, {"gap[1]"})]
)
def test_a_plan_of_nothing(gap, bound, broken):
    """Beside nothing no gap is a number."""
    trial = programme()
    assert found(trial, stating(plan_of(trial), exact=0.0, bound=bound, gap=gap)) == broken


@pytest.mark.parametrize(
    ("status", "proof", "bound", "broken"),
    [
        ("optimal", "certified", 2.0, set()),
        ("optimal", "certified", None, {"status[]"}),
        ("optimal", "solver", 2.0, {"status[]"}),
        ("within_gap", "solver", 2.0, set()),
        ("feasible", "solver", None, set()),
    ],
)
def test_optimal_is_what_is_proven(status, proof, bound, broken):
    """Optimal needs a bound and a certificate; all else may be said without."""
    trial = programme()
    figures = {"exact": 2.0 if proof == "certified" else None, "bound": bound, "gap": None if bound is None else 0.0}
    assert found(trial, stating(plan_of(trial, ("U", 2026, {"GOV": 3_000})), status, proof, **figures)) == broken


@pytest.mark.parametrize(("proof", "certificate"), [("certified", None), ("solver", CERTIFICATE)])
def test_certified_is_what_has_a_certificate(proof, certificate):
    trial = programme()
    plan = stating(plan_of(trial, ("U", 2026, {"GOV": 3_000})), exact=2.0)
    wrong = plan.model_copy(update={"proof": proof, "certificate": certificate})
    assert "proof[]" in found(trial, wrong)


def test_the_objective_is_the_first_of_the_levels():
    """Its bound too."""
    trial = programme(objective=[{"maximise": "lifetime_tonnes"}, {"maximise": "annual_tonnes"}])
    plan = plan_of(trial, ("U", 2026, {"GOV": 3_000}))
    assert found(trial, plan) == set()
    other = plan.objective.model_copy(update={"bound": 2.0, "gap": 0.0})
    assert found(trial, plan.model_copy(update={"objective": other})) == {"levels[first]"}
    second = plan.levels[1].model_copy(update={"bound": 2.0, "gap": 0.0})
    assert found(trial, plan.model_copy(update={"levels": (plan.levels[0], second)})) == {"gap[2]"}


@pytest.mark.parametrize(
    ("named", "broken"),
    [
        ((), set()),
        (("S",), set()),
        (("Z",), {"tie_break[]"}),
        (("S", "S"), {"tie_break[]"}),
        (("Z", "S"), {"tie_break[]"}),
    ],
)
def test_tie_breaks_decide_of_suppliers(named, broken):
    """Named are suppliers of the inputs, each once."""
    trial = programme()
    ties = TieBreak(suppliers=named, complete=True)
    assert found(trial, plan_of(trial).model_copy(update={"tie_break": ties})) == broken


def test_tie_breaks_stand_by_id():
    trial = programme_of(rules_of(), [supplier_of("A"), supplier_of("B")], [upgrade_of("U", "A")])
    for named, broken in ((("A", "B"), set()), (("B", "A"), {"tie_break[]"})):
        ties = TieBreak(suppliers=named, complete=False)
        assert found(trial, plan_of(trial).model_copy(update={"tie_break": ties})) == broken
