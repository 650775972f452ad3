"""Numbers in words: units, digits, what is shown together adds up, both languages."""

import itertools
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.export.numbers import (
    MoneyUnit,
    counted,
    figure,
    hundredths,
    money,
    parts_of_money,
    rounded_to_sum,
    share_in_words,
    tonnes_in_words,
    won_in_words,
)
from planner.languages import T, Text

EXACT = st.fractions(min_value=-(10**12), max_value=10**12, max_denominator=10**4)


@pytest.mark.parametrize(
    ("text", "english", "korean"),
    [
        (won_in_words(32_799_999_870), "32,799,999,870 won (328.0 eok)", "32,799,999,870원(328.0억원)"),
        (won_in_words(99_999_999), "99,999,999 won", "99,999,999원"),
        (won_in_words(-250_000_000), "-250,000,000 won (-2.5 eok)", "-250,000,000원(-2.5억원)"),
        (won_in_words(0), "0 won", "0원"),
        (money(32_799_999_870, MoneyUnit.WON), "32,799,999,870 won", "32,799,999,870원"),
        (money(32_799_499_870, MoneyUnit.MILLION_WON), "32,799 million won", "32,799백만원"),
        (money(32_799_500_000, MoneyUnit.MILLION_WON), "32,800 million won", "32,800백만원"),
        (money(32_799_999_870, MoneyUnit.EOK_WON), "328.00 eok", "328.00억원"),
        (money(32_799_999_870, MoneyUnit.EOK_WON, 1), "328.0 eok", "328.0억원"),
        (tonnes_in_words(Decimal("925545.170")), "925,545 t", "925,545톤"),
        (tonnes_in_words(Decimal("84.44")), "84.4 t", "84.4톤"),
        (tonnes_in_words(Decimal("0.0625")), "0.063 t", "0.063톤"),
        (tonnes_in_words(Decimal("1.500")), "1.5 t", "1.5톤"),
        (tonnes_in_words(1200, T("t/yr")), "1,200 t/yr", "1,200톤/년"),
        (share_in_words(Fraction(1, 3)), "33.3 %", "33.3 %"),
        (share_in_words(Fraction(1, 2)), "50 %", "50 %"),
        (share_in_words(0), "0 %", "0 %"),
        (share_in_words(1), "100 %", "100 %"),
        (share_in_words(Fraction(1, 2_001)), "less than 0.1 %", "0.1 % 미만"),
        (share_in_words(Fraction(1, 2_000)), "0.1 %", "0.1 %"),
        (share_in_words(Fraction(1_999, 2_000)), "more than 99.9 %", "99.9 % 이상"),
        (share_in_words(Fraction(1_999, 2_000) - Fraction(1, 10**9)), "99.9 %", "99.9 %"),
        (share_in_words(Fraction(3, 2)), "150 %", "150 %"),
        (counted(1, T("1 supplier"), T("{count} suppliers")), "1 supplier", "협력사 1곳"),
        (counted(1_673, T("1 supplier"), T("{count} suppliers")), "1,673 suppliers", "협력사 1,673곳"),
        (figure(Fraction(-5, 2), 0), "-3", "-3"),
        (figure(Fraction(1, 8), 2), "0.13", "0.13"),
        (figure(1_234_567.5, 3, least=1), "1,234,567.5", "1,234,567.5"),
    ],
)
def test_words_of_numbers(text: Text, english: str, korean: str) -> None:
    assert text.to("en") == english
    assert text.to("ko") == korean


def test_three_equal_parts_make_a_hundred() -> None:
    assert hundredths([1, 1, 1]) == [Fraction(334, 10), Fraction(333, 10), Fraction(333, 10)]
    assert hundredths([1, 1, 1], 0) == [34, 33, 33]


