"""Repayment, pools and what a supplier can bear: rounding, instalments, ledgers, to the won."""

from __future__ import annotations

from fractions import Fraction

import pytest

from planner.audit import audit
from planner.audit.books import Books

from .builders import (
    broken_rows,
    excess_of,
    line_of,
    plan_of,
    programme_of,
    purse,
    restated,
    row,
    rules_of,
    supplier_of,
    upgrade_of,
)


def programme(*, suppliers=None, rules=None, **repayment):
    """A (tier-1) and B, which sells to it; 2026 to 2029; GOV and OEM pay everybody."""
    budget = dict.fromkeys(range(2026, 2032), 10_000)
    return programme_of(
        rules_of(
            years={"award": [2026, 2029], "count_until": 2029},
            funders=[purse("GOV", budget=budget), purse("OEM", "oem", budget=budget)],
            repayment={"base": ["GOV"], "pool": "own_chain"} | repayment,
            **(rules or {}),
        ),
        suppliers or [supplier_of("A", consortium="C"), supplier_of("B", 2, consortium="C")],
        [upgrade_of("UA", "A", 1_001, saving_won=100, life_years=3, lead_years=1), upgrade_of("UB", "B")],
        [("B", "A")],
    )


def dues(programme, *awards):
    return dict(Books(programme, plan_of(programme, *awards)).dues)


def test_instalments_with_the_remainder_last():
    """1,001 won in 3 instalments after 2 years of grace: 333, 333 and 335, from 2028 on."""
    trial = programme(grace_years=2, instalments=3)
    assert dues(trial, ("UA", 2026, {"GOV": 1_001})) == {("A", 2028): 333, ("A", 2029): 333, ("A", 2030): 335}


def test_owed_is_rounded_half_up():
    """Half of 1,001 won is 500.5, which is 501; half of 1,000 is 500."""
    trial = programme(ratio=0.5)
    assert dues(trial, ("UA", 2026, {"GOV": 1_001})) == {("A", 2027): 501}
    assert dues(trial, ("UA", 2026, {"GOV": 1_000, "OEM": 1})) == {("A", 2027): 500}


def test_only_base_funders_and_only_tier_1():
    """OEM money is not in the base, and tier-2 gives nothing back."""
    trial = programme()
    assert dues(trial, ("UA", 2026, {"OEM": 1_001}), ("UB", 2026, {"GOV": 1_000})) == {}


def test_support_of_several_years_is_owed_by_year_of_payment():
    """Half of 101 won in 2026 (51) and of 101 in 2027 (51), not of 202 together; two awards of a year together."""
    lines = (line_of("UA", 0, 101), line_of("UA", 1, 101))
    trial = programme(ratio=0.5)
    upgrades = [
        upgrade_of("UA", "A", None, cost_lines=lines),
        upgrade_of("UC", "A", 101),
    ]
    trial = programme_of(trial.rules, list(trial.suppliers.values()), upgrades, [("B", "A")])
    first = ("UA", 2026, {("GOV", 2026): 101, ("GOV", 2027): 101})
    assert dues(trial, first) == {("A", 2027): 51, ("A", 2028): 51}
    assert dues(trial, first, ("UC", 2026, {"GOV": 101})) == {("A", 2027): 101, ("A", 2028): 51}


def test_named_lines_are_given_back():
    """GOV's own line of 400 won counts in what A owes."""
    lines = (line_of("UA", 0, 400, "GOV"), line_of("UA", 0, 600))
    trial = programme()
    trial = programme_of(trial.rules, list(trial.suppliers.values()), [upgrade_of("UA", "A", None, cost_lines=lines)])
    assert dues(trial, ("UA", 2026, {"GOV": 400, "OEM": 600})) == {("A", 2027): 400}


@pytest.mark.parametrize("won", [-1, 1])
def test_stated_repayment_off_by_a_won(won):
    """A repayment row must be what the support gives, to the won."""
    trial = programme()
    plan = plan_of(trial, ("UA", 2026, {"GOV": 1_001}))
    wrong = plan.repayments[0].model_copy(update={"owed_won": 1_001 + won})
    plan = plan.model_copy(update={"repayments": (wrong,)}).sealed()
    assert broken_rows(trial, plan) == {"repayment[A,2027]", "repayments[A,2027,owed_won]"}
    assert excess_of(trial, plan, "repayment[A,2027]") == 1


