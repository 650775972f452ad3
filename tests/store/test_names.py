"""Names of plans: one form each, told apart from files and options, and nothing in them that is not seen."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.errors import UsageError
from planner.store.names import PlanKey, file_stem, note_text, plain_line, plan_key, plan_name, tag_name

HANGUL = "예산"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("budget-2026", "budget-2026"),
        ("  budget  2026 ", "budget 2026"),
        ("예산\u3000안", "예산 안"),
        (unicodedata.normalize("NFD", HANGUL), HANGUL),
        ("v1.2", "v1.2"),
        ("; DROP TABLE planner_plans; --", "; DROP TABLE planner_plans; --"),
    ],
)
def test_a_name_has_one_form(text: str, name: str) -> None:
    assert plan_name(text) == name


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  ",
        "a/b",
        "..\\b",
        "..",
        ".",
        "plan.json",
        "PLAN.JSON",
        "a@b",
        "-x",
        "a\nb",
        "a\x00b",
        "a\u202eb",
        "\ud800",
    ],
)
def test_what_looks_like_something_else_is_no_name(text: str) -> None:
    with pytest.raises(UsageError):
        plan_name(text)


def test_names_end() -> None:
    assert plan_name("n" * 120)
    with pytest.raises(UsageError, match="120 characters at most"):
        plan_name("n" * 121)


def test_a_version_stands_behind_the_name() -> None:
    assert plan_key("예산@3") == PlanKey("예산", 3)
    assert plan_key("예산") == PlanKey("예산")
    assert str(PlanKey("a", 12)) == "a@12"


@pytest.mark.parametrize("text", ["a@", "a@0", "a@x", "a@-1", "a@1.0", "a@9999999999", "a@１", "@3"])
def test_what_is_no_version_is_refused(text: str) -> None:
    with pytest.raises(UsageError):
        plan_key(text)


def test_a_note_has_lines_and_a_tag_has_not() -> None:
    assert note_text(" one\r\ntwo\t3 \n") == "one\ntwo 3"
    with pytest.raises(UsageError):
        tag_name("one\ntwo")
    with pytest.raises(UsageError):
        note_text("\x1b[2J")


@given(st.text())
def test_any_text_is_a_name_with_the_same_form_again_or_is_refused_in_words(text: str) -> None:
    try:
        name = plan_name(text)
    except UsageError as error:
        assert str(error)
        return
    assert plan_name(name) == name
    assert plan_key(f"{name}@1") == PlanKey(name, 1)
    name.encode()


@given(st.text(alphabet=st.characters(codec=None)))
def test_a_file_of_a_plan_lies_in_its_folder_whatever_its_name(text: str) -> None:
    stem = file_stem(text, "5ea9211b81837dd1")
    assert stem.endswith("5ea9211b")
    assert not set(stem) & set('/\\:*?"<>|. \x00')


def test_korean_names_survive_in_the_names_of_files() -> None:
    assert file_stem("예산 2026@3", "5ea9211b81837dd1") == "예산-2026-3-5ea9211b"


def test_words_that_no_database_takes_are_replaced() -> None:
    assert plain_line("a\x00b\ud800c") == "a\ufffdb\ufffdc"
    assert len(plain_line("x" * 300)) == 200