def test_the_largest_remainders_are_rounded_up() -> None:
    """Of 1.5, 2.4, 3.1 and 1.9 (8.9, shown as 9) 1, 2, 3 and 1 are 7: two steps go to the losses of 0.9 and 0.5."""
    assert rounded_to_sum([Fraction(3, 2), Fraction(12, 5), Fraction(31, 10), Fraction(19, 10)]) == [2, 2, 3, 2]


def test_of_equal_remainders_the_larger_value_is_rounded_up() -> None:
    assert rounded_to_sum([Fraction(1, 2), Fraction(5, 2)]) == [0, 3]


def test_money_in_million_won_adds_up() -> None:
    """Three times 150.4 million won are 451.2, not 450 as each rounded by itself would make."""
    assert rounded_to_sum([Fraction(1504, 10)] * 3) == [151, 150, 150]
    assert rounded_to_sum([Fraction(1504, 1000)] * 3, Fraction(1, 100)) == [151, 150, 150]
    assert rounded_to_sum([1, 2]) == [1, 2]


def test_shares_of_nothing_are_nothing_and_parts_are_not_negative() -> None:
    assert hundredths([0, 0]) == [0, 0]
    assert hundredths([]) == []
    with pytest.raises(ValueError, match="not negative"):
        hundredths([3, -1])


@given(st.lists(EXACT, max_size=30), st.sampled_from([1, Fraction(1, 100), 1_000_000]))
def test_what_is_shown_adds_up_and_is_within_a_step(values: list[Fraction], step: Fraction | int) -> None:
    shown = [each * step for each in rounded_to_sum(values, step)]
    assert abs(sum(shown) - sum(values)) <= Fraction(step) / 2
    assert all(abs(each - value) < step for each, value in zip(shown, values, strict=True))
    whole = [(each, value) for each, value in zip(shown, values, strict=True) if (value / step).denominator == 1]
    assert all(each == value for each, value in whole)


@given(st.lists(st.fractions(min_value=0, max_value=10**15), min_size=1, max_size=30), st.integers(0, 3))
def test_percentages_add_up_to_a_hundred(parts: list[Fraction], digits: int) -> None:
    shown = hundredths(parts, digits)
    assert sum(shown) == (100 if sum(parts) else 0)
    assert all(share >= 0 for share in shown)
    assert all(share == 0 for share, part in zip(shown, parts, strict=True) if part == 0)


@given(st.lists(st.integers(0, 10**12), min_size=2, max_size=20))
def test_more_is_never_shown_as_less(parts: list[int]) -> None:
    shown = hundredths(parts)
    order = sorted(range(len(parts)), key=lambda place: parts[place])
    for lower, higher in itertools.pairwise(order):
        if parts[lower] < parts[higher]:
            assert shown[lower] <= shown[higher]


@given(st.integers(0, 10**11), st.lists(st.integers(0, 10**11), min_size=1, max_size=5))
def test_parts_of_money_add_up_as_they_are_shown(first: int, others: list[int]) -> None:
    """In eok, parts that are told to the won aside; what is told first is told as by itself."""
    others = [won if won >= 2_000_000 else 0 for won in others]
    first = first if first >= 500_000 else 0
    told = [str(part) for part in parts_of_money(first, others, MoneyUnit.EOK_WON)]
    assert told[0] == str(money(first, MoneyUnit.EOK_WON))
    shown = [Decimal(part.split()[0].replace(",", "")) for part in told if part.endswith(" eok")]
    whole = str(money(first + sum(others), MoneyUnit.EOK_WON)).split()[0].replace(",", "")
    assert sum(shown) == Decimal(whole)
    assert all(abs(part * 100_000_000 - won) < 2_000_000 for part, won in zip(shown, (first, *others), strict=True))


def test_a_part_too_small_for_the_unit_is_told_to_the_won() -> None:
    told = [str(part) for part in parts_of_money(150_000_000, [247, 50_000_000], MoneyUnit.EOK_WON)]
    assert told == ["1.50 eok", "247 won", "0.50 eok"]
