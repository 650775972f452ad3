"""Shares become whole won of cost: never above the upgrade's cost, mandatory ones exactly, prerequisites kept."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from planner.plan.choice import Choice
from planner.plan.whole_awards import award_costs
from planner.programme.options import Options
from planner.programme.programme import Programme
from tests.audit.builders import programme_of, purse, rules_of, supplier_of, upgrade_of

YEARS = (2026, 2027, 2028)
COSTS = st.integers(1, 10**13)


def two(cost: int, other: int, **marks: object) -> Programme:
    """P and U over three years; ``marks`` are U's."""
    return programme_of(
        rules_of(
            years={"award": [2026, 2028], "count_until": 2028}, funders=[purse("GOV", budget=dict.fromkeys(YEARS, 1))]
        ),
        [supplier_of("S")],
        [upgrade_of("P", "S", cost), upgrade_of("U", "S", other, **marks)],
    )


def costs_of(programme: Programme, shares: dict[tuple[str, int], float]) -> dict[tuple[str, int], int]:
    return award_costs(Options.of(programme), Choice(shares, {}, ()))


@settings(derandomize=True, deadline=None)
@given(COSTS, st.lists(st.integers(1, 10**6), min_size=3, max_size=3))
def test_shares_that_add_to_one_award_the_whole(cost: int, parts: list[int]):
    """Whatever the solver's floats leave behind the point."""
    shares = {("U", year): part / sum(parts) for year, part in zip(YEARS, parts, strict=True)}
    awarded = costs_of(two(1, cost), shares)
    # The solver's own precision: a share is a double, so a cost beyond 10^13 won would not be known to the won.
    assert cost - 1 <= sum(awarded.values()) <= cost


@settings(derandomize=True, deadline=None)
@given(COSTS, st.lists(st.floats(-1e-9, 1.000001), min_size=3, max_size=3))
def test_never_above_the_whole_cost_and_never_below_zero(cost: int, shares: list[float]):
    awarded = costs_of(two(1, cost), {("U", year): share for year, share in zip(YEARS, shares, strict=True)})
    assert sum(awarded.values()) <= cost
    assert all(won > 0 for won in awarded.values())


@settings(derandomize=True, deadline=None)
@given(COSTS, COSTS, st.lists(st.floats(0, 0.3), min_size=3, max_size=3))
def test_what_needs_a_prerequisite_is_never_ahead_of_it(cost: int, other: int, shares: list[float]):
    """The same shares for both: rounded, U's share so far is at most P's."""
    programme = two(cost, other, needs=("P",))
    both = {(name, year): share for name in "PU" for year, share in zip(YEARS, shares, strict=True)}
    awarded = costs_of(programme, both)
    for year in YEARS:
        so_far = {
            name: sum(
                (
                    Fraction(won, programme.upgrades[name].total_won)
                    for (n, y), won in awarded.items()
                    if n == name and y <= year
                )
            )
            for name in "PU"
        }
        assert so_far["U"] <= so_far["P"]


@settings(derandomize=True, deadline=None)
@given(COSTS, COSTS, st.floats(0, 1))
def test_alternatives_never_add_to_more_than_one(cost: int, other: int, share: float):
    programme = programme_of(
        rules_of(),
        [supplier_of("S")],
        [upgrade_of("P", "S", cost, alternative_group="g"), upgrade_of("U", "S", other, alternative_group="g")],
    )
    awarded = costs_of(programme, {("P", 2026): share, ("U", 2026): 1 - share + 1e-12})
    shares = [Fraction(won, programme.upgrades[name].total_won) for (name, _), won in awarded.items()]
    assert sum(shares, Fraction(0)) <= 1


def test_won_given_up_for_a_prerequisite_go_on_to_the_next_award():
    """Half of P's 3 won is 1, a third: U's 500 fall to 333, and the 167 follow when P is whole. U is whole then too."""
    halves = {(name, year): 0.5 for name in "PU" for year in (2026, 2027)}
    assert costs_of(two(3, 1_000, needs=("P",), mandatory=True), halves) == {
        ("P", 2026): 1,
        ("P", 2027): 2,
        ("U", 2026): 333,
        ("U", 2027): 667,
    }


@settings(derandomize=True, deadline=None)
@given(st.integers(1, 10**12), st.integers(100, 10**12), st.lists(st.integers(1, 10), min_size=3, max_size=3))
def test_a_prerequisite_takes_nothing_of_what_is_whole_in_the_end(cost: int, other: int, parts: list[int]):
    """The same parts of both, some of each a year, which add to P: U is awarded as much as if it needed nothing."""
    shares = {(name, year): part / sum(parts) for name in "PU" for year, part in zip(YEARS, parts, strict=True)}
    awarded, free = costs_of(two(cost, other, needs=("P",)), shares), costs_of(two(cost, other), shares)
    if sum(won for (name, _), won in awarded.items() if name == "P") == cost:
        assert sum(won for (name, _), won in awarded.items() if name == "U") == sum(
            won for (name, _), won in free.items() if name == "U"
        )


def test_less_than_half_a_won_is_not_wanted():
    """0.4 won of 1,000 in each of three years are nothing; 0.5 are half a won each: one in the second year."""
    for won, awarded in ((0.4, {}), (0.5, {("U", 2027): 1})):
        assert costs_of(two(1, 1_000), {("U", year): won / 1_000 for year in YEARS}) == awarded


def test_whole_projects_are_all_or_nothing():
    """A share above a half is the whole of what cannot be divided."""
    programme = programme_of(rules_of(projects="whole"), [supplier_of("S")], [upgrade_of("U", "S", 1_000)])
    for share, awarded in ((0.5, {}), (0.6, {("U", 2026): 1_000})):
        assert costs_of(programme, {("U", 2026): share}) == awarded


def test_the_last_alternative_gives_up_what_is_too_much():
    """600 and 402 of 1,000 won are two more than a whole: the later one gives them up."""
    programme = programme_of(
        rules_of(funders=[purse("GOV")]),
        [supplier_of("S")],
        [upgrade_of(name, "S", 1_000, alternative_group="g") for name in ("P", "U")],
    )
    shares = {("P", 2026): 0.6, ("U", 2026): 0.4029}
    assert costs_of(programme, shares) == {("P", 2026): 600, ("U", 2026): 400}
