"""Leximin by settling members step by step is leximin: the sums of the k smallest gains, one after the other, say the
same (Ogryczak and Sliwinski), with n variables for each k.
"""

from __future__ import annotations

import random
from fractions import Fraction

import pulp
import pytest

from planner.formulation.assemble import assemble
from planner.formulation.benefits import members
from planner.formulation.model import Terms
from planner.plan.benefits import gains
from planner.programme.carbon import awarded_kilograms
from planner.programme.measures import Benefit
from planner.programme.options import Options
from planner.programme.programme import Programme
from tests.audit.builders import programme_of, purse, rules_of, supplier_of, upgrade_of
from tests.golden.solving import M, solved

MEASURES = ["support", "support_per_baseline_t", "lifetime_tonnes", "count", "support_per_cost", "public_won"]


def drawn(seed: int) -> Programme:
    """Two or three consortia with caps, two purses, five to seven suppliers with one or two upgrades."""
    rng = random.Random(seed)
    names = [f"S{n}" for n in range(rng.randint(5, 7))]
    suppliers = [supplier_of(name, consortium=rng.choice("ABC"), baseline_t=rng.randint(5, 40)) for name in names]
    upgrades = [
        upgrade_of(f"U{n}-{k}", name, rng.randint(5, 40) * M, tonnes=rng.randint(20, 400))
        for n, name in enumerate(names)
        for k in range(rng.randint(1, 2))
    ]
    rules = rules_of(
        funders=[
            purse("GOV", budget={2026: rng.randint(20, 60) * M}),
            purse("OEM", "oem", budget={2026: rng.randint(5, 40) * M}, pays={"consortium": ["A", "B"]}),
        ],
        caps=[{"per": "consortium", "won": rng.randint(15, 60) * M}],
        support_rates=[{"at_most": rng.choice([0.5, 0.7, 1])}],
        objective=[{"leximin": {"of": rng.choice(MEASURES)}}, {"maximise": "lifetime_tonnes"}],
    )
    return programme_of(rules, suppliers, upgrades)


def least_sums(programme: Programme, benefit: Benefit) -> list[float]:
    """The most for the sum of the k smallest gains, k by k, each within those before [the solver's unit]."""
    assembled = assemble(programme, Options.of(programme))
    lp = assembled.lp.problem
    compared = [(member.amount, member.weight) for member in members(assembled.lp, assembled.money, benefit)]
    sums: list[float] = []
    for k in range(1, len(compared) + 1):
        threshold = lp.add_variable(f"t{k}", None, None)
        theta: Terms = [(threshold, float(k))]
        for place, (amount, weight) in enumerate(compared):
            below = lp.add_variable(f"d{k}_{place}", 0, None)
            theta.append((below, -1.0))
            gain = [(variable, value / weight) for variable, value in amount]
            lp.addConstraint(pulp.lpSum_vars_coefs([(below, 1.0), (threshold, -1.0), *gain]) >= 0)
        lp.setObjective(pulp.lpSum_vars_coefs(theta))
        lp.solve(pulp.HiGHS(msg=False))
        sums.append(float(pulp.value(lp.objective)))
        lp.addConstraint(pulp.lpSum_vars_coefs(theta) >= sums[-1] - 1e-8)
    return sums


@pytest.mark.parametrize("seed", range(30))
def test_the_sums_of_the_smallest_gains_are_the_most_possible(seed: int):
    programme = drawn(seed)
    benefit = programme.rules.objective[0].leximin
    assert benefit is not None
    plan = solved(programme)
    kilograms = {
        (award.upgrade_id, award.year): awarded_kilograms(
            programme,
            programme.upgrades[award.upgrade_id],
            award.year,
            Fraction(award.cost_won, programme.upgrades[award.upgrade_id].total_won),
        )
        for award in plan.awards
    }
    found = gains(programme, benefit, plan.awards, kilograms)
    mean = sum(member.divisor for member in found) / len(found)
    unit = M if "support" in benefit.of or "won" in benefit.of else 1
    in_order = sorted(float(member.gain * mean / unit) for member in found)
    sums = [sum(in_order[:k]) for k in range(1, len(in_order) + 1)]
    assert sums == pytest.approx(least_sums(programme, benefit), rel=1e-5, abs=4e-3)  # kilograms are rounded
