"""Support rates: full rates, least rates and own rates, to the won."""

from __future__ import annotations

from fractions import Fraction

import pytest

from planner.audit import audit

from .builders import (
    broken_rows,
    excess_of,
    line_of,
    plan_of,
    programme_of,
    purse,
    row,
    rules_of,
    supplier_of,
    upgrade_of,
)


def programme(*, rules=None, **upgrade):
    return programme_of(rules_of(**(rules or {})), [supplier_of("S", size="small")], [upgrade_of("U", "S", **upgrade)])


def paid(programme, support, own):
    payments = {"GOV": support} | ({"own": own} if own else {})
    return plan_of(programme, ("U", 2026, payments))


@pytest.mark.parametrize(("support", "excess"), [(599, 1), (600, 0), (601, 1)])
def test_full_rate_is_exact(support, excess):
    """60 % of 1,001 won is 600.6: the supplier takes 600, neither less nor more."""
    trial = programme(rules={"support_rates": [{"at_most": 0.6}]}, cost_won=1_001)
    plan = paid(trial, support, 1_001 - support)
    assert excess_of(trial, plan, "support[U,2026]") == excess
    assert broken_rows(trial, plan) == ({"support[U,2026]"} if excess else set())


def test_least_of_the_matching_rates():
    """60 % for all, 40 % for small ones, 10 % for large ones: a small supplier gets 40 %."""
    rates = [{"at_most": 0.6}, {"at_most": 0.4, "size": "small"}, {"at_most": 0.1, "size": "large"}]
    trial = programme(rules={"support_rates": rates})
    assert broken_rows(trial, paid(trial, 400, 600)) == set()
    assert excess_of(trial, paid(trial, 401, 599), "support[U,2026]") == 1


def test_rate_by_class_of_technology():
    """A rate for a class holds for its technologies."""
    rules = {
        "technology_classes": {"air": ["compressor"]},
        "support_rates": [{"at_most": 0.6}, {"at_most": 0.3, "technology_class": "air"}],
    }
    trial = programme(rules=rules)
    assert broken_rows(trial, paid(trial, 300, 700)) == set()


def test_support_by_year_of_payment():
    """Rate 1/3 on lines of 100, 100 and 100 won in three years: floor(33.3) = 33, floor(66.7) - 33 = 33,
    100 - 66 = 34. A won moved between years keeps the sum and breaks two years.
    """
    lines = tuple(line_of("U", offset, 100) for offset in range(3))
    budget = dict.fromkeys(range(2026, 2029), 1_000)
    trial = programme_of(
        rules_of(funders=[purse("GOV", budget=budget)], support_rates=[{"at_most": "1/3"}]),
        [supplier_of("S")],
        [upgrade_of("U", "S", None, cost_lines=lines)],
    )
    good = {("GOV", 2026): 33, ("own", 2026): 67, ("GOV", 2027): 33, ("own", 2027): 67, ("GOV", 2028): 34}
    good[("own", 2028)] = 66
    assert broken_rows(trial, plan_of(trial, ("U", 2026, good))) == set()
    moved = good | {("GOV", 2027): 34, ("own", 2027): 66, ("GOV", 2028): 33, ("own", 2028): 67}
    broken = audit(trial, plan_of(trial, ("U", 2026, moved))).broken
    assert [(f.row, f.value, f.limit) for f in broken] == [("support[U,2026]", 34, 33), ("support[U,2026]", 33, 34)]


@pytest.mark.parametrize(("support", "kept"), [(333, False), (334, True), (600, True), (601, False)])
def test_least_rate(support, kept):
    """Least rate 1/3, full rate 60 %, 1,000 won: from ceil(333.3) = 334 to 600."""
    trial = programme(rules={"support_rates": [{"at_most": 0.6}]}, support_rate_min="1/3")
    assert broken_rows(trial, paid(trial, support, 1_000 - support)) == (set() if kept else {"support[U,2026]"})


def test_least_rate_above_the_full_rate():
    """A supplier that accepts no less than 70 % of an upgrade with 60 % cannot be awarded, whatever is paid."""
    trial = programme(rules={"support_rates": [{"at_most": 0.6}]}, support_rate_min=0.7)
    for support in (600, 700):
        assert "support[U,2026]" in broken_rows(trial, paid(trial, support, 1_000 - support))


def test_support_without_anybody_who_may_give_it():
    """The only purse pays tier-2: an upgrade at tier-1 cannot be awarded, not even at the supplier's cost."""
    trial = programme(rules={"funders": [purse("GOV", pays={"tier": 2})]})
    assert broken_rows(trial, plan_of(trial, ("U", 2026, {"own": 1_000}))) == {"support[U,2026]"}


def test_support_at_a_rate_of_0():
    """A rate of 0 is a rule: nothing can be awarded."""
    trial = programme(rules={"support_rates": [{"at_most": 0}]})
    assert broken_rows(trial, plan_of(trial, ("U", 2026, {"own": 1_000}))) == {"support[U,2026]"}


def test_named_line_makes_up_for_missing_payers():
    """GOV may not pay tier-1, but pays its own line of 400 won there; the supplier pays the shared 600."""
    trial = programme_of(
        rules_of(funders=[purse("GOV", pays={"tier": 2})]),
        [supplier_of("S")],
        [upgrade_of("U", "S", None, cost_lines=(line_of("U", 0, 400, "GOV"), line_of("U", 0, 600)))],
    )
    assert broken_rows(trial, plan_of(trial, ("U", 2026, {"GOV": 400, "own": 600}))) == set()
    shared = plan_of(trial, ("U", 2026, {"GOV": 401, "own": 599}))
    assert broken_rows(trial, shared) == {"support[U,2026]", "payer[U,2026]"}


