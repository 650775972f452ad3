"""Plans and programmes without a plan are proven, from prices that are right, wrong or missing."""

from __future__ import annotations

from fractions import Fraction

import pytest

from planner.certificate.check import check_none, problems_of
from planner.certificate.point import point_of
from planner.plan.certificate import ROOT, MultiplierSet
from planner.plan.infeasibility import Infeasibility
from planner.programme.options import Options
from planner.programme.programme import Programme
from planner.solving.relaxation import Prices
from planner.study.proving import Prover, written_below
from tests.certificate.small import M, exact_of, three_projects, two_upgrades
from tests.golden.solving import solved
from tests.property.cases import draw
from tests.property.finding import find
from tests.property.wider_cases import draw_wider


def prover(programme: Programme) -> Prover:
    return Prover(programme, Options.of(programme))


PRICES = {
    "right": Prices({"budget[GOV,2026]": 0.08}, {}),
    "none": None,
    "of nothing": Prices({}, {}),
    "far too high": Prices({"budget[GOV,2026]": 1e9}, {}),
    "of the wrong sign": Prices({"budget[GOV,2026]": -0.08}, {}),
    "of rows that are not there": Prices({"nothing[1]": 5.0}, {}),
}


@pytest.mark.parametrize("prices", PRICES)
def test_whatever_prices_come_with_a_plan(prices: str):
    """150 M buy 14 t: proven to the millionth, with one set of multipliers."""
    programme = two_upgrades()
    proven = prover(programme).prove(solved(programme), PRICES[prices])
    assert proven is not None
    assert 14 <= proven.known[0].limit <= 14 + Fraction(1, 10**6)
    assert proven.certificate.proofs[0].tree == ROOT
    assert not proven.has_branches


def test_a_plan_that_is_not_the_best_is_proven_to_lack_something():
    """U alone is 10 t of 14: the bound is that of the best plan, and 4 t are missing."""
    programme = two_upgrades()
    plan = solved(two_upgrades(100 * M)).model_copy(update={"inputs_hash": programme.inputs_hash})
    proven = prover(programme).prove(plan, None)
    assert proven is not None
    assert proven.known[0].exact == 10
    assert proven.known[0].missing(1) == pytest.approx(4, abs=1e-6)


def test_whole_projects_are_branched_on():
    proven = prover(three_projects()).prove(solved(three_projects()), None)
    assert proven is not None
    assert proven.has_branches
    assert proven.known[0].limit == 921


def test_no_plan():
    """14 t are asked for and 100 M buy 10 t: no plan, and the certificate of that holds for this programme alone."""
    programme = two_upgrades(100 * M, targets=[{"year": 2026, "tonnes": 14}])
    certificate = prover(programme).prove_none()
    assert certificate is not None
    assert check_none(programme, Infeasibility.of(programme, certificate, "none")) == ()
    enough = two_upgrades(150 * M, targets=[{"year": 2026, "tonnes": 14}])
    assert check_none(enough, Infeasibility.of(programme, certificate, "none")) != ()
    assert prover(enough).prove_none() is None, "150 M buy 14 t"


def test_no_selection_of_whole_projects():
    """960 t: P and half of Q would do; whole, Q and R with 921 t are the most."""
    programme = three_projects(targets=[{"year": 2026, "tonnes": 960}])
    certificate = prover(programme).prove_none()
    assert certificate is not None
    assert len(certificate.proofs[0].tree) > 1
    document = Infeasibility.of(programme, certificate, "none")
    assert check_none(programme, document) == ()
    (proof,) = certificate.proofs
    for forged in (
        {"tree": ((0,),)},
        {"tree": ((0, "empty"),), "multipliers": (MultiplierSet(rows={}),)},
        {"what": "value", "bound": 10**15},
    ):
        other = certificate.model_copy(update={"proofs": (proof.model_copy(update=forged),)})
        assert check_none(programme, document.model_copy(update={"certificate": other})) != ()


def test_random_plans_have_proofs_that_hold():
    """Every proof of the plans of random programmes, of all kinds; all steps of leximin, excess and least won too."""
    kinds, plans = set(), 0
    for seed in range(40):
        for case in (draw(seed), draw_wider(seed)):
            plan = find(case).plan
            if plan is None or plan.certificate is None:
                continue
            plans += 1
            exact = exact_of(case.programme())
            point = point_of(exact, plan)
            for proof in plan.certificate.proofs:
                kinds.add((proof.what, bool(proof.step), bool(proof.held)))
                assert list(problems_of(exact, plan.certificate, proof, point)) == [], seed
    assert plans >= 50
    assert {kind[0] for kind in kinds} == {"value", "excess", "least_won"}
    assert any(held for _, _, held in kinds)


@pytest.mark.parametrize(("ratio", "written"), [("2/3", "0.666666666666"), ("5", "5"), ("-1/3", "-0.333333333334")])
def test_ratios_are_written_below_themselves(ratio: str, written: str):
    assert written_below(Fraction(ratio)) == Fraction(written)
    assert written_below(Fraction(ratio)) <= Fraction(ratio)
