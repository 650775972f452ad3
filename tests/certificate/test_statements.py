"""What certificates prove of every kind of solve, against bests worked out by hand or by brute force."""

from __future__ import annotations

from itertools import combinations

import pytest

from planner.certificate.check import Verdict, check
from planner.certificate.programme import IntegerSum
from planner.certificate.statements import best_ratio
from planner.plan.certificate import Proof
from planner.plan.plan import Plan
from planner.programme.programme import Programme
from planner.solving.outcome import Limits
from planner.study import branching_proofs
from planner.study.planning import make_plan
from tests.audit.builders import programme_of, purse, rules_of, supplier_of, upgrade_of
from tests.certificate.small import M, three_projects, two_upgrades

NONE = IntegerSum({}, 1)


def planned(programme: Programme) -> tuple[Plan, Verdict]:
    """The plan and what its certificate proves; it must hold."""
    plan = make_plan(programme, Limits()).plan
    assert plan.proof == "certified"
    verdict = check(programme, plan)
    assert verdict is not None
    assert verdict.problems == ()
    return plan, verdict


def limits(verdict: Verdict) -> list[float]:
    return [float(known.limit) for known in verdict.stated if known.limit is not None]


def test_most_tonnes_in_parts():
    """U whole and half of V: 14 t, and the bound is that to the millionth."""
    plan, verdict = planned(two_upgrades())
    assert limits(verdict) == [pytest.approx(14, abs=1e-6)]
    assert verdict.stated[0].limit >= 14
    assert plan.status == "optimal"


def test_least_won():
    """14 t need 150 M: U whole, 10 t, and half of V. Won are whole, so that the bound is 150 M itself."""
    reach = {"minimise": "public_won", "reach": {"annual_tonnes": 14}}
    plan, verdict = planned(two_upgrades(500 * M, objective=reach))
    assert verdict.stated[0].limit == 150 * M
    assert plan.objective.bound == 150 * M
    assert plan.objective.gap == 0
    assert plan.status == "optimal"


def test_most_tonnes_per_won():
    """U is the best for its money, 0.1 t a million, and 60 % of 150 M, 90 M, must be spent: nine tenths of U or all."""
    ratio = {"ratio": {"of": "annual_tonnes", "per": "public_won", "deploy_at_least": 0.6}}
    plan, verdict = planned(two_upgrades(objective=ratio))
    assert limits(verdict) == [pytest.approx(0.1, rel=1e-7)]
    assert plan.status == "optimal"


def test_a_ratio_is_bounded_by_excess_over_least_won():
    """Above a ratio of 2, at most 6 t, with 3 M spent at least: no ratio is above 4. (None without least won.)"""
    excess = Proof(what="excess", objective=0, ratio="2", multipliers=(), bound=6 * 10**12)
    least = Proof(what="least_won", objective=0, multipliers=(), bound=-3 * 10**12)
    assert best_ratio(excess, least) == 4
    assert best_ratio(excess.model_copy(update={"bound": -6}), least) == 2, "no plan is above the ratio itself"
    assert best_ratio(excess, least.model_copy(update={"bound": 0})) is None
    assert best_ratio(excess, None) is None
    assert best_ratio(None, least) is None


def test_objectives_one_after_the_other():
    """Most tonnes with money for all: 18 t, for which 200 M are needed: no plan with as many tonnes takes less."""
    objective = [
        {"maximise": "annual_tonnes"},
        {"minimise": "public_won", "reach": {"annual_tonnes": 1}},
    ]
    plan, verdict = planned(two_upgrades(500 * M, objective=objective))
    assert limits(verdict)[0] == pytest.approx(18, abs=1e-6)
    assert 200 * M - 10 <= plan.levels[1].value <= 200 * M, "a few won less are not seen in kilograms"
    assert limits(verdict)[1] == pytest.approx(200 * M, rel=1e-6)
    assert plan.certificate is not None
    assert [proof.held.keys() for proof in plan.certificate.proofs] == [set(), {"0"}]


def chain_of_three(**rules) -> Programme:
    """A, B and C with an upgrade each for 100, 100 and 20 M; 180 M in all."""
    return programme_of(
        rules_of(funders=[purse("GOV", budget={2026: 180 * M})], **rules),
        [supplier_of(name) for name in "ABC"],
        [upgrade_of(f"U{name}", name, won * M, tonnes=9) for name, won in (("A", 100), ("B", 100), ("C", 20))],
    )


