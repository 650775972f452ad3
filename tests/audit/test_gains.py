"""Least benefits and Gini ceilings: each measure and divisor at its edge, by hand; thousands of suppliers, exactly."""

from __future__ import annotations

import itertools
import random
import time
from fractions import Fraction

import pytest

from planner.audit import AuditReport, audit
from planner.audit.books import Books
from planner.audit.gains import gains_of, inequality, members_of
from planner.programme.measures import Benefit

from .builders import broken_rows, excess_of, plan_of, programme_of, purse, row, rules_of, supplier_of, upgrade_of


def programme(*fairness, **more):
    """S (small, Busan) with 2 t a year for two years, Z (large, no region) with 1 t from the second year on, N with
    what nobody may pay; 1,000 won each, any support accepted.
    """
    rules = rules_of(
        fairness=list(fairness),
        years={"award": [2026, 2026], "count_until": 2027},
        discount={"rate": 1, "base_year": 2026},
        funders=[purse("GOV", pays={"supplier": ["S", "Z"]}), purse("OEM", "oem", pays={"supplier": ["S", "Z"]})],
        **more,
    )
    accepts = {"support_rate_min": "0.0001"}
    return programme_of(
        rules,
        [
            supplier_of("S", region="Busan", size="small", baseline_t=100, revenue_won=50_000),
            supplier_of("Z", 2, size="large", baseline_t=50, revenue_won=20_000),
            supplier_of("N", region="Daegu", baseline_t=10),
        ],
        [
            upgrade_of("U", "S", tonnes=2, life_years=2, **accepts),
            upgrade_of("U2", "S", 3_000, **accepts),
            upgrade_of("V", "Z", lead_years=1, **accepts),
            upgrade_of("W", "N"),
        ],
    )


def awarded(trial, first=600, second=300):
    """U and V whole, S with that much of GOV and 10 of OEM, Z with that much of GOV."""
    return plan_of(
        trial,
        ("U", 2026, {"GOV": first, "OEM": 10, "own": 990 - first}),
        ("V", 2026, {"GOV": second, "own": 1_000 - second}),
    )


@pytest.mark.parametrize(
    ("of", "amounts", "gains"),
    [
        ("support", [610, 300], [610, 300]),
        ("support_per_baseline_t", [610, 300], [Fraction(61, 10), 6]),
        ("support_per_revenue", [610, 300], [Fraction(61, 5_000), Fraction(3, 200)]),
        ("support_per_cost", [610, 300], [Fraction(61, 400), Fraction(3, 10)]),
        ("count", [1, 1], [1, 1]),
        ("count_per_cost", [1, 1], [Fraction(1, 4_000), Fraction(1, 1_000)]),
        ("tonnes", [4_000, 1_000], [4, 1]),
        ("lifetime_tonnes", [4_000, 1_000], [4, 1]),
        ("annual_tonnes", [2_000, 1_000], [2, 1]),
        ("tonnes_in_2026", [2_000, 0], [2, 0]),
        ("discounted_tonnes", [3_000, 500], [3, Fraction(1, 2)]),
        ("tonnes_per_baseline_t", [4_000, 1_000], [Fraction(4, 100), Fraction(1, 50)]),
        ("public_won", [600, 300], [600, 300]),
        ("oem_won", [10, 0], [10, 0]),
        ("fresh_won", [610, 300], [610, 300]),
        ("own_won", [390, 700], [390, 700]),
        ("all_won", [1_000, 1_000], [1_000, 1_000]),
        ("all_won_per_cost", [1_000, 1_000], [Fraction(1, 4), 1]),
    ],
)
def test_what_is_gained(of, amounts, gains):
    """Won, kilograms and shares of each, over baseline, revenue or the cost of the eligible upgrades (S has two)."""
    trial = programme()
    books = Books(trial, awarded(trial))
    assert [member.label for member in members_of(books, Benefit(of=of))] == ["S", "Z"]
    assert [member.amount for member in members_of(books, Benefit(of=of))] == amounts
    assert gains_of(books, Benefit(of=of)) == gains


@pytest.mark.parametrize(
    ("benefit", "labels", "gains"),
    [
        ({}, ["S", "Z"], [Fraction(61, 10), 6]),
        ({"by": "tier"}, ["1", "2"], [Fraction(61, 10), 6]),
        ({"by": "region"}, ["Busan"], [Fraction(61, 10)]),
        ({"by": "consortium"}, [], []),
        ({"group": "all"}, ["S", "Z"], [Fraction(61, 10), 6]),
        ({"group": "big"}, ["Z"], [6]),
        ({"group": "big", "by": "size"}, ["large"], [6]),
        ({"group": "nobody knows"}, [], []),
    ],
)
def test_who_is_measured(benefit, labels, gains):
    """Suppliers with an eligible upgrade, in the group named, or the values of the mark that these carry."""
    trial = programme(groups={"all": {}, "big": {"size": "large"}})
    books, benefit = Books(trial, awarded(trial)), Benefit(of="support_per_baseline_t", **benefit)
    assert [member.label for member in members_of(books, benefit)] == labels
    assert gains_of(books, benefit) == gains


def test_members_of_a_value_are_added_up():
    """Two suppliers of one region: 610 + 300 won over 100 + 50 t."""
    trial = programme_of(
        rules_of(),
        [supplier_of("S", region="Busan", baseline_t=100), supplier_of("Z", region="Busan", baseline_t=50)],
        [upgrade_of("U", "S", support_rate_min="0.1"), upgrade_of("V", "Z", support_rate_min="0.1")],
    )
    plan = plan_of(trial, ("U", 2026, {"GOV": 610, "own": 390}), ("V", 2026, {"GOV": 300, "own": 700}))
    (member,) = members_of(Books(trial, plan), Benefit(of="support_per_baseline_t", by="region"))
    assert (member.label, member.amount, member.divisor) == ("Busan", 910, 150)


