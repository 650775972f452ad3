"""Selection: each rule at its edge, a share of one won in a thousand inside and outside."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from planner.audit import audit
from planner.programme.programme import Programme

from .builders import broken_rows, excess_of, plan_of, programme_of, purse, row, rules_of, supplier_of, upgrade_of

ONE_WON = Fraction(1, 1_000)


def programme(*upgrades: Any, **rules: Any) -> Programme:
    """Award years 2026 and 2027, whole support from one open purse; upgrades of 1,000 won."""
    return programme_of(
        rules_of(
            years={"award": [2026, 2027], "count_until": 2030},
            funders=[purse("GOV", budget={2025: 0, 2026: 10_000, 2027: 10_000, 2028: 10_000})],
            **rules,
        ),
        [supplier_of("S")],
        upgrades or [upgrade_of("U", "S")],
    )


@pytest.mark.parametrize(("second", "broken"), [(600, set()), (601, {"once[U]"})])
def test_once(second, broken):
    """400 of 1,000 won in one year and 600 in the next are the whole; 601 are a thousandth too much."""
    trial = programme()
    plan = plan_of(trial, ("U", 2026, {"GOV": 400}), ("U", 2027, {("GOV", 2027): second}))
    assert broken_rows(trial, plan) == broken
    assert excess_of(trial, plan, "once[U]") == (ONE_WON if broken else 0)


@pytest.mark.parametrize(("second", "broken"), [(600, set()), (601, {"alternatives[g]"})])
def test_alternatives_also_across_suppliers(second, broken):
    """Upgrades of two suppliers with the same mark: shares 0.4 and 0.6 are kept, 0.4 and 0.601 are not."""
    trial = programme_of(
        rules_of(),
        [supplier_of("S"), supplier_of("Z")],
        [upgrade_of("U", "S", alternative_group="g"), upgrade_of("V", "Z", alternative_group="g")],
    )
    plan = plan_of(trial, ("U", 2026, {"GOV": 400}), ("V", 2026, {"GOV": second}))
    assert broken_rows(trial, plan) == broken
    assert excess_of(trial, plan, "alternatives[g]") == (ONE_WON if broken else 0)


@pytest.mark.parametrize(("share", "broken"), [(500, set()), (501, {"prerequisite[U,P,2026]"})])
def test_prerequisite_in_the_same_year(share, broken):
    """With half of what is needed, half can be awarded, and not a thousandth more."""
    trial = programme(upgrade_of("P", "S"), upgrade_of("U", "S", needs=("P",)))
    plan = plan_of(trial, ("P", 2026, {"GOV": 500}), ("U", 2026, {"GOV": share}))
    assert broken_rows(trial, plan) == broken
    assert excess_of(trial, plan, "prerequisite[U,P,2026]") == (ONE_WON if broken else 0)


def test_prerequisite_a_year_late():
    """What is needed comes in 2027, what needs it in 2026: the whole share is missing in 2026."""
    trial = programme(upgrade_of("P", "S"), upgrade_of("U", "S", needs=("P",)))
    plan = plan_of(trial, ("P", 2027, {("GOV", 2027): 1_000}), ("U", 2026, {"GOV": 1_000}))
    assert broken_rows(trial, plan) == {"prerequisite[U,P,2026]"}
    assert excess_of(trial, plan, "prerequisite[U,P,2026]") == 1


def test_prerequisite_counts_earlier_years():
    """What is needed was awarded in parts until the year: 400 then 600 carry a whole in the second year."""
    trial = programme(upgrade_of("P", "S"), upgrade_of("U", "S", needs=("P",)))
    parts = [("P", 2026, {"GOV": 400}), ("P", 2027, {("GOV", 2027): 600})]
    plan = plan_of(trial, *parts, ("U", 2027, {("GOV", 2027): 1_000}))
    assert broken_rows(trial, plan) == set()


def test_prerequisite_year_by_year():
    """Both come in halves, 2026 and 2027: each year's row holds what is awarded until then: 1/2 and 1."""
    trial = programme(upgrade_of("P", "S"), upgrade_of("U", "S", needs=("P",)))
    halves = [(name, year, {("GOV", year): 500}) for name in ("P", "U") for year in (2026, 2027)]
    report = audit(trial, plan_of(trial, *halves))
    found = [row(report, f"prerequisite[U,P,{year}]") for year in (2026, 2027)]
    assert [(one.value, one.limit) for one in found] == [(Fraction(1, 2), Fraction(1, 2)), (1, 1)]


