"""Fairness and deployment: floors and caps at their edge, in each measure, for each way to name a group."""

from __future__ import annotations

import pytest

from planner.audit import audit

from .builders import broken_rows, excess_of, plan_of, programme_of, purse, row, rules_of, supplier_of, upgrade_of


def programme(*rules, **more):
    """S in Busan (small), Z in Daegu (large), N without a region; 1,000 won, 2 t and 1 t and 1 t."""
    return programme_of(
        rules_of(fairness=list(rules), **more),
        [
            supplier_of("S", region="Busan", size="small"),
            supplier_of("Z", 2, region="Daegu", size="large"),
            supplier_of("N"),
        ],
        [
            upgrade_of("U", "S", tonnes=2, support_rate_min="0.0001"),
            upgrade_of("V", "Z", support_rate_min="0.0001"),
            upgrade_of("W", "N", support_rate_min="0.0001"),
        ],
    )


def shared(programme, busan, daegu, nowhere=0):
    """Awards of whole upgrades with this support, or none where it is 0."""
    awards = (("U", busan), ("V", daegu), ("W", nowhere))
    return plan_of(programme, *((name, 2026, {"GOV": won, "own": 1_000 - won}) for name, won in awards if won))


@pytest.mark.parametrize(("daegu", "excess"), [(300, 0), (299, 0.7)])
def test_floor_on_support(daegu, excess):
    """30 % for Daegu beside 700 won elsewhere, 200 of them without a region: 300 won; 299 lack 299.7 - 299 = 0.7."""
    trial = programme({"floor": 0.3, "of": "support", "by": "region", "group": "Daegu"})
    plan = shared(trial, 500, daegu, 200)
    assert excess_of(trial, plan, "floor[1,Daegu]") == pytest.approx(excess)
    assert broken_rows(trial, plan) == ({"floor[1,Daegu]"} if excess else set())


@pytest.mark.parametrize(("busan", "kept"), [(600, True), (601, False)])
def test_cap_on_support(busan, kept):
    """60 % at most for Busan beside 400 won elsewhere."""
    trial = programme({"cap": 0.6, "of": "support", "by": "region", "group": "Busan"})
    assert broken_rows(trial, shared(trial, busan, 400)) == (set() if kept else {"cap_share[1,Busan]"})


@pytest.mark.parametrize(("won", "kept"), [(250, True), (249, False)])
def test_floor_on_tonnes(won, kept):
    """20 % of the kilograms for Daegu beside 1,000 kg of Busan: 250 kg, and 249 are too few."""
    trial = programme({"floor": 0.2, "of": "tonnes", "by": "region", "group": "Daegu"})
    plan = plan_of(trial, ("U", 2026, {"GOV": 500}), ("V", 2026, {"GOV": won}))
    assert broken_rows(trial, plan) == (set() if kept else {"floor[1,Daegu]"})


@pytest.mark.parametrize(("won", "kept"), [(250, True), (249, False)])
def test_floor_on_the_count(won, kept):
    """20 % of the count for Daegu beside a whole upgrade of Busan: a quarter of one, and 0.249 is too little."""
    trial = programme({"floor": 0.2, "of": "count", "by": "region", "group": "Daegu"})
    plan = plan_of(trial, ("U", 2026, {"GOV": 1_000}), ("V", 2026, {"GOV": won}))
    assert broken_rows(trial, plan) == (set() if kept else {"floor[1,Daegu]"})


def test_count_in_thirds_is_exact():
    """Shares 1/3 and 1/6 of upgrades of 3 and 6 won: half against half keeps a floor and a cap of 2/3 exactly."""
    rule = {"floor": "2/3", "cap": "2/3", "of": "count", "by": "supplier", "group": "S"}
    trial = programme_of(
        rules_of(fairness=[rule]),
        [supplier_of("S"), supplier_of("Z")],
        [upgrade_of("U", "S", 3), upgrade_of("V", "Z", 6)],
    )
    assert broken_rows(trial, plan_of(trial, ("U", 2026, {"GOV": 1}), ("V", 2026, {"GOV": 1}))) == set()


