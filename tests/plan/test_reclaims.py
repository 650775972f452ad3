"""Clawback by hand: 40 % of the support is tied; a shortfall of up to 10 % has no consequence."""

from __future__ import annotations

from fractions import Fraction

import pytest

from planner.plan.reclaims import reclaim_register, reclaimed_won
from planner.programme.programme import Programme
from planner.programme.rules import Clawback
from tests.audit.builders import award_of, programme_of, rules_of, supplier_of, upgrade_of
from tests.plan.figures_of import kilograms_of

RULE = Clawback(tied_share=Fraction(2, 5), free_shortfall=Fraction(1, 10))


@pytest.mark.parametrize(
    ("achieved_kg", "reclaimed"),
    [
        (12_000, 0),  # more than promised
        (9_000, 0),  # exactly 90 %
        (8_999, 40_040),  # the whole shortfall counts: 400,000 x 1,001 / 10,000
        (5_000, 200_000),
        (0, 400_000),
        (-3_000, 400_000),  # no more than what is tied
    ],
)
def test_the_tied_part_is_taken_back_as_far_as_the_tonnes_fall_short(achieved_kg: int, reclaimed: int):
    """Of 1,000,001 won, 400,000.4 are tied: 400,000."""
    assert reclaimed_won(RULE, 1_000_001, 10_000, achieved_kg) == reclaimed


def test_what_is_taken_back_is_rounded_down():
    """400,000 x 1 / 3 = 133,333.3."""
    assert reclaimed_won(RULE, 1_000_000, 3, 2) == 133_333


def test_who_promised_nothing_owes_nothing():
    assert reclaimed_won(RULE, 1_000_000, 0, -5) == 0
    assert reclaimed_won(RULE, 1_000_000, -10, -20) == 0


def case(**rules: object) -> Programme:
    """U promises 10 t/yr for 3 years, at worst 8; V has no low estimate."""
    return programme_of(
        rules_of(years={"award": [2026, 2026], "count_until": 2035}, **rules),
        [supplier_of("S")],
        [upgrade_of("U", "S", tonnes=10, tonnes_low=8, life_years=3), upgrade_of("V", "S")],
    )


def test_the_register_lists_awards_with_a_low_estimate():
    """Half of U: 15 t promised, 12 t at worst, a fifth short. Support 400 won, 160 tied, 32 taken back."""
    programme = case(clawback={"tied_share": 0.4, "free_shortfall": 0.1})
    awards = [
        award_of(programme, "U", 2026, {"GOV": 400, "own": 100}),
        award_of(programme, "V", 2026, {"GOV": 1_000}),
    ]
    (row,) = reclaim_register(programme, awards, kilograms_of(programme, ("U", 2026, Fraction(1, 2)), ("V", 2026)))
    assert (row.upgrade_id, row.year, row.tied_won, row.reclaimed_won) == ("U", 2026, 160, 32)
    assert (row.promised_t, row.low_t) == (15, 12)


def test_a_shortfall_within_what_is_free_is_listed_with_nothing():
    programme = case(clawback={"tied_share": 0.4, "free_shortfall": 0.2})
    award = award_of(programme, "U", 2026, {"GOV": 1_000})
    (row,) = reclaim_register(programme, [award], kilograms_of(programme, ("U", 2026)))
    assert (row.tied_won, row.reclaimed_won) == (400, 0)


def test_without_the_rule_there_is_no_register():
    programme = case()
    award = award_of(programme, "U", 2026, {"GOV": 1_000})
    assert reclaim_register(programme, [award], kilograms_of(programme, ("U", 2026))) == ()
