"""How much support an award gets: full rates, own rates, least rates, caps. Whole upgrades of 100 M in one year."""

from __future__ import annotations

from typing import Any

import pytest

from planner.plan.plan import Plan
from planner.programme.upgrade import Upgrade
from tests.audit.builders import programme_of, purse, rules_of, supplier_of, upgrade_of
from tests.golden.solving import M, paid, solved, tonnes

BIG = {2026: 1_000 * M}


def plan_with(upgrades: list[Upgrade] | None = None, **rules: Any) -> Plan:
    return solved(
        programme_of(
            rules_of(**rules),
            [supplier_of("S", size="small", consortium="K"), supplier_of("T", 2, size="large", consortium="K")],
            upgrades or [upgrade_of("U", "S", 100 * M, tonnes=10)],
        )
    )


def test_the_least_matching_rate_holds():
    """Rules for tier 1 (60 %) and for small firms (45 %) both take S: 45 M."""
    rates = [{"tier": 1, "at_most": 0.6}, {"size": "small", "at_most": "0.45"}, {"tier": 2, "at_most": 0.1}]
    assert paid(plan_with(support_rates=rates)) == {("U", 2026): {"GOV": 45 * M, "own": 55 * M}}


def test_support_is_rounded_down_to_the_won():
    """A third of 100 won is 33.33: support 33, own 67."""
    plan = plan_with([upgrade_of("U", "S", 100)], projects="whole", support_rates=[{"at_most": "1/3"}])
    assert paid(plan) == {("U", 2026): {"GOV": 33, "own": 67}}


def test_own_rates_that_set_the_full_rate():
    """GOV gives 30 %, the OEM 15 %: together 45 % is the full rate, and each gives just its own."""
    funders = [purse("GOV", rate=0.3), purse("OEM", "oem", rate="0.15")]
    assert paid(plan_with(funders=funders)) == {("U", 2026): {"GOV": 30 * M, "OEM": 15 * M, "own": 55 * M}}


def test_own_rates_that_set_the_full_rate_hold_within_a_won():
    """A third and a seventh of 100 won: 33.3 + 14.3 = 47.6, support 47: GOV 33 and OEM 14."""
    funders = [purse("GOV", rate="1/3"), purse("OEM", "oem", rate="1/7")]
    plan = plan_with([upgrade_of("U", "S", 100)], projects="whole", funders=funders)
    award = paid(plan)["U", 2026]
    assert award["own"] == 53
    assert abs(award["GOV"] - 33) <= 1
    assert abs(award["OEM"] - 14) <= 1


def test_an_own_rate_below_the_full_rate_leaves_the_rest_to_others():
    """Full rate 60 %, GOV at most 40 % (first by name, so all it may), OEM the other 20 %."""
    funders = [purse("GOV", rate=0.4), purse("OEM", "oem")]
    plan = plan_with(funders=funders, support_rates=[{"at_most": 0.6}])
    assert paid(plan) == {("U", 2026): {"GOV": 40 * M, "OEM": 20 * M, "own": 40 * M}}


def test_a_rate_by_size():
    """GOV gives small firms 70 % and large ones nothing: T's upgrade cannot be awarded, whatever it saves."""
    upgrades = [upgrade_of("U", "S", 100 * M, tonnes=10), upgrade_of("V", "T", 100 * M, tonnes=1_000)]
    plan = plan_with(upgrades, funders=[purse("GOV", rate={"small": 0.7, "large": 0})])
    assert paid(plan) == {("U", 2026): {"GOV": 70 * M, "own": 30 * M}}


def test_without_a_least_rate_nobody_takes_less_than_the_full_rate():
    """Indivisible, full rate 60 %, budget 59 M: nothing."""
    funders = [purse("GOV", budget={2026: 59 * M})]
    assert plan_with(projects="whole", funders=funders, support_rates=[{"at_most": 0.6}]).awards == ()


def test_with_a_least_rate_the_supplier_takes_what_there_is():
    """The same, but S accepts 50 %: with less fresh money preferred it gets 50 M, the least that it accepts."""
    upgrades = [upgrade_of("U", "S", 100 * M, tonnes=10, support_rate_min=0.5)]
    funders = [purse("GOV", budget={2026: 59 * M})]
    plan = plan_with(upgrades, projects="whole", funders=funders, support_rates=[{"at_most": 0.6}])
    assert paid(plan) == {("U", 2026): {"GOV": 50 * M, "own": 50 * M}}


def test_a_least_rate_stretches_the_budget():
    """Parts: 59 M buy 98.33 % at 60 %; at 50 % they would buy 118 %: so all of it, for 50 M."""
    upgrades = [upgrade_of("U", "S", 100 * M, tonnes=10, support_rate_min=0.5)]
    plan = plan_with(upgrades, funders=[purse("GOV", budget={2026: 59 * M})], support_rates=[{"at_most": 0.6}])
    assert tonnes(plan) == 10
    assert plan.indicators.fresh_won == 50 * M


