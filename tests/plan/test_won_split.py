"""Splitting and spreading whole won: nothing lost, nothing made, nobody below zero or outside a range."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from planner.plan.won_split import move_into, split, spread, spread_within

WON = st.integers(0, 10**14)
PAYERS = st.sampled_from(["GOV", "MSS", "OEM", "pool:A", "pool:B"])


@settings(derandomize=True, deadline=None)
@given(WON, st.dictionaries(PAYERS, st.fractions(0, 10**14), min_size=1))
def test_a_split_adds_to_the_total(total: int, wanted: dict[str, Fraction]):
    whole = split(total, wanted)
    assert sum(whole.values()) == total
    assert set(whole) == set(wanted)
    assert min(whole.values()) >= 0


@settings(derandomize=True, deadline=None)
@given(st.dictionaries(PAYERS, WON, min_size=1))
def test_a_split_of_whole_won_is_met_exactly(wanted: dict[str, int]):
    assert split(sum(wanted.values()), {payer: Fraction(won) for payer, won in wanted.items()}) == wanted


@settings(derandomize=True, deadline=None)
@given(st.dictionaries(PAYERS, WON, min_size=2))
def test_a_split_is_off_by_less_than_a_won(wanted: dict[str, int]):
    """A third of a won more for each payer: every payer gets its won rounded one way or the other."""
    exact = {payer: Fraction(won) + Fraction(1, 3) for payer, won in wanted.items()}
    whole = split(int(sum(exact.values())), exact)
    assert all(abs(whole[payer] - exact[payer]) < 1 for payer in exact)


def test_the_largest_remainder_gets_the_last_won_and_equal_ones_go_by_name():
    third = Fraction(1, 3)
    assert split(1, {"A": third, "B": 1 - third}) == {"A": 0, "B": 1}
    assert split(1, {"B": Fraction(1, 2), "A": Fraction(1, 2)}) == {"A": 1, "B": 0}


@settings(derandomize=True, deadline=None)
@given(st.lists(WON, min_size=1, max_size=8), st.data())
def test_a_spread_gives_every_award_what_it_asks(asks: list[int], data: st.DataObject):
    total = sum(asks)
    first = data.draw(st.integers(0, total))
    given_to = spread(asks, {"A": first, "B": total - first})
    assert [sum(award.values()) for award in given_to] == asks
    assert sum(award.get("A", 0) for award in given_to) == first
    assert all(won > 0 for award in given_to for won in award.values())


def test_a_spread_gives_the_first_payer_to_the_first_award():
    assert spread([5, 5], {"OEM": 4, "GOV": 6}) == [{"GOV": 5}, {"GOV": 1, "OEM": 4}]


@settings(derandomize=True, deadline=None)
@given(st.lists(st.tuples(WON, WON), min_size=1, max_size=8), st.data())
def test_a_spread_within_ranges_keeps_them(ends: list[tuple[int, int]], data: st.DataObject):
    ranges = [(min(pair), max(pair)) for pair in ends]
    total = data.draw(st.integers(sum(low for low, _ in ranges), sum(high for _, high in ranges)))
    won = spread_within(total, ranges)
    assert sum(won) == total
    assert all(low <= amount <= high for amount, (low, high) in zip(won, ranges, strict=True))


@settings(derandomize=True, deadline=None)
@given(st.dictionaries(PAYERS, WON, min_size=2), st.data())
def test_moving_into_a_range_keeps_the_sum(paid: dict[str, int], data: st.DataObject):
    payer = data.draw(st.sampled_from(sorted(paid)))
    total = sum(paid.values())
    low = data.draw(st.integers(0, total))
    high = data.draw(st.integers(low, total))
    move_into(paid, payer, (low, high))
    assert sum(paid.values()) == total
    assert low <= paid[payer] <= high
    assert min(paid.values()) >= 0
