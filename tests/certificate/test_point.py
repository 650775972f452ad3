"""A plan as a point of the integer programme keeps its rows, and its objective there is the plan's value."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from planner.certificate.point import point_of, untied, value_at
from planner.certificate.programme import IntegerProgramme, IntegerRow
from planner.intake import read_programme
from planner.plan.certificate import POINT_BITS
from planner.plan.plan import Plan
from planner.plan.proof import reached_by
from planner.programme.programme import Programme
from planner.solving.outcome import Limits
from planner.study.planning import make_plan
from tests.certificate.small import exact_of, three_projects, two_upgrades
from tests.golden.solving import M, solved
from tests.property.cases import draw
from tests.property.finding import find
from tests.property.wider_cases import draw_wider

MODELS = Path(__file__).parents[2] / "models"
PILOTS = ("pilots-2025-lg-chem", "pilots-2025-lx-hausys", "pilots-2025-lg-electronics", "pilots-2025-posco")

LOWERED = Fraction(1, 1 << 60)
"""The point's own step, over all terms of a row."""


def value_of_row(row: IntegerRow, point) -> Fraction:
    """Left side less limit, in the unit of the formulation's row."""
    total = sum(amount * point[column] for column, amount in row.terms.items()) - (row.limit << POINT_BITS)
    return Fraction(total, row.factor << POINT_BITS)


def rounding(plan: Plan, row: IntegerRow) -> Fraction:
    """What whole won and kilograms may take: a few won or kilograms for each payment and each year of tonnes;
    in a row that counts neither, the share that a won is of the cheapest award."""
    parts = 3 + 3 * sum(len(award.payments) + len(award.tonnes_by_year) for award in plan.awards)
    step = Fraction(row.step, row.factor)
    shares = sum((Fraction(2 * len(award.payments), award.cost_won) for award in plan.awards), Fraction(0))
    largest = max((abs(amount) for amount in row.terms.values()), default=0)
    return parts * step + (shares * largest / row.factor if row.unit is None else 0) + LOWERED


def broken_rows(exact: IntegerProgramme, plan: Plan) -> list[str]:
    """The rows that the plan's point breaks by more than rounding may."""
    point = point_of(exact, plan)
    broken = []
    for row in exact.rows.values():
        over = value_of_row(row, point)
        excess = abs(over) if row.sense == "=" else over if row.sense == "<=" else -over
        if excess > rounding(plan, row):
            broken.append(f"{row.name}: {float(excess)}")
    return broken


def test_a_point_by_hand():
    """U whole and half of V for 150 M, all of it paid by the purse: shares 1 and 0.5, 14 t."""
    programme = two_upgrades()
    exact, plan = exact_of(programme), solved(programme)
    point = point_of(exact, plan)
    named = {column.name: Fraction(value, 1 << POINT_BITS) for column, value in zip(exact.columns, point, strict=True)}
    assert {name: value for name, value in named.items() if name.startswith("award")} == {
        "award[U,2026]": 1,
        "award[V,2026]": Fraction(1, 2),
    }
    assert value_at(exact.targets[0].value, point) == 14
    assert untied(exact, point) == {}


def test_whole_projects_by_hand():
    """E2: Q and R, 921 t."""
    programme = three_projects()
    exact = exact_of(programme)
    assert value_at(exact.targets[0].value, point_of(exact, solved(programme))) == 921


def plans() -> list[tuple[str, Programme, Plan]]:
    """The plans of random programmes, plain and further ones."""
    found = []
    for drawing, seeds in ((draw, range(60)), (draw_wider, range(40))):
        for seed in seeds:
            plan = find(drawing(seed)).plan
            if plan is not None:
                found.append((f"{drawing.__name__} {seed}", drawing(seed).programme(), plan))
    return found


def test_points_of_random_plans_keep_every_row():
    """Within what whole won and kilograms take; and the objectives there are those of the plan before rounding."""
    found = plans()
    assert len(found) > 50
    assert {name: rows for name, programme, plan in found if (rows := broken_rows(exact_of(programme), plan))} == {}
    for name, programme, plan in found:
        values = plan.levels or (plan.objective,)
        for value, reached in zip(values, reached_by(programme, plan), strict=True):
            if value.exact is not None and reached.unit in ("t", "t/yr", "won"):
                kilograms = sum(len(award.tonnes_by_year) for award in plan.awards)
                allowed = 0.0005 * kilograms + 1e-9 * abs(value.exact)
                assert value.exact == pytest.approx(float(reached.value), abs=allowed), name


@pytest.mark.parametrize("name", PILOTS)
def test_points_of_the_models_keep_every_row(name: str):
    programme = read_programme(MODELS / f"{name}.yaml").programme
    plan = make_plan(programme, Limits()).plan
    assert broken_rows(exact_of(programme), plan) == []


def test_a_plan_that_breaks_a_rule_breaks_its_row():
    """One won is not seen, a million is: the purse of 150 M held to 149 M."""
    plan = solved(two_upgrades())
    assert broken_rows(exact_of(two_upgrades(150 * M - 1)), plan) == []
    assert [row.partition(":")[0] for row in broken_rows(exact_of(two_upgrades(149 * M)), plan)] == ["budget[GOV,2026]"]
