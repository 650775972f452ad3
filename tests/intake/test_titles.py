"""Titles, meanings and words to choose from: both languages lead to the same field and the same value."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Any, Literal, TypeAliasType, get_args, get_origin, get_type_hints

import pytest

from planner.intake import cells, faults
from planner.intake.cells import Refusal
from planner.intake.choices import choice_words, column_name, in_english
from planner.intake.columns import Column, columns_of
from planner.intake.sheets import MODEL_SHEETS, TABLES, SheetKind
from planner.intake.titles import column_of, title
from planner.languages import LANGUAGES, Text, described
from planner.programme.funder import Funder
from planner.programme.rules import Rules
from planner.programme.supplier import Link
from tests.catalogue import descriptions

from .example import read, refused, write

KINDS = (*TABLES, *MODEL_SHEETS)
CELLS = [(kind, column) for kind in KINDS for column in columns_of(kind.row)]


def test_titles_lead_to_their_field_in_either_language() -> None:
    for kind, column in CELLS:
        for language in LANGUAGES:
            assert column_of(kind.name, title(kind.name, column.name, language)) == column.name
    assert title("upgrades", "cost_won", "en") == "cost_won"
    assert title("upgrades", "cost_won", "ko") == "사업비"


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_korean_titles_are_korean_short_and_unique_in_their_table(kind: SheetKind) -> None:
    titles = [title(kind.name, column.name, "ko") for column in columns_of(kind.row)]
    assert len(set(titles)) == len(titles)
    for words in titles:
        assert words == unicodedata.normalize("NFC", words) == words.strip()
        assert len(words) <= 12
        assert words.isprintable()
        assert any("가" <= letter <= "힣" for letter in words)


def test_titles_are_read_in_either_composition_and_only_exactly() -> None:
    assert column_of("suppliers", unicodedata.normalize("NFD", "기업 규모")) == "size"
    assert column_of("suppliers", "기업규모") is None
    assert column_of("suppliers", "Size") is None
    assert column_of("links", "기업 규모") is None


def test_every_meaning_has_its_korean_and_keeps_its_braces() -> None:
    for meaning in descriptions():
        assert described(meaning).to("en") == meaning
        assert any("가" <= letter <= "힣" for letter in described(meaning).to("ko")), meaning
    carried = next(meaning for meaning in descriptions() if "{at_most: won}" in meaning)
    assert "{at_most: 금액}" in described(carried).to("ko")


def fixed_words(hint: Any) -> set[str]:
    """The words that a cell of this type may hold, where they are fixed."""
    if isinstance(hint, TypeAliasType):
        return fixed_words(hint.__value__)
    if get_origin(hint) is Literal:
        return set(get_args(hint))
    return {"yes", "no"} if hint is bool else set().union(*map(fixed_words, get_args(hint)))


@pytest.mark.parametrize(("kind", "column"), CELLS, ids=lambda part: part.name)
def test_fixed_words_have_their_korean_which_is_the_same_value(kind: SheetKind, column: Column) -> None:
    korean = choice_words(column.name)
    fixed = fixed_words(get_type_hints(kind.row)[column.name])
    assert fixed <= set(korean)
    assert len(set(korean.values())) == len(korean)
    assert isinstance(column_name(column.name), Text) or not fixed - {"yes", "no"}
    for word in fixed:
        value = column.parser(word)
        assert not isinstance(value, Refusal)
        for spelling in (korean[word], unicodedata.normalize("NFD", korean[word])):
            assert column.parser(spelling) == value
            assert in_english(column.name, spelling) == word


def test_words_among_others_are_found_by_their_korean() -> None:
    """In cells that hold several words, or an amount in place of a word."""
    assert in_english("pays_size", "중견기업") == "mid-sized"
    assert in_english("carry_over", "전액 이월") == "all"
    assert in_english("carry_over", "50000000") is None


def test_korean_answers() -> None:
    assert [cells.yes_or_no(cell) for cell in ("예", "아니요", "아니오")] == [True, False, False]
    for unclear in ("네", "O", "X", "○", "해당", "없음"):
        assert isinstance(cells.yes_or_no(unclear), Refusal)


def test_a_table_in_korean_words_is_the_same_table(tmp_path: Path) -> None:
    english = read(write(tmp_path / "english"))
    edits = [
        ("medium,casting,no,", "중기업,casting,아니요,"),
        ("small", "소기업"),
        ("small,moulding,No", "소기업,moulding,아니오"),
    ]
    korean = read(write(tmp_path / "korean", {"suppliers.csv": edits}))
    assert korean.programme.suppliers == english.programme.suppliers


def test_small_and_medium_firms_in_one_word_are_no_size(tmp_path: Path) -> None:
    """중소기업 is the word for both classes together: neither is guessed. 중견 기업 has but a blank too many."""
    edits = [("medium", "중소기업"), ("small", "중견 기업")]
    both, blank = refused(write(tmp_path, {"suppliers.csv": edits})).faults
    assert both.problem.template == faults.NOT_A_CHOICE.problem.template
    assert both.to("en").endswith("Write one of: small, medium, mid-sized, large.")
    assert "기업 규모 값이 아닙니다" in both.to("ko")
    assert "소기업(small), 중기업(medium), 중견기업(mid-sized), 대기업(large)" in both.to("ko")
    assert '"중견기업"' in blank.to("ko")


def test_what_is_missing_is_explained_in_the_language_of_the_reader(tmp_path: Path) -> None:
    said = [
        *refused(write(tmp_path / "column", {"links.csv": [("share", "x")]})).faults,
        *refused(write(tmp_path / "keys", {"model.yaml": [("inputs: tables\n", ""), ("budget:", "purse:")]})).faults,
    ]
    for model, key in ((Link, "share"), (Rules, "inputs"), (Funder, "budget")):
        fault = next(fault for fault in said if fault.code in ("E-102", "E-312") and f'"{key}"' in str(fault))
        meaning = described(str(model.model_fields[key].description))
        assert fault.to("en").endswith(f"Add it: {meaning}")
        assert fault.to("ko").endswith(meaning.to("ko"))
