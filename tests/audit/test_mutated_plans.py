"""Some hundred falsified plans: none passes. The campaign of ten thousand is ``tests.campaigns.mutated_plans``."""

from __future__ import annotations

from tests.campaigns.honest_plans import Honest, made_by_hand, of_random_programmes, rows_built_once
from tests.campaigns.mutated_plans import caught_by, difference, tries
from tests.campaigns.plan_mutations import MUTATIONS
from tests.property.wider_cases import draw_wider


def pool() -> dict[str, list[Honest]]:
    return {
        "made by hand": list(made_by_hand()),
        "random": list(of_random_programmes(range(6))),
        "further": list(of_random_programmes((7, 14, 16, 25, 36, 41), draw_wider)),
    }


def test_no_falsified_plan_passes():
    """The plans as they are do; each kind of falsehood is tried, and each is caught by something."""
    plans = pool()
    with rows_built_once():
        for honest in (honest for group in plans.values() for honest in group):
            assert caught_by(honest, honest.plan) == frozenset(), honest.name
        found = list(tries(plans, 500, 1))
    assert [tried for tried in found if not tried.caught] == []
    assert {tried.kind for tried in found} == set(MUTATIONS)
    assert {what for tried in found for what in tried.caught} == {
        *("reading", "hash", "statements", "rules", "certificate")
    }


def test_a_difference_is_named_by_its_place():
    assert difference({"a": [1, {"b": 2}]}, {"a": [1, {"b": 3}]}) == ".a.1.b: 2 -> 3"
    assert difference([1], [1, 2]) == ": [1] -> [1, 2]"