def test_a_least_rate_above_the_full_rate_cannot_be_met():
    upgrades = [upgrade_of("U", "S", 100 * M, support_rate_min=0.7)]
    assert plan_with(upgrades, support_rates=[{"at_most": 0.6}]).awards == ()


def test_a_least_rate_is_rounded_up():
    """A third of 100 won is 33.33: support is at least 34."""
    upgrades = [upgrade_of("U", "S", 100, support_rate_min="1/3")]
    assert paid(plan_with(upgrades, projects="whole")) == {("U", 2026): {"GOV": 34, "own": 66}}


def test_the_copayment_limit():
    """Full rate 60 %, S pays at most 20 M itself: own is 40 % of what is awarded, so 50 M of 100 M are awarded."""
    programme = programme_of(
        rules_of(support_rates=[{"at_most": 0.6}]),
        [supplier_of("S", copay_limit_won=20 * M)],
        [upgrade_of("U", "S", 100 * M, tonnes=10)],
    )
    plan = solved(programme)
    assert paid(plan) == {("U", 2026): {"GOV": 30 * M, "own": 20 * M}}
    assert tonnes(plan) == 5


TWO = [upgrade_of("U", "S", 100 * M, tonnes=10), upgrade_of("V", "S", 100 * M, tonnes=9)]


@pytest.mark.parametrize(
    ("per", "support", "saved"),
    [
        ("upgrade", {"U": 40, "V": 40}, 19),  # a full rate of 40 %: both whole, each with 40 M
        ("supplier", {"U": 40}, 4),  # parts: 40 M for the better one
        ("consortium", {"U": 40}, 4),
        ("programme", {"U": 40}, 4),
    ],
)
def test_a_cap_of_40_million(per: str, support: dict[str, int], saved: int):
    """A cap per upgrade lowers the full rate, the supplier pays the rest; any other cap limits what is awarded."""
    plan = plan_with(TWO, caps=[{"per": per, "won": 40 * M}])
    assert {award.upgrade_id: award.support_won // M for award in plan.awards} == support
    assert tonnes(plan) == saved


def test_a_cap_per_supplier_lowers_the_full_rate_of_a_whole_upgrade():
    """Indivisible: U with 40 M of support and 60 M own; then the cap is used up."""
    plan = plan_with(TWO, projects="whole", caps=[{"per": "supplier", "won": 40 * M}])
    assert paid(plan) == {("U", 2026): {"GOV": 40 * M, "own": 60 * M}}


def test_a_cap_on_one_payer_lets_others_pay():
    """GOV at most 40 M a supplier; the OEM pays the other 160 M."""
    funders = [purse("GOV"), purse("OEM", "oem")]
    plan = plan_with(TWO, funders=funders, caps=[{"per": "supplier", "won": 40 * M, "funders": "GOV"}])
    assert plan.indicators.public_won == 40 * M
    assert plan.indicators.oem_won == 160 * M


def test_a_cap_in_won_per_lifetime_tonne():
    """U saves 10 t: at 3 M won a tonne 30 M of support; V 9 t: 27 M. The suppliers pay the rest."""
    plan = plan_with(TWO, caps=[{"won_per_lifetime_tonne": 3 * M}])
    assert {award.upgrade_id: award.support_won for award in plan.awards} == {"U": 30 * M, "V": 27 * M}


def test_co_funding_over_the_programme():
    """The OEM pays at least two fifths of what GOV pays: of 70 M, GOV 50 M and the OEM 20 M."""
    funders = [purse("GOV"), purse("OEM", "oem")]
    rules = {"support_rates": [{"at_most": 0.7}], "co_funding": [{"funder": "OEM", "of": "GOV", "at_least": 0.4}]}
    assert paid(plan_with(funders=funders, **rules)) == {("U", 2026): {"GOV": 50 * M, "OEM": 20 * M, "own": 30 * M}}


@pytest.mark.parametrize("over", ["award", "year", "programme"])
def test_co_funding_as_an_equality_holds_within_a_won(over: str):
    """The OEM pays a third of what GOV pays: of 100 won, GOV 75 and the OEM 25; of 101, within a won of 25.25."""
    funders = [purse("GOV"), purse("OEM", "oem")]
    rule = {"funder": "OEM", "of": "GOV", "at_least": "1/3", "at_most": "1/3", "over": over}
    for cost in (100, 101):
        plan = plan_with([upgrade_of("U", "S", cost)], projects="whole", funders=funders, co_funding=[rule])
        award = paid(plan)["U", 2026]
        assert abs(3 * award["OEM"] - award["GOV"]) <= 3
        assert award["OEM"] + award["GOV"] == cost
