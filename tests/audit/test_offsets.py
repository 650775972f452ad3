"""Offsets: which tonnes are credited when and whose they are, the limit on their use, lending back, and bundles."""

from __future__ import annotations

from decimal import Decimal

import pytest

from planner.audit import audit
from planner.plan.plan import tonnes_of

from .builders import broken_rows, excess_of, plan_of, programme_of, purse, row, rules_of, supplier_of, upgrade_of


def programme(*, suppliers=None, upgrades=None, count_until=2032, last=2028, **offsets):
    """S outside the trading scheme with U of 1,000 won and 2 t a year, awarded 2026 to 2028; the OEM must cut 20 t."""
    return programme_of(
        rules_of(
            years={"award": [2026, last], "count_until": count_until},
            funders=[purse("GOV"), purse("OEM", "oem", budget={2026: 100})],
            offsets={"share_of_obligation": "0.1", "obligation_t": {2026: 20}} | offsets,
        ),
        suppliers or [supplier_of("S")],
        upgrades or [upgrade_of("U", "S", tonnes=2, life_years=20, creditable=True)],
    )


def credited(trial, *names):
    """Creditable kilograms by year, where there are any, of these upgrades awarded whole in 2026."""
    plan = plan_of(trial, *((name, 2026, {"GOV": 1_000}) for name in names or ("U",)))
    assert audit(trial, plan).passed
    return {row.year: int(row.creditable_t * 1_000) for row in plan.credits if row.creditable_t}


@pytest.mark.parametrize(
    ("lag", "lead", "years", "renewals", "first", "last"),
    [
        (0, 0, 20, 0, 2026, 2032),
        (2, 0, 20, 0, 2028, 2032),
        (2, 1, 20, 0, 2028, 2032),
        (1, 3, 20, 0, 2029, 2032),
        (2, 0, 3, 0, 2028, 2030),
        (2, 0, 1, 1, 2028, 2029),
        (0, 0, 2, 2, 2026, 2031),
        (0, 0, 1, 0, 2026, 2026),
    ],
)
def test_credited_years(lag, lead, years, renewals, first, last):
    """From the later of approval and operation on, for the crediting period with its renewals, to the horizon."""
    trial = programme(
        approval_lag_years=lag,
        crediting={"years": years, "renewals": renewals},
        upgrades=[upgrade_of("U", "S", tonnes=2, life_years=20, lead_years=lead, creditable=True)],
    )
    assert credited(trial) == dict.fromkeys(range(first, last + 1), 2_000)


@pytest.mark.parametrize(
    ("supplier", "upgrade", "some"),
    [
        ({}, {"creditable": True}, True),
        ({"ets_covered": False}, {"creditable": True}, True),
        ({"ets_covered": True}, {"creditable": True}, False),
        ({}, {"creditable": False}, False),
    ],
)
def test_what_is_creditable(supplier, upgrade, some):
    """Only creditable upgrades of suppliers outside the trading scheme; blank counts as outside."""
    trial = programme(suppliers=[supplier_of("S", **supplier)], upgrades=[upgrade_of("U", "S", **upgrade)])
    assert credited(trial) == ({2026: 1_000} if some else {})


def test_a_year_below_nothing_has_no_credits():
    """2 t saved and 3 t more emitted in 2026, before the grid gets better: 0 in total; then what both save together."""
    trial = programme_of(
        rules_of(
            years={"award": [2026, 2026], "count_until": 2027},
            factors={"grid_t_per_mwh": {2026: "0.3", 2027: "0.1"}},
            offsets={"share_of_obligation": 1, "obligation_t": {2026: 20}},
        ),
        [supplier_of("S")],
        [
            upgrade_of("U", "S", tonnes=2, life_years=2, creditable=True),
            upgrade_of("E", "S", tonnes=None, electricity_mwh=-10, life_years=2, creditable=True),
        ],
    )
    assert credited(trial, "U", "E") == {2027: 1_000}


@pytest.mark.parametrize(
    ("split", "parts"),
    [
        ({}, (1_999, 0, 0)),
        ({"oem": "1/2", "supplier": "1/2", "state": 0}, (999, 999, 1)),
        ({"oem": "0.6", "supplier": "0.3", "state": "0.1"}, (1_199, 599, 201)),
        ({"oem": 0, "supplier": 0, "state": 1}, (0, 0, 1_999)),
    ],
)
def test_split(split, parts):
    """1,999 kg: the OEM's and the suppliers' parts are rounded down, the state has the rest."""
    trial = programme(split=split, upgrades=[upgrade_of("U", "S", tonnes="1.999", creditable=True)])
    plan = plan_of(trial, ("U", 2026, {"GOV": 1_000}))
    first = plan.credits[0]
    assert (first.oem_t, first.supplier_t, first.state_t) == tuple(tonnes_of(kg) for kg in parts)
    assert first.oem_t == first.usable_t + first.surplus_t


