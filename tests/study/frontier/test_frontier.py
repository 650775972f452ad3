"""The objective along levels, worked by hand in E3's regions: X saves 10 t per million won, Y 6; 100 M won a purse."""

from __future__ import annotations

import itertools
import random
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from planner.errors import InfeasibleError, UsageError
from planner.programme.programme import Programme
from planner.solving.outcome import Infeasible, Limits, NoAnswer
from planner.study.again import Again, Solved
from planner.study.alterations import AtLevel
from planner.study.frontier.axes import axes, axis_of
from planner.study.frontier.frontier import find_frontier, find_surface
from planner.study.frontier.points import Frontier, Point
from planner.study.frontier.search import Search
from planner.study.planning import make_plan
from planner.study.prices import priced_objective, reached_in
from tests.audit.builders import programme_of, purse, rules_of, supplier_of, upgrade_of
from tests.golden.solving import M
from tests.property.wider_cases import draw_wider

FLOOR = {"floor": "0.3", "of": "support", "by": "region", "group": "Y"}
LEAST = {"least": 20 * M, "of": "support", "by": "supplier"}
GINI = {"gini": "0.25", "of": "support", "by": "supplier"}


def regions(budget: int = 100 * M, **rules: Any) -> Programme:
    return programme_of(
        rules_of(funders=[purse("GOV", budget={2026: budget})], **rules),
        [supplier_of("SX", region="X"), supplier_of("SY", region="Y")],
        [upgrade_of("UX", "SX", 200 * M, tonnes=2_000), upgrade_of("UY", "SY", 200 * M, tonnes=1_200)],
    )


def frontier(programme: Programme, by: str, *places: Fraction | int, most: int | None = None) -> Frontier:
    again = Again(programme)
    axis = axis_of(by, again)
    return find_frontier(again, axis, [Fraction(to) for to in places], Limits(), most=most)


def from_nothing(again: Again, programme: Programme) -> float:
    """The best value of a programme formulated anew; of one with whole projects that of its plan."""
    if not again.is_relaxed:
        found = again.anew(programme)
        assert isinstance(found, Solved)
        return found.value
    return reached_in(make_plan(programme, Limits(), prove=False).plan, priced_objective(programme)).value


def values(found: Frontier) -> dict[float, float | None]:
    return {point.level: point.value for point in found.points}


def test_a_budget_bends_where_each_region_is_whole():
    """10 t a million up to 200 M, 6 t up to 400 M, then nothing."""
    found = frontier(regions(), "budget", 1, 1_000 * M)
    assert values(found) == {
        1: pytest.approx(1e-5),
        100 * M: pytest.approx(1_000),
        200 * M: pytest.approx(2_000),
        320 * M: pytest.approx(2_720),
        400 * M: pytest.approx(3_200),
        1_000 * M: pytest.approx(3_200),
    }
    assert [point.level for point in found.points if point.bends] == [200 * M, 400 * M]
    assert (found.is_exact, found.error, found.steps) == (True, 0.0, False)
    slopes = [point.slope for point in found.points]
    assert slopes[1] == pytest.approx(10 / M)
    assert slopes[-1] == pytest.approx(0, abs=1e-12)


def test_few_points_leave_an_error_that_holds():
    """From nothing to 1,000 M with one point between: the lines of the ends meet at 320 M, where 2,720 t are."""
    found = frontier(regions(), "budget", 1, 1_000 * M, most=3)
    assert len(found.points) == 3
    assert found.error is not None
    assert found.error > 0
    assert not found.is_exact


def test_least_won_for_a_target_bends_upwards():
    """The first 2,000 t cost a million for 10, those above a million for 6."""
    goal = {"minimise": "fresh_won", "reach": {"lifetime_tonnes": 1_000}}
    found = frontier(regions(1_000 * M, objective=goal), "objective.reach.lifetime_tonnes", 500, 3_000)
    assert found.unit == "won"
    assert values(found)[500] == pytest.approx(50 * M)
    assert values(found)[3_000] == pytest.approx(200 * M + 1_000 * M / 6, rel=1e-6)