def test_prerequisite_that_is_not_in_the_plan():
    """What is needed and not awarded counts as a share of 0."""
    trial = programme(upgrade_of("P", "S"), upgrade_of("U", "S", needs=("P",)))
    assert broken_rows(trial, plan_of(trial, ("U", 2026, {"GOV": 1}))) == {"prerequisite[U,P,2026]"}


@pytest.mark.parametrize(("won", "broken"), [(1_000, set()), (999, {"mandatory[U]"})])
def test_mandatory(won, broken):
    """A mandatory upgrade is awarded to the last won."""
    trial = programme(upgrade_of("U", "S", mandatory=True))
    plan = plan_of(trial, ("U", 2026, {"GOV": won}))
    assert broken_rows(trial, plan) == broken
    assert excess_of(trial, plan, "mandatory[U]") == (ONE_WON if broken else 0)


def test_mandatory_and_left_out():
    """A mandatory upgrade that is not in the plan is broken by its whole share."""
    trial = programme(upgrade_of("U", "S", mandatory=True))
    assert excess_of(trial, plan_of(trial), "mandatory[U]") == 1


@pytest.mark.parametrize(("year", "kept"), [(2025, False), (2026, True), (2027, True), (2028, False)])
def test_award_year_of_the_programme(year, kept):
    """Award years are 2026 and 2027: the years beside them allow nothing."""
    trial = programme()
    plan = plan_of(trial, ("U", year, {("GOV", year): 1_000}))
    assert (f"award_year[U,{year}]" in broken_rows(trial, plan)) is not kept
    assert excess_of(trial, plan, f"award_year[U,{year}]") == (0 if kept else 1)


@pytest.mark.parametrize(
    ("bounds", "year", "kept"),
    [
        ({"first_year": 2027}, 2026, False),
        ({"first_year": 2027}, 2027, True),
        ({"last_year": 2026}, 2026, True),
        ({"last_year": 2026}, 2027, False),
    ],
)
def test_award_year_of_the_upgrade(bounds, year, kept):
    """The upgrade's own first and last year cut the programme's."""
    trial = programme(upgrade_of("U", "S", **bounds))
    plan = plan_of(trial, ("U", year, {("GOV", year): 1_000}))
    assert broken_rows(trial, plan) == (set() if kept else {f"award_year[U,{year}]"})


@pytest.mark.parametrize(
    ("projects", "marked", "part_is_kept"),
    [("divisible", False, True), ("as_marked", True, True), ("as_marked", False, False), ("whole", True, False)],
)
def test_indivisible(projects, marked, part_is_kept):
    """A part of 999 won of 1,000 is an award only where the upgrade is divisible; the whole always is."""
    trial = programme(upgrade_of("U", "S", divisible=marked), projects=projects)
    assert broken_rows(trial, plan_of(trial, ("U", 2026, {"GOV": 1_000}))) == set()
    part = broken_rows(trial, plan_of(trial, ("U", 2026, {"GOV": 999})))
    assert part == (set() if part_is_kept else {"award_year[U,2026]"})


def test_award_of_more_than_the_whole():
    """1,001 won of an upgrade of 1,000 are a thousandth too much, as an award and over all years."""
    trial = programme()
    plan = plan_of(trial, ("U", 2026, {"GOV": 1_001}))
    assert broken_rows(trial, plan) == {"award_year[U,2026]", "once[U]"}
    assert excess_of(trial, plan, "award_year[U,2026]") == excess_of(trial, plan, "once[U]") == ONE_WON


def test_part_outside_the_award_years():
    """What is awarded outside the award years is broken by its share, however small."""
    trial = programme(upgrade_of("U", "S", last_year=2026))
    plan = plan_of(trial, ("U", 2027, {("GOV", 2027): 1}))
    assert excess_of(trial, plan, "award_year[U,2027]") == ONE_WON
