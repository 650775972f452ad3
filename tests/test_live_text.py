"""What would be a formula is guarded and read back the same; what would command a terminal is shown."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.live_text import escaped, guarded, guarded_unless_number, unguarded

BEGINNINGS = st.sampled_from(
    ["=", "+", "-", "@", "＝", "＠", "\t", "\r=", "\n", " =", "'=", "''+", "'", "", "x", "-1", "+2.5 %"]
)


@given(st.builds(str.__add__, BEGINNINGS, st.text(max_size=8)))
def test_what_was_guarded_is_read_back(text: str) -> None:
    assert unguarded(guarded_unless_number(text)) == text


@pytest.mark.parametrize(
    "text", ["=1+1", "+A1", "-A1", "@SUM(1)", "\t=1", "\r=1", "\n=1", "  =1", "\u00a0=1", "＝1", "-"]
)
def test_formulas_have_an_apostrophe(text: str) -> None:
    assert guarded(text) == guarded_unless_number(text) == f"'{text}"
    assert unguarded(f"'{text}") == text


@pytest.mark.parametrize("number", ["-1", "+2.5", "-1,000", "-1e5", "-.5", "+3 %"])
def test_numbers_stay_numbers_where_a_cell_may_be_one(number: str) -> None:
    assert guarded_unless_number(number) == number
    assert guarded(number) == f"'{number}"
    assert unguarded(f"'{number}") == f"'{number}"


@pytest.mark.parametrize("text", ["", "plain", "a=b", "1-2", "'quoted'", "한빛", "x\n=1"])
def test_other_text_is_left_alone(text: str) -> None:
    assert guarded(text) == unguarded(text) == text


def test_a_terminal_obeys_nothing() -> None:
    assert escaped("a\x1b[31m\x9b\u202e\n\tb") == "a\\u001b[31m\\u009b\\u202e\n\tb"


@given(st.text(max_size=20))
def test_json_means_the_same_when_shown(text: str) -> None:
    shown = escaped(json.dumps({"text": text}, ensure_ascii=False, indent=1))
    assert json.loads(shown) == {"text": text}
