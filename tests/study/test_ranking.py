"""The official ranking: won per tonne until the purse is empty; worked out by hand, and on random programmes.

One year and one purse that pays all (GOV), unless a test says otherwise.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from planner.certificate.rounding import rule_of
from planner.errors import UsageError
from planner.plan.plan import Plan
from planner.programme.options import Options
from planner.programme.programme import Programme
from planner.programme.upgrade import Upgrade
from planner.solving.outcome import Limits
from planner.study.planning import make_plan
from planner.study.ranking import LEFT_OUT, By, ceilings_only, make_ranking, ranked_list
from tests.audit.builders import programme_of, purse, rules_of, supplier_of, upgrade_of
from tests.audit.worked_examples import cascade, two_regions
from tests.golden.solving import M, paid, solved, tonnes
from tests.golden.test_ranking_is_not_enough import three
from tests.property.cases import draw
from tests.property.finding import kilogram_allowance


def one_purse(budget: dict[int, int], *upgrades: Upgrade, last: int = 2026, **rules: Any) -> Programme:
    """Upgrades of one supplier S; award years up to ``last``, tonnes counted until 2035."""
    given = {"years": {"award": [2026, last], "count_until": 2035}, "funders": [purse("GOV", budget=budget)]}
    return programme_of(rules_of(**(given | rules)), [supplier_of("S")], list(upgrades))


def ranked(programme: Programme, by: By = "lifetime") -> Plan:
    """The ranking's plan, which must break nothing."""
    found = make_ranking(programme, by)
    assert found.broken == ()
    return found.plan


def test_e2_takes_p_and_then_nothing_fits():
    """P (10.0 t/M) 60 M; R asks 45 M and Q 50 M, 40 M are left: 600 t, 321 behind the best plan's 921."""
    plan = ranked(three("whole"))
    assert paid(plan) == {("P", 2026): {"GOV": 60 * M}}
    assert tonnes(plan) == 600
    assert tonnes(solved(three("whole"))) - tonnes(plan) == 321


def test_it_is_a_plan_without_a_bound():
    plan = ranked(three("whole"))
    assert (plan.status, plan.objective.bound, plan.objective.gap) == ("feasible", None, None)
    assert plan.plan_hash == plan.computed_hash()


def test_a_divisible_tail():
    """P whole, then 40 of R's 45 M: 40 / 45 x 441 = 392 t."""
    plan = ranked(three("divisible"))
    assert paid(plan) == {("P", 2026): {"GOV": 60 * M}, ("R", 2026): {"GOV": 40 * M}}
    assert tonnes(plan) == 992


def test_what_does_not_fit_is_passed_over():
    """After P's 60 M neither R (45 M) nor Q (50 M) fits, but T at the end of the list does: 40 M, 200 t."""
    cheap = upgrade_of("T", "S", 40 * M, tonnes=200)
    programme = three("whole")
    with_t = programme_of(programme.rules, list(programme.suppliers.values()), [*programme.upgrades.values(), cheap])
    assert paid(ranked(with_t)) == {("P", 2026): {"GOV": 60 * M}, ("T", 2026): {"GOV": 40 * M}}


def test_whole_upgrades_wait_for_the_first_year_in_which_they_fit():
    """P asks 60 M: 2026 has 40 M, 2027 has just 60 M. Q asks 30 M and fits in 2026."""
    p, q = upgrade_of("P", "S", 60 * M, tonnes=600), upgrade_of("Q", "S", 30 * M, tonnes=30)
    plan = ranked(one_purse({2026: 40 * M, 2027: 60 * M}, p, q, last=2027, projects="whole"))
    assert paid(plan) == {("P", 2027): {"GOV": 60 * M}, ("Q", 2026): {"GOV": 30 * M}}


def test_what_is_left_of_a_divisible_upgrade_comes_in_the_years_after():
    """100 M: 50 M in 2026, 50 M in 2027; 10 M of 2027 are left for the next on the list."""
    p, q = upgrade_of("P", "S", 100 * M, tonnes=1_000), upgrade_of("Q", "S", 30 * M, tonnes=30)
    plan = ranked(one_purse({2026: 50 * M, 2027: 60 * M}, p, q, last=2027))
    assert {key: won["GOV"] for key, won in paid(plan).items()} == {
        ("P", 2026): 50 * M,
        ("P", 2027): 50 * M,
        ("Q", 2027): 10 * M,
    }


def test_a_pool_that_fills_later_serves_those_passed_over_before():
    """E1: B asks 70,000 won/t and heads the list, but its pool is empty until A (120,000 won/t) gives back.

    Gone through again, the list awards B in 2027: the pool's 20 M and MSS 1 M. The best plan is the same.
    """
    names = [candidate.options[0].upgrade.upgrade_id for candidate in ranked_list(Options.of(cascade()), "lifetime")]
    assert names == ["UB", "UA"]
    plan = ranked(cascade())
    assert paid(plan) == paid(solved(cascade()))
    assert paid(plan)["UB", 2027] == {"MSS": 1 * M, "pool:A": 20 * M, "own": 9 * M}


