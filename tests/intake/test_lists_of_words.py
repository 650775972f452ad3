"""The lists that the readers know by heart: reasons of rules, words for no value, Korean amounts, kinds of files."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from planner.intake import faults
from planner.intake.cells import Refusal
from planner.intake.diagnosis import number_instead
from planner.intake.raw_cells import plain_text
from planner.intake.reasons import REASONS
from planner.intake.signatures import kind_beside_text, other_kind

PLANNER = Path(faults.__file__).parents[2]
NOT_SHOWN = {"discounted tonnes need a discount rate"}
"""What no model can say: it is asked for before."""


def test_reasons_are_what_the_rules_say() -> None:
    """Each sentence by which a rule refuses what is said of it has its wording, and no other has."""
    said: set[str] = set()
    for room in ("programme", "importing", "study/sweep"):
        for path in (PLANNER / room).glob("*.py"):
            said |= set(re.findall(r'raise ValueError\("([^"{]+)"\)', path.read_text(encoding="utf-8")))
    assert set(REASONS) == said - NOT_SHOWN


NO_VALUE = [
    "-",
    "--",
    "–",
    "—",
    ".",
    "?",
    "x",
    "n/a",
    "N/A",
    "NA",
    "nan",
    "None",
    "NULL",
    "Nil",
    "inf",
    "+inf",
    "-inf",
    "Infinity",
    "-infinity",
    "TBD",
]
NO_VALUE_IN_KOREAN = [
    "미정",
    "없음",
    "해당없음",
    "해당사항없음",
    "미산정",
    "산정중",
    "추후산정",
    "추후",
    "확인중",
    "모름",
    "불명",
]


@pytest.mark.parametrize("word", [*NO_VALUE, *NO_VALUE_IN_KOREAN, "해당 없음", "산정 중"])
def test_words_instead_of_a_number(word: str) -> None:
    """None is guessed at: there is no number to write instead."""
    assert number_instead(word) == (faults.NO_VALUE_WORD, "")


@pytest.mark.parametrize(
    ("amount", "won"),
    [
        ("1조", 10**12),
        ("2천억", 2 * 10**11),
        ("3백억", 3 * 10**10),
        ("4십억", 4 * 10**9),
        ("5억", 5 * 10**8),
        ("6천만", 6 * 10**7),
        ("7백만", 7 * 10**6),
        ("8십만", 8 * 10**5),
        ("9만", 9 * 10**4),
        ("3천", 3_000),
        ("1.5억원", 150_000_000),
    ],
)
def test_korean_amounts(amount: str, won: int) -> None:
    """What to write instead is the same in plain digits."""
    assert number_instead(amount)[1] == str(won)


@pytest.mark.parametrize(
    "cell", ["2026-01-05", "5/1/26", "2026.1.5", "2026. 1. 5.", "26/1/5 10:00", "2026년 1월", "2026년 1월 5일"]
)
def test_dates(cell: str) -> None:
    assert number_instead(cell)[0] == faults.A_DATE


@pytest.mark.parametrize(("cell", "number"), [("12%", "0.12"), ("12 ％", "0.12"), ("１２", "12"), ("(1,200)", "-1200")])
def test_other_ways_of_writing_a_number(cell: str, number: str) -> None:
    assert number_instead(cell)[1] == number


@pytest.mark.parametrize(
    ("head", "what"),
    [
        (b"%PDF-1.7", "a PDF document"),
        (b"\xef\xbb\xbf  <!DOCTYPE html>", "an HTML page"),
        (b"<HTML>", "an HTML page"),
        (b"<table>", "an HTML page"),
        (b"<?xml version", "an XML document"),
        (b"{\\rtf1", "a rich text document"),
        (b"\x89PNG", "a picture"),
        (b"\xff\xd8\xff\xe0", "a picture"),
        (b"GIF89a", "a picture"),
        (b"Rar!\x1a", "an archive"),
        (b"7z\xbc\xaf\x27\x1c", "an archive"),
        (b"\x1f\x8b\x08", "an archive"),
        (b"SQLite format 3\x00", "a database"),
    ],
)
def test_files_that_are_something_else(head: bytes, what: str) -> None:
    assert str(other_kind(head)) == str(kind_beside_text(head)) == what


@pytest.mark.parametrize(
    ("head", "what"),
    [
        (b"PK\x03\x04", "an Excel workbook or another archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old or encrypted Excel workbook"),
        (b"<!DOCTYPE svg", "an HTML page"),
    ],
)
def test_workbooks_among_the_tables(head: bytes, what: str) -> None:
    """Where a workbook is wanted they are none of these."""
    assert (str(kind_beside_text(head)), other_kind(head)) == (what, None)


@pytest.mark.parametrize("head", [b"supplier_id,tier\n", b"", b"PK", b"gif7"])
def test_text_may_be_text(head: bytes) -> None:
    assert kind_beside_text(head) is None


def test_a_time_of_day_is_no_number() -> None:
    """As a date it would have a number of days; a time has none, and a year is shown as the example."""
    from datetime import time

    refusal = plain_text(time(12, 30), is_text=False)
    assert isinstance(refusal, Refusal)
    assert (refusal.kind, refusal.values) == (faults.A_DATE, {"found": "12:30:00", "example": 2026})
