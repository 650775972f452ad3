"""Credits lent back: what the OEM saves by credits of one year pays for upgrades in the next."""

from __future__ import annotations

from typing import Any

import pytest

from planner.programme.programme import Programme
from tests.audit.builders import programme_of, purse, rules_of, supplier_of, upgrade_of
from tests.golden.solving import M, paid, solved, spent, tonnes

PRICE = 50_000


def programme_with(
    carry_over: Any = "none",
    first_year: int = 2028,
    last: int = 2028,
    upgrades: list[Any] | None = None,
    rules: dict[str, Any] | None = None,
    **offsets: Any,
) -> Programme:
    """The OEM has 100 M in 2026 and nothing later. U takes it: 1,000 t/yr for two years, credited from 2027, a credit
    worth 50,000 won; nine tenths are the OEM's. V could follow: 80 M for 80 t.
    """
    return programme_of(
        rules_of(
            years={"award": [2026, last], "count_until": last},
            funders=[purse("OEM", "oem", budget={2026: 100 * M}, carry_over=carry_over)],
            offsets={
                "approval_lag_years": 1,
                "split": {"oem": 0.9, "supplier": 0.1},
                "share_of_obligation": 0.5,
                "obligation_t": {2026: 1_600},
                "price_won_per_t": {2026: PRICE},
                "lend_back": {"funder": "OEM"},
            }
            | offsets,
            **(rules or {}),
        ),
        [supplier_of("S", ets_covered=False), supplier_of("T")],
        [
            upgrade_of("U", "S", 100 * M, tonnes=1_000, life_years=2, last_year=2026, creditable=True),
            upgrade_of("V", "T", 80 * M, tonnes=80, first_year=first_year),
            *(upgrades or []),
        ],
    )


@pytest.mark.parametrize(
    ("offsets", "lent"),
    [
        ({}, 40),  # of 900 t the obligation of 1,600 t takes half: 800 t
        ({"share_of_obligation": 1}, 45),  # all of the OEM's 900 t
        ({"split": {"oem": 0.4, "state": 0.6}}, 20),  # 400 t
        ({"price_won_per_t": {2025: 0, 2029: 100_000}}, 40),  # half way between
        ({"lend_back": {"funder": "OEM", "share": 0.25}}, 10),
    ],
)
def test_credits_of_2027_pay_in_2028(offsets: dict[str, Any], lent: int):
    """U saves 2,000 t in 2026 and 2027; V gets what the credits of 2027 are worth, at a million won a tonne."""
    plan = solved(programme_with(**offsets))
    assert paid(plan) == {("U", 2026): {"OEM": 100 * M}, ("V", 2028): {"OEM": lent * M}}
    assert tonnes(plan) == 2_000 + lent
    assert {row.year: row.lent for row in plan.funders if row.lent} == {2028: lent * M}
    assert {row.year: row.lent_won for row in plan.credits if row.lent_won} == {2027: lent * M}


@pytest.mark.parametrize(
    "offsets", [{"approval_lag_years": 2}, {"split": {"oem": 0, "state": 1}}, {"price_won_per_t": {2026: 0}}]
)
def test_without_credits_or_value_nothing_is_lent(offsets: dict[str, Any]):
    """Credited from 2028 on, U saves no more; the state's credits and credits worth nothing lend nothing."""
    assert set(paid(solved(programme_with(**offsets)))) == {("U", 2026)}


def test_suppliers_in_the_trading_scheme_yield_no_credits():
    programme = programme_with()
    suppliers = [supplier_of("S", ets_covered=True), supplier_of("T")]
    plan = solved(programme_of(programme.rules, suppliers, list(programme.upgrades.values())))
    assert set(paid(plan)) == {("U", 2026)}


def test_without_lending_back_credits_are_only_counted():
    plan = solved(programme_with(lend_back=None))
    assert set(paid(plan)) == {("U", 2026)}
    assert [float(row.usable_t) for row in plan.credits] == [0, 800, 0]


@pytest.mark.parametrize(
    ("carry_over", "spent_later"), [("none", {}), ("all", {2029: 40}), ({"at_most": 15 * M}, {2029: 15})]
)
def test_lent_money_is_carried_like_any_other(carry_over: Any, spent_later: dict[int, int]):
    """V cannot come before 2029, the 40 M are lent in 2028."""
    plan = solved(programme_with(carry_over, first_year=2029, last=2029))
    assert spent(plan, "OEM") == {2026: 100 * M} | {year: won * M for year, won in spent_later.items()}


