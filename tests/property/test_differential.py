"""A few programmes of the differential campaign; that wrong answers would be told; what QSopt_ex is believed."""

from __future__ import annotations

from fractions import Fraction

import pytest

from planner.formulation.model import Terms
from tests.campaigns.differential import check, exact, solvers
from tests.campaigns.differential.answers import ALONE, explained, is_same
from tests.campaigns.differential.check import Checked
from tests.campaigns.differential.exact import LinearProgramme, Optimum, Range, Row, UnprovenError, optimum
from tests.campaigns.differential.trials import KINDS, trial

THIRD = Fraction(1, 3)

NEEDS_EXACT = pytest.mark.skipif(not exact.is_installed(), reason="QSopt_ex is not installed: apt-get install qsopt-ex")
NEEDS_CBC = pytest.mark.skipif("CBC" not in solvers.available(), reason="CBC is not installed: pip install 'pulp[cbc]'")


def thirds() -> LinearProgramme:
    """x / 3 + y <= 1 and x <= 1; the most of x + 2 y is at x = 1, y = 2/3: seven thirds."""
    return LinearProgramme(
        columns={"x": Range(), "y": Range(), "idle": Range(Fraction(0), Fraction(1))},
        rows=(Row({"x": THIRD, "y": Fraction(1)}, "<=", Fraction(1)), Row({"x": Fraction(1)}, "<=", Fraction(1))),
        objective={"x": Fraction(1), "y": Fraction(2)},
    )


@NEEDS_EXACT
def test_thirds_are_thirds():
    assert optimum(thirds()) == Optimum(Fraction(7, 3), {"x": Fraction(1), "y": Fraction(2, 3)})


@NEEDS_EXACT
@pytest.mark.parametrize(("more", "value"), [(Fraction(0), Fraction(7, 3)), (Fraction(1, 10**40), None)])
def test_infeasible_by_any_amount_is_infeasible(more: Fraction, value: Fraction | None):
    """y is to be 2/3 at x = 1: a 10**40th more cannot be."""
    at_least = (Row({"x": Fraction(1)}, ">=", Fraction(1)), Row({"y": Fraction(1)}, ">=", Fraction(2, 3) + more))
    lp = LinearProgramme(thirds().columns, (*thirds().rows, *at_least), thirds().objective)
    found = optimum(lp)
    assert (None if found is None else found.value) == value


