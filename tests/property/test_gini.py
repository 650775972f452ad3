"""Gini ceilings by cuts against all pairs of gains at once, and against brute force over whole projects."""

from __future__ import annotations

import random
from fractions import Fraction
from itertools import combinations, product

import pulp
import pytest

from planner.errors import InfeasibleError
from planner.formulation.assemble import Assembled, assemble
from planner.programme.options import Options
from planner.programme.programme import Programme
from planner.solving.outcome import Infeasible, Limits, ProvenOptimal
from planner.solving.solve import Solver
from planner.study.planning import make_plan
from tests.audit.builders import programme_of, purse, rules_of, supplier_of, upgrade_of
from tests.property.cases import draw

M = 1_000_000
MEASURES = ("support", "count", "lifetime_tonnes", "support_per_cost", "own_won", "fresh_won", "tonnes_in_2029")
LEVELS = ("0.15", "0.3", "0.45")
EXACT = {"primal_feasibility_tolerance": 1e-9, "dual_feasibility_tolerance": 1e-9, "mip_feasibility_tolerance": 1e-9}


def case(seed: int) -> Programme | None:
    """A random programme with a linear objective and a ceiling; none where the seed's objective is a ratio."""
    drawn = draw(seed)
    if "ratio" in drawn.rules["objective"]:
        return None
    ceiling = {"gini": LEVELS[seed % 3], "of": MEASURES[seed % 7], "by": ("supplier", "size")[seed % 5 == 0]}
    return drawn.with_rules(fairness=[*drawn.rules.get("fairness", ()), ceiling]).programme()


def by_pairs(assembled: Assembled) -> float | None:
    """The optimum with one variable a pair of members, no less than how far apart their gains are."""
    problem = assembled.lp.problem
    for ceiling in assembled.lp.gini_ceilings:
        lowered = zip(ceiling.gains, ceiling.raised, strict=True)
        gains = [pulp.lpSum([gain] if gain is not None else []) - raised for gain, raised in lowered]
        apart = []
        for one, other in combinations(range(len(gains)), 2):
            apart.append(problem.add_variable(f"apart_{ceiling.number}_{one}_{other}", 0, None))
            problem += apart[-1] >= gains[one] - gains[other]
            problem += apart[-1] >= gains[other] - gains[one]
        problem += pulp.lpSum(apart) <= ceiling.most * len(gains) * pulp.lpSum(gains)
    problem.setObjective(pulp.lpSum_vars_coefs(assembled.levels[0].value))
    found = problem.solve(pulp.HiGHS(msg=False, mip_rel_gap=0.0, **EXACT))
    return float(found.objective) if found.status.name == "Optimal" else None


def test_cuts_reach_what_all_pairs_reach():
    with_plan = without = 0
    for seed in range(60):
        programme = case(seed)
        if programme is None:
            continue
        try:
            assembled = assemble(programme, Options.of(programme))
        except InfeasibleError:
            continue
        outcome = Solver(assembled, Limits()).solve({})
        pairs = by_pairs(assemble(programme, Options.of(programme)))
        if pairs is None:
            assert isinstance(outcome, Infeasible), seed
            without += 1
        else:
            assert isinstance(outcome, ProvenOptimal), seed
            assert outcome.answer.proven[0].bound == pytest.approx(pairs, rel=1e-6, abs=1e-5), seed
            with_plan += 1
    assert with_plan >= 30
    assert without >= 10


@pytest.mark.parametrize("seed", range(12))
def test_whole_projects_against_brute_force(seed: int):
    """Eight projects of four suppliers, one purse: every selection, in whole won and exact fractions."""
    rng = random.Random(seed)
    suppliers = {name: rng.randint(1, 9) * 100 for name in "ABCD"}
    projects = {f"{name}{k}": (rng.randint(2, 30) * M, rng.randint(10, 300)) for name in suppliers for k in (1, 2)}
    budget, ceiling = rng.randint(40, 120) * M, Fraction(rng.randint(1, 6), 10)
    programme = programme_of(
        rules_of(
            funders=[purse("GOV", budget={2026: budget})],
            projects="whole",
            fairness=[{"gini": str(ceiling), "of": "support_per_baseline_t"}],
        ),
        [supplier_of(name, baseline_t=tonnes) for name, tonnes in suppliers.items()],
        [upgrade_of(name, name[0], won, tonnes=tonnes) for name, (won, tonnes) in projects.items()],
    )
    best = 0
    for taken in product((False, True), repeat=len(projects)):
        chosen = [name for name, is_taken in zip(projects, taken, strict=True) if is_taken]
        gains = [Fraction(sum(projects[p][0] for p in chosen if p[0] == s), suppliers[s]) for s in suppliers]
        unequal = sum(abs(one - other) for one, other in combinations(gains, 2))
        if sum(projects[p][0] for p in chosen) <= budget and unequal <= ceiling * len(gains) * sum(gains):
            best = max(best, sum(projects[p][1] for p in chosen))
    assert make_plan(programme, Limits()).plan.indicators.lifetime_tonnes == best


@pytest.mark.parametrize("seed", [5, 12, 19, 33, 40, 54])
def test_the_order_of_the_rows_changes_nothing(seed: int):
    drawn = draw(seed, ratio=False).with_rules(fairness=[{"gini": 0.25, "of": "support_per_cost"}])
    plans = [make_plan(case.programme(), Limits()).plan for case in (drawn, drawn.shuffled(seed))]
    assert plans[0].plan_hash == plans[1].plan_hash