def test_leximin_step_by_step():
    """C can have 20 M at most, which it gets; then 160 M are halved: 80 M each. The first step proves 20 M; with C held
    to it, the second proves 80 M for the other two.
    """
    plan, verdict = planned(chain_of_three(objective={"leximin": {"of": "support"}}))
    assert limits(verdict) == [pytest.approx(20 * M, rel=1e-6)]
    assert plan.certificate is not None
    steps = {proof.step: float(proof.limit) for proof in plan.certificate.proofs}
    assert steps[0] == pytest.approx(20, rel=1e-6)
    assert steps[1] == pytest.approx(80, rel=1e-6)
    assert len(next(p for p in plan.certificate.proofs if p.step == 1).held) == 1
    assert plan.status == "optimal"


def test_steps_of_leximin_that_settle_nobody():
    """The first step once more, called the second, proves nothing of those who are better off."""
    programme = chain_of_three(objective={"leximin": {"of": "support", "levels": 2}})
    plan, _ = planned(programme)
    assert plan.status == "optimal"
    assert plan.certificate is not None
    first, second = plan.certificate.proofs
    for proofs in ((first, first.model_copy(update={"step": 1})), (first, second.model_copy(update={"step": 2}))):
        certificate = plan.certificate.model_copy(update={"proofs": proofs})
        verdict = check(programme, plan.model_copy(update={"certificate": certificate}))
        assert verdict is not None
        assert not verdict.holds


def test_the_least_gain_of_whole_projects():
    """Of 100 M in whole projects, A's 60, B's 50 and C's 45 M, no two but B's and C's fit: somebody has nothing."""
    plan, verdict = planned(three_projects(objective={"max_min": {"of": "support"}}))
    assert plan.objective.value == 0
    assert verdict.stated[0].limit == pytest.approx(0, abs=1)


def test_a_ceiling_on_inequality():
    """A's upgrade is 10 t for 100 M, B's 5 t for 100 M, 100 M in all, and a Gini coefficient of 0.1 at most: with
    shares a and 1 - a of the support it is (2a - 1)/2, so that a is 0.6: 6 + 2 = 8 t.
    """
    programme = programme_of(
        rules_of(funders=[purse("GOV", budget={2026: 100 * M})], fairness=[{"gini": "0.1", "of": "support"}]),
        [supplier_of(name) for name in "AB"],
        [upgrade_of("UA", "A", 100 * M, tonnes=10), upgrade_of("UB", "B", 100 * M, tonnes=5)],
    )
    plan, verdict = planned(programme)
    assert plan.objective.value == pytest.approx(8, abs=1e-6)
    assert limits(verdict) == [pytest.approx(8, abs=1e-6)]
    assert plan.status == "optimal"
    assert plan.certificate is not None
    assert plan.certificate.proofs[0].multipliers[0].orders, "the ceiling is what binds"


def test_whole_projects_closed():
    """E2: in parts 600 + 40 M of Q or R at 9.8 t a million = 992 t; branching proves 921 t, with nothing missing."""
    plan, verdict = planned(three_projects())
    assert verdict.stated[0].limit == 921
    assert verdict.stated[0].exact == 921
    assert plan.objective.gap == 0
    assert plan.status == "optimal"
    assert plan.certificate is not None
    assert len(plan.certificate.proofs[0].tree) > 1


def test_the_best_ratio_of_whole_projects():
    """E2: with 70 M deployed at least only Q and R will do: 921 t for 95 M."""
    ratio = {"ratio": {"of": "annual_tonnes", "per": "public_won", "deploy_at_least": 0.7}}
    plan, verdict = planned(three_projects(objective=ratio))
    assert plan.objective.value == pytest.approx(921 / 95)
    assert limits(verdict)[0] >= 921 / 95
    assert limits(verdict) == [pytest.approx(921 / 95, rel=1e-6)]


def test_whole_projects_that_are_too_many_to_close(monkeypatch: pytest.MonkeyPatch):
    """24 projects and a search of three branches: what is left open is bounded all the same, above the best of them by
    brute force, and the plan is not called optimal."""
    monkeypatch.setattr(branching_proofs, "WORK", 0)
    monkeypatch.setattr(branching_proofs, "MOST_NODES", 3)
    monkeypatch.setattr(branching_proofs, "max", lambda *numbers: 3, raising=False)
    projects = {f"P{k:02}": (31 + 7 * k % 24, 300 + 61 * k % 97) for k in range(12)}
    programme = programme_of(
        rules_of(projects="whole", funders=[purse("GOV", budget={2026: 171 * M})]),
        [supplier_of(name) for name in projects],
        [upgrade_of(name, name, won * M, tonnes=tonnes) for name, (won, tonnes) in projects.items()],
    )
    best = max(
        sum(tonnes for _, tonnes in some)
        for count in range(7)
        for some in combinations(projects.values(), count)
        if sum(won for won, _ in some) <= 171
    )
    plan, verdict = planned(programme)
    assert plan.objective.value == best
    assert verdict.stated[0].limit > best
    assert plan.status != "optimal"
    assert plan.objective.gap > 0
