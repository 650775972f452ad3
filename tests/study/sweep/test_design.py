"""The cases of a study, counted by hand; the same study has the same cases, and the same case the same id."""

from __future__ import annotations

import itertools
from fractions import Fraction

import pytest

from planner.errors import UsageError
from planner.study.sweep.design import Case, cases_of
from planner.study.sweep.vocabulary import Study

BUDGET = {"name": "budget", "set": "funders.GOV.budget.2026", "values": [50, 100]}
COST = {"name": "cost", "column": "upgrades.cost_won", "from": 0.8, "to": 1.2, "steps": 3}
FREE = {"name": "free", "column": "upgrades.tonnes", "range": {"low": 0.5, "high": 1.5}}
WON = {"name": "won", "set": "funders.GOV.budget.2026", "range": {"low": 0, "high": 1_000_001}}


def study(*factors: object, **design: object) -> Study:
    return Study.model_validate({"study": "s", "factors": list(factors), **design})


def test_a_grid_has_every_combination_the_last_factor_first() -> None:
    cases = cases_of(study(BUDGET, COST))
    fifths = [Fraction(4, 5), Fraction(1), Fraction(6, 5)]
    assert [(case.number, *case.values.values()) for case in cases] == [
        (number, *pair) for number, pair in enumerate(itertools.product([50, 100], fifths), start=1)
    ]


def test_named_cases_are_those_named_and_leave_the_rest_as_it_is() -> None:
    cases = cases_of(study(BUDGET, COST, cases=[{"name": "dear", "values": {"cost": 2}}]))
    assert cases == (Case(1, {"cost": Fraction(2)}, "dear"),)


@pytest.mark.parametrize("method", ["sobol", "latin_hypercube"])
def test_samples_fill_every_factor_evenly(method: str) -> None:
    """Of 16 samples one lies in each sixteenth of a range, and eight at each of two values; by either method."""
    cases = cases_of(study(FREE, BUDGET, samples={"method": method, "number": 16, "seed": 5}))
    parts = sorted(int((case.values["free"] - Fraction(1, 2)) * 16) for case in cases)
    assert parts == list(range(16))
    assert [case.values["budget"] for case in cases].count(50) == 8


@pytest.mark.parametrize(("method", "count"), [("sobol", 4 * (3 + 2)), ("morris", 4 * (3 + 1))])
def test_a_sensitivity_takes_as_many_cases_as_its_method_says(method: str, count: int) -> None:
    assert len(cases_of(study(FREE, COST, BUDGET, sensitivity={"method": method, "number": 4}))) == count


def test_a_seed_draws_the_same_cases_and_another_seed_others() -> None:
    def drawn(seed: int) -> tuple[Case, ...]:
        return cases_of(study(FREE, samples={"method": "sobol", "number": 8, "seed": seed}))

    assert drawn(1) == drawn(1) != drawn(2)


def test_won_between_whole_won_are_whole() -> None:
    cases = cases_of(study(WON, samples={"method": "latin_hypercube", "number": 8}))
    assert all(case.values["won"].denominator == 1 for case in cases)


def test_an_id_is_of_the_values_and_the_inputs_and_of_nothing_else() -> None:
    one = Case(1, {"a": Fraction(1, 2), "b": 3})
    assert one.key("x") == Case(7, {"b": 3, "a": Fraction(1, 2)}, "named").key("x")
    assert len({one.key("x"), one.key("y"), Case(1, {"a": Fraction(1, 3), "b": 3}).key("x")}) == 3


def test_a_grid_that_nobody_means_is_refused_before_it_is_made() -> None:
    many = [{"name": f"f{n}", "set": f"a.{n}", "from": 0, "to": 1, "steps": 100} for n in range(4)]
    with pytest.raises(UsageError, match="100,000,000 cases"):
        cases_of(study(*many))