def test_a_target_of_the_model():
    """300 t of Y's tonnes cannot be asked for; a target of all tonnes costs nothing until no plan keeps it."""
    found = frontier(regions(targets=[{"year": 2026, "tonnes": 500}]), "target", 100, 2_000)
    assert [value for value in values(found).values() if value is not None] == pytest.approx([1_000] * 5, abs=1e-3)
    assert found.ends_between is not None
    kept, broken = found.ends_between
    assert kept <= 1_000 < broken
    assert broken - kept <= 1_500 / 2**6 + 1e-6


def test_e3_every_tenth_for_y_costs_40_tonnes():
    """1,000 t without the floor, 880 t at 30 %, 600 t where all goes to Y."""
    found = frontier(regions(fairness=[FLOOR]), "floor", *(Fraction(tenth, 10) for tenth in range(11)), most=11)
    assert values(found) == {tenth / 10: pytest.approx(1_000 - 40 * tenth) for tenth in range(11)}
    assert (found.level, found.objective, found.unit, found.steps) == (0.3, "lifetime_tonnes", "t", True)
    assert found.error == pytest.approx(40)


def test_more_points_come_where_the_fall_is_steepest():
    """A cap of what one region may have costs nothing from 1 down to .5 of 100 M, and all of it below."""
    cap = {"cap": "0.9", "of": "support", "by": "region"}
    found = frontier(regions(fairness=[cap]), "cap", Fraction(1, 2), 1, most=8)
    assert len(found.points) == 8
    falls = [(p.value or 0) - (q.value or 0) for p, q in itertools.pairwise(found.points)]
    assert all(fall <= 1e-6 for fall in falls)
    assert found.error == pytest.approx(-min(falls))


def test_a_gini_ceiling_is_moved_where_it_is(monkeypatch: pytest.MonkeyPatch):
    """Two members: a coefficient of g gives X (1 + 2 g) / 2 of all: 800 t at 0, 900 t at 0.25, 1,000 t at 0.5."""
    again = Again(regions(fairness=[GINI]))
    monkeypatch.setattr(Again, "anew", None)
    found = find_frontier(again, axis_of("gini", again), [Fraction(1, 10), Fraction(4, 10)], Limits(), most=3)
    assert values(found) == {
        0.1: pytest.approx(840, rel=1e-6),
        0.25: pytest.approx(900, rel=1e-6),
        0.4: pytest.approx(960, rel=1e-6),
    }


def test_the_repayment_ratio_has_no_error():
    found = frontier(
        regions(repayment={"base": ["GOV"], "grace_years": 1, "instalments": 1, "pool": "own_chain"}),
        "repayment",
        0,
        1,
        most=2,
    )
    assert found.error is None


def test_the_deployment_of_a_ratio_bends_as_its_tonnes_do():
    """Up to half of 400 M the best ratio is 10 t a million; at d of it, (2,000 + 6 (400 d - 200)) / 400 d."""
    ratio = {"ratio": {"of": "lifetime_tonnes", "per": "fresh_won", "deploy_at_least": "0.25"}}
    found = frontier(regions(400 * M, objective=ratio), "deployment", Fraction(1, 4), Fraction(9, 10))
    assert values(found) == {
        0.25: pytest.approx(10),
        0.5: pytest.approx(10),
        0.9: pytest.approx((2_000 + 6 * 160) / 360),
    }
    assert found.is_exact


def test_whole_projects_are_planned_again_and_fall_in_steps():
    """60 M for X and 40 M for Y fit together in 100 M; in less only one, and in less than 40 M nothing."""
    programme = programme_of(
        rules_of(projects="whole", funders=[purse("GOV", budget={2026: 100 * M})]),
        [supplier_of("SX"), supplier_of("SY")],
        [upgrade_of("UX", "SX", 60 * M, tonnes=600), upgrade_of("UY", "SY", 40 * M, tonnes=240)],
    )
    found = frontier(programme, "budget", 30 * M, 50 * M, 80 * M, most=4)
    assert values(found) == {30 * M: 0, 50 * M: 240, 80 * M: 600, 100 * M: 840}
    assert found.steps


