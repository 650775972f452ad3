"""Objectives other than most tonnes, and lists of them, with the arithmetic by hand."""

from __future__ import annotations

from typing import Any

import pytest

from planner.errors import InputError
from planner.programme.programme import Programme
from planner.solving.outcome import Limits
from planner.study.planning import make_plan
from tests.audit.builders import line_of, programme_of, purse, rules_of, supplier_of, upgrade_of
from tests.golden.solving import M, paid, solved, tonnes


def ranking(objective: Any, **rules: Any) -> Programme:
    """E2: P 60 M, 600 t; Q 50 M, 480 t; R 45 M, 441 t; whole; a budget of 100 M, support 100 %."""
    return programme_of(
        rules_of(projects="whole", funders=[purse("GOV", budget={2026: 100 * M})], objective=objective, **rules),
        [supplier_of("S")],
        [
            upgrade_of("P", "S", 60 * M, tonnes=600),
            upgrade_of("Q", "S", 50 * M, tonnes=480),
            upgrade_of("R", "S", 45 * M, tonnes=441),
        ],
    )


def ratio(least: Any, per: str = "fresh_won") -> dict[str, Any]:
    return {"ratio": {"of": "lifetime_tonnes", "per": per, "deploy_at_least": least}}


def awarded(programme: Programme) -> set[str]:
    return {award.upgrade_id for award in solved(programme).awards}


def test_the_best_ratio_of_whole_projects_with_sixty_percent_deployed():
    """P alone spends 60 M: 10.0 t/M; nothing with at least 60 M is better."""
    plan = solved(ranking(ratio(0.6)))
    assert [award.upgrade_id for award in plan.awards] == ["P"]
    assert plan.objective.value == pytest.approx(10)
    assert plan.objective.bound == pytest.approx(10)


def test_the_best_ratio_of_whole_projects_with_seventy_percent_deployed():
    """Only Q + R spends at least 70 M within 100: 921 t for 95 M, 9.69 t/M."""
    plan = solved(ranking(ratio(0.7)))
    assert {award.upgrade_id for award in plan.awards} == {"Q", "R"}
    assert plan.objective.value == pytest.approx(921 / 95)


def test_without_a_least_deployment_worth_the_name_one_project_is_the_plan():
    """At least 1 %: P has the best ratio of all plans, by itself."""
    assert awarded(ranking(ratio(0.01))) == {"P"}


@pytest.mark.parametrize("projects", ["divisible", "whole"])
def test_a_ratio_over_what_some_plan_does_not_spend_is_refused(projects: str):
    """The OEM may pay all that 400 t ask; then no public won is below the line."""
    programme = programme_of(
        rules_of(
            projects=projects,
            funders=[purse("GOV"), purse("OEM", "oem")],
            objective=ratio({"tonnes": 400}, per="public_won"),
        ),
        [supplier_of("S")],
        [upgrade_of("P", "S", 60 * M, tonnes=600)],
    )
    with pytest.raises(InputError) as refused:
        make_plan(programme, Limits())
    assert [fault.code for fault in refused.value.faults] == ["E-150"]


def test_least_won_for_a_target_of_parts():
    """500 t: P has the most tonnes per won; 500 / 600 of it, 50 M."""
    plan = solved(
        ranking({"minimise": "fresh_won", "reach": {"lifetime_tonnes": 500}}).__class__.of(
            rules_of(
                funders=[purse("GOV", budget={2026: 100 * M})],
                objective={"minimise": "fresh_won", "reach": {"lifetime_tonnes": 500}},
            ),
            [supplier_of("S")],
            [],
            [upgrade_of("P", "S", 60 * M, tonnes=600), upgrade_of("Q", "S", 50 * M, tonnes=480)],
        )
    )
    assert (plan.objective.name, plan.objective.unit) == ("least_fresh_won", "won")
    assert plan.objective.value == 50 * M
    assert plan.objective.bound == pytest.approx(50 * M)
    assert tonnes(plan) == 500


def test_least_won_for_a_target_of_wholes():
    """500 t: only P has them alone; 60 M is less than the 95 M of Q + R."""
    plan = solved(ranking({"minimise": "fresh_won", "reach": {"lifetime_tonnes": 500}}))
    assert plan.objective.value == 60 * M


def test_a_list_decides_in_its_order():
    """Least won for 470 t takes R and then nothing; Q is dearer and P too. With 470 t, Q alone costs 50 M and has 480:
    R has too few tonnes. The list's second objective can then choose nothing more: 480 t.
    """
    plan = solved(
        ranking([{"minimise": "fresh_won", "reach": {"lifetime_tonnes": 470}}, {"maximise": "lifetime_tonnes"}])
    )
    assert [(level.name, level.value) for level in plan.levels] == [
        ("least_fresh_won", 50 * M),
        ("lifetime_tonnes", 480),
    ]
    assert plan.objective == plan.levels[0]


def shared_out(objective: Any, **more: Any) -> Programme:
    """90 M for three suppliers: A can use 20 M at 10 t/M, B 100 M at 5 t/M, C 100 M at 20 t/M."""
    return programme_of(
        rules_of(funders=[purse("GOV", budget={2026: 90 * M})], objective=objective, **more),
        [supplier_of("A", baseline_t=10), supplier_of("B", baseline_t=10), supplier_of("C", baseline_t=10)],
        [
            upgrade_of("UA", "A", 20 * M, tonnes=200),
            upgrade_of("UB", "B", 100 * M, tonnes=500),
            upgrade_of("UC", "C", 100 * M, tonnes=2000),
        ],
    )


