"""Protected plans worked out by hand: one purse, two upgrades, one to three things going wrong at once."""

from __future__ import annotations

from typing import Any

import pytest

from planner.programme.programme import Programme
from tests.audit.builders import programme_of, purse, rules_of, supplier_of, upgrade_of
from tests.golden.solving import M, solved


def dear(projects: str = "divisible", **protect: Any) -> Programme:
    """100 M won for P, 10 t a million and up to half dearer, and Q, 9 t a million and up to a fifth dearer."""
    return programme_of(
        rules_of(
            projects=projects,
            funders=[purse("GOV", budget={2026: 100 * M})],
            uncertainty={"protect": protect},
        ),
        [supplier_of("S")],
        [
            upgrade_of("P", "S", 100 * M, tonnes=1_000, tonnes_low=500, cost_high_won=150 * M),
            upgrade_of("Q", "S", 100 * M, tonnes=900, tonnes_low=810, cost_high_won=120 * M),
        ],
    )


@pytest.mark.parametrize(("at_once", "best"), [(0, 1_000), (1, 812.5), ("1.5", 764.706), (2, 750), (3, 750)], ids=str)
def test_the_price_of_protected_budgets(at_once: Any, best: float):
    r"""p and q million won, at most 100 with the worst overruns; tonnes 10 p + 9 q.

    Nobody: p = 100. One: p + q + max(p/2, q/5); p alone 667 t, q alone 750 t, and where both overruns are alike, q =
    2.5 p, 4 p = 100: 25 and 62.5, 812.5 t. Both: 1.5 p + 1.2 q, q alone: 750 t. One and a half: 4.25 p = 100 where they
    are alike: 32.5 p = 764.706 t.
    """
    assert solved(dear(budgets=at_once)).objective.value == pytest.approx(best, abs=0.001)


@pytest.mark.parametrize(("at_once", "best"), [(0, 1_000), (1, 838.983), (2, 810)], ids=str)
def test_the_guaranteed_tonnes(at_once: Any, best: float):
    """p + q = 100. One falls short: 10 p + 9 q - max(5 p, 0.9 q), best where both are alike: p = 90 / 5.9, 900 - 4 p.
    Both: 5 p + 8.1 q, q alone."""
    plan = solved(dear(tonnes=at_once))
    assert plan.objective.value == pytest.approx(best, abs=0.001)
    assert plan.objective.name == ("guaranteed_lifetime_tonnes" if at_once else "lifetime_tonnes")


@pytest.mark.parametrize(("at_once", "best"), [(0, 1_000), (1, 0)], ids=str)
def test_whole_projects_fit_with_their_overruns(at_once: int, best: float):
    """100 M won pay P whole, and neither with its overrun."""
    assert solved(dear("whole", budgets=at_once)).objective.value == best


def test_what_comes_back_is_not_counted_on():
    """A, of tier 1, gets 60 M won and gives them back; of two such payers one may default: B gets 60 of 120 M."""
    programme = programme_of(
        rules_of(
            years={"award": [2026, 2027], "count_until": 2027},
            funders=[purse("GOV", pays={"tier": 1}, budget={2026: 120 * M})],
            repayment={"base": ["GOV"], "pool": "programme", "instalments": 1},
            uncertainty={"protect": {"repayments": 1}},
        ),
        [supplier_of("A1"), supplier_of("A2"), supplier_of("B", 2)],
        [
            upgrade_of("U1", "A1", 60 * M, tonnes=60, life_years=2),
            upgrade_of("U2", "A2", 60 * M, tonnes=60, life_years=2),
            upgrade_of("V", "B", 120 * M, tonnes=120),
        ],
        [("B", "A1")],
    )
    plan = solved(programme)
    assert {award.upgrade_id: award.cost_won for award in plan.awards} == {"U1": 60 * M, "U2": 60 * M, "V": 60 * M}


def test_the_price_of_a_protected_budget():
    """Both overruns: Q alone, 9 t for 1.2 million won: a million more buys 7.5 t."""
    (price,) = [row.price for row in solved(dear(budgets=2)).shadow_prices if row.rule == "budget[GOV,2026]"]
    assert price == pytest.approx(7.5)