def test_repayment_left_out():
    """A repayment that the plan leaves out is missing with its whole amount."""
    trial = programme()
    plan = plan_of(trial, ("UA", 2026, {"GOV": 1_001})).model_copy(update={"repayments": ()}).sealed()
    assert excess_of(trial, plan, "repayment[A,2027]") == 1_001


@pytest.mark.parametrize(("pool", "paid"), [("own_chain", "A"), ("consortium", "C"), ("programme", "programme")])
def test_pool_pays_what_came_back(pool, paid):
    """1,000 won of A come back in 2027; the pool pays 1,000 then, and one won more is overdrawn by that won."""
    trial = programme(pool=pool)
    row_name = f"pool[{paid},2027]"
    for support, excess in ((1_000, 0), (999, 1)):
        plan = plan_of(
            trial,
            ("UA", 2026, {"GOV": support, "OEM": 1_001 - support}),
            ("UB", 2027, {(f"pool:{paid}", 2027): 1_000}),
        )
        assert excess_of(trial, plan, row_name) == excess
        assert (row_name in broken_rows(trial, plan)) is bool(excess)


@pytest.mark.parametrize(("support", "lost"), [(1_000, 10), (1_001, 11)])
@pytest.mark.parametrize(("paid", "excess"), [(990, 0), (991, 1)])
def test_loss_is_rounded_up(support, lost, paid, excess):
    """1 % of 1,000 won is 10, of 1,001 it is 10.01 and so 11: either way 990 won are there to pay."""
    trial = programme(loss=0.01)
    tier_1 = {"GOV": support, "OEM": 1_001 - support} if support < 1_001 else {"GOV": support}
    tier_2 = {("pool:A", 2027): paid, ("GOV", 2027): 1_000 - paid}
    plan = plan_of(trial, ("UA", 2026, tier_1), ("UB", 2027, tier_2))
    (account,) = [account for account in plan.pools if account.year == 2027]
    assert (account.received, account.lost) == (support, lost)
    assert excess_of(trial, plan, "pool[A,2027]") == excess


def test_balance_is_kept_for_later_years():
    """What comes back in 2027 can be spent in 2029, not in 2026."""
    trial = programme()
    first = ("UA", 2026, {"GOV": 1_001})
    assert broken_rows(trial, plan_of(trial, first, ("UB", 2029, {("pool:A", 2029): 1_000}))) == set()
    early = plan_of(trial, first, ("UB", 2026, {"pool:A": 1_000}))
    assert broken_rows(trial, early) == {"pool[A,2026]"}
    assert excess_of(trial, early, "pool[A,2026]") == 1_000


def test_what_falls_due_after_the_award_years_is_still_to_come():
    """Support of 2029 is owed in 2030: no pool receives it, and the plan says how much is still to come."""
    trial = programme()
    plan = plan_of(trial, ("UA", 2029, {("GOV", 2029): 1_001}))
    assert audit(trial, plan).passed
    assert plan.pools == ()
    assert (plan.indicators.owed_won, plan.indicators.still_to_come_won) == (1_001, 1_001)


def test_pool_pays_in_award_years_only():
    """A line of 2030 cannot be paid by a pool, however full it is."""
    trial = programme()
    lines = (line_of("UB", 1, 1_000),)
    upgrades = [trial.upgrades["UA"], upgrade_of("UB", "B", None, cost_lines=lines)]
    trial = programme_of(trial.rules, list(trial.suppliers.values()), upgrades, [("B", "A")])
    plan = plan_of(trial, ("UA", 2026, {"GOV": 1_001}), ("UB", 2029, {("pool:A", 2030): 1_000}))
    assert broken_rows(trial, plan) == {"pool[A,2030]"}


def test_pool_without_a_rule_of_repayment():
    """A programme without repayment has no pool: a payment from one is broken, not an error."""
    trial = programme_of(rules_of(), [supplier_of("B", 2)], [upgrade_of("UB", "B")])
    plan = plan_of(trial, ("UB", 2026, {"GOV": 999, "pool:A": 1}))
    assert broken_rows(trial, plan) == {"payer[UB,2026]", "pool[A,2026]"}


