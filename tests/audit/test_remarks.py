"""What a broken row adds in words: a limit of 0 is no number of the rules, so the row says where it comes from."""

from __future__ import annotations

import pytest

from planner.audit import audit

from .builders import line_of, plan_of, programme_of, purse, rules_of, supplier_of, upgrade_of

TWO_YEARS = {"years": {"award": [2026, 2026], "count_until": 2027}}
REPAID = {"base": ["GOV"], "ratio": 1, "instalments": 1, "pool": "programme"}


def remarks(name, award, *, upgrade=None, **rules):
    """The remarks of the rows of that name, in a plan of one award to U."""
    trial = programme_of(rules_of(**rules), [supplier_of("S")], [upgrade_of("U", "S", **(upgrade or {}))])
    report = audit(trial, plan_of(trial, ("U", *award)))
    return [str(finding.remark) for finding in report.findings if finding.row == name]


@pytest.mark.parametrize(
    ("name", "award", "words", "case"),
    [
        ("budget[GOV,2030]", (2026, {("GOV", 2030): 1_000}), "No award made in time falls due in this year.", {}),
        (
            "pool[programme,2030]",
            (2026, {("pool:programme", 2030): 1_000}),
            "No pool pays in this year.",
            {"repayment": REPAID},
        ),
        ("payer[U,2026]", (2026, {"X": 500, "NEW": 500}), "May not pay: NEW, X.", {}),
        ("award_year[U,2027]", (2027, {("GOV", 2027): 1_000}), "The upgrade cannot be awarded in this year.", {}),
        (
            "support[U,2026]",
            (2026, {"own": 1_000}),
            "Nobody may support the upgrade, so it cannot be awarded.",
            {"funders": [purse("GOV", pays={"tier": 2})]},
        ),
        (
            "support[U,2026]",
            (2026, {"GOV": 1_000}),
            "No support rate of the model takes the upgrade, so it cannot be awarded.",
            {"support_rates": [{"tier": 2, "at_most": 0.5}]},
        ),
        (
            "phase[1,U,2026]",
            (2026, {"GOV": 1_000}),
            "The upgrade asks for more than the phase gives, so it cannot be awarded in this year.",
            {"ceiling_phases": [{"year": 2026, "won_per_lifetime_tonne": 999}]},
        ),
        (
            "threshold[1,U,2026]",
            (2026, {"GOV": 1_000}),
            "The upgrade brings too little, so it cannot be awarded.",
            {"thresholds": [{"least_annual_tonnes": 2}]},
        ),
        (
            "threshold[1,U,2026]",
            (2026, {"GOV": 1_000}),
            "The supplier's emissions before any upgrade are not known, so it cannot be awarded.",
            {"thresholds": [{"least_share_of_baseline": 0.1}]},
        ),
        (
            "affordability[S,2027]",
            (2026, {"GOV": 1_000}),
            "No capacity is given; it counts as 0.",
            {"repayment": REPAID, "affordability": {"share_of_savings": 0.5}},
        ),
    ],
)
def test_why_nothing_is_allowed(name, award, words, case):
    assert words in remarks(name, award, **case)


def test_a_rate_that_the_supplier_does_not_accept():
    """Seven tenths are asked, six are given."""
    found = remarks(
        "support[U,2026]",
        (2026, {"GOV": 600, "own": 400}),
        support_rates=[{"tier": 1, "at_most": 0.6}],
        upgrade={"support_rate_min": 0.7},
    )
    assert "The supplier accepts no less than a rate that is above the full rate." in found


def test_payments_in_another_year_than_they_fall_due():
    """1,000 won fall due in 2026; 600 are paid then, 400 in 2027: a row for each year names it."""
    trial = programme_of(rules_of(**TWO_YEARS), [supplier_of("S")], [upgrade_of("U", "S")])
    report = audit(trial, plan_of(trial, ("U", 2026, {("GOV", 2026): 600, ("GOV", 2027): 400})))
    found = [one for one in report.findings if one.row == "funding[U,2026]"]
    assert [(str(one.remark), one.value, one.limit) for one in found] == [
        ("Paid and due in 2026.", 600, 1_000),
        ("Paid and due in 2027.", 400, 0),
    ]


def test_a_line_that_another_payer_pays():
    """GOV pays its line of 100 won itself: 99 and one of OEM are not that."""
    trial = programme_of(
        rules_of(funders=[purse("GOV"), purse("OEM", "oem")]),
        [supplier_of("S")],
        [upgrade_of("U", "S", None, cost_lines=(line_of("U", 0, 100, "GOV"),))],
    )
    report = audit(trial, plan_of(trial, ("U", 2026, {"GOV": 99, "OEM": 1})))
    assert "GOV pays its own lines of 2026 whole." in [str(one.remark) for one in report.broken]
