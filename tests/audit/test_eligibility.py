"""Eligibility: who may pay whom, through which pool; and limits on technologies at their edge."""

from __future__ import annotations

import pytest

from planner.audit import audit
from planner.audit.books import Books

from .builders import broken_rows, excess_of, plan_of, programme_of, purse, row, rules_of, supplier_of, upgrade_of


def payers_of(programme, upgrade_id):
    return dict(Books(programme, plan_of(programme)).payers.eligible(programme.upgrades[upgrade_id]))


@pytest.mark.parametrize(
    ("pays", "eligible"),
    [
        ({}, True),
        ({"tier": 1}, True),
        ({"tier": 2}, False),
        ({"ets_covered": False}, True),
        ({"ets_covered": True}, False),
        ({"technology": "furnace"}, False),
        ({"technology_class": "air"}, True),
        ({"size": ["small", "large"]}, False),
    ],
)
def test_whom_a_funder_pays(pays, eligible):
    """A purse beside an open one, by each kind of mark; S is tier-1, of no size, blank on the trading scheme."""
    trial = programme_of(
        rules_of(funders=[purse("GOV"), purse("NEW", pays=pays)], technology_classes={"air": ["compressor"]}),
        [supplier_of("S")],
        [upgrade_of("U", "S")],
    )
    assert ("NEW" in payers_of(trial, "U")) is eligible
    plan = plan_of(trial, ("U", 2026, {"GOV": 999, "NEW": 1}))
    assert broken_rows(trial, plan) == (set() if eligible else {"payer[U,2026]"})
    finding = row(audit(trial, plan), "payer[U,2026]")
    assert finding.excess == (0 if eligible else 1)
    assert (finding.remark is None) if eligible else (str(finding.remark) == "May not pay: NEW.")


def test_payer_with_a_rate_of_0():
    """An own rate of 0 makes a payer ineligible, and takes it out of the sum of own rates."""
    trial = programme_of(
        rules_of(funders=[purse("GOV", rate=0.5), purse("NEW", rate={"small": 0, "large": 0.5})]),
        [supplier_of("S", size="small")],
        [upgrade_of("U", "S")],
    )
    assert list(payers_of(trial, "U")) == ["GOV"]
    assert broken_rows(trial, plan_of(trial, ("U", 2026, {"GOV": 500, "own": 500}))) == set()
    assert broken_rows(trial, plan_of(trial, ("U", 2026, {"GOV": 499, "NEW": 1, "own": 500}))) == {"payer[U,2026]"}


@pytest.mark.parametrize("payer", ["nobody", "pool:A", "pool:", "pool"])
def test_unknown_payers(payer):
    """Payers that the programme does not know may not pay; a pool that nobody fills is overdrawn as well."""
    trial = programme_of(rules_of(), [supplier_of("S")], [upgrade_of("U", "S")])
    assert "payer[U,2026]" in broken_rows(trial, plan_of(trial, ("U", 2026, {"GOV": 999, payer: 1})))


def chains(pool):
    """B sells to A; D sells to B; E sells to A2, a tier-1 that itself sells to A; F sells to nobody."""
    return programme_of(
        rules_of(repayment={"base": "GOV", "pool": pool}),
        [
            supplier_of("A", consortium="C"),
            supplier_of("A2"),
            *(supplier_of(name, 2, consortium="C") for name in "BD"),
            *(supplier_of(name, 2) for name in "EF"),
        ],
        [upgrade_of("U" + name, name) for name in ("A", "A2", "B", "D", "E", "F")],
        [("B", "A"), ("D", "B"), ("B", "D"), ("E", "A2"), ("A2", "A"), ("D", "A2")],
    )


@pytest.mark.parametrize(
    ("pool", "served"),
    [
        ("own_chain", {"B": {"A", "A2"}, "D": {"A", "A2"}, "E": {"A2"}, "F": set()}),
        ("consortium", {"B": {"C"}, "D": {"C"}, "E": set(), "F": set()}),
        ("programme", {name: {"programme"} for name in "BDEF"}),
    ],
)
def test_whom_a_pool_serves(pool, served):
    """Own chains reach through tier-2 and end at the first tier-1, in circles too; a consortium serves its members;
    tier-1 is served by none.
    """
    trial = chains(pool)
    for name in ("A", "A2"):
        assert set(payers_of(trial, "U" + name)) == {"GOV"}
    for name, pools in served.items():
        assert set(payers_of(trial, "U" + name)) == {"GOV"} | {"pool:" + p for p in pools}


def test_pool_with_a_rate_of_0_serves_nobody():
    """A pool rate of 0 is a rule: no pool pays."""
    trial = programme_of(
        rules_of(repayment={"base": "GOV", "pool": "programme", "pool_rate": 0}),
        [supplier_of("B", 2)],
        [upgrade_of("UB", "B")],
    )
    assert set(payers_of(trial, "UB")) == {"GOV"}


def two_technologies(of):
    """Solar panels and compressors, 1,000 won and 1 t each; panels take at most a quarter of the whole."""
    return programme_of(
        rules_of(technology_limits=[{"technology": "pv", "at_most": "1/4", "of": of}]),
        [supplier_of("S")],
        [upgrade_of("U", "S"), upgrade_of("V", "S", technology="pv", cost_won=2_000, tonnes=2)],
    )


@pytest.mark.parametrize(
    ("of", "panels", "excess"),
    [("support", 200, 0), ("support", 201, 0.75), ("tonnes", 200, 0), ("tonnes", 201, 0.75)],
)
def test_technology_limit(of, panels, excess):
    """600 won (600 kg) of compressors bear 200 of panels; 201 are 201 - 801 / 4 = 0.75 too much."""
    trial = two_technologies(of)
    plan = plan_of(trial, ("U", 2026, {"GOV": 600}), ("V", 2026, {"GOV": panels}))
    assert excess_of(trial, plan, "technology[1]") == excess
    assert broken_rows(trial, plan) == ({"technology[1]"} if excess else set())


@pytest.mark.parametrize(("panels", "kept"), [(400, True), (401, False)])
def test_technology_limit_on_the_count(panels, kept):
    """Count is the sum of shares: 0.6 of compressors bear 0.2 of panels, which is 400 of 2,000 won."""
    trial = two_technologies("count")
    plan = plan_of(trial, ("U", 2026, {"GOV": 600}), ("V", 2026, {"GOV": panels}))
    assert broken_rows(trial, plan) == (set() if kept else {"technology[1]"})