@pytest.mark.parametrize(
    ("status", "point", "multipliers"),
    [
        ("OPTIMAL", {"x": 1, "y": 1}, {"r0": 2, "r1": THIRD}),  # breaks a row
        ("OPTIMAL", {"x": -1}, {"r0": 2, "r1": THIRD}),  # breaks a bound
        ("OPTIMAL", {"x": 1, "y": THIRD}, {"r0": 2, "r1": THIRD}),  # is not the best
        ("OPTIMAL", {"x": 1, "y": Fraction(2, 3)}, {"r0": 1}),  # is the best, and is not proven to be
        ("OPTIMAL", {"x": 1, "y": Fraction(2, 3)}, {"r0": 2, "r1": THIRD - 1}),  # by a multiplier of the wrong sign
        ("INFEASIBLE", {}, {}),  # is not
        ("UNBOUNDED", {}, {}),
    ],
)
def test_what_is_not_proven_is_not_believed(status, point, multipliers, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(exact, "_ask", lambda lp: exact._Said(status, point, multipliers))
    with pytest.raises(UnprovenError):
        optimum(thirds())


def test_the_right_answer_is_believed(monkeypatch: pytest.MonkeyPatch):
    """2 (x / 3 + y) + x / 3 is x + 2 y, and no more than 2 + 1 / 3."""
    said = exact._Said("OPTIMAL", {"x": Fraction(1), "y": Fraction(2, 3)}, {"r0": Fraction(2), "r1": THIRD})
    monkeypatch.setattr(exact, "_ask", lambda lp: said)
    assert optimum(thirds()).value == Fraction(7, 3)


@NEEDS_EXACT
@pytest.mark.parametrize(
    ("said", "is_explained"),
    [(7 / 3 + 1e-7, True), (7 / 3 + 1e-5, False), (7 / 3 - 1e-5, False), ("infeasible", False)],
)
def test_a_difference_is_explained_by_a_tenth_of_a_won_and_not_by_more(said: float | str, is_explained: bool):
    assert bool(explained(thirds(), thirds().objective, said)) == is_explained


def test_the_same_is_a_millionth():
    assert is_same(1e9, 1e9 + 999)
    assert not is_same(1e9, 1e9 + 1_001)
    assert is_same(1e-9, 0.0)
    assert is_same("infeasible", "infeasible")
    assert not is_same("infeasible", 0.0)
    assert not is_same("Unbounded", "Unbounded")


@NEEDS_EXACT
@NEEDS_CBC
@pytest.mark.parametrize("kind", sorted(set(KINDS)))
def test_everybody_agrees(kind: str):
    """Five programmes of each kind."""
    seeds = [seed for seed in range(100) if KINDS[seed % len(KINDS)] == kind][:5]
    checked = [check.check(trial(seed)) for seed in seeds]
    assert [difference for found in checked for difference in found.differences if not difference.why] == []
    assert any(isinstance(said, float) for found in checked for asked in found.asked for said in asked.by.values())


SHRUNK = {
    2394: "CBC's digits of a ratio",
    2934: "nobody to gain",
    3393: "a mandatory upgrade a won short of its whole",
    3435: "a scale that was rounded",
    7024: "what a first objective may cost in branch and bound buys won in the second",
    7585: "the same of parts of projects",
}


@NEEDS_EXACT
@pytest.mark.parametrize("seed", SHRUNK)
def test_programmes_that_once_disagreed(seed: int):
    assert check.check(trial(seed)).differences == []


def test_the_planner_does_not_believe_what_is_not_so():
    """HiGHS with presolve calls this feasible programme infeasible; it stands shrunk in ``tests/solving``."""
    plan = check.find(trial(1670).case).plan
    assert plan is not None
    assert plan.status == "optimal"


@NEEDS_EXACT
def test_what_all_solvers_get_wrong_is_unexplained(monkeypatch: pytest.MonkeyPatch):
    """As they would where the numbers that they are given are not the exact ones."""
    right = solvers.Rows.best
    monkeypatch.setattr(solvers.Rows, "best", lambda rows, solver, objective: right(rows, solver, objective) - 1)
    assert _told(check.check(trial(0))) == {f"{solver} against the exact answer" for solver in solvers.available()}


OF_EVERY_SORT = {"LP": 0, "ratio": 261, "list": 25, "whole": 3, "list, whole": 14}


@NEEDS_EXACT
@pytest.mark.parametrize("sort", OF_EVERY_SORT)
@pytest.mark.parametrize("wrong", [1e-2, -1e-2, "infeasible"])
def test_a_wrong_answer_is_told(sort: str, wrong: float | str, monkeypatch: pytest.MonkeyPatch):
    """HiGHS with presolve a hundredth off, or sure that there is nothing: told, and whose fault where others know."""
    right = solvers.Rows.best

    def answer(rows: solvers.Rows, solver: str, objective: Terms) -> solvers.Ended:
        said = right(rows, solver, objective)
        if solver != "HiGHS" or isinstance(said, str):
            return said
        return wrong if isinstance(wrong, str) else said + wrong * max(1.0, abs(said))

    monkeypatch.setattr(solvers.Rows, "best", answer)
    checked = check.check(trial(OF_EVERY_SORT[sort]))
    assert checked.sort == sort
    assert {difference.what for difference in checked.differences} == {"HiGHS against the exact answer"}
    two_others = "CBC" in solvers.available()
    assert {difference.why for difference in checked.differences} == {ALONE if two_others else ""}


@NEEDS_EXACT
@pytest.mark.parametrize(("factor", "what"), [(0.999, "the plan's bound"), (1.001, "the plan's bound")])
def test_a_wrong_bound_is_told(factor: float, what: str, monkeypatch: pytest.MonkeyPatch):
    """A plan whose bound is a thousandth too low, or called optimal with one a thousandth too high."""
    drawn = trial(22)
    found = check.find(drawn.case)
    assert found.plan is not None
    assert found.plan.objective.bound is not None
    stated = found.plan.objective.model_copy(update={"bound": found.plan.objective.bound * factor})
    plan = found.plan.model_copy(update={"objective": stated})
    monkeypatch.setattr(check, "find", lambda case: type(found)(plan))
    assert _told(check.check(drawn)) == {what}


def _told(checked: Checked) -> set[str]:
    return {difference.what for difference in checked.differences if not difference.why}
