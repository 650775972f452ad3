"""Co-funding and matching: both limits at their edge, wherever they hold, and equalities within one won."""

from __future__ import annotations

from fractions import Fraction

import pytest

from planner.audit import audit

from .builders import broken_rows, excess_of, plan_of, programme_of, purse, row, rules_of, supplier_of, upgrade_of


def two_purses(**rule):
    """HMC's money against MOTIR's, over two years; any support is accepted."""
    budget = {2026: 9_000, 2027: 9_000}
    return programme_of(
        rules_of(
            years={"award": [2026, 2027], "count_until": 2027},
            funders=[purse("MOTIR", budget=budget), purse("HMC", "oem", budget=budget)],
            co_funding=[{"funder": "HMC", "of": "MOTIR"} | rule],
        ),
        [supplier_of("S")],
        [upgrade_of("U", "S", support_rate_min="0.0001"), upgrade_of("V", "S", support_rate_min="0.0001")],
    )


def paid(programme, motir, hmc, upgrade="U", year=2026):
    return (
        upgrade,
        year,
        {("MOTIR", year): motir, ("HMC", year): hmc, ("own", year): 1_000 - motir - hmc},
    )


@pytest.mark.parametrize(("hmc", "excess"), [(199, 1), (200, 0)])
def test_co_funding_at_least(hmc, excess):
    """At least 40 % of MOTIR's 500 won: 200, and 199 is one too few of HMC's won."""
    trial = two_purses(at_least=0.4)
    plan = plan_of(trial, paid(trial, 500, hmc))
    assert excess_of(trial, plan, "co_funding[1,at_least,programme]") == excess
    assert broken_rows(trial, plan) == ({"co_funding[1,at_least,programme]"} if excess else set())


@pytest.mark.parametrize(("hmc", "excess"), [(200, 0), (201, 1)])
def test_co_funding_at_most(hmc, excess):
    """At most 40 % of MOTIR's 500 won."""
    trial = two_purses(at_most=0.4)
    plan = plan_of(trial, paid(trial, 500, hmc))
    assert excess_of(trial, plan, "co_funding[1,at_most,programme]") == excess


@pytest.mark.parametrize(
    ("hmc", "broken"),
    [
        (199, {"co_funding[1,at_least,programme]"}),
        (200, set()),
        (201, set()),
        (202, {"co_funding[1,at_most,programme]"}),
    ],
)
def test_co_funding_equality_within_a_won(hmc, broken):
    """40 % of 502 won is 200.8: 200 and 201 are within a won of it, 199 and 202 are not; the audit states the limit."""
    trial = two_purses(at_least=0.4, at_most=0.4)
    plan = plan_of(trial, paid(trial, 502, hmc))
    assert broken_rows(trial, plan) == broken
    report = audit(trial, plan)
    assert row(report, "co_funding[1,at_least,programme]").limit == Fraction(1_998, 10)
    assert row(report, "co_funding[1,at_most,programme]").limit == Fraction(2_018, 10)


@pytest.mark.parametrize(
    ("over", "broken"),
    [
        ("programme", set()),
        ("year", {"co_funding[1,at_least,2026]"}),
        ("award", {"co_funding[1,at_least,U,2026]"}),
    ],
)
def test_co_funding_over(over, broken):
    """HMC gives nothing of U in 2026 and enough of V in 2027: enough over the programme, not by year or award."""
    trial = two_purses(at_least=0.4, over=over)
    plan = plan_of(trial, paid(trial, 500, 0), paid(trial, 500, 400, "V", 2027))
    trimmed = {name for name in broken_rows(trial, plan) if not name.startswith("funding")}
    assert trimmed == broken


def with_pool(**rule):
    """A's chain with B; MSS against the pool, any support accepted; B's two upgrades cost 1,000 won each."""
    return programme_of(
        rules_of(
            years={"award": [2026, 2029], "count_until": 2029},
            funders=[
                purse("MOTIR", pays={"tier": 1}, budget={2026: 1_000}),
                purse("MSS", pays={"tier": 2}, budget=dict.fromkeys(range(2026, 2030), 5_000)),
            ],
            repayment={"base": "MOTIR", "pool": "own_chain"},
            matching=[{"funder": "MSS"} | rule],
        ),
        [supplier_of("A"), supplier_of("B", 2)],
        [
            upgrade_of("UA", "A"),
            upgrade_of("UB", "B", support_rate_min="0.0001"),
            upgrade_of("UC", "B", support_rate_min="0.0001"),
        ],
        [("B", "A")],
    )


def matched(programme, mss, pool):
    own = 1_000 - mss - pool
    return plan_of(
        programme,
        ("UA", 2026, {"MOTIR": 1_000}),
        ("UB", 2027, {("MSS", 2027): mss, ("pool:A", 2027): pool, ("own", 2027): own}),
    )


@pytest.mark.parametrize(("mss", "excess"), [(300, 0), (301, 1)])
def test_matching_at_most(mss, excess):
    """1 : 1 with the pool's 300 won."""
    trial = with_pool(at_most=1)
    assert excess_of(trial, matched(trial, mss, 300), "matching[1,at_most,UB,2027]") == excess
    assert broken_rows(trial, matched(trial, mss, 300)) == ({"matching[1,at_most,UB,2027]"} if excess else set())


@pytest.mark.parametrize(("mss", "excess"), [(149, 1), (150, 0)])
def test_matching_at_least(mss, excess):
    """At least half of the pool's 300 won."""
    trial = with_pool(at_least=0.5)
    assert excess_of(trial, matched(trial, mss, 300), "matching[1,at_least,UB,2027]") == excess


@pytest.mark.parametrize("mss", [298, 299, 301, 302])
def test_matching_equality_within_a_won(mss):
    """1 : 1 with the pool's 300 won, as an equality: 299 to 301 hold."""
    trial = with_pool(at_least=1, at_most=1)
    assert audit(trial, matched(trial, mss, 300)).passed is (mss in (299, 301))


@pytest.mark.parametrize(
    ("over", "broken"),
    [
        ("programme", set()),
        ("year", {"matching[1,at_most,2027]"}),
        ("award", {"matching[1,at_most,UB,2027]"}),
    ],
)
def test_matching_over(over, broken):
    """MSS pays alone for UB in 2027, the pool alone for UC in 2028: even over the programme, not by year or award."""
    trial = with_pool(at_most=1, over=over)
    plan = plan_of(
        trial,
        ("UA", 2026, {"MOTIR": 1_000}),
        ("UB", 2027, {("MSS", 2027): 500, ("own", 2027): 500}),
        ("UC", 2028, {("pool:A", 2028): 500, ("own", 2028): 500}),
    )
    assert broken_rows(trial, plan) == broken
