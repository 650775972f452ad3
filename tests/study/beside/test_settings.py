"""Which rules changed, whatever the order in which they are written, and rules with some of the changes made."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

import pytest

from planner.intake.model import read_model
from planner.programme.canonical import canonical_text, in_any_order
from planner.programme.programme import READING
from planner.programme.rules import Rules
from planner.study.beside.settings import Setting, changed_settings, with_settings
from tests.audit.builders import purse, rules_of
from tests.golden.solving import M

FLOOR = {"floor": 0.3, "of": "support", "by": "region", "group": "Y"}
CAP = {"cap": 0.06, "of": "support", "by": "supplier"}
MODELS = Path(__file__).parents[3] / "models"


def keys(settings: tuple[Setting, ...]) -> list[str]:
    return [setting.key for setting in settings]


def same(one: Rules, other: Rules) -> bool:
    """Equal but for what only says where the tables are."""
    plain = [
        canonical_text(in_any_order({key: value for key, value in rules.normalised().items() if key not in READING}))
        for rules in (one, other)
    ]
    return plain[0] == plain[1]


def test_equal_rules_in_another_order_are_no_change() -> None:
    assert changed_settings(rules_of(fairness=[FLOOR, CAP]), rules_of(fairness=[CAP, FLOOR])) == ()


def test_a_rule_is_found_again_where_others_come_before_it() -> None:
    """The floor is the second rule now, and another level; the cap is as it was."""
    before, after = rules_of(fairness=[FLOOR, CAP]), rules_of(fairness=[CAP, {**FLOOR, "floor": 0.5}])
    (setting,) = changed_settings(before, after)
    assert (setting.before_key, setting.after_key) == ("fairness[1]", "fairness[2]")
    assert [(value.before, value.after) for value in setting.values] == [("0.3", "0.5")]


def test_rules_that_come_and_go() -> None:
    before = rules_of(fairness=[FLOOR])
    after = rules_of(caps=[{"per": "supplier", "won": 5 * M}])
    came, went = changed_settings(before, after)
    assert (came.key, came.before_key, went.key, went.after_key) == ("caps[1]", None, "fairness[1]", None)


def test_budgets_are_one_rule_a_purse() -> None:
    before = rules_of(funders=[purse("G"), purse("H")])
    after = rules_of(funders=[purse("H"), purse("G", budget={2026: 5 * M, 2027: 6 * M})])
    (setting,) = changed_settings(before, after)
    assert (setting.key, setting.field) == ("funders.G.budget", "funders")
    assert [(value.key, value.before, value.after) for value in setting.values] == [
        ("funders.G.budget.2026", "1,000,000,000", "5,000,000"),
        ("funders.G.budget.2027", None, "6,000,000"),
    ]


def test_words_decide_nothing() -> None:
    before, after = rules_of(), rules_of(notes="hm", programme="other", funders=[purse("GOV") | {"name": "The state"}])
    assert keys(changed_settings(before, after)) == ["programme", "funders.GOV.name", "notes"]
    assert not any(setting.decides for setting in changed_settings(before, after))


def test_a_name_for_a_set_decides_nothing_by_itself() -> None:
    """The floor speaks of the group: with the floor alone the group is there as well."""
    after = rules_of(groups={"far": {"region": ["Y"]}}, fairness=[{**FLOOR, "group": "far"}])
    group, floor = sorted(changed_settings(rules_of(), after), key=lambda setting: setting.field != "groups")
    assert (group.decides, floor.decides) == (False, True)
    assert same(with_settings(rules_of(), [floor], after), after)


def test_one_of_two_changes() -> None:
    before = rules_of(fairness=[FLOOR, CAP], projects="divisible")
    after = rules_of(fairness=[CAP, {**FLOOR, "floor": 0.5}], projects="whole")
    by_key = {setting.key: setting for setting in changed_settings(before, after)}
    assert same(
        with_settings(before, [by_key["fairness[1]"]], after),
        rules_of(fairness=[{**FLOOR, "floor": 0.5}, CAP], projects="divisible"),
    )
    assert same(with_settings(before, [by_key["projects"]], after), rules_of(fairness=[FLOOR, CAP], projects="whole"))


def models() -> list[Any]:
    return [pytest.param(one, other, id=f"{one.stem}-{other.stem}") for one, other in _pairs()]


def _pairs() -> list[tuple[Path, Path]]:
    chosen = sorted(MODELS.glob("*.yaml"))
    return [pair for pair in itertools.permutations(chosen, 2) if "hyundai" in f"{pair[0]}{pair[1]}"]


@pytest.mark.parametrize(("one", "other"), models())
def test_all_changes_make_the_other_rules(one: Path, other: Path) -> None:
    """Of any two of the models that come with the planner: nothing is forgotten, nothing is made up."""
    before, after = (read_model(path, ()).rules for path in (one, other))
    made = with_settings(before, changed_settings(before, after), after)
    extra = {*before.groups, *before.technology_classes} - {*after.groups, *after.technology_classes}
    assert extra or same(made, after)
    assert changed_settings(made, after) == () or extra