@pytest.mark.parametrize(("won", "excess"), [(300, 0), (299, 1)])
def test_least_benefit(won, excess):
    """6 won for each of the baseline's 50 t are 300 won; 299 are one too few. The figure gives the least gain."""
    trial = programme({"least": 6, "of": "support_per_baseline_t"})
    plan = awarded(trial, second=won)
    assert excess_of(trial, plan, "least[1,Z]") == excess
    assert broken_rows(trial, plan) == ({"least[1,Z]"} if excess else set())
    assert [(figure.rule, figure.level, figure.value) for figure in plan.fairness] == [("least[1]", 6.0, won / 50)]


@pytest.mark.parametrize(("won", "excess"), [(500, 0), (499, 1)])
def test_least_tonnes(won, excess):
    """Half a tonne for each: half of V's 1 t, and a kilogram is lacking below. N is not measured."""
    trial = programme({"least": "0.5", "of": "tonnes"})
    plan = plan_of(trial, ("U", 2026, {"GOV": 1_000}), ("V", 2026, {"GOV": won}))
    finding = row(audit(trial, plan), "least[1,Z]")
    assert (finding.excess, finding.unit) == (excess, "kg")
    assert broken_rows(trial, plan) == ({"least[1,Z]"} if excess else set())


@pytest.mark.parametrize(("won", "kept"), [(250, True), (249, False)])
def test_least_count(won, kept):
    """A quarter of an award for each."""
    trial = programme({"least": "0.25", "of": "count"})
    plan = plan_of(trial, ("U", 2026, {"GOV": 1_000}), ("V", 2026, {"GOV": won}))
    assert broken_rows(trial, plan) == (set() if kept else {"least[1,Z]"})


@pytest.mark.parametrize(("second", "kept"), [(305, True), (304, False)])
def test_gini_ceiling(second, kept):
    """610 won against 305: the coefficient of two is (610 - 305) / (2 x 915) = 1/6; 304 won are more unequal."""
    trial = programme({"gini": "1/6", "of": "support"})
    plan = awarded(trial, second=second)
    finding = row(audit(trial, plan), "gini[1]")
    assert finding.value == Fraction(610 - second, 2 * (610 + second))
    assert (finding.limit, finding.unit) == (Fraction(1, 6), "number")
    assert broken_rows(trial, plan) == (set() if kept else {"gini[1]"})
    assert plan.fairness[0].value == float(finding.value)


def test_gini_of_nothing():
    """A plan without awards is equal, and so is one in which nobody is measured."""
    for fairness in ({"gini": 0, "of": "support"}, {"gini": 0, "of": "support", "by": "consortium"}):
        trial = programme(fairness)
        plan = plan_of(trial)
        assert audit(trial, plan).passed
        assert plan.fairness[0].value == 0.0


def test_gini_of_gains_that_are_not_above_nothing():
    """-1 t and nothing: the sum is -1, the left side (-1)(-1) + 0 = 1 is above 0.5 x 2 x -1; the figure says 0."""
    trial = programme_of(
        rules_of(fairness=[{"gini": 0.5, "of": "tonnes"}]),
        [supplier_of("S"), supplier_of("Z")],
        [upgrade_of("U", "S", tonnes=-1), upgrade_of("V", "Z")],
    )
    plan = plan_of(trial, ("U", 2026, {"GOV": 1_000}))
    finding = row(audit(trial, plan), "gini[1]")
    assert (finding.value, finding.limit, finding.excess) == (1, -1, 2)
    assert plan.fairness[0].value == 0.0


@pytest.mark.parametrize("seed", range(20))
def test_gini_is_the_mean_difference(seed):
    """The sorted sum is the sum of all differences between two, over n times the sum."""
    draw = random.Random(seed)
    gains = [Fraction(draw.randint(0, 99), draw.randint(1, 9)) for _ in range(draw.randint(1, 12))]
    apart = sum((abs(a - b) for a, b in itertools.combinations(gains, 2)), Fraction(0))
    expected = apart / (len(gains) * sum(gains)) if any(gains) else 0
    assert inequality(gains).gini == expected


def test_five_thousand_suppliers():
    """Gains over 5,000 baselines have no small common denominator; the coefficient is exact and quickly there, and the
    report can be written.
    """
    draw = random.Random(1)
    names = [f"S{number:04}" for number in range(5_000)]
    rules = rules_of(fairness=[{"gini": "0.9", "of": "support_per_baseline_t"}])
    suppliers = [supplier_of(name, baseline_t=Fraction(draw.randint(10**6, 10**8), 1_000)) for name in names]
    costs = {name: draw.randint(10**7, 10**9) for name in names}
    trial = programme_of(rules, suppliers, [upgrade_of("U" + name, name, costs[name]) for name in names])
    plan = plan_of(trial, *(("U" + name, 2026, {"GOV": costs[name] // 3}) for name in names))
    started = time.process_time()
    report = audit(trial, plan)
    assert time.process_time() - started < 5
    found = row(report, "gini[1]")
    assert found.kept
    gains = [costs[s.supplier_id] // 3 / float(s.baseline_t or 0) for s in suppliers]
    apart = sum((2 * number - 4_999) * gain for number, gain in enumerate(sorted(gains)))
    assert float(found.value) == pytest.approx(apart / (5_000 * sum(gains)), abs=1e-12)
    assert report.as_dict(every_row=True)
    assert "gini[1]" in AuditReport((found,)).to("en", every_row=True)
