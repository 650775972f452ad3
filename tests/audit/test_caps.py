"""Caps: each kind, a won inside and a won outside; and how they bear on the full rate."""

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
    row,
    rules_of,
    supplier_of,
    upgrade_of,
)


def two_suppliers(*caps, consortium="C", **rules):
    """S and Z of one consortium with an upgrade each, 1,000 won, any support accepted."""
    return programme_of(
        rules_of(caps=list(caps), **rules),
        [supplier_of("S", consortium=consortium), supplier_of("Z", consortium=consortium)],
        [upgrade_of("U", "S", support_rate_min="0.0001"), upgrade_of("V", "Z", support_rate_min="0.0001")],
    )


def two_awards(programme, first, second):
    return plan_of(
        programme,
        ("U", 2026, {"GOV": first, "own": 1_000 - first}),
        ("V", 2026, {"GOV": second, "own": 1_000 - second}),
    )


@pytest.mark.parametrize(
    ("per", "member", "first", "second"),
    [("supplier", "S", 700, 700), ("consortium", "C", 400, 300), ("programme", "programme", 400, 300)],
)
def test_cap_in_won(per, member, first, second):
    """700 won: for S and Z each, or for both together, 400 and 300; one won more at S is too much."""
    trial = two_suppliers({"per": per, "won": 700})
    assert broken_rows(trial, two_awards(trial, first, second)) == set()
    outside = two_awards(trial, first + 1, second)
    assert broken_rows(trial, outside) == {f"cap[1,{member}]"}
    assert excess_of(trial, outside, f"cap[1,{member}]") == 1


def test_cap_per_upgrade_counts_all_its_awards():
    """700 won per upgrade: 400 in one year and 300 in the next are kept, one more is not."""
    trial = programme_of(
        rules_of(
            years={"award": [2026, 2027], "count_until": 2027},
            funders=[purse("GOV", budget={2026: 5_000, 2027: 5_000})],
            caps=[{"per": "upgrade", "won": 700}],
        ),
        [supplier_of("S")],
        [upgrade_of("U", "S", support_rate_min="0.0001")],
    )
    first = ("U", 2026, {"GOV": 400, "own": 100})
    for second, excess in ((300, 0), (301, 1)):
        plan = plan_of(trial, first, ("U", 2027, {("GOV", 2027): second, ("own", 2027): 500 - second}))
        assert excess_of(trial, plan, "cap[1,U]") == excess


def test_cap_on_some_payers():
    """A cap on GOV2 and the pools does not count GOV."""
    trial = two_suppliers(
        {"per": "programme", "won": 100, "funders": ["GOV2", "pool"]}, funders=[purse("GOV"), purse("GOV2")]
    )
    for won, broken in ((100, set()), (101, {"cap[1,programme]"})):
        plan = plan_of(trial, ("U", 2026, {"GOV": 500, "GOV2": won, "own": 500 - won}))
        assert broken_rows(trial, plan) == broken


def test_cap_counts_named_lines():
    """GOV's own line of 400 won counts against its cap of 500."""
    lines = (line_of("U", 0, 400, "GOV"), line_of("U", 0, 600))
    trial = programme_of(
        rules_of(caps=[{"per": "programme", "won": 500}]),
        [supplier_of("S")],
        [upgrade_of("U", "S", None, cost_lines=lines, support_rate_min="0.0001")],
    )
    for won, broken in ((500, set()), (501, {"cap[1,programme]"})):
        plan = plan_of(trial, ("U", 2026, {"GOV": won, "own": 1_000 - won}))
        assert broken_rows(trial, plan) == broken


def test_cap_on_some_upgrades():
    """A cap on furnaces does not count compressors."""
    trial = two_suppliers({"per": "programme", "won": 100, "of": {"technology": "furnace"}})
    assert broken_rows(trial, two_awards(trial, 900, 900)) == set()


def test_supplier_without_a_consortium_is_in_none():
    """Caps per consortium do not count suppliers without one."""
    trial = two_suppliers({"per": "consortium", "won": 1}, consortium=None)
    assert broken_rows(trial, two_awards(trial, 900, 900)) == set()


