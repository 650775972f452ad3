"""Sizes of two digits: each is larger than the one before, and every amount has the smallest that is no less."""

from __future__ import annotations

from fractions import Fraction

from planner.study.why.two_digits import number_of, size_of


def test_they_go_up_by_their_second_digit():
    assert [size_of(number) for number in (0, 1, 99, 100, 101, 189, 190, 191)] == [
        0,
        1,
        99,
        100,
        110,
        990,
        1_000,
        1_100,
    ]
    assert [size_of(number) - size_of(number - 1) for number in (1, 99, 100, 101, 191)] == [1, 1, 1, 10, 100]


def test_an_amount_has_the_smallest_size_that_is_no_less():
    for number in range(1, 1_000):
        size = size_of(number)
        assert size > size_of(number - 1)
        assert number_of(size) == number
        assert number_of(size_of(number - 1) + Fraction(1, 3)) == number
    assert number_of(0) == number_of(-5) == 0
