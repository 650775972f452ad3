"""What ``planner solve`` prints of a plan: objectives, tonnes by kind, what is reached, credits, in both languages."""

import pytest

from planner.export.summary import summary
from planner.languages import LANGUAGES, Language
from planner.plan.plan import TieBreak
from tests.audit import full_example


def said(language: Language = "en", **changes: object) -> str:
    return summary(full_example.plan().model_copy(update=changes), full_example.programme(), language)


def test_each_objective_has_a_line_with_its_value() -> None:
    lines = said().splitlines()
    assert lines[1].startswith("Objective 1")
    assert lines[1].endswith("t per million won (gap -)")
    assert "Least funders' money for tonnes in 2030 of at least 3 t" in lines[2]


def test_tonnes_are_said_with_their_units() -> None:
    words = said()
    assert "21.667 t\n" in words
    assert "6.369 t/yr\n" in words
    assert "annual tonnes (first year in operation): 6.369 t/yr; asked 6.369" in words


def test_upgrades_that_raise_emissions_are_shown_only_where_there_are_any() -> None:
    assert "Emit more at first" not in said()
    first, *others = full_example.plan().awards
    words = said(awards=(first.model_copy(update={"raises_until": 2028}), *others))
    assert "1 of the upgrades funded, until 2028 at the latest; counted year by year" in words


def test_what_else_the_plan_reaches_is_said_briefly() -> None:
    words = said()
    assert "vehicles: 0.314 % of 1,000 t (3.143 t in that year)" in words
    assert "EV, kg per unit: -16.0 in 2029 (asked 13); -13.5 in 2030 (asked 13)" in words
    assert "support: 0.1304; at most 0.2" in words
    assert "Bundles above their limit   1 / 2" in words


@pytest.mark.parametrize(
    ("suppliers", "complete", "words", "korean"),
    [
        ((), True, "no supplier", "없음"),
        (("A",), True, "1 supplier", "협력사 1곳"),
        (("A", "B", "C"), True, "3 suppliers", "협력사 3곳"),
        (("A", "B"), False, "2 or more suppliers", "협력사 2곳 이상"),
    ],
)
def test_who_was_decided_by_tie_break_is_counted(
    suppliers: tuple[str, ...], complete: bool, words: str, korean: str
) -> None:
    ties = TieBreak(suppliers=suppliers, complete=complete)
    line = next(line for line in said(tie_break=ties).splitlines() if line.startswith("Decided by tie-break"))
    assert line.removeprefix("Decided by tie-break").strip() == words
    line = next(line for line in said("ko", tie_break=ties).splitlines() if line.startswith("동순위 규칙으로 결정"))
    assert line.removeprefix("동순위 규칙으로 결정").strip() == korean
    assert "Decided by tie-break" not in said(tie_break=None)


@pytest.mark.parametrize("language", LANGUAGES)
def test_values_stand_in_one_column(language: Language) -> None:
    words = said(language)
    assert len(words.splitlines()) < 35
    assert "{" not in words