@pytest.mark.parametrize(("first", "excess"), [(300, 0), (301, 1)])
def test_own_rate(first, excess):
    """GOV gives at most 30 % of 1,000 won where GOV2 has no own rate and all together give 50 %."""
    funders = [purse("GOV", rate=0.3), purse("GOV2")]
    trial = programme(rules={"funders": funders, "support_rates": [{"at_most": 0.5}]})
    plan = plan_of(trial, ("U", 2026, {"GOV": first, "GOV2": 500 - first, "own": 500}))
    assert excess_of(trial, plan, "own_rate[GOV,U,2026]") == excess
    assert broken_rows(trial, plan) == ({"own_rate[GOV,U,2026]"} if excess else set())


def test_own_rate_by_size_and_the_least_that_matches():
    """Own rates are the least of those that match: 30 % for small ones, not 40 % for all."""
    rates = [{"at_most": 0.4}, {"at_most": 0.3, "size": "small"}, {"at_most": 0.1, "size": "large"}]
    funders = [purse("GOV", rate=rates), purse("GOV2")]
    trial = programme(rules={"funders": funders})
    plan = plan_of(trial, ("U", 2026, {"GOV": 301, "GOV2": 699}))
    assert row(audit(trial, plan), "own_rate[GOV,U,2026]").limit == 300


@pytest.mark.parametrize(("first", "excess"), [(300, 0), (301, 0), (302, Fraction(7, 10))])
def test_own_rates_that_meet_the_full_rate_hold_within_a_won(first, excess):
    """30 % each of 1,001 won: the full rate is their sum, 60 %, so support is 600 and each own limit 300.3 + 1."""
    trial = programme(rules={"funders": [purse("GOV", rate=0.3), purse("GOV2", rate=0.3)]}, cost_won=1_001)
    plan = plan_of(trial, ("U", 2026, {"GOV": first, "GOV2": 600 - first, "own": 401}))
    assert excess_of(trial, plan, "own_rate[GOV,U,2026]") == excess


def test_own_rate_counts_only_what_is_paid_beyond_named_lines():
    """GOV pays its own line of 400 won and 30 % of the shared 1,000."""
    trial = programme_of(
        rules_of(funders=[purse("GOV", rate=0.3), purse("GOV2")]),
        [supplier_of("S")],
        [upgrade_of("U", "S", None, cost_lines=(line_of("U", 0, 400, "GOV"), line_of("U", 0, 1_000)))],
    )
    assert broken_rows(trial, plan_of(trial, ("U", 2026, {"GOV": 700, "GOV2": 700}))) == set()
    assert broken_rows(trial, plan_of(trial, ("U", 2026, {"GOV": 701, "GOV2": 699}))) == {"own_rate[GOV,U,2026]"}


def test_pool_rate():
    """Each pool's own rate is the repayment rule's: at most 20 % of 1,000 won from A's pool."""
    repayment = {"base": ["GOV"], "pool": "own_chain", "pool_rate": 0.2}
    trial = programme_of(
        rules_of(years={"award": [2026, 2028], "count_until": 2028}, repayment=repayment),
        [supplier_of("A"), supplier_of("B", 2)],
        [upgrade_of("UA", "A"), upgrade_of("UB", "B")],
        [("B", "A")],
    )
    for pool, broken in ((200, set()), (201, {"own_rate[pool:A,UB,2027]"})):
        later = {("pool:A", 2027): pool, ("GOV", 2027): 1_000 - pool}
        plan = plan_of(trial, ("UA", 2026, {"GOV": 1_000}), ("UB", 2027, later))
        assert broken_rows(trial, plan) - {"budget[GOV,2027]"} == broken


@pytest.mark.parametrize(("rates", "broken"), [([], set()), ([{"at_most": 1, "tier": 2}], {"support[U,2026]"})])
def test_no_rate_is_not_the_whole(rates, broken):
    """Without any rate 100 % is allowed; with rates of which none takes the upgrade, it cannot be awarded at all."""
    trial = programme(rules={"support_rates": rates})
    assert broken_rows(trial, paid(trial, 1_000, 0)) == broken


def test_lines_that_a_payer_pays_whole_need_no_rate():
    """A rate is for shared cost: an upgrade whose only line the purse pays whole needs none."""
    trial = programme(
        rules={"support_rates": [{"at_most": 1, "tier": 2}]},
        cost_won=None,
        cost_lines=(line_of("U", 0, 1_000, "GOV"),),
    )
    assert broken_rows(trial, paid(trial, 1_000, 0)) == set()


@pytest.mark.parametrize(
    ("others", "support"), [((), {"GOV": 150}), ((purse("OEM", "oem"),), {"GOV": 300, "OEM": 200})]
)
def test_cap_on_all_or_some_of_the_payers(others, support):
    """300 won of GOV are 30 % of 1,000 where nobody else pays, so half the upgrade gets 150; with OEM beside it, they
    are no rate, and half gets its whole 500.
    """
    rules = {"funders": [purse("GOV"), *others], "caps": [{"per": "upgrade", "won": 300, "funders": ["GOV"]}]}
    own = 500 - sum(support.values())
    plan = plan_of(programme(rules=rules), ("U", 2026, support | ({"own": own} if own else {})))
    assert broken_rows(programme(rules=rules), plan) == set()
