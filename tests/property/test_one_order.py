"""What order says nothing changes neither hash: lists and keys of the rules, numbers and names however written."""

from __future__ import annotations

import random
from typing import Any

import pytest

from planner.programme.canonical import ORDERED, in_any_order, numbered
from planner.programme.programme import Programme
from planner.programme.rules import Cap, Rules
from tests.audit.builders import programme_of, purse, rules_of, supplier_of, upgrade_of
from tests.golden.solving import M, solved

LISTS: dict[str, list[Any]] = {
    "funders": [purse("GOV", budget={2026: 20 * M}), purse("OEM", "oem", budget={2026: 20 * M})],
    "support_rates": [{"tier": 1, "at_most": 0.5}, {"tier": 2, "at_most": 0.7}],
    "caps": [{"per": "supplier", "won": 9 * M}, {"per": "programme", "won": 30 * M}],
    "co_funding": [
        {"funder": "OEM", "of": "GOV", "at_least": 0.3, "at_most": 0.3},
        {"funder": "GOV", "of": "OEM", "at_most": 4, "over": "year"},
    ],
    "fairness": [
        {"floor": 0.1, "of": "support", "by": "region", "group": "Busan"},
        {"floor": 0.2, "of": "count", "by": "region", "group": ["Busan", "Daegu"]},
        {"cap": 0.9, "of": "tonnes", "by": "supplier"},
        {"least": 1, "of": "tonnes"},
    ],
    "technology_limits": [
        {"technology": "pv", "at_most": 0.5, "of": "tonnes"},
        {"technology": ["compressor", "pv"], "at_most": 1, "of": "support"},
    ],
    "reserved": [
        {"funder": "GOV", "share": 0.1, "of": {"region": "Busan"}},
        {"funder": ["GOV", "OEM"], "won": 2 * M, "of": {"tier": 2}},
    ],
    "ceiling_phases": [
        {"year": 2026, "won_per_lifetime_tonne": 10 * M},
        {"year": [2026], "won_per_lifetime_tonne": 20 * M, "of": {"tier": 1}},
    ],
    "thresholds": [{"least_support_won": 1}, {"least_annual_tonnes": 0.5}],
    "targets": [{"year": 2026, "tonnes": 2}, {"of": "lifetime_tonnes", "tonnes": 3}],
    "contributions": [
        {"year": 2026, "sector": "industry", "sector_t": 1000},
        {"year": 2026, "sector": "buildings", "sector_t": 500},
    ],
}
"""Two or more of each rule that a list holds."""


def programme(lists: dict[str, list[Any]]) -> Programme:
    """Four equal suppliers of whom some get something, under these rules."""
    regions = ("Busan", "Daegu", "Busan", "Seoul")
    return programme_of(
        rules_of(**lists),
        [supplier_of(f"S{n}", 1 + n % 2, region=region) for n, region in enumerate(regions)],
        [
            upgrade_of(f"U{n}", f"S{n}", 10 * M, tonnes=10, technology=("pv", "compressor")[n % 2])
            for n in range(len(regions))
        ],
    )


@pytest.mark.parametrize("name", LISTS)
def test_the_order_of_a_list_of_rules_says_nothing(name: str):
    """The list turned round: the inputs and the plan have the same hash, to the won."""
    first, second = programme(LISTS), programme(LISTS | {name: LISTS[name][::-1]})
    assert first.inputs_hash == second.inputs_hash
    assert solved(first).plan_hash == solved(second).plan_hash


def test_the_order_of_objectives_says_something():
    """Most tonnes first, or least won first, are two programmes."""
    objectives = [{"maximise": "lifetime_tonnes"}, {"minimise": "fresh_won", "reach": {"lifetime_tonnes": 2}}]
    first, second = programme(LISTS | {"objective": objectives}), programme(LISTS | {"objective": objectives[::-1]})
    assert first.inputs_hash != second.inputs_hash


@pytest.mark.parametrize("name", LISTS)
def test_another_rule_is_another_programme(name: str):
    """Without the last entry of a list the inputs are others."""
    shorter = LISTS | {name: LISTS[name][:-1]}
    if name == "funders":
        shorter |= {"co_funding": [], "reserved": LISTS["reserved"][:1]}
    assert programme(LISTS).inputs_hash != programme(shorter).inputs_hash


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"per": "supplier", "won": 5_000_000}, {"won": "5000000", "per": "supplier"}),
        (
            {"per": "supplier", "won": 5 * M, "of": {"size": "small"}},
            {"of": {"size": ["small"]}, "per": "supplier", "won": 5e6},
        ),
        ({"won_per_lifetime_tonne": 0.4}, {"won_per_lifetime_tonne": "0.40"}),
        ({"won_per_lifetime_tonne": 0.4}, {"won_per_lifetime_tonne": "2/5", "lines": "all"}),
    ],
)
def test_a_number_is_the_same_however_it_is_written(one: dict[str, Any], other: dict[str, Any]):
    assert programme(LISTS | {"caps": [one]}).inputs_hash == programme(LISTS | {"caps": [other]}).inputs_hash


def test_rules_keep_the_numbers_by_which_people_know_them():
    """Of three caps the order is the same whichever way round they stand; each keeps its place in the list."""
    caps = [Cap(per="programme", won=won) for won in (3, 1, 2)]
    there, back = numbered(caps), numbered(caps[::-1])
    assert [cap for _, cap in there] == [cap for _, cap in back]
    assert [number for number, _ in there] == [4 - number for number, _ in back]
    assert all(caps[number - 1] == cap for number, cap in there)


def test_every_list_of_the_rules_is_a_set_but_those_that_are_named():
    """Mixed at every depth, plain data come out alike; a list that says something by its order does not."""
    data = Rules.model_validate(programme(LISTS).rules.model_dump()).model_dump(mode="json")
    assert in_any_order(_mixed(data, random.Random(1))) == in_any_order(data)
    for place in ORDERED:
        inner: Any = [1, 2]
        turned: Any = [2, 1]
        for key in reversed(place):
            inner, turned = {key: inner}, {key: turned}
        assert in_any_order(inner) != in_any_order(turned)


def _mixed(data: Any, rng: random.Random, place: tuple[str, ...] = ()) -> Any:
    if isinstance(data, dict):
        return {key: _mixed(data[key], rng, (*place, key)) for key in rng.sample(list(data), len(data))}
    if not isinstance(data, list) or place in ORDERED:
        return data
    return [_mixed(entry, rng, place) for entry in rng.sample(data, len(data))]
