"""Money kept for some: the others share the rest, and what nobody meant can use stays unspent."""

from __future__ import annotations

from typing import Any

import pytest

from planner.plan.plan import Plan
from tests.audit.builders import programme_of, purse, rules_of, supplier_of, upgrade_of
from tests.golden.solving import M, paid, solved, spent, tonnes

SMALL = {"size": "small"}


def plan_with(rule: dict[str, Any], small_cost: int = 200, **rules: Any) -> Plan:
    """One year, GOV 100 M: a large firm's upgrade of 200 M at 10 t/M, a small one's at 6 t/M."""
    return solved(
        programme_of(
            rules_of(reserved=[{"funder": "GOV", "of": SMALL} | rule], **({"funders": [GOV]} | rules)),
            [supplier_of("L", size="large"), supplier_of("S", size="small")],
            [
                upgrade_of("UL", "L", 200 * M, tonnes=2_000),
                upgrade_of("US", "S", small_cost * M, tonnes=6 * small_cost),
            ],
        )
    )


GOV = purse("GOV", budget={2026: 100 * M})


@pytest.mark.parametrize(("rule", "saved"), [({"share": 0.3}, 880), ({"won": 40 * M}, 840), ({"won": 120 * M}, 600)])
def test_the_others_get_at_most_the_rest(rule: dict[str, Any], saved: int):
    """30 % kept: L 70 M, 700 t, and S 30 M, 180 t. 40 M kept: 600 + 240. More than there is: all 100 M are S's."""
    assert tonnes(plan_with(rule)) == saved


def test_what_those_meant_cannot_use_stays_unspent():
    """S has upgrades of 10 M only. A floor of 30 % would cut L down to 23.3 M; kept money cuts it to 70 M."""
    plan = plan_with({"share": 0.3}, small_cost=10)
    assert spent(plan, "GOV") == {2026: 80 * M}
    assert tonnes(plan) == 760


def test_money_of_other_purses_is_free():
    """The OEM's 50 M are not kept: L gets 70 + 50 M, or GOV's 70 M go to S and L: either way 1,200 + 180 t."""
    plan = plan_with({"share": 0.3}, funders=[GOV, purse("OEM", "oem", budget={2026: 50 * M})])
    assert tonnes(plan) == 1_380


def test_purses_are_taken_together():
    """30 % of GOV's 100 M and the OEM's 50 M are 45 M: L 105 M, S 45 M."""
    funders = [GOV, purse("OEM", "oem", budget={2026: 50 * M})]
    assert tonnes(plan_with({"share": 0.3, "funder": ["GOV", "OEM"]}, funders=funders)) == 1_050 + 270


def test_lines_with_a_named_payer_count():
    """L's consulting of 50 M is GOV's alone, the other 150 M are the OEM's to pay: GOV may give 70 M, so L is awarded
    in full for 50 M of GOV's money. With 60 M kept, 40 M pay four fifths of the consulting, and so of the upgrade.
    """
    for kept, share in ((30, 1.0), (60, 0.8)):
        programme = programme_of(
            rules_of(
                funders=[purse("GOV", pays=SMALL, budget={2026: 100 * M}), purse("OEM", "oem")],
                reserved=[{"funder": "GOV", "won": kept * M, "of": SMALL}],
            ),
            [supplier_of("L", size="large")],
            [
                upgrade_of(
                    "UL",
                    "L",
                    None,
                    tonnes=1_000,
                    cost_lines=(
                        {"upgrade_id": "UL", "year_offset": 0, "won": 50 * M, "payer": "GOV"},
                        {"upgrade_id": "UL", "year_offset": 0, "won": 150 * M},
                    ),
                )
            ],
        )
        plan = solved(programme)
        assert paid(plan) == {("UL", 2026): {"GOV": round(50 * share) * M, "OEM": round(150 * share) * M}}


@pytest.mark.parametrize(("over", "saved"), [("programme", 600), ("year", 500)])
def test_over_a_year_or_over_the_programme(over: str, saved: int):
    """Half of 100 M in 2026 and of 20 M in 2027 is kept, nobody meant asks. L can use money in 2026 alone: half of the
    year's 100 M, or half of all 120 M.
    """
    programme = programme_of(
        rules_of(
            years={"award": [2026, 2027], "count_until": 2027},
            funders=[purse("GOV", budget={2026: 100 * M, 2027: 20 * M})],
            reserved=[{"funder": "GOV", "share": 0.5, "of": SMALL, "over": over}],
        ),
        [supplier_of("L", size="large")],
        [upgrade_of("UL", "L", 200 * M, tonnes=2_000, last_year=2026)],
    )
    assert tonnes(solved(programme)) == saved


def test_the_rest_is_exact():
    """A third of 100 won is kept: the others get 66 won, not 67."""
    programme = programme_of(
        rules_of(funders=[purse("GOV", budget={2026: 100})], reserved=[{"funder": "GOV", "share": "1/3", "of": SMALL}]),
        [supplier_of("L", size="large")],
        [upgrade_of("UL", "L", 200, tonnes=1)],
    )
    assert paid(solved(programme)) == {("UL", 2026): {"GOV": 66}}
