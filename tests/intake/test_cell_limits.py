"""Cells at the limits of their kinds, and one beyond; the words that refuse them."""

from __future__ import annotations

from fractions import Fraction

import pytest

from planner.intake import cells, faults
from planner.intake.cells import FORMULA_ERRORS, Parser, Refusal, decimal_text, refused
from planner.intake.diagnosis import number_instead, plain, unit_of_all
from planner.intake.faults import Kind
from planner.intake.row_reader import TOTALS, says_nothing, says_total

AMOUNT, NUMBER, SHARE = "a whole won amount", "a number", "a share from 0 to 1"
YEARS, YEAR = "a whole number of years", "a year"


def told(found: object) -> tuple[Kind, dict[str, str]]:
    assert isinstance(found, Refusal)
    return found.kind, {name: str(value) for name, value in found.values.items()}


@pytest.mark.parametrize(
    ("parser", "wanted", "example"),
    [
        (cells.won, AMOUNT, "120000000"),
        (cells.signed_won, AMOUNT, "120000000"),
        (cells.years, YEARS, "10"),
        (cells.year, YEAR, "2026"),
        (cells.number, NUMBER, "12.5"),
        (cells.not_negative, NUMBER, "12.5"),
        (cells.positive, NUMBER, "12.5"),
        (cells.share, SHARE, "0.05"),
        (cells.positive_share, SHARE, "0.05"),
    ],
)
def test_what_is_wanted_in_a_column_of_numbers(parser: Parser, wanted: str, example: str) -> None:
    values = {"found": "lots", "wanted": wanted, "example": example, "instead": ""}
    assert told(parser("lots")) == (faults.NOT_A_NUMBER, values)
    assert told(parser("1,000")) == (faults.THOUSANDS_COMMA, values | {"found": "1,000", "instead": "1000"})
    amount = {"found": "1.2억", "wanted": wanted, "instead": "120000000"}
    if wanted == AMOUNT:
        assert told(parser("1.2억")) == (faults.UNIT_IN_AMOUNT, amount | {"digits": "1.2", "unit": "억원"})
        assert told(parser("1억 2050만원"))[0] == faults.UNIT_IN_CELL
    else:
        assert told(parser("1.2억")) == (faults.UNIT_IN_CELL, amount | {"example": example})


@pytest.mark.parametrize(
    ("parser", "cell", "value"),
    [
        (cells.won, "0", 0),
        (cells.won, "5.0", 5),
        (cells.signed_won, "-5", -5),
        (cells.signed_won, "-5.0", -5),
        (cells.years, "0", 0),
        (cells.number, "-0.5", Fraction(-1, 2)),
        (cells.number, "12.50", Fraction(25, 2)),
        (cells.not_negative, "0", 0),
        (cells.not_negative, "-0", 0),
        (cells.positive, "0.1", Fraction(1, 10)),
        (cells.share, "0", 0),
        (cells.share, "1", 1),
        (cells.positive_share, "1", 1),
        (cells.positive_share, "0.001", Fraction(1, 1_000)),
        (cells.tier, "1", 1),
        (cells.tier, "2", 2),
    ],
)
def test_read(parser: Parser, cell: str, value: object) -> None:
    assert parser(cell) == value
    assert not isinstance(parser(cell), Refusal)