def test_a_floor_is_left_out_and_said_to_be_broken():
    """E3: all 100 M go to X at 10 t/M; Y's floor of 30 % is short of 30 M."""
    found = make_ranking(two_regions("0.3"))
    assert paid(found.plan) == {("UX", 2026): {"GOV": 100 * M}}
    assert [(finding.row, finding.excess) for finding in found.broken] == [("floor[1,Y]", 30 * M)]


def test_a_cap_on_a_share_of_the_whole_is_kept():
    """E3 with at most 60 % for X: filled without it the list gives X all 100 M; anew, 60 M to X and 40 M to Y."""
    cap = [{"cap": "0.6", "of": "support", "by": "region", "group": "X"}]
    programme = two_regions(None)
    rules = rules_of(funders=[purse("GOV", budget={2026: 100 * M})], fairness=cap)
    capped = programme_of(rules, list(programme.suppliers.values()), list(programme.upgrades.values()))
    assert paid(ranked(capped)) == {("UX", 2026): {"GOV": 60 * M}, ("UY", 2026): {"GOV": 40 * M}}


def test_what_is_mandatory_has_no_turn_of_its_own():
    """M asks 10 M for 1 t and comes after P, which takes the whole purse."""
    p, m = upgrade_of("P", "S", 60 * M, tonnes=600), upgrade_of("M", "S", 10 * M, mandatory=True)
    found = make_ranking(one_purse({2026: 60 * M}, p, m, projects="whole"))
    assert set(paid(found.plan)) == {("P", 2026)}
    assert [finding.row for finding in found.broken] == ["mandatory[M]"]


def test_what_saves_nothing_is_not_on_the_list():
    programme = one_purse({2026: 60 * M}, upgrade_of("N", "S", 10 * M, tonnes=-1), upgrade_of("O", "S", M, tonnes=0))
    assert ranked_list(Options.of(programme), "lifetime") == []
    assert ranked(programme).awards == ()


def test_the_least_rate_is_what_is_asked():
    """L asks half of 100 M for 100 t, F all of 100 M for 150 t: L first, with 50 M, and nothing is left for F."""
    least = upgrade_of("L", "S", 100 * M, tonnes=100, support_rate_min=0.5)
    full = upgrade_of("F", "S", 100 * M, tonnes=150)
    plan = ranked(one_purse({2026: 50 * M}, least, full, projects="whole"))
    assert paid(plan) == {("L", 2026): {"GOV": 50 * M, "own": 50 * M}}


def test_equal_candidates_come_in_code_point_order():
    upgrades = [upgrade_of(name, "S", 10 * M, tonnes=10) for name in ("b", "B", "a")]
    assert set(paid(ranked(one_purse({2026: 20 * M}, *upgrades, projects="whole")))) == {("B", 2026), ("a", 2026)}


def test_a_prerequisite_further_down_lets_in_what_needs_it():
    """U (10 t/M) needs V (1 t/M): V is awarded at its turn, U when the list is gone through again."""
    u, v = upgrade_of("U", "S", 10 * M, tonnes=100, needs=("V",)), upgrade_of("V", "S", 10 * M, tonnes=10)
    assert set(paid(ranked(one_purse({2026: 20 * M}, u, v, projects="whole")))) == {("U", 2026), ("V", 2026)}


@pytest.mark.parametrize(("by", "first"), [("lifetime", "A"), ("annual", "B"), ("discounted", "B")])
def test_what_the_list_divides_by(by: By, first: str):
    """A saves 10 t for 10 years: 100 t, discounted at 100 % a year just under 20 t. B saves 25 t in one year."""
    a = upgrade_of("A", "S", 10 * M, tonnes=10, life_years=10)
    b = upgrade_of("B", "S", 10 * M, tonnes=25, life_years=1)
    programme = one_purse({2026: 10 * M}, a, b, projects="whole", discount={"rate": 1, "base_year": 2026})
    assert set(paid(ranked(programme, by))) == {(first, 2026)}


def test_discounted_tonnes_need_a_rate():
    with pytest.raises(UsageError, match="discount"):
        make_ranking(three("whole"), "discounted")


@pytest.mark.parametrize("chunk", range(6))
def test_every_ceiling_is_kept_and_nothing_is_better_than_the_best(chunk: int):
    """Random programmes: what the ranking breaks are rules that a list cannot keep, and without these rules the best
    plan is at least as good."""
    for seed in range(chunk * 12, chunk * 12 + 12):
        programme = draw(seed).programme()
        found = make_ranking(programme)
        broken = {rule_of(finding.row) for finding in found.broken}
        assert broken <= LEFT_OUT, seed
        eased = ceilings_only(programme)
        if broken & {"cap_share", "technology"}:
            without: dict[str, Any] = {"fairness": (), "technology_limits": ()}
            eased = replace(eased, rules=eased.rules.model_copy(update=without))
        best = make_plan(eased, Limits(seconds=60)).plan
        bound = best.objective.bound
        assert bound is not None
        assert tonnes(found.plan) <= bound + kilogram_allowance(found.plan) + 1e-6 * abs(bound), seed