def test_every_step_of_whole_projects_to_the_won():
    """60 M for X and 40 M for Y: 0 t below 40 M, then 240 t, from 60 M on 600 t, and both from 100 M on."""
    programme = programme_of(
        rules_of(projects="whole", funders=[purse("GOV", budget={2026: 100 * M})]),
        [supplier_of("SX"), supplier_of("SY")],
        [upgrade_of("UX", "SX", 60 * M, tonnes=600), upgrade_of("UY", "SY", 40 * M, tonnes=240)],
    )
    found = frontier(programme, "budget", 1, 150 * M)
    assert values(found) == {
        1: 0,
        40 * M - 1: 0,
        40 * M: 240,
        60 * M - 1: 240,
        60 * M: 600,
        100 * M - 1: 600,
        100 * M: 840,
        150 * M: 840,
    }
    assert (found.is_exact, found.steps, found.error) == (True, True, 0.0)
    assert [point.level for point in found.points if point.bends] == [40 * M, 60 * M, 100 * M]


@pytest.mark.parametrize("seed", range(4))
def test_the_steps_of_a_knapsack_are_those_of_all_its_subsets(seed: int):
    """Six projects of random costs and tonnes: the best value changes exactly where some subset first can be paid."""
    draw = random.Random(seed)
    costs = [draw.randrange(10, 60) * M + draw.randrange(1_000) for _ in range(6)]
    tonnes = [draw.randrange(50, 900) for _ in range(6)]
    programme = programme_of(
        rules_of(projects="whole", funders=[purse("GOV", budget={2026: 100 * M})]),
        [supplier_of(f"S{n}") for n in range(6)],
        [upgrade_of(f"U{n}", f"S{n}", costs[n], tonnes=tonnes[n]) for n in range(6)],
    )
    best, steps = 0, {}
    subsets = [
        (sum(costs[n] for n in some), sum(tonnes[n] for n in some))
        for size in range(1, 7)
        for some in itertools.combinations(range(6), size)
    ]
    for cost, reached in sorted(subsets, key=lambda subset: (subset[0], -subset[1])):
        if reached > best and cost <= 130 * M:
            best, steps[cost] = reached, reached
    found = frontier(programme, "budget", 1, 130 * M)
    assert {p.level: p.value for p in found.points if p.bends} == pytest.approx(steps)
    assert found.is_exact


def test_the_steps_of_a_floor_end_where_its_awards_break_it():
    """60 M for X and 40 M for Y of 100 M: both give Y four tenths; beyond, Y alone has all."""
    programme = programme_of(
        rules_of(projects="whole", funders=[purse("GOV", budget={2026: 100 * M})], fairness=[FLOOR]),
        [supplier_of("SX", region="X"), supplier_of("SY", region="Y")],
        [upgrade_of("UX", "SX", 60 * M, tonnes=600), upgrade_of("UY", "SY", 40 * M, tonnes=240)],
    )
    found = frontier(programme, "floor", 0, 1)
    assert values(found) == {0.0: 840, 0.3: 840, 0.4: 840, 0.400000001: 240, 1.0: 240}
    assert found.is_exact


def test_a_limit_that_ends_a_search_leaves_no_exact_steps(monkeypatch: pytest.MonkeyPatch):
    """Where a plan is not proven best, its bound is what is unknown, and nothing is called exact."""
    programme = programme_of(
        rules_of(projects="whole", funders=[purse("GOV", budget={2026: 100 * M})]),
        [supplier_of("SX"), supplier_of("SY")],
        [upgrade_of("UX", "SX", 60 * M, tonnes=600), upgrade_of("UY", "SY", 40 * M, tonnes=240)],
    )
    point = Search.point

    def stops(search: Search, *place: Fraction) -> Point:
        found = point(search, *place)
        search.stopped = True
        return replace(found, bound=(found.value or 0) + 7)

    monkeypatch.setattr(Search, "point", stops)
    found = frontier(programme, "budget", 1, 150 * M)
    assert (found.is_exact, found.stopped, found.error) == (False, True, 847)