@pytest.mark.parametrize(("support", "kept"), [(9, True), (10, True), (11, False)])
def test_won_per_lifetime_tonne(support, kept):
    """10 won per tonne and an award of 1 t; half a kilogram in the one counting year gives 0.005 won more."""
    trial = two_suppliers({"won_per_lifetime_tonne": 10})
    plan = plan_of(trial, ("U", 2026, {"GOV": support, "own": 1_000 - support}))
    assert row(audit(trial, plan), "cap[1,U,2026]").limit == Fraction(10_005, 1_000)
    assert row(audit(trial, plan), "cap[1,U,2026]").kept is kept


def test_cap_per_upgrade_lowers_the_full_rate():
    """600 won of 1,000 are 60 %: half of the upgrade gets 300 won, not the 500 that the cap would still bear."""
    trial = programme_of(rules_of(caps=[{"per": "upgrade", "won": 600}]), [supplier_of("S")], [upgrade_of("U", "S")])
    assert broken_rows(trial, plan_of(trial, ("U", 2026, {"GOV": 300, "own": 200}))) == set()
    assert broken_rows(trial, plan_of(trial, ("U", 2026, {"GOV": 500}))) == {"support[U,2026]"}


@pytest.mark.parametrize(("projects", "support"), [("whole", 600), ("divisible", 1_000)])
def test_cap_per_supplier_lowers_the_full_rate_of_whole_upgrades(projects, support):
    """600 won per supplier: an indivisible upgrade of 1,000 gets 60 %, a divisible one 100 % of a smaller award."""
    trial = programme_of(
        rules_of(caps=[{"per": "supplier", "won": 600}], projects=projects), [supplier_of("S")], [upgrade_of("U", "S")]
    )
    found = audit(trial, plan_of(trial, ("U", 2026, {"GOV": 600, "own": 400})))
    (support_row,) = [f for f in found.findings if f.row == "support[U,2026]"]
    assert support_row.limit == support


def test_cap_on_some_payers_leaves_the_full_rate():
    """A cap that does not count every eligible payer is no limit of the rate: GOV2 can pay the rest."""
    trial = programme_of(
        rules_of(caps=[{"per": "upgrade", "won": 600, "funders": "GOV"}], funders=[purse("GOV"), purse("GOV2")]),
        [supplier_of("S")],
        [upgrade_of("U", "S")],
    )
    assert broken_rows(trial, plan_of(trial, ("U", 2026, {"GOV": 600, "GOV2": 400}))) == set()
    assert broken_rows(trial, plan_of(trial, ("U", 2026, {"GOV": 601, "GOV2": 399}))) == {"cap[1,U]"}


def test_named_lines_take_from_the_room_under_a_cap():
    """A cap of 700 won, 400 of them named: 300 / 600 = 50 % of the shared lines."""
    lines = (line_of("U", 0, 400, "GOV"), line_of("U", 0, 600))
    trial = programme_of(
        rules_of(caps=[{"per": "upgrade", "won": 700}]),
        [supplier_of("S")],
        [upgrade_of("U", "S", None, cost_lines=lines)],
    )
    assert broken_rows(trial, plan_of(trial, ("U", 2026, {"GOV": 700, "own": 300}))) == set()
    assert "support[U,2026]" in broken_rows(trial, plan_of(trial, ("U", 2026, {"GOV": 701, "own": 299})))


def test_won_per_tonne_lowers_the_full_rate():
    """250 won per tonne, 1 t a year: 3 counting years give 750 won in 2026 and 2 give 500 in 2027."""
    trial = programme_of(
        rules_of(
            years={"award": [2026, 2027], "count_until": 2028},
            funders=[purse("GOV", budget={2026: 5_000, 2027: 5_000})],
            caps=[{"won_per_lifetime_tonne": 250}],
        ),
        [supplier_of("S")],
        [upgrade_of("U", "S", life_years=10)],
    )
    assert broken_rows(trial, plan_of(trial, ("U", 2026, {"GOV": 750, "own": 250}))) == set()
    late = plan_of(trial, ("U", 2027, {("GOV", 2027): 500, ("own", 2027): 500}))
    assert broken_rows(trial, late) == set()
    assert broken_rows(trial, plan_of(trial, ("U", 2026, {"GOV": 751, "own": 249}))) == {
        "support[U,2026]",
        "cap[1,U,2026]",
    }


def test_caps_leave_upgrades_of_named_lines_alone():
    """Nothing is shared, so there is no rate to limit: the named payer pays all, within the caps."""
    trial = programme_of(
        rules_of(caps=[{"per": "upgrade", "won": 1_000}, {"won_per_lifetime_tonne": 1_000}]),
        [supplier_of("S")],
        [upgrade_of("U", "S", None, cost_lines=(line_of("U", 0, 1_000, "GOV"),), support_rate_min=1)],
    )
    assert broken_rows(trial, plan_of(trial, ("U", 2026, {"GOV": 1_000}))) == set()