@pytest.mark.parametrize(
    ("parser", "cell", "kind", "more"),
    [
        (cells.won, "-1", faults.BELOW_ZERO, {}),
        (cells.won, "-1.0", faults.BELOW_ZERO, {}),
        (cells.won, "1.5", faults.NOT_WHOLE, {"wanted": AMOUNT, "instead": "2"}),
        (cells.signed_won, "-1.4", faults.NOT_WHOLE, {"wanted": AMOUNT, "instead": "-1"}),
        (cells.years, "1001", faults.TOO_MANY_YEARS, {"wanted": YEARS, "example": "10"}),
        (cells.not_negative, "-0.1", faults.BELOW_ZERO, {}),
        (cells.positive, "0", faults.NOT_POSITIVE, {}),
        (cells.positive, "-1", faults.NOT_POSITIVE, {}),
        (cells.share, "1.5", faults.NOT_A_SHARE, {"instead": "0.015"}),
        (cells.share, "100", faults.NOT_A_SHARE, {"instead": "1"}),
        (cells.share, "100.1", faults.NOT_A_SHARE_AT_ALL, {}),
        (cells.share, "-0.1", faults.NOT_A_SHARE_AT_ALL, {}),
        (cells.positive_share, "0", faults.NOT_A_SHARE_AT_ALL, {}),
        (cells.positive_share, "2", faults.NOT_A_SHARE, {"instead": "0.02"}),
        (cells.tier, "3", faults.NOT_A_TIER, {}),
        (cells.yes_or_no, "2", faults.NOT_YES_OR_NO, {}),
    ],
)
def test_refused(parser: Parser, cell: str, kind: Kind, more: dict[str, str]) -> None:
    assert told(parser(cell)) == (kind, {"found": cell} | more)


def test_fifteen_digits_before_the_point_and_thirty_behind_it() -> None:
    """Zeros in front do not count, and no more than a hundred characters in all."""
    most, finest = "9" * 15, f"0.{'3' * 30}"
    assert cells.number(most) == cells.won(most) == cells.number(f"-{most}") * -1 == 10**15 - 1  # type: ignore[operator]
    assert cells.number(finest) == Fraction(int("3" * 30), 10**30)
    assert cells.number("0" * 85 + most) == 10**15 - 1
    for cell, count in ((f"{most}9", 16), (f"-{most}9", 16), (f"{finest}3", 32), ("0" * 86 + most, 101)):
        found, values = told(cells.number(cell))
        assert (found, values["count"]) == (faults.TOO_MANY_DIGITS, str(count))
    assert told(cells.won(f"{most}9"))[0] == faults.TOO_MANY_DIGITS


def test_of_a_long_cell_the_first_hundred_characters_are_shown() -> None:
    kind = faults.NOT_A_NUMBER
    assert refused(kind, found="x" * 100).values == {"found": "x" * 100}
    assert refused(kind, found="x" * 101).values == {"found": "x" * 100 + "…"}
    assert refused(kind, kept=5, found=7) == Refusal(kind, {"found": 7}, 5)
    assert number_instead("1," * 49 + "11")[0] == number_instead("(" + "9" * 99 + ")")[0] == faults.NOT_A_NUMBER
    assert number_instead("(" + "9" * 98 + ")") == (faults.ACCOUNTING_NEGATIVE, "-" + "9" * 98)


def test_names_parted_by_semicolons() -> None:
    assert cells.names("u1; u2 ;;u3;") == ("u1", "u2", "u3")
    assert cells.names(" ; ") == ()
    assert told(cells.names("a;b; a")) == (faults.LISTED_TWICE, {"name": "a"})
    assert told(cells.names("a;#REF!;b"))[0] == faults.FORMULA_ERROR


@pytest.mark.parametrize(
    "error",
    ["#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#SPILL!", "#CALC!", "#GETTING_DATA",
     "#FIELD!"],
)  # fmt: skip
def test_formulas_that_failed(error: str) -> None:
    assert told(cells.text(error)) == (faults.FORMULA_ERROR, {"found": error})
    assert len(FORMULA_ERRORS) == 11
    assert cells.text(error.lower()) == error.lower()


@pytest.mark.parametrize("cell", ["#BUSY!", "#NEW?", "#NA", "###"])
def test_what_looks_like_a_formula_that_failed_is_no_number(cell: str) -> None:
    assert number_instead(cell) == (faults.FORMULA_ERROR, "")


@pytest.mark.parametrize("cell", ["#5", "A", "5!", "?"])
def test_what_does_not_look_so(cell: str) -> None:
    assert number_instead(cell)[0] != faults.FORMULA_ERROR


