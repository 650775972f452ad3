"""The objective along a rule's levels, worked by hand in E3's regions: X saves 10 t per million won, Y 6; 100 M won."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from planner.cli.rule_curve import _lines
from planner.errors import UsageError
from planner.programme.programme import Programme
from planner.solving.outcome import Infeasible, Limits, NoAnswer
from planner.study.again import Again, Solved
from planner.study.alterations import AtLevel
from planner.study.curve import even_levels, find_curve, level_of
from planner.study.points import Curve
from tests.audit.builders import programme_of, purse, rules_of, supplier_of, upgrade_of
from tests.golden.solving import M

FLOOR = {"floor": "0.3", "of": "support", "by": "region", "group": "Y"}
LEAST = {"least": 20 * M, "of": "support", "by": "supplier"}
TENTHS = [Fraction(tenth, 10) for tenth in range(11)]


def regions(**rules: Any) -> Programme:
    return programme_of(
        rules_of(funders=[purse("GOV", budget={2026: 100 * M})], **rules),
        [supplier_of("SX", region="X"), supplier_of("SY", region="Y")],
        [upgrade_of("UX", "SX", 200 * M, tonnes=2_000), upgrade_of("UY", "SY", 200 * M, tonnes=1_200)],
    )


def values(found: Curve) -> dict[float, float | None]:
    return {point.level: point.value for point in found.points}


def test_e3_every_tenth_for_y_costs_40_tonnes():
    """1,000 t without the floor, 880 t at 30 %, 600 t where all goes to Y: a straight line."""
    found = find_curve(regions(fairness=[FLOOR]), 1, TENTHS, Limits())
    assert values(found) == {tenth / 10: pytest.approx(1_000 - 40 * tenth) for tenth in range(11)}
    assert [point.bound for point in found.points] == [point.value for point in found.points]
    assert (found.rule, found.objective, found.unit, found.level) == (1, "lifetime_tonnes", "t", 0.3)
    assert (found.ends_between, found.stopped) == (None, False)
    assert found.says.to("en") == "the floor of fairness rule 1"


def test_the_stated_level_is_among_the_points():
    found = find_curve(regions(fairness=[FLOOR]), 1, [Fraction(0), Fraction(1)], Limits())
    assert list(values(found)) == [0, 0.3, 1]


def test_a_least_benefit_ends_where_the_purse_does():
    """Both get L: 1,000 - 4 t for each million of L, and at 50 M each nothing is left."""
    found = find_curve(regions(fairness=[LEAST]), 1, [Fraction(level * M) for level in (0, 40, 60)], Limits())
    known = values(found)
    assert [known[level * M] for level in (0, 20, 40)] == [pytest.approx(1_000), pytest.approx(920), pytest.approx(840)]
    assert known[60 * M] is None
    assert found.ends_between is not None
    kept, broken = found.ends_between
    assert kept <= 50 * M < broken
    assert broken - kept <= 20 * M / 2**6 + 1


def test_a_cap_binds_from_below():
    """At most so much for each region: half of all is 500 + 300 t; less than half for each of two is nothing at all."""
    cap = {"cap": "0.6", "of": "support", "by": "region"}
    found = find_curve(regions(fairness=[cap]), 1, [Fraction(4, 10), Fraction(1, 2), Fraction(1)], Limits())
    assert list(values(found).values()) == [pytest.approx(level, abs=1e-6) for level in (0, 800, 840, 1_000)]


def test_a_gini_ceiling():
    """Two members: a coefficient of g gives X (1 + 2 g) / 2 of all, so that 0 is 800 t and 0.25 is 900 t."""
    gini = {"gini": "0.25", "of": "support", "by": "supplier"}
    found = find_curve(regions(fairness=[gini]), 1, [Fraction(0), Fraction(1, 2)], Limits())
    assert list(values(found).values()) == [pytest.approx(level, rel=1e-6) for level in (800, 900, 1_000)]


def test_whole_projects_are_planned_again():
    """60 M for X and 40 M for Y fit together. Where nobody may have more than half, neither can have anything."""
    cap = {"cap": "0.6", "of": "support", "by": "supplier"}
    programme = programme_of(
        rules_of(projects="whole", funders=[purse("GOV", budget={2026: 100 * M})], fairness=[cap]),
        [supplier_of("SX"), supplier_of("SY")],
        [upgrade_of("UX", "SX", 60 * M, tonnes=600), upgrade_of("UY", "SY", 40 * M, tonnes=240)],
    )
    found = find_curve(programme, 1, [Fraction(1, 2), Fraction(1)], Limits())
    assert values(found) == {0.5: 0, 0.6: 840, 1: 840}


def test_a_level_without_an_answer_of_the_solver_costs_no_other(monkeypatch: pytest.MonkeyPatch):
    """At 40 M the solver gives up; the levels around it are told all the same, and 60 M ends the curve."""
    solve = Again.solve

    def gives_up(again: Again, change: AtLevel) -> Solved | Infeasible | NoAnswer:
        return NoAnswer("Unknown") if change.to == 40 * M else solve(again, change)

    monkeypatch.setattr(Again, "solve", gives_up)
    found = find_curve(regions(fairness=[LEAST]), 1, [Fraction(level * M) for level in (0, 40, 45, 60)], Limits())
    points = {round(point.level / M): point for point in found.points if point.level % M == 0}
    assert [points[level].value for level in (0, 20, 45)] == [pytest.approx(level) for level in (1_000, 920, 820)]
    assert (points[40].value, points[40].bound, points[40].answered) == (None, None, False)
    assert points[60].answered and points[60].value is None
    assert found.ends_between is not None
    assert found.ends_between[0] <= 50 * M < found.ends_between[1]
    told = [line for line in "\n".join(_lines(found, "en")).splitlines() if line.startswith("40,000,000")]
    assert "no answer of the solver" in told[0]


def test_levels_at_even_distances():
    floor, least = level_of(regions(fairness=[FLOOR]), 1), level_of(regions(fairness=[LEAST]), 1)
    assert even_levels(floor, 3) == (0, Fraction(1, 2), 1)
    assert even_levels(least, 3) == (0, 20 * M, 40 * M)


def test_what_is_no_rule_and_no_level_is_said():
    programme = regions(fairness=[FLOOR])
    with pytest.raises(UsageError, match="no fairness rule 2: the model has 1"):
        find_curve(programme, 2, [], Limits())
    with pytest.raises(UsageError, match="120 % is no level of the floor of fairness rule 1"):
        find_curve(programme, 1, [Fraction(6, 5)], Limits())
