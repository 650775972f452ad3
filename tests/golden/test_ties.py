"""Equal plans: the published order decides, so that nobody's fate hangs on the order of rows."""

from __future__ import annotations

from typing import Any

import pytest

from tests.audit.builders import programme_of, purse, rules_of, supplier_of, upgrade_of
from tests.golden.solving import M, paid, solved


@pytest.mark.parametrize("projects", ["divisible", "whole"])
@pytest.mark.parametrize("first", ["A", "B"])
def test_of_two_equals_the_first_in_code_point_order_gets_it(projects: str, first: str):
    """A and B ask the same for the same; there is money for one: A, whichever row comes first."""
    rows = [("A", "UA"), ("B", "UB")]
    ordered = rows if first == "A" else rows[::-1]
    programme = programme_of(
        rules_of(projects=projects, funders=[purse("GOV", budget={2026: 10 * M})]),
        [supplier_of(supplier) for supplier, _ in ordered],
        [upgrade_of(upgrade, supplier, 10 * M, tonnes=10) for supplier, upgrade in ordered],
    )
    assert paid(solved(programme)) == {("UA", 2026): {"GOV": 10 * M}}


def test_the_supplier_counts_before_the_upgrade():
    """Supplier A's upgrade Z comes before supplier B's upgrade A."""
    programme = programme_of(
        rules_of(funders=[purse("GOV", budget={2026: 10 * M})]),
        [supplier_of("A"), supplier_of("B")],
        [upgrade_of("Z", "A", 10 * M, tonnes=10), upgrade_of("A", "B", 10 * M, tonnes=10)],
    )
    assert paid(solved(programme)) == {("Z", 2026): {"GOV": 10 * M}}


@pytest.mark.parametrize("projects", ["divisible", "whole"])
def test_less_fresh_money_comes_before_everything_else(projects: str):
    """Alternatives A and B save the same, A for 10 M and B for 9 M: B, though A comes first by name."""
    programme = programme_of(
        rules_of(projects=projects, funders=[purse("GOV", budget={2026: 10 * M})]),
        [supplier_of("S")],
        [
            upgrade_of("A", "S", 10 * M, tonnes=10, alternative_group="g"),
            upgrade_of("B", "S", 9 * M, tonnes=10, alternative_group="g"),
        ],
    )
    assert paid(solved(programme)) == {("B", 2026): {"GOV": 9 * M}}


def test_returned_money_is_used_before_fresh_money():
    """In 2027 GOV and the pool could each pay V's 10 M: the pool does."""
    programme = programme_of(
        rules_of(
            years={"award": [2026, 2027], "count_until": 2027},
            funders=[purse("GOV", budget={2026: 10 * M, 2027: 10 * M})],
            repayment={"base": "GOV", "pool": "programme"},
        ),
        [supplier_of("T"), supplier_of("V", 2)],
        [upgrade_of("UT", "T", 10 * M, tonnes=10), upgrade_of("UV", "V", 10 * M, tonnes=10, first_year=2027)],
    )
    assert paid(solved(programme)) == {("UT", 2026): {"GOV": 10 * M}, ("UV", 2027): {"pool:programme": 10 * M}}


@pytest.mark.parametrize("projects", ["divisible", "whole"])
def test_earlier_tonnes_are_preferred(projects: str):
    """One year of life, 10 M in each of two years, tonnes count in both: the year does not matter, so the first."""
    programme = programme_of(
        rules_of(
            projects=projects,
            years={"award": [2026, 2027], "count_until": 2027},
            funders=[purse("GOV", budget={2026: 10 * M, 2027: 10 * M})],
        ),
        [supplier_of("S")],
        [upgrade_of("U", "S", 10 * M, tonnes=10)],
    )
    assert set(paid(solved(programme))) == {("U", 2026)}


@pytest.mark.parametrize("projects", ["divisible", "whole"])
@pytest.mark.parametrize("order", [("GOV", "OEM"), ("OEM", "GOV")])
def test_payers_in_code_point_order(projects: str, order: tuple[str, str]):
    """GOV and OEM have 10 M each; the upgrade asks 15 M: all of GOV's, then 5 M of the OEM's."""
    kinds: dict[str, Any] = {"GOV": "government", "OEM": "oem"}
    programme = programme_of(
        rules_of(projects=projects, funders=[purse(name, kinds[name], budget={2026: 10 * M}) for name in order]),
        [supplier_of("S")],
        [upgrade_of("U", "S", 15 * M, tonnes=10)],
    )
    assert paid(solved(programme)) == {("U", 2026): {"GOV": 10 * M, "OEM": 5 * M}}


def test_the_first_award_gets_the_first_payer():
    """Two upgrades of 10 M, GOV and OEM with 10 M each: GOV pays the first, the OEM the second."""
    programme = programme_of(
        rules_of(funders=[purse("OEM", "oem", budget={2026: 10 * M}), purse("GOV", budget={2026: 10 * M})]),
        [supplier_of("S")],
        [upgrade_of("U1", "S", 10 * M), upgrade_of("U2", "S", 10 * M)],
    )
    assert paid(solved(programme)) == {("U1", 2026): {"GOV": 10 * M}, ("U2", 2026): {"OEM": 10 * M}}