@pytest.mark.parametrize(
    ("rule", "labels"),
    [
        ({"by": "region"}, ["Busan", "Daegu"]),
        ({"by": "size"}, ["large", "small"]),
        ({"by": "tier"}, ["1", "2"]),
        ({"by": "supplier"}, ["N", "S", "Z"]),
        ({"by": "consortium"}, []),
        ({"by": "region", "group": ["Daegu", "Busan"]}, ["Daegu+Busan"]),
        ({"by": "region", "group": "both"}, ["both"]),
        ({"by": "tier", "group": "2"}, ["2"]),
    ],
)
def test_labels_of_groups(rule, labels):
    """Each value of the mark is a group, sorted; a named group has its name; values together are joined."""
    trial = programme(
        {"floor": 0, "cap": 1, "of": "support"} | rule,
        groups={"both": {"region": ["Busan", "Daegu"]}},
    )
    plan = shared(trial, 500, 300, 200)
    assert audit(trial, plan).passed
    names = [figure.rule for figure in plan.fairness]
    assert names == [f"{name}[1,{label}]" for label in labels for name in ("floor", "cap_share")]


def test_named_group_and_values_together():
    """Both ways to name Busan and Daegu give the same amount, 800 of 1,000 won."""
    rules = [{"floor": 0.8, "of": "support", "by": "region", "group": g} for g in ("both", ["Busan", "Daegu"])]
    trial = programme(*rules, groups={"both": {"region": ["Busan", "Daegu"]}})
    report = audit(trial, shared(trial, 500, 300, 200))
    assert row(report, "floor[1,both]").value == row(report, "floor[2,Busan+Daegu]").value == 800
    assert report.passed


def test_payers_that_count():
    """Only GOV2's money counts: 30 of 100 for Daegu, whatever GOV pays."""
    rule = {"floor": 0.3, "of": "support", "by": "region", "group": "Daegu", "payers": "GOV2"}
    trial = programme(rule, funders=[purse("GOV"), purse("GOV2")])
    for daegu, kept in ((30, True), (29, False)):
        plan = plan_of(
            trial,
            ("U", 2026, {"GOV": 930, "GOV2": 70}),
            ("V", 2026, {"GOV": 1, "GOV2": daegu, "own": 999 - daegu}),
        )
        assert broken_rows(trial, plan) == (set() if kept else {"floor[1,Daegu]"})


def test_nothing_to_share():
    """A plan without awards keeps every share; its figure is 0."""
    trial = programme({"floor": 0.3, "of": "support", "by": "region"})
    plan = plan_of(trial)
    assert audit(trial, plan).passed
    assert [figure.value for figure in plan.fairness] == [0.0, 0.0]


def ratio(per="fresh_won", deploy=0.5):
    funders = [purse("GOV", budget={2025: 9_000, 2026: 600, 2030: 400}), purse("OEM", "oem", budget={2026: 1_000})]
    return programme_of(
        rules_of(funders=funders, objective={"ratio": {"per": per, "deploy_at_least": deploy}}),
        [supplier_of("S")],
        [upgrade_of("U", "S", 2_000, tonnes=4)],
    )


@pytest.mark.parametrize(
    ("per", "paid", "excess"),
    [
        ("fresh_won", {"GOV": 500, "OEM": 500}, 0),
        ("fresh_won", {"GOV": 500, "OEM": 499}, 1),
        ("all_won", {"GOV": 500, "OEM": 500}, 0),
        ("all_won", {"GOV": 499, "OEM": 500}, 1),
        ("public_won", {"GOV": 500}, 0),
        ("public_won", {"GOV": 499, "OEM": 1_000}, 1),
    ],
)
def test_deployment_of_money(per, paid, excess):
    """Half of the budgets from 2026 on: of 600 + 400 + 1,000 won, or of the government's 1,000 alone."""
    trial = ratio(per)
    plan = plan_of(trial, ("U", 2026, paid))
    assert excess_of(trial, plan, "deployment[]") == excess
    assert broken_rows(trial, plan) == ({"deployment[]"} if excess else set())


@pytest.mark.parametrize(("won", "excess"), [(500, 0), (499, 2)])
def test_deployment_of_tonnes(won, excess):
    """At least 1 t: 500 of 2,000 won of an upgrade of 4 t; a won less lacks 2 kg."""
    trial = ratio(deploy={"tonnes": 1})
    plan = plan_of(trial, ("U", 2026, {"GOV": won}))
    assert excess_of(trial, plan, "deployment[]") == excess
    assert row(audit(trial, plan), "deployment[]").unit == "kg"
