"""Candidates: tonnes and won per tonne worked out by hand, and sums that are the plan's."""

from fractions import Fraction

from planner.export.candidates import candidates
from planner.programme.programme import Programme
from planner.programme.upgrade import Upgrade
from tests.export import example

MILLION = example.MILLION


def test_tonnes_are_those_of_the_award_or_of_the_first_possible_year() -> None:
    found = {one.upgrade.upgrade_id: one for one in candidates(example.plan(), example.programme())}
    assert found["=b1"].lifetime_tonnes == 270, "awarded in 2027: nine years of 30 t, not ten"
    assert found["c1"].lifetime_tonnes == 100, "not awarded: ten years of 10 t from 2026"
    assert found["a1"].support_won == 60 * MILLION
    assert found["a1"].support_per_tonne == Fraction(60 * MILLION, 500)
    assert found["c1"].support_per_tonne is None


def test_the_cheapest_tonne_comes_first_and_what_saves_nothing_last() -> None:
    found = candidates(example.plan(), example.programme())
    assert [one.upgrade.upgrade_id for one in found] == ["=b1", "a1", "c1", "c2"]
    assert [one.won_per_tonne for one in found] == [Fraction(1_000_000, 9), 200_000, 500_000, None]
    assert not found[-1].saves


def test_awarded_tonnes_are_the_plans() -> None:
    plan = example.plan()
    assert sum(one.awarded_tonnes for one in candidates(plan, example.programme())) == plan.indicators.lifetime_tonnes


def test_an_upgrade_awarded_in_two_years_counts_each_part_from_its_own() -> None:
    plan = example.plan()
    first = plan.awards[0]
    parts = (
        first.model_copy(update={"cost_won": 25 * MILLION, "support_won": 10 * MILLION}),
        first.model_copy(update={"cost_won": 50 * MILLION, "support_won": 20 * MILLION, "year": 2030}),
    )
    split = plan.model_copy(update={"awards": parts})
    (one,) = (one for one in candidates(split, example.programme()) if one.upgrade.upgrade_id == "a1")
    assert one.awarded == Fraction(3, 4)
    assert one.awarded_tonnes == Fraction(1, 4) * 500 + Fraction(1, 2) * 300
    assert one.left_tonnes == one.awarded_tonnes / 3
    assert one.support_won == 30 * MILLION


def test_an_upgrade_that_no_award_year_fits_has_no_tonnes() -> None:
    late = Upgrade(
        upgrade_id="late", supplier_id="A", technology="x", cost_won=MILLION, tonnes=1, life_years=5, first_year=2033
    )
    given = example.programme()
    programme = Programme.of(given.rules, list(given.suppliers.values()), given.links, [late])
    plan = example.plan().model_copy(update={"awards": ()})
    (one,) = candidates(plan, programme)
    assert (one.first_year, one.lifetime_tonnes, one.won_per_tonne) == (None, None, None)
    assert one.left_tonnes == 0
