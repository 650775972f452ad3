"""Whatever a cell holds, it is read as exactly what it says or refused in words, in both languages; nothing else."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from planner.intake import cells, faults
from planner.intake.cells import Parser, Refusal
from planner.languages import LANGUAGES

NUMBERS: Mapping[str, Parser] = {
    "won": cells.won,
    "signed_won": cells.signed_won,
    "years": cells.years,
    "year": cells.year,
    "number": cells.number,
    "not_negative": cells.not_negative,
    "positive": cells.positive,
    "share": cells.share,
    "positive_share": cells.positive_share,
}
WORDS: Mapping[str, Parser] = {
    "text": cells.text,
    "names": cells.names,
    "yes_or_no": cells.yes_or_no,
    "size": cells.one_of(("small", "medium", "mid-sized", "large"), "size"),
    "tier": cells.tier,
}

_PLAIN = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_HABITS = "0123456789０１２３٣½²,.，．-−–△▲()%％eExX_/ \u00a0\u200b\ufeff₩원조억천백십만\t\n'#+"

ODD = (
    "１２３", "1_000", "٣", "½", "1e5", "0x10", "\u00a01", "1\u00a0", "−5", "△500", "(500)", "💰", "\ud800", "1\ud800",
    "1.", ".5", "+1", "NaN", "inf", "-Infinity", "#REF!", "TRUE", "1,000", "1,00", "1.2억", "5%", "２０２６", "①", "Ⅷ",
    "-0", "-0.0", "00", "007", "1e99", "1e-99", "1/0", "0/0", "1/3", "1e", "e5", "--5", "9" * 15, "9" * 16, "1-1-1 ",
    "_", "%", "(,)", "(.)", "(1.2.3)", "△.", "₩", "원", ",", "一", "\x00", "1\x00", "1\n", "1\r\n", "\u3000",
    "1" + "0" * 14 + ".5", "9" * 90 + "%", "9" * 90 + "억", "9" * 90 + "x", "1억" * 45 + "x", "천억" * 49,
    "9" * 10_000, "9" * 10_000 + "x", "1" * 5_000 + "%", "1," * 5_000, "억" * 10_000, "1억" * 5_000 + "x",
    "0." + "1" * 10_000, "１" * 10_000, "(" + "9" * 10_000 + ")", "0" * 10_000, "0" * 10_000 + "1", "." * 10_000,
)  # fmt: skip

TEXTS = st.one_of(
    st.text(min_size=1),
    st.text(st.characters(codec=None), min_size=1),
    st.text(_HABITS, min_size=1),
    st.from_regex(r"[-+△(]?[0-9０-９]{1,20}([.,][0-9]{1,8})?[)%억만원]?", fullmatch=True),
)


def is_said(refusal: Refusal) -> None:
    """The refusal has a wording in each language."""
    fault = refusal.kind.at("table.csv › line 2, column", **refusal.values)
    for language in LANGUAGES:
        assert 0 < len(fault.to(language)) < 11_000, "a cell of ten thousand characters is not printed twice"


def check_number(parser: Parser, cell: str) -> None:
    value = parser(cell)
    if isinstance(value, Refusal):
        is_said(value)
        instead = value.values.get("instead")
        if instead not in (None, "") and value.kind is not faults.INVISIBLE:
            assert _PLAIN.fullmatch(str(instead)), "what to write instead is a number in plain digits"
            assert str(instead) != cell
        return
    assert type(value) in (int, Fraction)
    assert _PLAIN.fullmatch(cell)
    assert value == Fraction(cell)


def check_word(name: str, parser: Parser, cell: str) -> None:
    value = parser(cell)
    if isinstance(value, Refusal):
        is_said(value)
    elif name == "text":
        assert value == cell
    elif name == "names":
        assert isinstance(value, tuple)
        assert "".join("; ".join(value).split()) == "".join("; ".join(filter(str.strip, cell.split(";"))).split())
    elif name == "yes_or_no":
        assert type(value) is bool
    elif name == "tier":
        assert value in (1, 2)
        assert str(value) == cell
    else:
        assert value in ("small", "medium", "mid-sized", "large")


@pytest.mark.parametrize("name", NUMBERS)
@given(cell=TEXTS)
@example(cell="-")
def test_a_number_is_read_as_written_or_refused(name: str, cell: str) -> None:
    check_number(NUMBERS[name], cell)


@pytest.mark.parametrize("name", WORDS)
@given(cell=TEXTS)
@example(cell=";")
def test_words_are_read_as_written_or_refused(name: str, cell: str) -> None:
    check_word(name, WORDS[name], cell)


@pytest.mark.parametrize("cell", ODD, ids=lambda cell: ascii(cell[:12]) + str(len(cell)))
def test_odd_cells(cell: str) -> None:
    for parser in NUMBERS.values():
        check_number(parser, cell)
    for name, parser in WORDS.items():
        check_word(name, parser, cell)


@given(st.fractions(min_value=-(10**14), max_value=10**14, max_denominator=1))
def test_plain_numbers_are_read(value: Fraction) -> None:
    assert cells.number(str(value)) == value


@given(st.integers(0, 10**15 - 1), st.integers(0, 9_999))
def test_plain_decimals_are_read(whole: int, decimals: int) -> None:
    assert cells.number(f"{whole}.{decimals:04d}") == whole + Fraction(decimals, 10_000)