@pytest.mark.parametrize(("share", "usable", "surplus"), [("0.1", 2_000, 0), ("0.09999", 1_999, 1), ("0", 0, 2_000)])
def test_use_is_limited(share, usable, surplus):
    """10 % of 20 t bear the whole 2 t; of 9.999 % only whole kilograms count, 1,999, and the rest is surplus."""
    trial = programme(share_of_obligation=share)
    plan = plan_of(trial, ("U", 2026, {"GOV": 1_000}))
    assert (plan.credits[0].usable_t, plan.credits[0].surplus_t) == (tonnes_of(usable), tonnes_of(surplus))
    assert audit(trial, plan).passed


def with_credits(plan, **changes):
    """The plan, sealed again, with its first year of credits stating something else."""
    first, *others = plan.credits
    return plan.model_copy(update={"credits": (first.model_copy(update=changes), *others)}).sealed()


@pytest.mark.parametrize(("kilograms", "excess"), [(2_000, 0), (2_001, 1)])
def test_stated_use(kilograms, excess):
    """A plan that states the use of a kilogram more than 10 % of 20 t breaks the rule, not only its statement."""
    trial = programme(upgrades=[upgrade_of("U", "S", tonnes=3, creditable=True)])
    plan = with_credits(plan_of(trial, ("U", 2026, {"GOV": 1_000})), usable_t=tonnes_of(kilograms))
    assert excess_of(trial, plan, "credit_use[2026]") == excess
    assert row(audit(trial, plan), "credit_use[2026]").unit == "kg"
    assert ("credits[2026,usable_t]" in broken_rows(trial, plan)) is bool(excess)


def test_stated_use_that_is_no_number():
    """Nonsense is broken, never an error."""
    trial = programme()
    plan = plan_of(trial, ("U", 2026, {"GOV": 1_000}))
    first = plan.credits[0].model_copy(update={"usable_t": Decimal("NaN")})
    odd = plan.model_copy(update={"credits": (first, *plan.credits[1:])})
    assert "credit_use[2026]" in broken_rows(trial, odd)


@pytest.mark.parametrize(
    ("prices", "values"),
    [
        ({}, [0, 0, 0]),
        ({2026: 500}, [999, 999, 999]),
        ({2027: 500, 2029: 1_000}, [999, 999, 1_499]),
    ],
)
def test_value(prices, values):
    """1.999 t at 500 won/t are 999 won, 999.5 rounded down; prices are linear between years, constant outside."""
    upgrade = upgrade_of("U", "S", tonnes="1.999", life_years=9, creditable=True)
    trial = programme(price_won_per_t=prices, upgrades=[upgrade])
    plan = plan_of(trial, ("U", 2026, {"GOV": 1_000}))
    assert [row.value_won for row in plan.credits[:3]] == values


def lending(share="1/2", carry_over="none", **funder):
    """U yields 2 t a year at 301 won, 602 won, of which half is lent to OEM the year after; V is for OEM to pay."""
    return programme_of(
        rules_of(
            years={"award": [2026, 2028], "count_until": 2032},
            funders=[purse("GOV"), purse("OEM", "oem", budget={2026: 100}, carry_over=carry_over, **funder)],
            offsets={
                "share_of_obligation": 1,
                "obligation_t": {2026: 20},
                "price_won_per_t": {2026: 301},
                "lend_back": {"funder": "OEM", "share": share},
            },
        ),
        [supplier_of("S")],
        [upgrade_of("U", "S", tonnes=2, life_years=9, creditable=True), upgrade_of("V", "S", 5_000)],
    )


def lent_and_spent(trial, year, won):
    return plan_of(trial, ("U", 2026, {"GOV": 1_000}), ("V", year, {("OEM", year): won}))


@pytest.mark.parametrize(
    ("carry_over", "year", "most"),
    [
        ("none", 2026, 100),
        ("none", 2027, 301),
        ("none", 2028, 301),
        ("all", 2027, 401),
        ("all", 2028, 702),
        ({"at_most": 50}, 2028, 351),
    ],
)
def test_lent_back(carry_over, year, most):
    """301 won of 2026 are there in 2027, beside what was carried in; what is lent can be carried on like a budget."""
    trial = lending(carry_over=carry_over)
    assert broken_rows(trial, lent_and_spent(trial, year, most)) == set()
    plan = lent_and_spent(trial, year, most + 1)
    assert broken_rows(trial, plan) == {f"budget[OEM,{year}]"}
    assert row(audit(trial, plan), f"budget[OEM,{year}]").limit == most


