"""A least benefit for everybody, worked by hand. One year, a purse of 100 M, support 100 %, everything divisible.

X's upgrade: 100 M, 1,000 t. Y's: 100 M, 500 t. Without a rule X takes all: 1,000 t.
"""

from __future__ import annotations

from typing import Any

import pytest

from planner.errors import InfeasibleError
from planner.formulation.assemble import assemble
from planner.plan.plan import Plan
from planner.programme.options import Options
from planner.programme.programme import Programme
from tests.audit.builders import programme_of, purse, rules_of, supplier_of, upgrade_of
from tests.golden.solving import M, solved, tonnes


def chain(**rule: Any) -> Programme:
    return programme_of(
        rules_of(funders=[purse("GOV", budget={2026: 100 * M})], fairness=[rule]),
        [supplier_of("X", baseline_t=300), supplier_of("Y", baseline_t=100)],
        [upgrade_of("UX", "X", 100 * M, tonnes=1_000), upgrade_of("UY", "Y", 100 * M, tonnes=500)],
    )


def support(plan: Plan) -> dict[str, int]:
    return {award.supplier_id: award.support_won for award in plan.awards}


def test_a_least_support_moves_money():
    """20 M for each: 800 + 100 t. A million more for Y costs 5 t; X has enough already."""
    plan = solved(chain(least=20 * M, of="support"))
    assert support(plan) == {"X": 80 * M, "Y": 20 * M}
    assert tonnes(plan) == 900
    (figure,) = plan.fairness
    assert (figure.rule, figure.value) == ("least[1]", 20 * M)
    assert figure.shadow_price == pytest.approx(5, rel=1e-6)


def test_a_least_support_per_baseline_tonne():
    """300,000 won a tonne: 30 M for the 100 t of Y, 90 M for the 300 t of X are more than there is; 200,000 is not."""
    plan = solved(chain(least=200_000, of="support_per_baseline_t"))
    assert support(plan) == {"X": 80 * M, "Y": 20 * M}
    with pytest.raises(InfeasibleError):
        solved(chain(least=300_000, of="support_per_baseline_t"))


def test_a_least_count_and_a_least_tonnage():
    """A quarter of an award for each, and 125 t for each, are the same 25 M for Y."""
    for rule in ({"least": 0.25, "of": "count"}, {"least": 125, "of": "lifetime_tonnes"}):
        assert support(solved(chain(**rule))) == {"X": 75 * M, "Y": 25 * M}


def test_everybody_together_wants_more_than_there_is():
    with pytest.raises(InfeasibleError):
        solved(chain(least=60 * M, of="support"))


def test_who_can_gain_nothing_is_named():
    """Y is eligible, whatever the purses hold; its purse holds nothing."""
    programme = programme_of(
        rules_of(
            funders=[
                purse("GOV", budget={2026: 100 * M}, pays={"tier": 1}),
                purse("MSS", budget={2026: 0}, pays={"tier": 2}),
            ],
            fairness=[{"least": 1, "of": "support"}],
        ),
        [supplier_of("X"), supplier_of("Y", tier=2)],
        [upgrade_of("UX", "X", 100 * M), upgrade_of("UY", "Y", 100 * M)],
    )
    with pytest.raises(InfeasibleError, match=r"Y must gain something by least\[1,Y\]"):
        assemble(programme, Options.of(programme))