def test_two_levels_at_once():
    """With a floor of f for Y of B million won: 10 B - 4 f B."""
    again = Again(regions(fairness=[FLOOR]))
    across, along = axis_of("budget", again), axis_of("floor", again)
    found = find_surface(
        again, across, along, [Fraction(50 * M), Fraction(150 * M)], [Fraction(1, 2), Fraction(1)], Limits()
    )
    assert found.levels == (0.3, 0.5, 1.0)
    told = [[point.value for point in row] for row in found.rows]
    assert told == [[pytest.approx(b * (10 - 4 * f)) for b in (50, 100, 150)] for f in found.levels]
    with pytest.raises(UsageError, match="move the same level"):
        find_surface(again, across, axis_of("budget.GOV", again), [], [], Limits())


def test_a_level_without_an_answer_of_the_solver_costs_no_other(monkeypatch: pytest.MonkeyPatch):
    """At 40 M the solver gives up; the levels around it are told all the same, and 60 M ends the frontier."""
    solve = Again.solve

    def gives_up(again: Again, change: AtLevel) -> Solved | Infeasible | NoAnswer:
        return NoAnswer("Unknown") if change.to == 40 * M else solve(again, change)

    monkeypatch.setattr(Again, "solve", gives_up)
    found = frontier(regions(fairness=[LEAST]), "least", *(level * M for level in (0, 40, 45, 60)), most=5)
    points = {round(point.level / M): point for point in found.points if point.level % M == 0}
    assert [points[level].value for level in (0, 20, 45)] == [pytest.approx(level) for level in (1_000, 920, 820)]
    assert (points[40].value, points[40].bound, points[40].answered) == (None, None, False)
    assert points[60].answered
    assert points[60].value is None
    assert found.ends_between is not None
    assert found.ends_between[0] <= 50 * M < found.ends_between[1]


def test_names_and_levels_that_are_none():
    again = Again(regions(fairness=[FLOOR]))
    assert {"budget", "budget.GOV", "budget.GOV.2026", "floor", "floor.1", "fairness.0.floor"} <= set(axes(again))
    with pytest.raises(UsageError, match=r"'?gini'? names no level of this model; levels are named: budget"):
        axis_of("gini", again)
    with pytest.raises(UsageError, match="120 % is no level of the floor of fairness rule 1"):
        frontier(regions(fairness=[FLOOR]), "floor", Fraction(6, 5), most=2)
    with pytest.raises(UsageError, match="no exact bends"):
        frontier(regions(fairness=[FLOOR]), "floor", 0, 1)


def test_levels_at_even_distances():
    again = Again(regions(fairness=[FLOOR, LEAST]))
    assert axis_of("floor", again).even(3) == (0, Fraction(1, 2), 1)
    assert axis_of("least", again).even(3) == (0, 20 * M, 40 * M)
    assert axis_of("budget", again).even(3, Fraction(50 * M), Fraction(150 * M)) == (50 * M, 100 * M, 150 * M)
    with pytest.raises(UsageError, match="no room"):
        axis_of("floor", again).even(3, Fraction(1), Fraction(1, 2))


@pytest.mark.parametrize("seed", range(40))
def test_between_its_points_a_frontier_is_what_it_says(seed: int):
    """Random programmes: what is solved between two neighbours is on the straight line, or between their values."""
    programme = draw_wider(seed).programme()
    try:
        again = Again(programme)
    except InfeasibleError:
        pytest.skip("no plan keeps the rules")
    tried = 0
    for name in ("budget", "floor", "cap", "gini", "least", "target"):
        if name not in axes(again):
            continue
        axis = axis_of(name, again)
        lower, upper = axis.stated * Fraction(4, 5), axis.stated * Fraction(11, 10)
        if not axis.least <= lower < upper or (axis.most is not None and upper > axis.most):
            continue
        found = find_frontier(again, axis, [axis.rounded(lower), axis.rounded(upper)], Limits(), most=6)
        for one, other in itertools.pairwise(found.points):
            if one.value is None or other.value is None or found.error is None:
                continue
            level = axis.rounded((Fraction(one.level) + Fraction(other.level)) / 2)
            value = from_nothing(again, axis.programme(programme, level))
            known = [each for point in (one, other) for each in (point.value, point.bound) if each is not None]
            noise = 1e-6 * max(1.0, *map(abs, known))
            if found.steps:
                assert min(known) - noise <= value <= max(known) + noise
            else:
                assert abs(value - (one.value + other.value) / 2) <= found.error + noise
            tried += 1
    if not tried:
        pytest.skip("no level that moves")