def test_won_per_tonne_on_some_upgrades():
    """A cap per tonne on furnaces leaves compressors their full rate, and has no row for them."""
    trial = programme_of(
        rules_of(caps=[{"won_per_lifetime_tonne": 1, "of": {"technology": "furnace"}}]),
        [supplier_of("S")],
        [upgrade_of("U", "S")],
    )
    assert broken_rows(trial, plan_of(trial, ("U", 2026, {"GOV": 1_000}))) == set()


def test_named_lines_take_from_the_won_per_tonne():
    """700 won for the 1 t, 400 of them named: 300 / 600 = 50 % of the shared lines."""
    lines = (line_of("U", 0, 400, "GOV"), line_of("U", 0, 600))
    trial = programme_of(
        rules_of(caps=[{"won_per_lifetime_tonne": 700}]),
        [supplier_of("S")],
        [upgrade_of("U", "S", None, cost_lines=lines)],
    )
    assert broken_rows(trial, plan_of(trial, ("U", 2026, {"GOV": 700, "own": 300}))) == set()
    assert "support[U,2026]" in broken_rows(trial, plan_of(trial, ("U", 2026, {"GOV": 699, "own": 301})))


def test_tonnes_below_zero_allow_no_support():
    """An upgrade that raises emissions has a full rate of 0, not below, under a cap per tonne."""
    trial = programme_of(
        rules_of(caps=[{"won_per_lifetime_tonne": 700}]), [supplier_of("S")], [upgrade_of("U", "S", tonnes=-1)]
    )
    report = audit(trial, plan_of(trial, ("U", 2026, {"own": 1_000})))
    assert [(f.row, f.value, f.limit) for f in report.broken if f.row == "support[U,2026]"] == [
        ("support[U,2026]", 1_000, 0)
    ]


def with_consulting(*caps):
    """U of 1,000 shared won and 200 for consulting, which OEM pays; S accepts any support."""
    lines = (line_of("U", 0, 1_000), line_of("U", 0, 200, "OEM"))
    return programme_of(
        rules_of(funders=[purse("GOV"), purse("OEM", "oem")], caps=list(caps)),
        [supplier_of("S")],
        [upgrade_of("U", "S", None, cost_lines=lines, support_rate_min="0.0001")],
    )


@pytest.mark.parametrize(
    ("lines", "funders", "won"),
    [
        ("all", None, 800),
        ("shared", None, 600),
        ("named", None, 200),
        ("all", "OEM", 300),
        ("shared", "OEM", 100),
        ("named", "OEM", 200),
        ("shared", "GOV", 500),
        ("named", "GOV", 0),
    ],
)
def test_lines_that_count(lines, funders, won):
    """GOV pays 500 and OEM 100 of the shared lines, and OEM the 200 of consulting: a cap of what counts is kept, and
    one won less is not.
    """
    caps = [{"per": "programme", "won": won, "lines": lines, "funders": funders}]
    if won:
        caps.append({"per": "programme", "won": won - 1, "lines": lines, "funders": funders})
    trial = with_consulting(*caps)
    plan = plan_of(trial, ("U", 2026, {"GOV": 500, "OEM": 300, "own": 400}))
    assert row(audit(trial, plan), "cap[1,programme]").value == won
    assert broken_rows(trial, plan) == ({"cap[2,programme]"} if won else set())


@pytest.mark.parametrize(("lines", "most"), [("all", 400), ("shared", 600), ("named", 1_000)])
def test_full_rate_under_a_cap_on_lines(lines, most):
    """600 won per upgrade, 200 of them gone for consulting, leave 400 of the shared 1,000 where all lines count; all
    600 where only shared lines do; where only named lines do, the full rate stays 1.
    """
    trial = with_consulting({"per": "upgrade", "won": 600, "lines": lines})
    plan = plan_of(trial, ("U", 2026, {"GOV": most, "OEM": 200, **({"own": 1_000 - most} if most < 1_000 else {})}))
    assert broken_rows(trial, plan) == set()
    books = Books(trial, plan)
    assert books.full_rate(books.entries[0]).rate == Fraction(most, 1_000)
