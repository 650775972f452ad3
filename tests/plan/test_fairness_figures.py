"""Fairness figures by hand: the least gain, the Gini coefficient, and shares, in the order of the rules."""

from __future__ import annotations

from fractions import Fraction

import pytest

from planner.plan.fairness import fairness_figures, gini
from planner.plan.shadow_prices import RowPrices
from planner.programme.programme import Programme
from tests.audit.builders import award_of, programme_of, rules_of, supplier_of, upgrade_of
from tests.plan.figures_of import kilograms_of


@pytest.mark.parametrize(
    ("gains", "coefficient"),
    [
        ([], Fraction(0)),
        ([0, 0], Fraction(0)),
        ([5, 5, 5], Fraction(0)),
        ([0, 0, 0, 1], Fraction(3, 4)),  # one has all: (n - 1) / n
        ([3, 1], Fraction(1, 4)),  # (-1 x 1 + 1 x 3) / (2 x 4)
        ([2, 1, 3], Fraction(2, 9)),  # (-2 x 1 + 0 x 2 + 2 x 3) / (3 x 6)
        ([-1, 1], Fraction(0)),  # nobody gains on the whole
    ],
)
def test_the_gini_coefficient(gains: list[int], coefficient: Fraction):
    assert gini([Fraction(gain) for gain in gains]) == coefficient


def three() -> Programme:
    """A, B and C with baselines of 100, 200 and 400 t; each has an upgrade."""
    return programme_of(
        rules_of(
            fairness=[
                {"gini": 0.5, "of": "support_per_baseline_t"},
                {"floor": 0.2, "of": "support", "by": "region", "group": "South"},
                {"least": 1, "of": "support_per_baseline_t"},
            ]
        ),
        [
            supplier_of("A", baseline_t=100, region="South"),
            supplier_of("B", baseline_t=200),
            supplier_of("C", baseline_t=400),
        ],
        [upgrade_of(f"U{name}", name, 1_000) for name in "ABC"],
    )


def test_figures_stand_in_the_order_of_the_rules():
    """A gets 800 won for 100 t, 8 a tonne; B 600 for 200 t, 3; C nothing: the least is 0, South has 800 / 1,400.

    Gini: (-2 x 0 + 0 x 3 + 2 x 8) / (3 x 11) = 16/33.
    """
    programme = three()
    awards = [
        award_of(programme, "UA", 2026, {"GOV": 800, "own": 200}),
        award_of(programme, "UB", 2026, {"GOV": 600, "own": 400}),
    ]
    duals = {"gini[1]": 0.5, "least[3,A]": 0.0, "least[3,B]": -2.0, "least[3,C]": -1.0}
    figures = fairness_figures(programme, awards, kilograms_of(programme, ("UA", 2026), ("UB", 2026)), RowPrices(duals))
    assert [(row.rule, row.level, row.value, row.shadow_price) for row in figures] == [
        ("gini[1]", 0.5, 16 / 33, 0.5),
        ("floor[2,South]", 0.2, 800 / 1_400, None),
        ("least[3]", 1.0, 0.0, 3.0),
    ]
