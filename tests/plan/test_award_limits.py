"""The range of won that one of an award's payers may give, by its own rate, the others' and agreed ratios."""

from __future__ import annotations

from fractions import Fraction
from types import SimpleNamespace
from typing import Any, cast

import pytest

from planner.plan.award_limits import accepted_range, parted_payer
from planner.programme.options import Option
from tests.audit.builders import purse, rules_of


@pytest.mark.parametrize(
    ("payers", "parted"),
    [
        (("A",), None),
        (("A", "B"), "A"),
        (("B", "A"), "A"),
        (("A", "B", "C"), None),
        (("GOV", "pool:A", "pool:B"), "GOV"),
        (("pool:A", "GOV", "pool:B"), "GOV"),
        (("pool:A", "pool:B", "pool:C"), None),
        (("pool:A",), None),
    ],
)
def test_who_is_parted_from_the_rest(payers, parted):
    """Of two the first by name, of one funder and pools the funder; otherwise nobody."""
    assert parted_payer(payers) == parted


def given(payer, payers, support, rates=None, due=1_000, **rules: Any):
    own = dict.fromkeys(payers, None) | {name: Fraction(rate) for name, rate in (rates or {}).items()}
    option = cast(Option, SimpleNamespace(own_rates=own))
    trial = rules_of(funders=[purse("GOV"), purse("OEM", "oem")], **rules)
    return accepted_range(trial, option, payer, payers, due, support)


@pytest.mark.parametrize(
    ("rates", "gov", "oem"),
    [
        ({}, (0, 600), (0, 600)),
        ({"GOV": "0.4"}, (0, 400), (200, 600)),
        ({"OEM": "0.4"}, (200, 600), (0, 400)),
        ({"GOV": "0.4", "OEM": "0.35"}, (250, 400), (200, 350)),
        ({"GOV": "0.3005", "OEM": "0.2999"}, (300, 300), (299, 299)),
    ],
)
def test_own_rates(rates, gov, oem):
    """Of 1,000 won due, 600 are supported: a rate of 0.4 gives 400 at most, and leaves 200 to the other. Rates that
    together give 599 leave no room: the upper limit is both.
    """
    assert given("GOV", ("GOV", "OEM"), 600, rates) == gov
    assert given("OEM", ("GOV", "OEM"), 600, rates) == oem


@pytest.mark.parametrize(("support", "oem"), [(600, (120, 300)), (601, (121, 300)), (604, (121, 302)), (0, (0, 0))])
def test_ratio_per_award(support, oem):
    """OEM gives between 1/4 and 1 of what GOV gives: between 1/5 and 1/2 of both, in whole won. GOV gives the rest."""
    rule = {"co_funding": [{"funder": "OEM", "of": "GOV", "at_least": 0.25, "at_most": 1, "over": "award"}]}
    assert given("OEM", ("GOV", "OEM"), support, **rule) == oem
    assert given("GOV", ("GOV", "OEM"), support, **rule) == (support - oem[1], support - oem[0])


def test_one_end_of_a_ratio():
    """Without a least ratio nothing need be given, without a most all may be."""
    both = {"funder": "OEM", "of": "GOV", "over": "award"}
    assert given("OEM", ("GOV", "OEM"), 600, co_funding=[both | {"at_least": 0.25}]) == (120, 600)
    assert given("OEM", ("GOV", "OEM"), 600, co_funding=[both | {"at_most": 1}]) == (0, 300)


def test_ratio_to_pools_per_award():
    """GOV gives at most half of what the pools give: a third of 600."""
    matching = [{"funder": "GOV", "at_most": 0.5, "over": "award"}]
    payers = ("GOV", "pool:A", "pool:B")
    assert given("GOV", payers, 600, matching=matching) == (0, 200)


def test_ratios_that_do_not_bear_on_the_award():
    """One that holds over all awards, and one between payers of whom a third stands beside the two."""
    over_all = [{"funder": "OEM", "of": "GOV", "at_least": 0.25, "over": "programme"}]
    assert given("OEM", ("GOV", "OEM"), 600, co_funding=over_all) == (0, 600)
    per_award = [{"funder": "OEM", "of": "GOV", "at_least": 0.25, "over": "award"}]
    assert given("OEM", ("GOV", "OEM", "pool:A"), 600, co_funding=per_award) == (0, 600)
