"""Indices of functions whose indices are known; where cases have no figure none are told."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest

from planner.study.sweep.design import cases_of
from planner.study.sweep.indices import Index, Indices, indices_of
from planner.study.sweep.outcome import Outcome
from planner.study.sweep.vocabulary import Study


def study(method: str, number: int) -> Study:
    ends = {"low": Fraction(-3141592654, 10**9), "high": Fraction(3141592654, 10**9)}
    factors = [{"name": f"x{n}", "set": f"a.{n}", "range": ends} for n in (1, 2, 3)]
    return Study.model_validate(
        {"study": "s", "factors": factors, "sensitivity": {"method": method, "number": number, "seed": 1}}
    )


def outcomes(wanted: Study, backwards: bool = False) -> list[Outcome]:
    """The function of Ishigami and Homma at each case: sin x1 + 7 sin² x2 + 0.1 x3⁴ sin x1."""
    found = []
    for case in cases_of(wanted):
        x1, x2, x3 = (float(case.values[f"x{n}"]) for n in (1, 2, 3))
        value = math.sin(x1) + 7 * math.sin(x2) ** 2 + 0.1 * x3**4 * math.sin(x1)
        found.append(Outcome(case.number, "", "solved", "moved", {"objective": value}))
    return found[::-1] if backwards else found


def told(found: Indices | None) -> dict[str, Index]:
    assert found is not None
    return {index.factor: index for index in found.found}


@pytest.mark.filterwarnings("ignore::FutureWarning:SALib")
def test_sobol_indices_are_those_worked_out_on_paper() -> None:
    """Ishigami and Homma, a = 7, b = 0.1: V1 = (1 + b π⁴/5)²/2, V2 = a²/8, V13 = b² π⁸ (1/18 - 1/50)."""
    first = 0.5 * (1 + 0.1 * math.pi**4 / 5) ** 2
    second, both = 49 / 8, 0.01 * math.pi**8 * (1 / 18 - 1 / 50)
    every = first + second + both
    wanted = study("sobol", 1024)
    found = told(indices_of(wanted, outcomes(wanted, backwards=True), ["objective"]))
    expected = {"x1": (first, first + both), "x2": (second, second), "x3": (0, both)}
    for name, (alone, in_all) in expected.items():
        assert found[name].first == pytest.approx(alone / every, abs=0.03)
        assert found[name].total == pytest.approx(in_all / every, abs=0.03)


def test_too_few_samples_are_said() -> None:
    wanted = study("sobol", 8)
    found = indices_of(wanted, outcomes(wanted), ["objective"])
    assert found is not None
    assert "too few" in str(found.notes[0])


def test_morris_finds_the_factor_that_does_nothing() -> None:
    """Of x1 + 0 x2 + 0 x3, over ranges of 2 π, the effect of x1 is 2 π, of the others 0."""
    wanted = study("morris", 8)
    linear = [
        Outcome(case.number, "", "solved", "moved", {"objective": float(case.values["x1"])})
        for case in cases_of(wanted)
    ]
    found = told(indices_of(wanted, linear, ["objective"]))
    assert found["x1"].first == found["x1"].total == pytest.approx(2 * math.pi)
    assert found["x2"].total == found["x3"].total == 0


def test_without_a_figure_of_every_case_no_index_is_told() -> None:
    wanted = study("sobol", 8)
    some = outcomes(wanted)
    some[3] = Outcome(4, "", "infeasible", "none", {})
    found = indices_of(wanted, some, ["objective"])
    assert found is not None
    assert not found.found
    assert "figure: 1." in str(found.notes[0])


def test_a_figure_that_never_changes_depends_on_nothing() -> None:
    wanted = study("sobol", 8)
    same = [Outcome(case.number, "", "solved", "moved", {"objective": 5.0}) for case in cases_of(wanted)]
    assert {index.total for index in told(indices_of(wanted, same, ["objective"])).values()} == {0.0}
