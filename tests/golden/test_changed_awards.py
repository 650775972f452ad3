"""Fewest changed awards: counted against the plan that is carried forward, by hand and by trying every selection."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from itertools import product
from typing import Any

import pytest

from planner.audit import audit
from planner.errors import UsageError
from planner.plan.carried import carried_from, changes
from planner.plan.plan import Plan
from planner.programme.past import CarriedAward, CarriedFrom, Commitment
from planner.programme.programme import Programme
from planner.solving.outcome import Limits
from planner.study.planning import make_plan
from tests.audit.builders import programme_of, purse, rules_of, supplier_of, upgrade_of
from tests.golden.next_year import later, signed
from tests.golden.solving import M, paid, solved, tonnes

CHANGES: dict[str, Any] = {"minimise": "changed_awards"}
TONNES: dict[str, Any] = {"maximise": "lifetime_tonnes"}


def three_upgrades(budget: Mapping[int, int], **rules: Any) -> Programme:
    """Support of 100 % from one purse; X, 60 M, brings 100 t a year; Y, 90 M, 120 t; Z, 80 M, 10 t; until 2028."""
    return programme_of(
        rules_of(
            years={"award": [2026, 2028], "count_until": 2028},
            funders=[purse("GOV", budget={year: won * M for year, won in budget.items()})],
            **rules,
        ),
        [supplier_of("S")],
        [
            upgrade_of("X", "S", 60 * M, tonnes=100, life_years=9),
            upgrade_of("Y", "S", 90 * M, tonnes=120, life_years=9),
            upgrade_of("Z", "S", 80 * M, tonnes=10, life_years=9),
        ],
    )


@pytest.fixture(scope="module")
def first() -> Plan:
    """100 M a year: X and 4/9 of Y in 2026; 5/9 of Y and 5/8 of Z in 2027; 3/8 of Z in 2028."""
    plan = solved(three_upgrades({2026: 100, 2027: 100, 2028: 100}))
    assert {key: by["GOV"] // M for key, by in paid(plan).items()} == {
        ("X", 2026): 60,
        ("Y", 2026): 40,
        ("Y", 2027): 50,
        ("Z", 2027): 50,
        ("Z", 2028): 30,
    }
    return plan


SIGNED = [signed("X", 2026, "GOV", 60 * M), signed("Y", 2026, "GOV", 40 * M)]


def carried_on(first: Plan, budget: Mapping[int, int], objective: Any) -> Plan:
    programme = later(three_upgrades(budget), 2027, SIGNED, objective=objective)
    return solved(replace(programme, carried=carried_from(first)))


def test_nothing_need_change(first: Plan) -> None:
    """With the same money the same plan is the one with no change, whatever else it might do."""
    plan = carried_on(first, {2026: 100, 2027: 100, 2028: 100}, CHANGES)
    assert (plan.objective.value, plan.objective.unit, plan.objective.bound) == (0.0, "awards", 0.0)
    assert paid(plan) == paid(first)
    assert plan.proof == "certified"


def test_what_the_budget_takes_away(first: Plan) -> None:
    """No money in 2027: 5/9 of Y and 5/8 of Z cannot be where they were, which is 85/72 awards at least; of Z nothing
    may be lost in 2028. Of all such plans the one of most tonnes has the rest of Y in 2028, and 50 M of Z.
    """
    plan = carried_on(first, {2026: 100, 2028: 100}, [CHANGES, TONNES])
    assert [level.value for level in plan.levels] == [
        pytest.approx(85 / 72),
        pytest.approx(300 + 160 + 120 * 5 / 9 + 10 * 5 / 8, abs=1e-3),
    ]
    assert paid(plan)["Y", 2028] == {"GOV": 50 * M}
    assert paid(plan)["Z", 2028] == {"GOV": 50 * M}


def test_tonnes_first_and_changes_among_equals(first: Plan) -> None:
    """30 M more in 2028 buy nothing: all is awarded, as early as it can be. Of plans of the same tonnes the one before
    is kept.
    """
    plan = carried_on(first, {2026: 100, 2027: 100, 2028: 130}, [TONNES, CHANGES])
    assert plan.levels[1].value == 0
    assert paid(plan) == paid(first)


def test_what_was_not_signed_is_planned_still(first: Plan) -> None:
    """Y was not signed in 2026 but all of Z, planned for 2027 and 2028: Z is met. Of Y 4/9 are overdue, and counted in
    2027 with the 5/9 planned there. With 100 M Y comes whole, and nothing is changed.
    """
    commitments = [signed("X", 2026, "GOV", 60 * M), signed("Z", 2026, "GOV", 80 * M)]
    programme = later(three_upgrades({2027: 100}), 2027, commitments, objective=CHANGES)
    plan = solved(replace(programme, carried=carried_from(first)))
    assert plan.objective.value == 0
    assert paid(plan)["Y", 2027] == {"GOV": 90 * M}


def test_changes_are_measured_against_something() -> None:
    with pytest.raises(UsageError):
        make_plan(three_upgrades({2026: 100}, objective=CHANGES), Limits())


def test_the_audit_counts_changes_itself(first: Plan) -> None:
    """A plan that says another number of changes than its awards have is found out."""
    programme = later(three_upgrades({2026: 100, 2028: 100}), 2027, SIGNED, objective=CHANGES)
    programme = replace(programme, carried=carried_from(first))
    plan = solved(programme)
    less = plan.model_copy(update={"objective": plan.objective.model_copy(update={"value": 1.0})}).sealed()
    assert any("objective" in finding.row for finding in audit(programme, less).broken)


@pytest.mark.parametrize(
    ("now", "then", "count"),
    [
        ({2027: 1}, {2027: 1}, 0),
        ({}, {2027: 1}, 1),
        ({2027: 1}, {}, 1),
        ({2028: 1}, {2027: 1}, 1),
        ({2027: Fraction(1, 2)}, {2027: 1}, Fraction(1, 2)),
        ({2027: Fraction(1, 2), 2028: Fraction(1, 2)}, {2027: 1}, Fraction(1, 2)),
        ({2028: Fraction(1, 2)}, {2027: 1}, 1),
    ],
)
def test_how_changes_are_counted(now: dict[int, int], then: dict[int, int], count: Fraction) -> None:
    """Dropped, added or moved: one; half dropped, or half of it moved: a half; half dropped, the rest moved: one."""
    shares = [{"U": {year: Fraction(part) for year, part in each.items()}} if each else {} for each in (now, then)]
    assert changes(*shares) == count


COSTS = {"U0": 30, "U1": 45, "U2": 60, "U3": 25}
TONNES_A_YEAR = {"U0": 7, "U1": 13, "U2": 11, "U3": 3}
YEARS = (2027, 2028)

type Selection = dict[str, int | None]


def selections(budget: Mapping[int, int]) -> Iterator[Selection]:
    """Every way to award the upgrades whole within the budgets."""
    for years in product((None, *YEARS), repeat=len(COSTS)):
        chosen = dict(zip(COSTS, years, strict=True))
        spend = {year: sum(COSTS[name] for name, when in chosen.items() if when == year) for year in YEARS}
        if all(spend[year] <= budget[year] for year in YEARS):
            yield chosen


def moved(chosen: Selection, before: Selection) -> int:
    return sum(year != before[name] for name, year in chosen.items())


def brought(chosen: Selection) -> int:
    return sum(TONNES_A_YEAR[name] * (2031 - year) for name, year in chosen.items() if year is not None)


@pytest.mark.parametrize("seed", range(10))
def test_whole_projects_against_every_selection(seed: int) -> None:
    """Any plan before, other budgets now: alone, first and last in the list, changes are as few as they can be."""
    rng = random.Random(seed)
    budget = {year: rng.randint(20, 110) for year in YEARS}
    before: Selection = {name: rng.choice((None, *YEARS)) for name in COSTS}
    awards = tuple(
        CarriedAward(upgrade_id=name, year=year, won=COSTS[name] * M, of_won=COSTS[name] * M)
        for name, year in before.items()
        if year is not None
    )
    no_commitments: tuple[Commitment, ...] = ()
    base = programme_of(
        rules_of(
            years={"award": [2026, 2028], "count_until": 2030},
            projects="whole",
            funders=[purse("GOV", budget={year: won * M for year, won in budget.items()})],
        ),
        [supplier_of("S")],
        [upgrade_of(name, "S", won * M, tonnes=TONNES_A_YEAR[name], life_years=9) for name, won in COSTS.items()],
    )
    carried = CarriedFrom(plan_hash="0" * 64, awards=awards, commitments=no_commitments)
    figures = [(moved(chosen, before), -brought(chosen)) for chosen in selections(budget)]
    objectives: tuple[dict[str, Any] | list[dict[str, Any]], ...] = (CHANGES, [CHANGES, TONNES], [TONNES, CHANGES])
    for objective in objectives:
        plan = solved(replace(later(base, 2027, objective=objective), carried=carried))
        chosen = {name: next((a.year for a in plan.awards if a.upgrade_id == name), None) for name in COSTS}
        found = (moved(chosen, before), -tonnes(plan))
        if objective is CHANGES:
            assert found[0] == min(figures)[0] == plan.objective.value
        elif isinstance(objective, list) and objective[0] is CHANGES:
            assert found == min(figures)
        else:
            assert found[::-1] == min(figure[::-1] for figure in figures)