@pytest.mark.parametrize("word", ["true", "FALSE", "Yes", "no"])
def test_logical_values_are_no_numbers(word: str) -> None:
    assert number_instead(word) == (faults.LOGICAL_VALUE, "")


@pytest.mark.parametrize(
    ("cell", "kind", "instead"),
    [
        ("1,234,567.5", faults.THOUSANDS_COMMA, "1234567.5"),
        ("-1,234", faults.THOUSANDS_COMMA, "-1234"),
        ("1,23", faults.NOT_A_NUMBER, ""),
        ("１,０００", faults.FULL_WIDTH, "1000"),
        ("－5", faults.FULL_WIDTH, "-5"),
        ("1,200 -", faults.ACCOUNTING_NEGATIVE, "-1200"),
        ("▲ 3.5", faults.ACCOUNTING_NEGATIVE, "-3.5"),
        ("12.5%", faults.PERCENT, "0.125"),
        ("-5 %", faults.PERCENT, "-0.05"),
        ("５％", faults.PERCENT, "0.05"),
        ("five%", faults.NOT_A_NUMBER, ""),
        ("+5", faults.SHORTHAND, "5"),
        (".5", faults.SHORTHAND, "0.5"),
        ("5.", faults.SHORTHAND, "5"),
        ("1/4", faults.SHORTHAND, "0.25"),
        ("1/0", faults.NOT_A_NUMBER, ""),
        ("-1.5e-3", faults.SHORTHAND, "-0.0015"),
        ("1E+2", faults.SHORTHAND, "100"),
        ("₩1,200", faults.UNIT_IN_CELL, "1200"),
        ("1200원", faults.UNIT_IN_CELL, "1200"),
        ("1조 2,000억 원", faults.UNIT_IN_CELL, "1200000000000"),
        ("3억 5천만", faults.UNIT_IN_CELL, "350000000"),
        ("1만 2천", faults.UNIT_IN_CELL, "12000"),
        ("1억2만", faults.UNIT_IN_CELL, "100020000"),
        ("1억2천", faults.NOT_A_NUMBER, ""),
        ("1억574,5", faults.NOT_A_NUMBER, ""),
        ("억", faults.NOT_A_NUMBER, ""),
        ("원", faults.NOT_A_NUMBER, ""),
        ("2026년 13", faults.NOT_A_NUMBER, ""),
    ],
)
def test_which_number_was_meant(cell: str, kind: Kind, instead: str) -> None:
    assert number_instead(cell) == (kind, instead)


@pytest.mark.parametrize(
    ("cell", "parts"),
    [("1.2억", ("1.2", "억원")), ("3백만원", ("3", "백만원")), ("1,200 천원", ("1200", "천원")),
     ("２조", ("2", "조원")),
     ("7십억", ("7", "십억원")), ("9만", ("9", "만원")), ("3백", None), ("1억 2만", None), ("억", None)],
)  # fmt: skip
def test_the_unit_that_a_column_could_be_stated_in(cell: str, parts: tuple[str, str] | None) -> None:
    assert unit_of_all(cell) == parts


@pytest.mark.parametrize(
    ("value", "text"),
    [(Fraction(1, 8), "0.125"), (Fraction(-1, 8), "-0.125"), (Fraction(100), "100"), (Fraction(0), "0"),
     (Fraction(1, 3), "0.333333333333"), (Fraction(2, 3), "0.666666666667"), (Fraction(-1, 10**13), "0"),
     (Fraction(1, 10**12), "0.000000000001"), (Fraction(-7, 2), "-3.5")],
)  # fmt: skip
def test_plain_digits(value: Fraction, text: str) -> None:
    """To twelve decimals."""
    assert plain(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [(Fraction(1, 8), "0.125"), (Fraction(-5, 2), "-2.5"), (Fraction(10), "10"), (Fraction(0), "0"),
     (Fraction(1, 10**30), "0." + "0" * 29 + "1"), (Fraction(1, 3), "0." + "3" * 30),
     (Fraction(2, 3), "0." + "6" * 29 + "7"), (Fraction(1200), "1200")],
)  # fmt: skip
def test_exact_decimals(value: Fraction, text: str) -> None:
    """To thirty decimals."""
    assert decimal_text(value) == text


