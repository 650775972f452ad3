"""Conflicts of programmes without a plan: the rules that were worked out by hand, and no rule too many."""

from __future__ import annotations

import itertools
import math
from collections.abc import Collection, Sequence

import pulp
import pytest

from planner.formulation.assemble import assemble
from planner.formulation.model import Formulation
from planner.programme.options import Options
from planner.solving.feasibility import Feasibility
from planner.study.conflict import conflicts, irreducible
from planner.study.explained import has_plan
from planner.study.explanation import explain
from planner.study.policy.rules import PolicyRule, policy_rules
from tests.study.infeasible import CASES, Case

cases = pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
SOLVED = [case for case in CASES if case.name not in ("mandatory_without_payer", "gini_and_target")]
"""Without the programme that has no linear programme, and the one whose rows are found while solving."""

solved_cases = pytest.mark.parametrize("case", SOLVED, ids=[case.name for case in SOLVED])


@cases
def test_the_rules_in_conflict_are_those_worked_out_by_hand(case: Case):
    explained = explain(case.make(), has_plan)
    assert explained is not None
    assert {frozenset(str(rule.key) for rule in found.rules) for found in explained.conflicts} == set(case.conflicts)
    assert all(found.irreducible for found in explained.conflicts)


@solved_cases
def test_without_any_one_of_them_the_others_can_be_kept(case: Case):
    """The rules of a conflict and the definitions have no solution; less one of the rules they have one."""
    programme = case.make()
    lp = assemble(programme, Options.of(programme)).lp
    rules = policy_rules(programme, lp.rows)
    for found in conflicts(Feasibility(lp), rules):
        assert not can_be_kept(lp, rules, found.rules)
        for left_out in found.rules:
            assert can_be_kept(lp, rules, [rule for rule in found.rules if rule is not left_out])


def can_be_kept(lp: Formulation, rules: Sequence[PolicyRule], kept: Collection[PolicyRule]) -> bool:
    """Whether there is a point that keeps the rows of these rules and all definitions, handed over as they are."""
    dropped = {row for rule in rules if rule not in kept for row in rule.rows}
    problem = pulp.LpProblem("check", pulp.LpMaximize)
    variables = {
        variable.name: problem.add_variable(f"x{number}", variable.lowBound, _finite(variable.upBound), variable.cat)
        for number, variable in enumerate(lp.problem.variables())
    }
    for name, row in lp.rows.items():
        if name not in dropped:
            terms = pulp.lpSum_vars_coefs([(variables[variable.name], value) for variable, value in row.items()])
            compared = {-1: terms.__le__, 1: terms.__ge__, 0: terms.__eq__}[row.sense]
            problem.addConstraint(compared(-row.constant))
    problem.setObjective(pulp.lpSum_vars_coefs([]))
    return problem.solve(pulp.HiGHS(msg=False, presolve="off")).status.name == "Optimal"


def _finite(bound: float | None) -> float | None:
    return None if bound is None or math.isinf(bound) else bound


def named(*letters: str) -> list[PolicyRule]:
    return [PolicyRule(key=letter, says=None, rows=()) for letter in letters]  # type: ignore[arg-type]


@pytest.mark.parametrize("size", range(1, 7))
def test_the_deletion_filter_on_every_conflict_of_a_few_rules(size: int):
    """For every pair of sets that conflict: what remains is one of them, or a smaller one, and nothing can leave it."""
    rules = named(*"abcdef"[:size])
    subsets = [set(chosen) for k in range(1, size + 1) for chosen in itertools.combinations("abcdef"[:size], k)]
    for first, second in itertools.islice(itertools.product(subsets, subsets), 600):

        def conflict(kept: list[PolicyRule], one: set[str] = first, other: set[str] = second) -> bool:
            letters = {str(rule.key) for rule in kept}
            return one <= letters or other <= letters

        left = irreducible(rules, conflict)
        assert conflict(left)
        assert not any(conflict([rule for rule in left if rule is not out]) for out in left)


def test_a_programme_with_a_plan_has_no_conflict():
    programme = CASES[1].make()
    easier = programme.rules.model_copy(update={"targets": ()})
    programme = type(programme)(easier, programme.suppliers, programme.links, programme.upgrades)
    assert explain(programme, has_plan) is None
