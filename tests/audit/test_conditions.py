"""Ceiling phases and thresholds: what an upgrade asks and brings, taken whole, a won and a kilogram around each."""

from __future__ import annotations

from fractions import Fraction

import pytest

from planner.audit import audit
from planner.audit.books import Books

from .builders import broken_rows, line_of, plan_of, programme_of, row, rules_of, supplier_of, upgrade_of

TWO_YEARS = {
    "years": {"award": [2026, 2027], "count_until": 2027},
    "funders": [{"id": "GOV", "kind": "government", "budget": {2026: 9_000, 2027: 9_000}}],
}


def phased(won_per_tonne, *, least_rate=None, rate=1, **upgrade):
    """U of 1,000 won and 2 t, in a phase of 2026; 2027 has none."""
    return programme_of(
        rules_of(
            ceiling_phases=[{"year": 2026, "won_per_lifetime_tonne": won_per_tonne}],
            support_rates=[{"at_most": rate}],
            **TWO_YEARS,
        ),
        [supplier_of("S")],
        [upgrade_of("U", "S", **({"tonnes": 2, "support_rate_min": least_rate} | upgrade))],
    )


@pytest.mark.parametrize(("ceiling", "excess"), [("300", 0), ("299.75", Fraction(1, 2))])
def test_phase_asks_the_full_rate(ceiling, excess):
    """60 % of 1,000 won, 600 won for 2 t: a ceiling of 300 won/t takes it, one of 299.75 lacks half a won."""
    trial = phased(ceiling, rate="0.6")
    plan = plan_of(trial, ("U", 2026, {"GOV": 600, "own": 400}))
    finding = row(audit(trial, plan), "phase[1,U,2026]")
    assert finding.excess == excess
    assert broken_rows(trial, plan) - {"support[U,2026]"} == ({"phase[1,U,2026]"} if excess else set())


def test_phase_has_its_years():
    """What asks for too much in 2026 is awarded in 2027, where the phase has no row."""
    trial = phased(1)
    assert "phase[1,U,2026]" in broken_rows(trial, plan_of(trial, ("U", 2026, {"GOV": 1_000})))
    report = audit(trial, plan_of(trial, ("U", 2027, {("GOV", 2027): 1_000})))
    assert report.passed
    assert not [finding for finding in report.findings if finding.row.startswith("phase[")]


@pytest.mark.parametrize(("won", "kept"), [(400, True), (401, False)])
def test_phase_asks_the_least_rate_and_gives_the_ceiling(won, kept):
    """A supplier that accepts 40 % asks 400 won for 2 t: 200 won/t take it, and its full rate is 40 % then. (What
    rounding the kilograms may take, half a kilogram, is a tenth of a won.)
    """
    trial = phased(200, least_rate="0.4")
    plan = plan_of(trial, ("U", 2026, {"GOV": won, "own": 1_000 - won}))
    assert broken_rows(trial, plan) == (set() if kept else {"phase[1,U,2026]", "support[U,2026]"})
    finding = row(audit(trial, plan), "phase[1,U,2026]")
    assert (finding.value, finding.limit) == (won, Fraction(4_001, 10))


def test_phase_refuses_a_least_rate_above_it():
    """40 % of 1,000 won are more than 199 won/t give for 2 t, however little is paid."""
    trial = phased(199, least_rate="0.4")
    finding = row(audit(trial, plan_of(trial, ("U", 2026, {"GOV": 1, "own": 999}))), "phase[1,U,2026]")
    assert (finding.value, finding.limit) == (400, 398)


@pytest.mark.parametrize(("ceiling", "kept"), [(550, True), (549, False)])
def test_phase_counts_named_lines(ceiling, kept):
    """100 won of a named line and all of 1,000 shared won: 1,100 won for 2 t, 550 won/t."""
    lines = (line_of("U", 0, 1_000), line_of("U", 0, 100, "GOV"))
    trial = phased(ceiling, cost_won=None, cost_lines=lines)
    plan = plan_of(trial, ("U", 2026, {"GOV": 1_100}))
    assert ("phase[1,U,2026]" in broken_rows(trial, plan)) is not kept


@pytest.mark.parametrize(("first", "second", "broken"), [(500, 500, set()), (500, 499, {2}), (499, 499, {1, 2})])
def test_two_phases(first, second, broken):
    """The full rate without any phase, all of 1,000 won for 2 t, is asked of each phase: two phases alike are one."""
    trial = programme_of(
        rules_of(
            ceiling_phases=[
                {"year": 2026, "won_per_lifetime_tonne": first},
                {"year": [2026, 2027], "won_per_lifetime_tonne": second},
            ],
        ),
        [supplier_of("S")],
        [upgrade_of("U", "S", tonnes=2)],
    )
    plan = plan_of(trial, ("U", 2026, {"GOV": 1_000}))
    rows = {f"phase[{number},U,2026]" for number in broken}
    assert broken_rows(trial, plan) - {"support[U,2026]"} == rows


def thresholds(**threshold):
    """U of 1,000 won, at 60 %, 2 t a year from 2027 on; S emits 100 t, N nobody knows what."""
    return programme_of(
        rules_of(
            thresholds=[threshold],
            support_rates=[{"at_most": "0.6"}],
            years={"award": [2026, 2027], "count_until": 2027},
            funders=[{"id": "GOV", "kind": "government", "budget": {2026: 9_000, 2027: 9_000}}],
        ),
        [supplier_of("S", baseline_t=100), supplier_of("N"), supplier_of("Z", baseline_t=0)],
        [upgrade_of("U" + name, name, 1_001, tonnes=2, lead_years=1, life_years=5) for name in "SNZ"],
    )