def test_the_crediting_period_ends():
    """U saves for three years here, but one is credited: 2027, lent in 2028. V wants money in 2029: none."""
    programme = programme_with(first_year=2029, last=2029, crediting={"years": 1})
    upgrades = [upgrade_of("U", "S", 100 * M, tonnes=1_000, life_years=3, last_year=2026, creditable=True)]
    plan = solved(programme_of(programme.rules, [*programme.suppliers.values()], [*upgrades, programme.upgrades["V"]]))
    assert set(paid(plan)) == {("U", 2026)}
    renewed = programme_with(first_year=2029, last=2029, crediting={"years": 1, "renewals": 1})
    plan = solved(programme_of(renewed.rules, [*renewed.suppliers.values()], [*upgrades, renewed.upgrades["V"]]))
    assert paid(plan)["V", 2029] == {"OEM": 40 * M}


def test_to_lend_more_a_plan_may_choose_less_at_first():
    """W saves 2,020 t for the same 100 M, U 2,000 t, but U's credits lend 45 M for 45 t of V. Whole, V costs 80 M."""
    rival = upgrade_of("W", "T", 100 * M, tonnes=1_010, life_years=2, last_year=2026)
    parts = programme_with(upgrades=[rival], share_of_obligation=1)
    assert set(paid(solved(parts))) == {("U", 2026), ("V", 2028)}
    whole = programme_with(upgrades=[rival], share_of_obligation=1, rules={"projects": "whole"})
    assert set(paid(solved(whole))) == {("W", 2026)}


def test_no_more_is_credited_than_can_be_used():
    """The obligation takes 800 t, eight ninths of U's 900 t. So W gets a ninth of the money: 2,020 t a hundred million
    against U's 2,000 t: 2,000 x 8/9 + 2,020 / 9 + 40 t.
    """
    rival = upgrade_of("W", "T", 100 * M, tonnes=1_010, life_years=2, last_year=2026)
    plan = solved(programme_with(upgrades=[rival]))
    assert tonnes(plan) == pytest.approx(2_042.222, abs=0.002)


def test_odd_kilograms_and_prices_end_in_whole_won():
    """A third of a tonne and of a won: value and loan are rounded down, and V is paid no more than what was lent."""
    programme = programme_with(
        price_won_per_t={2026: "33333.3"}, share_of_obligation="0.3333", split={"oem": "1/3", "state": "2/3"}
    )
    plan = solved(programme)
    (lent,) = [row.lent for row in plan.funders if row.year == 2028]
    assert lent == 333_333 * 33_333_3 // 10_000  # 333.333 t: a third of 1,000 t, of 533.28 t that the obligation takes
    assert lent - 200 <= spent(plan, "OEM")[2028] <= lent


HEAT = {"factors": {"grid_t_per_mwh": {2026: 0.5, 2027: 0.5, 2028: 0.05}, "gas_t_per_gj": 0}}


def heat_pump(**more: Any) -> Any:
    """Electric heat, mandatory: it emits 500 t more in 2026 and 2027, and 50 t in 2028."""
    return upgrade_of(
        "H",
        "S",
        1,
        tonnes=None,
        electricity_mwh=-1_000,
        life_years=3,
        last_year=2026,
        creditable=True,
        mandatory=True,
        **more,
    )


def test_a_year_below_zero_lends_nothing_and_forbids_nothing():
    """H is awarded although its credits of 2027 are 500 t below zero; U is too small here to lift the year above it."""
    programme = programme_with(upgrades=[heat_pump()], rules=HEAT)
    small = upgrade_of("U", "S", 100 * M - 1, tonnes=400, life_years=2, last_year=2026, creditable=True)
    upgrades = [small, programme.upgrades["H"], programme.upgrades["V"]]
    plan = solved(programme_of(programme.rules, [*programme.suppliers.values()], upgrades))
    assert set(paid(plan)) == {("H", 2026), ("U", 2026)}
    assert [float(row.creditable_t) for row in plan.credits] == [0, 0, 0]


def test_what_is_above_zero_in_total_is_lent():
    """1,000 - 500 t, 450 t of them the OEM's: 22.5 M."""
    programme = programme_with(upgrades=[heat_pump()], rules=HEAT)
    upgrades = [
        upgrade_of("U", "S", 100 * M - 1, tonnes=1_000, life_years=2, last_year=2026, creditable=True),
        programme.upgrades["H"],
        programme.upgrades["V"],
    ]
    plan = solved(programme_of(programme.rules, [*programme.suppliers.values()], upgrades))
    assert paid(plan)["V", 2028] == {"OEM": 22_500_000}