def test_tier_1_without_a_consortium_feeds_no_pool():
    """Under consortium pools, what a tier-1 supplier without one gives back is owed and fills no pool."""
    suppliers = [supplier_of("A"), supplier_of("B", 2, consortium="C")]
    trial = programme(suppliers=suppliers, pool="consortium")
    plan = plan_of(trial, ("UA", 2026, {"GOV": 1_001}))
    assert audit(trial, plan).passed
    assert plan.pools == ()
    assert [due.pool for due in plan.repayments] == [""]


@pytest.mark.parametrize(("capacity", "excess"), [(951, 0), (950, 1)])
def test_affordability(capacity, excess):
    """Half of the 100 won that UA saves in 2027 (lead 1, so it runs from 2027 on), and what A declares, bear 1,001."""
    trial = programme(
        suppliers=[supplier_of("A", repay_capacity_won=capacity), supplier_of("B", 2)],
        rules={"affordability": {"share_of_savings": 0.5}},
    )
    plan = plan_of(trial, ("UA", 2026, {"GOV": 1_001}))
    assert excess_of(trial, plan, "affordability[A,2027]") == excess
    assert broken_rows(trial, plan) == ({"affordability[A,2027]"} if excess else set())


@pytest.mark.parametrize(("grace", "limit"), [(1, 50), (3, 50), (4, 0)])
def test_affordability_only_while_in_operation(grace, limit):
    """UA, awarded in 2026 with a lead of 1 and a life of 3, saves in 2027, 2028 and 2029, not in 2030."""
    trial = programme(rules={"affordability": {"share_of_savings": 0.5, "capacity_if_blank": 0}}, grace_years=grace)
    plan = plan_of(trial, ("UA", 2026, {"GOV": 1_001}))
    assert row(audit(trial, plan), f"affordability[A,{2026 + grace}]").limit == limit


def test_affordability_counts_the_share():
    """A part saves its share: 500 of 1,001 won give 500 / 1,001 x 100 x 0.5, beside 7 won for a blank capacity."""
    trial = programme(rules={"affordability": {"share_of_savings": 0.5, "capacity_if_blank": 7}})
    plan = plan_of(trial, ("UA", 2026, {"GOV": 500}))
    assert row(audit(trial, plan), "affordability[A,2027]").limit == 7 + Fraction(500 * 50, 1_001)


@pytest.mark.parametrize(("own", "excess"), [(400, 0), (401, 1)])
def test_own_money(own, excess):
    """A co-payment limit of 400 won in all, over two awards."""
    trial = programme_of(
        rules_of(),
        [supplier_of("S", copay_limit_won=400)],
        [upgrade_of("U", "S", support_rate_min="0.0001"), upgrade_of("V", "S", support_rate_min="0.0001")],
    )
    plan = plan_of(trial, ("U", 2026, {"GOV": 800, "own": 200}), ("V", 2026, {"GOV": 1_200 - own, "own": own - 200}))
    assert excess_of(trial, plan, "own_money[S]") == excess
    assert broken_rows(trial, plan) == ({"own_money[S]"} if excess else set())


def test_own_money_of_a_supplier_that_pays_nothing():
    """All is supported: 0 of 400 won."""
    trial = programme_of(rules_of(), [supplier_of("S", copay_limit_won=400)], [upgrade_of("U", "S")])
    finding = row(audit(trial, plan_of(trial, ("U", 2026, {"GOV": 1_000}))), "own_money[S]")
    assert (finding.value, finding.limit) == (0, 400)


def test_own_money_without_a_limit():
    """A blank limit is no rule."""
    trial = programme_of(rules_of(), [supplier_of("S")], [upgrade_of("U", "S", support_rate_min="0.0001")])
    plan = restated(trial, plan_of(trial, ("U", 2026, {"GOV": 1, "own": 999})))
    assert audit(trial, plan).passed


def test_stated_repayment_to_another_pool():
    """What A owes goes to the pool of its own chain, and the row says so."""
    trial = programme()
    plan = plan_of(trial, ("UA", 2026, {"GOV": 1_001}))
    wrong = plan.repayments[0].model_copy(update={"pool": "elsewhere"})
    plan = plan.model_copy(update={"repayments": (wrong,)}).sealed()
    assert broken_rows(trial, plan) == {"repayments[A,2027,pool]"}
    assert str(row(audit(trial, plan), "repayments[A,2027,pool]").remark) == "It goes to the pool A."
