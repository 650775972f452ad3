"""The cost curve: widths add up to tonnes, areas to won, however few dots there are; the cut-off is worked by hand."""

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from planner.export.candidates import Candidate, by_cost, candidates, cut_off
from planner.export.charts import Frame, abatement
from planner.export.cost_steps import steps_on_dots
from planner.programme.supplier import Supplier
from planner.programme.upgrade import Upgrade
from tests.export import example
from tests.export.charts.specs import rows_with


def candidate(name: str, tonnes: int, won: int, awarded: Fraction) -> Candidate:
    upgrade = Upgrade(upgrade_id=name, supplier_id="S", technology="press", cost_won=won, tonnes=1, life_years=1)
    return Candidate(upgrade, Supplier(supplier_id="S", tier=1), 2026, Fraction(tonnes), awarded, 0)


def made(parts: list[tuple[int, int, int]]) -> list[Candidate]:
    found = [candidate(f"u{place}", *part[:2], Fraction(part[2], 4)) for place, part in enumerate(parts)]
    return sorted(found, key=by_cost)


PARTS = st.lists(st.tuples(st.integers(1, 900), st.integers(0, 10**9), st.integers(0, 4)), min_size=1, max_size=60)


@settings(max_examples=100, deadline=None)
@given(PARTS, st.integers(1, 50))
def test_widths_are_the_tonnes_and_areas_the_won(parts: list[tuple[int, int, int]], dots: int) -> None:
    found = made(parts)
    steps = steps_on_dots(found, dots)
    for funded in (True, False):
        wide = sum(each.end - each.start for each in steps if each.funded == funded)
        assert wide == sum(each.awarded_tonnes if funded else each.left_tonnes for each in found)
    area = sum((each.end - each.start) * each.won_per_tonne for each in steps)
    assert area == sum(each.cost_won for each in found)


@settings(max_examples=100, deadline=None)
@given(PARTS, st.integers(1, 50))
def test_no_gap_and_no_overlap(parts: list[tuple[int, int, int]], dots: int) -> None:
    steps = steps_on_dots(made(parts), dots)
    assert [each.start for each in steps] == [Fraction(0), *(each.end for each in steps[:-1])]


@settings(max_examples=100, deadline=None)
@given(PARTS, st.integers(1, 50))
def test_there_are_at_most_two_steps_a_dot(parts: list[tuple[int, int, int]], dots: int) -> None:
    assert len(steps_on_dots(made(parts), dots)) <= 2 * (dots + 1)


def test_wide_steps_stand_by_themselves() -> None:
    """10 t at 1 won, 20 t at 2 won of which half is funded: on 30 dots three steps, each of one candidate."""
    steps = steps_on_dots(made([(10, 10, 4), (20, 40, 2)]), 30)
    assert [(each.start, each.end, each.won_per_tonne, each.funded) for each in steps] == [
        (0, 10, 1, True),
        (10, 20, 2, True),
        (20, 30, 2, False),
    ]
    assert all(len(each.candidates) == 1 for each in steps)


def test_narrow_steps_stand_at_their_mean() -> None:
    """On one dot: 10 t for 10 won and 20 t for 80 won, both funded, are 30 t at 3 won."""
    (only,) = steps_on_dots(made([(10, 10, 4), (20, 80, 4)]), 1)
    assert (only.start, only.end, only.won_per_tonne) == (0, 30, 3)


def test_cut_off_is_where_the_cheapest_reach_the_plans_tonnes() -> None:
    """25 t of the third are funded; cheapest first these are 10 t of the first and 15 t at 2 won of the next."""
    found = made([(10, 10, 0), (20, 40, 0), (25, 100, 4)])
    assert cut_off(found) == (25, 2)


def test_steps_of_a_plan_are_as_wide_as_its_tonnes() -> None:
    """770 t are funded; c1 could be awarded from 2026 on and then saves 100 t, c2 saves nothing and is left out."""
    picture = abatement.picture(candidates(example.plan(), example.programme()), Frame("en", 760))
    wide = {"funded": 0.0, "not funded": 0.0}
    for row in rows_with(picture, "start", "end"):
        wide[row["kind"]] += row["end"] - row["start"]
    assert wide == {"funded": 770.0, "not funded": 100.0}
    assert picture is not None
    assert "1 candidate saves nothing" in picture.says


def test_nothing_that_saves_is_no_curve() -> None:
    programme = example.programme()
    worse = [upgrade for upgrade in programme.upgrades.values() if upgrade.upgrade_id == "c2"]
    less = type(programme).of(programme.rules, list(programme.suppliers.values()), programme.links, worse)
    assert abatement.picture(candidates(example.plan(awards=()), less), Frame()) is None