@pytest.mark.parametrize(
    ("threshold", "value", "unit", "kept"),
    [
        ({"least_support_won": 600}, 600, "won", True),
        ({"least_support_won": 601}, 600, "won", False),
        ({"least_annual_tonnes": 2}, 2_000, "kg", True),
        ({"least_annual_tonnes": "2.001"}, 2_000, "kg", False),
        ({"least_share_of_baseline": "0.02"}, Fraction(2, 100), "share", True),
        ({"least_share_of_baseline": "0.02001"}, Fraction(2, 100), "share", False),
        ({"least_support_won": 1, "least_annual_tonnes": 3, "least_share_of_baseline": 1}, 2_000, "kg", False),
        ({"least_support_won": 601, "of": {"technology": "pv"}}, None, None, True),
    ],
)
def test_threshold(threshold, value, unit, kept):
    """60 % of 1,001 won are 600 whole won; 2,000 kg in the first year; 2 % of 100 t; the first that is too small is
    told. Of a hundredth of the upgrade: the threshold asks for what the whole brings.
    """
    trial = thresholds(**threshold)
    plan = plan_of(trial, ("US", 2026, {"GOV": 6, "own": 4}))
    assert broken_rows(trial, plan) == (set() if kept else {"threshold[1,US,2026]"})
    found = [finding for finding in audit(trial, plan).findings if finding.row.startswith("threshold[")]
    assert [(finding.value, finding.unit) for finding in found] == ([] if value is None else [(value, unit)])


def test_threshold_on_a_first_year_that_is_not_counted():
    """Awarded in 2027 it saves from 2028 on, after the horizon: nothing in its first year."""
    trial = thresholds(least_annual_tonnes="0.001")
    plan = plan_of(trial, ("US", 2027, {("GOV", 2027): 600, ("own", 2027): 401}))
    assert row(audit(trial, plan), "threshold[1,US,2027]").value == 0
    assert broken_rows(trial, plan) == {"threshold[1,US,2027]"}


@pytest.mark.parametrize("name", ["N", "Z"])
def test_threshold_on_a_baseline_that_is_not_known(name):
    """A blank baseline, or one of 0, fulfils no share, not even none."""
    trial = thresholds(least_share_of_baseline=0)
    plan = plan_of(trial, ("U" + name, 2026, {"GOV": 600, "own": 401}))
    assert broken_rows(trial, plan) == {f"threshold[1,U{name},2026]"}


@pytest.mark.parametrize(
    ("rules", "upgrade", "eligible"),
    [
        ({}, {}, True),
        ({}, {"cost_won": 0}, False),
        ({}, {"first_year": 2027}, False),
        ({"support_rates": [{"at_most": 0}]}, {}, False),
        ({"funders": [{"id": "GOV", "kind": "government", "budget": {2026: 1}, "pays": {"tier": 2}}]}, {}, False),
        ({"funders": [{"id": "GOV", "kind": "government", "budget": {2026: 0}}]}, {}, True),
        (
            {"support_rates": [{"at_most": 0}]},
            {"cost_won": None, "cost_lines": (line_of("U", 0, 900), line_of("U", 0, 1, "GOV"))},
            True,
        ),
        ({"support_rates": [{"at_most": 0.5}]}, {"support_rate_min": 0.5}, True),
        ({"support_rates": [{"at_most": 0.5}]}, {"support_rate_min": 0.51}, False),
        ({"thresholds": [{"least_support_won": 1_000}]}, {}, True),
        ({"thresholds": [{"least_support_won": 1_001}]}, {}, False),
        ({"ceiling_phases": [{"year": 2026, "won_per_lifetime_tonne": 1_000}]}, {}, True),
        ({"ceiling_phases": [{"year": 2026, "won_per_lifetime_tonne": 999}]}, {}, False),
        ({"ceiling_phases": [{"year": 2027, "won_per_lifetime_tonne": 999}]}, {}, True),
    ],
)
def test_eligible_upgrades(rules, upgrade, eligible):
    """Eligible is what costs something and could be supported in some year, whatever the purses hold."""
    trial = programme_of(rules_of(**rules), [supplier_of("S")], [upgrade_of("U", "S", **upgrade)])
    assert list(Books(trial, plan_of(trial)).eligible) == (["S"] if eligible else [])


@pytest.mark.parametrize(("most", "eligible"), [(400, True), (399, False)])
def test_who_is_eligible_under_a_cap_and_a_ceiling(most, eligible):
    """A cap of 400 won per lifetime tonne lets 1 t ask for 400 of 1,000 won. A ceiling below that shuts the upgrade
    out, and who has no other upgrade is owed no least benefit.
    """
    trial = programme_of(
        rules_of(
            caps=[{"won_per_lifetime_tonne": 400}],
            ceiling_phases=[{"year": 2026, "won_per_lifetime_tonne": most}],
            fairness=[{"least": 1, "of": "support"}],
        ),
        [supplier_of("S")],
        [upgrade_of("U", "S")],
    )
    assert broken_rows(trial, plan_of(trial)) == ({"least[1,S]"} if eligible else set())
