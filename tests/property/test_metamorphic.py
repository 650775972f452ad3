"""Relations between a programme and a changed one, on a few random programmes each. The campaign tries hundreds."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import replace
from itertools import count, product
from typing import Any

import pytest

from planner.programme.programme import Programme
from planner.programme.rules import Rules
from planner.study.planning import make_plan
from tests.property import finding
from tests.property.metamorphic import in_files
from tests.property.metamorphic.register import RELATIONS
from tests.property.metamorphic.shrinking import shrunk
from tests.property.metamorphic.trying import verdict
from tests.property.wider_cases import draw_wider

APPLIED = 2
"""How many programmes each relation must have applied to."""

ONCE_DISAGREED = [
    ("a_cost_line_in_two", 0),
    ("a_cost_line_in_two", 20),
    ("fewer_targets_never_hurt", 352),
    ("an_upgrade_that_nobody_supports", 10008),
    ("a_technology_limit_never_helps", 10927),
]
"""A cost in two lines was rounded otherwise than in one; no point was found where somebody can gain nothing; what
nobody can be awarded moved others' won; nothing was within its part of a sum below zero."""


@pytest.mark.parametrize("name", RELATIONS)
def test_relation(name: str):
    """See the relation's own statement."""
    applied = 0
    for seed in count():
        found = verdict(RELATIONS[name], draw_wider(seed))
        assert found.ended in ("agreed", "explained", "not applied"), (seed, found.why)
        applied += found.ended != "not applied"
        if applied == APPLIED:
            return


@pytest.mark.parametrize(("name", "seed"), ONCE_DISAGREED)
def test_programmes_that_once_disagreed(name: str, seed: int):
    assert verdict(RELATIONS[name], draw_wider(seed)).ended != "disagreed"


def test_every_relation_says_why_it_must_hold():
    assert [name for name, relation in RELATIONS.items() if len(inspect.getdoc(relation) or "") < 40] == []


class Wrong:
    """A planner that is right at first, and from then on takes every programme for another."""

    def __init__(self, instead: Callable[[Rules], dict[str, Any]], right: int) -> None:
        self.instead, self.right = instead, right

    def __call__(self, programme: Programme, *more: Any) -> Any:
        self.right -= 1
        if self.right < 0:
            programme = replace(programme, rules=programme.rules.model_copy(update=self.instead(programme.rules)))
        return make_plan(programme, *more)


def budgets(rules: Rules, factor: float) -> dict[str, Any]:
    """Purses with so many times as much."""
    return {
        "funders": tuple(
            funder.model_copy(update={"budget": {year: int(won * factor) for year, won in funder.budget.items()}})
            for funder in rules.funders
        )
    }


def lavish(rules: Rules) -> dict[str, Any]:
    """Ten times the money, and hardly any rule."""
    forgotten = ("caps", "fairness", "technology_limits", "targets", "reserved", "co_funding", "matching")
    return budgets(rules, 10) | dict.fromkeys(forgotten, ())


def stingy(rules: Rules) -> dict[str, Any]:
    """A fiftieth of the money."""
    return budgets(rules, 0.02)


@pytest.mark.parametrize("name", RELATIONS)
def test_every_relation_can_fail(name: str, monkeypatch: pytest.MonkeyPatch):
    """With a planner that is right for one programme, or for two, and wrong for the next."""
    for seed, instead, right in product(range(40), (lavish, stingy), (1, 2)):
        finding.forget()
        wrong = Wrong(instead, right)
        monkeypatch.setattr(finding, "make_plan", wrong)
        monkeypatch.setattr(in_files, "make_plan", wrong)
        ended = verdict(RELATIONS[name], draw_wider(seed)).ended
        finding.forget()
        if ended == "disagreed":
            return
    pytest.fail("it never disagreed")


def test_a_broken_programme_is_made_smaller():
    """The relation breaks where there is a cap: all else can go, but for an upgrade and its supplier."""

    def no_caps(case: Any) -> str | None:
        return "a cap" if case.rules.get("caps") else None

    case = next(case for case in map(draw_wider, count()) if case.rules.get("caps") and len(case.upgrades) > 3)
    small = shrunk(no_caps, case)
    assert (len(small.upgrades), len(small.suppliers), len(small.rules["caps"])) == (1, 1, 1)
    assert not small.links