@pytest.mark.parametrize(
    ("cell", "character", "where", "instead"),
    [
        (" dryer", "U+0020 (space)", "at the start", "dryer"),
        ("dryer ", "U+0020 (space)", "at the end", "dryer"),
        ("dr\u00a0yer", "U+00A0 (no-break space)", "inside", "dr yer"),
        ("dr\u200byer", "U+200B (zero width space)", "inside", "dryer"),
        ("\tdryer", "U+0009 (tab)", "at the start", "dryer"),
        ("dryer\n", "U+000A (line feed)", "at the end", "dryer"),
        ("\rdryer", "U+000D (carriage return)", "at the start", "dryer"),
        ("dr\x7fyer", "U+007F (control character)", "inside", "dryer"),
        ("\ufeffdryer", "U+FEFF (zero width no-break space)", "at the start", "dryer"),
    ],
)
def test_characters_that_nobody_sees(cell: str, character: str, where: str, instead: str) -> None:
    found = cells.text(cell)
    assert isinstance(found, Refusal)
    kind, values = told(found)
    assert (kind, found.kept) == (faults.INVISIBLE, instead)
    assert values == {"character": f"the invisible character {character}", "where": where, "instead": instead}
    assert told(cells.one_of(("dryer",), "technology")(cell))[0] == faults.INVISIBLE


def test_a_cell_of_nothing_but_what_nobody_sees() -> None:
    assert told(cells.number("\u3000")) == (
        faults.ONLY_INVISIBLE,
        {"character": "the invisible character U+3000 (ideographic space)"},
    )


def test_one_of_some_words() -> None:
    choice = cells.one_of(("small", "large"), "size")
    said = {"column": "size", "allowed": "small, large"}
    assert [choice(cell) for cell in ("small", "소기업", "대기업")] == ["small", "small", "large"]
    assert told(choice("Small")) == (faults.NOT_A_CHOICE_WITH_GUESS, said | {"found": "Small", "guess": "small"})
    assert told(choice("소 기업")) == (faults.NOT_A_CHOICE_WITH_GUESS, said | {"found": "소 기업", "guess": "소기업"})
    assert told(choice("zzz")) == (faults.NOT_A_CHOICE, said | {"found": "zzz"})
    assert told(choice("중기업"))[0] in (faults.NOT_A_CHOICE, faults.NOT_A_CHOICE_WITH_GUESS)


@pytest.mark.parametrize(
    "word",
    ["none", "NA", "n/a", "NaN", "null", "nil", "no", "#N/A", "-", "--", "–", "—", "없음", "해당없음", "해당사항없음",
     "미정", "미해당", "해당 없음"],
)  # fmt: skip
def test_words_for_no_value_in_a_column_of_text(word: str) -> None:
    assert says_nothing(word)
    assert not says_nothing(f"{word}x")


def test_such_words_have_eight_characters_at_most() -> None:
    assert says_nothing("n" + " " * 6 + "a")
    assert not says_nothing("n" + " " * 7 + "a")


@pytest.mark.parametrize(
    "word",
    ["total", "Totals", "SUM", "subtotal", "Grand Total", "합계", "총계", "소 계", "계", "누계", "총합계", "합산", "합",
     "합계(원)", " Total:", "합 계 (백만원)"],
)  # fmt: skip
def test_rows_of_totals(word: str) -> None:
    assert says_total(word)


@pytest.mark.parametrize("word", ["", "Totally", "합성", "subtle", "계단", "X total", "S1", "total" + " " * 16])
def test_rows_of_other_things(word: str) -> None:
    assert not says_total(word)


def test_a_word_for_totals_with_twenty_characters_at_most() -> None:
    assert len(TOTALS) == 13
    assert says_total("total" + " " * 15)
