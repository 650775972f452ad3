"""Who pays how many won of what awards ask: agreed ratios met to the won, within own rates, the first award first."""

from __future__ import annotations

from fractions import Fraction

import pytest

from planner.plan.choice import MoneyGroup
from planner.plan.ledgers import carried_out
from planner.plan.whole_money import payments
from planner.plan.whole_support import Asked
from planner.programme.funder import CarryLimit
from planner.programme.options import Options
from tests.audit.builders import programme_of, purse, rules_of, supplier_of, upgrade_of

U, V = ("U", 2026), ("V", 2026)


def paid(of_gov, asks, *, oem=None, own=0, **rules):
    """What GOV and OEM pay of awards that ask so much, where the solver has GOV pay ``of_gov`` and OEM the rest."""
    funders = [purse("GOV"), purse("OEM", "oem", **(oem or {}))]
    trial = programme_of(
        rules_of(funders=funders, **rules),
        [supplier_of("S")],
        [upgrade_of(name, "S", won) for (name, _), won in asks.items()],
    )
    options = {option.key: option for option in Options.of(trial).options}
    asked = {key: Asked({}, {2026: won - own}, {2026: own} if own else {}) for key, won in asks.items()}
    total = sum(asks.values()) - own * len(asks)
    group = MoneyGroup(2026, tuple(asks), {"GOV": Fraction(of_gov), "OEM": total - Fraction(of_gov)}, named=False)
    found = payments(trial.rules, options, asked, [group])
    return {key: (given.get((2026, "GOV"), 0), given.get((2026, "OEM"), 0)) for key, given in found.items()}


def a_quarter(over):
    """OEM gives a quarter of what GOV gives: a fifth of both."""
    return [{"funder": "OEM", "of": "GOV", "at_least": 0.25, "at_most": 0.25, "over": over}]


@pytest.mark.parametrize("over", ["award", "year", "programme"])
@pytest.mark.parametrize("of_gov", ["790.6", "800", "812.5"])
def test_a_ratio_that_is_one_number_is_met(over, of_gov):
    """200 of 1,000 won are OEM's: a won more would be 201 of 199.75, more than a won off."""
    assert paid(of_gov, {U: 1_000}, co_funding=a_quarter(over)) == {U: (800, 200)}


def test_own_rates_go_before_ratios_over_all():
    """OEM may give 19 % of 1,000 won: GOV gives 810, whatever the ratio asks of all awards together."""
    assert paid(800, {U: 1_000}, oem={"rate": 0.19}, co_funding=a_quarter("programme")) == {U: (810, 190)}


def test_own_rates_count_all_that_is_due():
    """Of 1,000 won due, 500 are supported: 19 % of what is due are 190."""
    assert paid(250, {U: 1_000}, oem={"rate": 0.19}, own=500) == {U: (310, 190)}


def test_ratios_per_award_and_over_all():
    """Two awards of 1,000: each has its 200 of OEM per award; over all, the first may have all 400."""
    asks = {U: 1_000, V: 1_000}
    assert paid(1_600, asks, co_funding=a_quarter("award")) == {U: (800, 200), V: (800, 200)}
    over_all = paid(1_600, asks, co_funding=a_quarter("programme"))
    assert tuple(map(sum, zip(*over_all.values(), strict=True))) == (1_600, 400)


def test_money_goes_to_the_first_award_first():
    """Nothing is agreed: GOV's 700 won go to U as far as U asks, then to V."""
    assert paid(700, {U: 600, V: 400}) == {U: (600, 0), V: (100, 300)}


@pytest.mark.parametrize(
    ("left", "carry_over", "carried"),
    [
        (5, "none", 0),
        (5, "all", 5),
        (0, "all", 0),
        (-5, "all", 0),
        (5, CarryLimit(at_most=3), 3),
        (2, CarryLimit(at_most=3), 2),
        (-5, CarryLimit(at_most=3), 0),
    ],
)
def test_what_is_carried_into_the_next_year(left, carry_over, carried):
    """What is left, up to the limit; nothing where a purse is overdrawn."""
    assert carried_out(left, carry_over) == carried
