"""What is said beside a ladder: of which objective gains are, what shadow prices leave out, why a range is missing."""

from __future__ import annotations

from typing import Any

import pytest

from planner.export.ladder import further_notes, notes
from planner.export.report.sections.next_money import rungs
from planner.solving.outcome import Limits
from planner.study.ladder import find_ladder
from planner.study.rungs import Ladder
from tests.audit.builders import programme_of, purse, rules_of, supplier_of, upgrade_of
from tests.golden.solving import M

MAX_MIN = {"max_min": {"of": "support", "by": "supplier"}}
TONNES = {"maximise": "lifetime_tonnes"}


def climbed(**rules: Any) -> Ladder:
    """X saves 10 t per million won and Y 6, of 200 M each; the purse holds 100 M."""
    programme = programme_of(
        rules_of(funders=[purse("GOV", budget={2026: 100 * M})], **rules),
        [supplier_of("SX"), supplier_of("SY")],
        [upgrade_of("UX", "SX", 200 * M, tonnes=2_000), upgrade_of("UY", "SY", 200 * M, tonnes=1_200)],
    )
    return find_ladder(programme, Limits(), 10 * M)


def said(found: Ladder) -> str:
    return " ".join(note.to("en") for note in further_notes(found))


def test_one_sum_needs_no_further_words() -> None:
    assert said(climbed()) == ""
    assert len(notes(climbed())) == 1


def test_of_several_objectives_the_one_that_is_told_is_named() -> None:
    """Both get 50 M, and of 10 M more 5 M each: 80 t more, which is objective 2 of 2."""
    found = climbed(objective=[MAX_MIN, TONNES])
    assert (found.number, round(found.rungs[0].gained, 6)) == (2, 80)
    assert said(found).startswith("Gains are those of objective 2 of 2: most lifetime tonnes until")
    assert "The objectives before it come first" in said(found)
    assert "nor of the last of several objectives" in said(found)


def test_where_objectives_compare_gains_alone_lifetime_tonnes_are_told() -> None:
    found = climbed(objective=MAX_MIN)
    assert (found.number, found.objective) == (None, "lifetime_tonnes")
    assert "told is what becomes of the lifetime tonnes" in said(found)
    assert "there are none of the one told here" in said(found)
    assert [rung.shadow_price for rung in found.rungs] == [None]


def test_a_ratio_counts_that_more_must_be_spent() -> None:
    """With half of the purse to be spent 50 M buy X alone: 10 t per million. Where 220 M of 230 M must be, 20 M go to
    Y; a larger purse asks for more of them."""
    ratio = {"ratio": {"of": "lifetime_tonnes", "per": "fresh_won", "deploy_at_least": "0.5"}}
    assert "With the budgets the least deployment grows too (at least 50 % of the budgets spent)" in said(
        climbed(objective=ratio)
    )
    in_tonnes = {"ratio": {"of": "lifetime_tonnes", "per": "fresh_won", "deploy_at_least": {"tonnes": 10}}}
    assert "deployment" not in said(climbed(objective=in_tonnes))
    assert "not known of a ratio" in said(climbed(objective=in_tonnes))


@pytest.mark.parametrize(("kept", "grows"), [({"share": "0.5"}, True), ({"won": 50 * M}, False)])
def test_a_reserved_part_that_grows_is_said(kept: dict[str, Any], grows: bool) -> None:
    found = climbed(reserved=[{"funder": "GOV", "of": {"size": "small"}, **kept}])
    assert ("With the budgets grows what is reserved of them" in said(found)) == grows
    assert ("Where no range is shown" in said(found)) != grows


def test_whole_projects_have_no_shadow_prices() -> None:
    assert said(climbed(projects="whole")) == "Shadow prices are known only where upgrades can be divided."


def test_the_report_shows_columns_of_the_workbook() -> None:
    """One definition: heading and figure are the same in both."""
    found = climbed()
    by_key = {column.key: column for column in rungs(found).columns}
    assert by_key["gained"].heading.to("en") == "Gained [t]"
    assert [by_key[key].value(found.rungs[0]) for key in ("purse", "year", "budget", "added")] == [
        "GOV",
        "2026",
        100 * M,
        10 * M,
    ]
