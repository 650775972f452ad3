"""Credits by hand: who gets them, in which years, whose they are, what they are worth and what is lent back."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from planner.plan.credits import credit_bundles, credit_ledger
from planner.plan.ledgers import funder_ledger, last_purse_year
from planner.plan.plan import CreditBundle
from planner.programme.programme import Programme
from planner.programme.signed import Signed
from tests.audit.builders import award_of, programme_of, purse, rules_of, supplier_of, upgrade_of
from tests.plan.figures_of import kilograms_of

SIZES = [
    {"name": "micro", "at_most_t": 100, "bundle_at_most_t": 500},
    {"name": "small", "at_most_t": 3_000, "bundle_at_most_t": 15_000},
    {"name": "general"},
]


def one(tonnes: str = "10", horizon: int = 2060, lead: int = 0, life: int = 30, **offsets: Any) -> Programme:
    """One creditable upgrade of 1,000 won; the obligation is a million tonnes unless more is said."""
    stated = {"share_of_obligation": 1, "obligation_t": {2026: 1_000_000}} | offsets
    return programme_of(
        rules_of(years={"award": [2026, 2028], "count_until": horizon}, offsets=stated),
        [supplier_of("S")],
        [upgrade_of("U", "S", tonnes=tonnes, life_years=life, lead_years=lead, creditable=True)],
    )


def credited(programme: Programme, award_year: int = 2026) -> list[int]:
    """The years with credits."""
    ledger = credit_ledger(programme, kilograms_of(programme, ("U", award_year)), 2100)
    return [row.year for row in ledger if row.creditable_t]


def test_credits_begin_after_approval_and_after_the_lead_time():
    """Awarded in 2026 with a lead of 1 year: in operation from 2027. Approved after 3 years: credited from 2029 on,
    for ten years. With a lag of 1 the first tonnes come with the approval; with none, approval waits for the tonnes.
    """
    assert credited(one(lead=1, approval_lag_years=3)) == list(range(2029, 2039))
    assert credited(one(lead=1, approval_lag_years=1)) == list(range(2027, 2037))
    assert credited(one(lead=1)) == list(range(2027, 2037))


def test_a_fixed_period_of_ten_years_or_seven_renewed_twice():
    """One year of approval: 2027 to 2036, or 3 x 7 = 21 years, 2027 to 2047; never beyond life or horizon."""
    renewed = {"approval_lag_years": 1, "crediting": {"years": 7, "renewals": 2}}
    assert credited(one(approval_lag_years=1, crediting={"years": 10})) == list(range(2027, 2037))
    assert credited(one(**renewed)) == list(range(2027, 2048))
    assert credited(one(life=5, **renewed)) == list(range(2027, 2031))
    assert credited(one(horizon=2040, **renewed)) == list(range(2027, 2041))


def test_every_counting_year_has_a_row():
    ledger = credit_ledger(one(horizon=2030), {}, 2030)
    assert [row.year for row in ledger] == [2026, 2027, 2028, 2029, 2030]
    assert {row.creditable_t for row in ledger} == {Decimal(0)}


def test_the_split_leaves_what_rounding_leaves_to_the_state():
    """10,001 kg: the OEM's half is 5,000.5, so 5,000; the supplier's 30 % 3,000.3, so 3,000; the state has 2,001."""
    programme = one("10.001", horizon=2028, split={"oem": 0.5, "supplier": 0.3, "state": 0.2})
    row = credit_ledger(programme, kilograms_of(programme, ("U", 2026)), 2028)[0]
    assert (row.creditable_t, row.oem_t, row.supplier_t) == (Decimal("10.001"), 5, 3)
    assert row.state_t == Decimal("2.001")


def paths() -> Programme:
    """10 t/yr against 5 % of an obligation of 100 t in 2026 rising to 200 t in 2030, at 10,000 to 14,000 won/t; half of
    the value is lent to HMC the year after.
    """
    return programme_of(
        rules_of(
            years={"award": [2026, 2028], "count_until": 2032},
            funders=[purse("HMC", "oem", budget={2026: 100_000}, carry_over={"at_most": 30_000}), purse("GOV")],
            offsets={
                "share_of_obligation": 0.05,
                "obligation_t": {2026: 100, 2030: 200},
                "price_won_per_t": {2026: 10_000, 2030: 14_000},
                "lend_back": {"funder": "HMC", "share": 0.5},
            },
        ),
        [supplier_of("S")],
        [upgrade_of("U", "S", 200_000, life_years=10, tonnes=10, creditable=True), upgrade_of("V", "S", 200_000)],
    )


def test_use_value_and_surplus_follow_their_paths():
    """2026: 5 % of 100 t are 5 t, worth 50,000 won; 2028: 7.5 t x 12,000 = 90,000; from 2030 on all 10 t x 14,000."""
    programme = paths()
    ledger = {row.year: row for row in credit_ledger(programme, kilograms_of(programme, ("U", 2026)), 2028)}
    used = {year: (float(row.usable_t), float(row.surplus_t), row.value_won) for year, row in ledger.items()}
    assert used == {
        2026: (5, 5, 50_000),
        2027: (6.25, 3.75, 68_750),
        2028: (7.5, 2.5, 90_000),
        2029: (8.75, 1.25, 113_750),
        2030: (10, 0, 140_000),
        2031: (10, 0, 140_000),
        2032: (10, 0, 140_000),
    }


def test_half_the_value_is_lent_while_the_purse_is_kept():
    """50,000 / 2 and 68,750 / 2; what 2028 is worth would come in 2029, when no purse is kept any more."""
    programme = paths()
    ledger = credit_ledger(programme, kilograms_of(programme, ("U", 2026)), 2028)
    assert [row.lent_won for row in ledger] == [25_000, 34_375, 0, 0, 0, 0, 0]


def test_what_is_lent_is_spent_carried_or_lapses_like_any_money():
    """HMC may carry 30,000. 2026: 100,000 - 60,000 leaves 40,000, of which 10,000 lapse. 2027: 30,000 + 25,000 lent
    - 50,000 leaves 5,000. 2028: 5,000 + 34,375 lent - 0 leaves 39,375: 30,000 carried, 9,375 lapse.
    """
    programme = paths()
    awards = [
        award_of(programme, "U", 2026, {"HMC": 60_000, "GOV": 140_000}),
        award_of(programme, "V", 2027, {"HMC": 50_000}),
    ]
    assert last_purse_year(programme, awards) == 2028
    credit_years = credit_ledger(programme, kilograms_of(programme, ("U", 2026)), 2028)
    account = {
        row.year: (row.carried_in, row.budget, row.lent, row.spent, row.carried_out, row.lapsed)
        for row in funder_ledger(programme, awards, credit_years, Signed(programme))
        if row.funder == "HMC"
    }
    assert account == {
        2026: (0, 100_000, 0, 60_000, 30_000, 10_000),
        2027: (30_000, 0, 25_000, 50_000, 5_000, 0),
        2028: (5_000, 0, 34_375, 0, 30_000, 9_375),
    }
    ledger = funder_ledger(programme, awards, credit_years, Signed(programme))
    assert all(row.lent == 0 for row in ledger if row.funder == "GOV")


@pytest.mark.parametrize("mark", [{"ets_covered": True}, {"ets_covered": False}])
def test_only_creditable_upgrades_outside_the_trading_scheme_count(mark: dict[str, bool]):
    programme = programme_of(
        rules_of(offsets={"share_of_obligation": 1, "obligation_t": {2026: 1_000}}),
        [supplier_of("S", **mark)],
        [upgrade_of("U", "S", tonnes=7, creditable=True), upgrade_of("V", "S", tonnes=5)],
    )
    (row,) = credit_ledger(programme, kilograms_of(programme, ("U", 2026), ("V", 2026)), 2026)
    assert row.creditable_t == (0 if mark["ets_covered"] else 7)


def test_years_that_emit_more_take_from_the_others_but_never_below_zero():
    """10 MWh/yr replace 3 t/yr of fuel: -2 t at 0.5 t/MWh, -1 t at 0.4, +1 t at 0.2. Another saves 1.5 t/yr."""
    programme = programme_of(
        rules_of(
            years={"award": [2026, 2026], "count_until": 2029},
            factors={"grid_t_per_mwh": {2026: 0.5, 2027: 0.4, 2029: 0.2}},
            offsets={"share_of_obligation": 1, "obligation_t": {2026: 1_000}},
        ),
        [supplier_of("S")],
        [
            upgrade_of("U", "S", tonnes=None, electricity_mwh=-10, other_t=3, life_years=10, creditable=True),
            upgrade_of("V", "S", tonnes="1.5", life_years=10, creditable=True),
        ],
    )
    ledger = credit_ledger(programme, kilograms_of(programme, ("U", 2026), ("V", 2026)), 2026)
    assert [float(row.creditable_t) for row in ledger] == [0, 0.5, 1.5, 2.5]


def bundled(classes: list[dict[str, Any]], **projects: tuple[str | None, list[int]]) -> list[CreditBundle]:
    """The bundles of suppliers in consortia, each with upgrades of so many tonnes a year, all awarded whole in 2026."""
    programme = programme_of(
        rules_of(
            years={"award": [2026, 2026], "count_until": 2030},
            offsets={
                "share_of_obligation": 1,
                "obligation_t": {2026: 1},
                "approval_lag_years": 1,
                "bundles": {"by": "consortium", "classes": classes},
            },
        ),
        [supplier_of(name, consortium=consortium) for name, (consortium, _) in projects.items()],
        [
            upgrade_of(f"{name}{number}", name, tonnes=tonnes, life_years=3, creditable=True)
            for name, (_, all_tonnes) in projects.items()
            for number, tonnes in enumerate(all_tonnes)
        ],
    )
    return list(credit_bundles(programme, kilograms_of(programme, *((name, 2026) for name in programme.upgrades))))


def test_bundles_of_the_size_classes():
    """Micro up to 100 t/yr, 500 t/yr in a bundle; small up to 3,000 and 15,000 t/yr; general without limits.

    C1: five micro projects of 100 t are exactly 500 t, and a small one of 101 t. C2: six of 90 t are 540 t, too many
    for one bundle; five of 3,000 t are exactly 15,000 t. C3: 15,001 t in six small projects; one of 3,001 t is general.
    """
    rows = bundled(
        SIZES,
        A=("C1", [100] * 5 + [101]),
        B=("C2", [90] * 6 + [3_000] * 5),
        C=("C3", [3_000, 3_000, 3_000, 3_000, 2_000, 1_001, 3_001]),
    )
    told = [
        (row.bundle, row.size_class, row.projects, float(row.tonnes_per_year), row.limit_t, row.kept) for row in rows
    ]
    assert told == [
        ("C1", "micro", 5, 500, 500, True),
        ("C1", "small", 1, 101, 15_000, True),
        ("C2", "micro", 6, 540, 500, False),
        ("C2", "small", 5, 15_000, 15_000, True),
        ("C3", "small", 6, 15_001, 15_000, False),
        ("C3", "general", 1, 3_001, None, True),
    ]


def test_a_supplier_without_the_mark_and_a_project_above_every_class():
    """4,000 t/yr fit neither class: it is in none, and no bundle holds it."""
    (micro, none) = bundled(SIZES[:2], A=(None, [4_000, 50]))
    assert (micro.bundle, micro.size_class, micro.projects, micro.kept) == ("-", "micro", 1, True)
    assert (none.bundle, none.size_class, none.limit_t, none.kept) == ("-", "-", None, False)


def test_a_project_that_saves_nothing_while_credited_is_in_no_bundle():
    """Approved in 2027; life ends with 2026."""
    assert bundled(SIZES, A=("C", [0])) == []
    programme = one(horizon=2030, life=1, approval_lag_years=1, bundles={"classes": SIZES})
    assert credit_bundles(programme, kilograms_of(programme, ("U", 2026))) == ()


@pytest.mark.parametrize(("tonnes", "bundles"), [("0.001", 1), ("0.0004", 0)])
def test_the_least_that_is_bundled(tonnes, bundles):
    """A kilogram a year is credited and bundled; what rounds to nothing is neither."""
    programme = one(tonnes, bundles={"classes": SIZES})
    assert len(credit_bundles(programme, kilograms_of(programme, ("U", 2026)))) == bundles