def test_max_min_of_support_then_tonnes():
    """Nobody can have less than 20 M, all that A can use. The 30 M left go to C: 200 + 100 + 1,000 t."""
    plan = solved(shared_out([{"max_min": {"of": "support"}}, {"maximise": "lifetime_tonnes"}]))
    assert plan.levels[0].value == 20 * M
    assert plan.levels[0].name == "least_gain_support"
    assert {award.supplier_id: award.support_won for award in plan.awards} == {"A": 20 * M, "B": 20 * M, "C": 50 * M}
    assert tonnes(plan) == 1300


def test_leximin_of_support():
    """A is settled at 20 M, then B and C share the other 70 M: 35 M each, whatever the tonnes say."""
    plan = solved(shared_out([{"leximin": {"of": "support"}}, {"maximise": "lifetime_tonnes"}]))
    assert {award.supplier_id: award.support_won for award in plan.awards} == {"A": 20 * M, "B": 35 * M, "C": 35 * M}
    assert plan.levels[0].steps == 2
    assert tonnes(plan) == 200 + 175 + 700


def test_leximin_may_stop_after_a_level():
    """After the first level everybody has 20 M, and tonnes decide about the rest."""
    plan = solved(shared_out([{"leximin": {"of": "support", "levels": 1}}, {"maximise": "lifetime_tonnes"}]))
    assert {award.supplier_id: award.support_won for award in plan.awards} == {"A": 20 * M, "B": 20 * M, "C": 50 * M}


def test_max_min_per_baseline_tonne():
    """B has half the baseline: it needs half as much for the same gain. z = 2 M won per tonne: A 20, B 10, C 20."""
    programme = Programme.of(
        shared_out([{"max_min": {"of": "support_per_baseline_t"}}, {"maximise": "lifetime_tonnes"}]).rules,
        [supplier_of("A", baseline_t=10), supplier_of("B", baseline_t=5), supplier_of("C", baseline_t=10)],
        [],
        list(shared_out({"maximise": "lifetime_tonnes"}).upgrades.values()),
    )
    plan = solved(programme)
    assert (plan.levels[0].value, plan.levels[0].unit) == (2 * M, "won per t")
    assert {award.supplier_id: award.support_won for award in plan.awards} == {"A": 20 * M, "B": 10 * M, "C": 60 * M}


def test_max_min_of_tonnes():
    """A can save at most 200 t; B needs 40 M for 200 t and C 10 M: 70 M; 20 M more for C: 400 t."""
    plan = solved(shared_out([{"max_min": {"of": "lifetime_tonnes"}}, {"maximise": "lifetime_tonnes"}]))
    assert plan.levels[0].value == 200
    assert paid(plan)["UC", 2026]["GOV"] == 30 * M


def test_leximin_of_whole_projects_stops_after_three_levels():
    """100 M for four suppliers who ask 60, 50, 30 and 20 M, whole: not all can have something, so the least is 0. As
    few as possible have nothing: three of 50, 30 and 20 M (100 M in all) leave one out; 60 M leaves room for one of 30
    or 20 M beside it, not for two. Then the least of those who have something is 20 M.
    """
    costs = {"A": 60, "B": 50, "C": 30, "D": 20}
    programme = programme_of(
        rules_of(
            projects="whole",
            funders=[purse("GOV", budget={2026: 100 * M})],
            objective=[{"leximin": {"of": "support"}}, {"maximise": "lifetime_tonnes"}],
        ),
        [supplier_of(name) for name in costs],
        [
            upgrade_of(f"U{name}", name, cost * M, tonnes=cost * (10 if name == "A" else 1))
            for name, cost in costs.items()
        ],
    )
    plan = solved(programme)
    assert {award.supplier_id for award in plan.awards} == {"B", "C", "D"}
    assert plan.levels[0].value == 0


@pytest.mark.parametrize(
    ("measure", "unit", "value"),
    [
        ("lifetime_tonnes", "t", 300),
        ("annual_tonnes", "t/yr", 100),
        ("tonnes_in_2027", "t", 100),
        ("discounted_tonnes", "t", None),
    ],
)
def test_the_four_measures_of_tonnes_never_mix(measure: str, unit: str, value: float | None):
    """One upgrade of 100 t/yr for 3 years, 2026 to 2028: 300 t in its life, 100 t/yr, 100 t in 2027, and discounted at
    10 %: 100 + 100 / 1.1 + 100 / 1.21 = 273.55 t.
    """
    programme = programme_of(
        rules_of(
            years={"award": [2026, 2026], "count_until": 2030},
            objective={"maximise": measure},
            discount={"rate": 0.1, "base_year": 2026},
        ),
        [supplier_of("S")],
        [upgrade_of("U", "S", M, tonnes=100, life_years=3)],
    )
    objective = solved(programme).objective
    assert (objective.name, objective.unit) == (measure, unit)
    assert objective.value == pytest.approx(100 + 100 / 1.1 + 100 / 1.21 if value is None else value)


def test_whose_cost_is_all_named_has_nothing_to_accept():
    """A's 10 M are GOV's whole; that A would accept no less than 80 % where the rate is 50 % says nothing of them. So A
    is among those compared: it gains 10 M, B 20 M of its 40 M, and the least gain is A's.
    """
    named = upgrade_of("U", "A", None, support_rate_min=0.8, cost_lines=(line_of("U", 0, 10 * M, "GOV"),))
    rules = rules_of(
        projects="divisible",
        funders=[purse("GOV", budget={2026: 30 * M})],
        support_rates=[{"at_most": 0.5}],
        objective={"leximin": {"of": "support"}},
    )
    plan = solved(programme_of(rules, [supplier_of("A"), supplier_of("B")], [named, upgrade_of("V", "B", 40 * M)]))
    assert plan.objective.value == 10 * M
    assert plan.indicators.fresh_won == 30 * M
