"""English nouns after a count: one row, two rows; and nothing else changes."""

import re
from fractions import Fraction

import pytest

from planner.languages import T, Text
from planner.plurals import COUNTED, singular
from tests.catalogue import templates


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (T("{rows} rows, {read} read", rows=1, read=1), "1 row, 1 read"),
        (T("{rows} rows, {read} read", rows="1", read="1"), "1 row, 1 read"),
        (T("{rows} rows, {read} read", rows=2, read=1), "2 rows, 1 read"),
        (T("{rows} rows", rows="1,001"), "1,001 rows"),
        (T("{rows} rows", rows=0), "0 rows"),
        (T("{options} award options, {rows} rows.", options=1, rows=11), "1 award option, 11 rows."),
        (T("{a} of {b} suppliers", a=1, b=1), "1 of 1 supplier"),
        (T("{a}{b} suppliers", a="1.", b=1), "1.1 suppliers"),
        (T("{id} rowse", id="1"), "1 rowse"),
        (T("{share} rows", share=Fraction(1, 1)), "1 rows"),
    ],
)
def test_one_has_its_noun_in_the_singular(text: Text, words: str) -> None:
    assert str(text) == words


def test_korean_has_no_plural() -> None:
    text = T("{file}: {present} rows, {read} read, {refused} refused", file="a", present=1, read=1, refused=0)
    assert text.to("ko") == "a: 전체 1행, 읽음 1행, 거부 0행"
    assert text.to("en") == "a: 1 row, 1 read, 0 refused"


def test_every_counted_noun_has_its_singular() -> None:
    assert all(singular("1", f" {noun}") == f" {noun.removesuffix('s')}" for noun in COUNTED)
    assert singular("11", " rows") == " rows"


COUNTS = re.compile(
    r"\{(?:count|rows|columns|proofs|multipliers|levels|cuts|rounds|limit|most|present)[^}]*\} ([a-z]+s)\b"
)
NO_NOUNS = {"is", "has", "plausible", "times"}


def test_no_message_counts_a_noun_that_is_not_known() -> None:
    found = {noun for message in templates() for noun in COUNTS.findall(message)}
    assert found
    assert found - NO_NOUNS <= set(COUNTED)