def test_nothing_is_lent_after_the_last_year_of_the_purses():
    """The ledgers end with 2028, the last award year; credits of 2028 and later lend nothing."""
    plan = plan_of(trial := lending(), ("U", 2026, {"GOV": 1_000}))
    assert [(row.year, row.lent_won) for row in plan.credits if row.lent_won] == [(2026, 301), (2027, 301)]
    assert {row.year: row.lent for row in plan.funders if row.funder == "OEM"} == {2026: 0, 2027: 301, 2028: 301}
    assert not any(row.lent for row in plan.funders if row.funder == "GOV")
    assert audit(trial, plan).passed


@pytest.mark.parametrize(("won", "excess"), [(301, 0), (302, 1)])
def test_stated_lending(won, excess):
    """A plan that states a won more than half of the value breaks the rule."""
    trial = lending()
    plan = with_credits(plan_of(trial, ("U", 2026, {"GOV": 1_000})), lent_won=won)
    assert excess_of(trial, plan, "lent[2026]") == excess
    assert ("credits[2026,lent_won]" in broken_rows(trial, plan)) is bool(excess)


def test_no_rows_without_offsets():
    """Programmes without offsets, or without lending, have no rows of these rules."""
    plain = programme_of(rules_of(), [supplier_of("S")], [upgrade_of("U", "S", creditable=True)])
    rows = {finding.row.partition("[")[0] for finding in audit(plain, plan_of(plain)).findings}
    assert not rows & {"credit_use", "lent", "credits"}
    rows = {finding.row.partition("[")[0] for finding in audit(programme(), plan_of(programme())).findings}
    assert rows >= {"credit_use", "credits"}
    assert "lent" not in rows


CLASSES = [
    {"name": "micro", "at_most_t": "0.1", "bundle_at_most_t": "0.15"},
    {"name": "small", "at_most_t": 3, "bundle_at_most_t": 5},
    {"name": "large", "at_most_t": 10},
]


def bundled(*upgrades, by="consortium", classes=CLASSES):
    """Bundles of these upgrades (id, supplier, tonnes a year), awarded whole in 2026; X and Y are of consortium C."""
    trial = programme(
        bundles={"by": by, "classes": classes},
        suppliers=[supplier_of("X", consortium="C"), supplier_of("Y", consortium="C"), supplier_of("Z")],
        upgrades=[upgrade_of(name, s, tonnes=t, life_years=2, creditable=True) for name, s, t in upgrades],
    )
    plan = plan_of(trial, *((name, 2026, {"GOV": 1_000}) for name, _, _ in upgrades))
    assert audit(trial, plan).passed
    return [(b.bundle, b.size_class, b.projects, b.tonnes_per_year, b.kept) for b in plan.credit_bundles]


@pytest.mark.parametrize(
    ("tonnes", "size_class", "kept"),
    [
        ("0.1", "micro", True),
        ("0.101", "small", True),
        ("3", "small", True),
        ("3.001", "large", True),
        ("10", "large", True),
        ("10.001", "-", False),
    ],
)
def test_size_classes(tonnes, size_class, kept):
    """An award is of the first class whose limit is not below its tonnes; above all, of none, and that is not kept."""
    assert bundled(("U", "Z", tonnes)) == [("-", size_class, 1, Decimal(tonnes), kept)]


@pytest.mark.parametrize(("second", "kept"), [("2", True), ("2.001", False)])
def test_bundle_limit(second, kept):
    """Two small awards of one consortium, 3 t and 2 t, make a bundle of 5 t; a kilogram more is too much for one."""
    assert bundled(("U", "X", "3"), ("V", "Y", second), ("W", "Z", "3")) == [
        ("-", "small", 1, Decimal(3), True),
        ("C", "small", 2, 3 + Decimal(second), kept),
    ]


def test_bundles_by_another_mark():
    """By supplier and by class; awards that never save anything in a credited year are in no bundle."""
    upgrades = (("U", "X", "3"), ("V", "X", "0.1"), ("W", "Y", "0"), ("E", "Z", "-2"))
    assert bundled(*upgrades, by="supplier") == [
        ("X", "micro", 1, Decimal("0.1"), True),
        ("X", "small", 1, Decimal(3), True),
    ]


def test_bundle_counts_credited_years_only():
    """Two awards of 3 t credited for a year each, the second a year after the first, are 3 t a year together."""
    trial = programme(
        bundles={"classes": CLASSES},
        crediting={"years": 1},
        upgrades=[upgrade_of(name, "S", tonnes=3, life_years=5, creditable=True) for name in "UV"],
    )
    purses = {("GOV", 2026): 1_000}
    plan = plan_of(trial, ("U", 2026, purses), ("V", 2027, purses))
    (bundle,) = plan.credit_bundles
    assert (bundle.projects, bundle.tonnes_per_year, bundle.limit_t, bundle.kept) == (2, Decimal(3), 5.0, True)
