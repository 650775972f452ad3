"""A solver that answers wrongly by its usual method, in every way that HiGHS is known to: refused, said, and mended.

The stub lies wherever presolve is on, as the two known faults of HiGHS do (``tests/solving/wrong_answers.py``): it
calls a wrong point optimal, or a programme infeasible that is not. Two more lies are about prices and about rows.
"""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import highspy
import pytest

from planner.certificate.check import check
from planner.errors import InfeasibleError
from planner.languages import Text
from planner.plan.plan import Plan
from planner.programme.programme import Programme
from planner.solving.outcome import Limits
from planner.study.planning import Planned, make_plan
from tests.audit.builders import programme_of, purse, rules_of, supplier_of, upgrade_of

M = 1_000_000

type Lie = Callable[[pytest.MonkeyPatch], None]


def chain(projects: str = "divisible", **rules: Any) -> Programme:
    """U cuts 10 t for 100 M, V 8 t for 100 M, and there are 150 M: 14 t in parts, 10 t whole."""
    return programme_of(
        rules_of(projects=projects, funders=[purse("GOV", budget={2026: 150 * M})], **rules),
        [supplier_of("S")],
        [upgrade_of("U", "S", 100 * M, tonnes=10), upgrade_of("V", "S", 100 * M, tonnes=8)],
    )


def has_presolve(highs: highspy.Highs) -> bool:
    return bool(highs.getOptionValue("presolve")[1] == "choose")


def changing(name: str, change: Callable[[highspy.Highs, Any], Any]) -> Lie:
    """What a method of HiGHS answers is changed wherever presolve is on."""
    honest = getattr(highspy.Highs, name)

    def lying(highs: highspy.Highs, *given: Any) -> Any:
        answer = honest(highs, *given)
        return change(highs, answer) if has_presolve(highs) else answer

    return lambda patch: patch.setattr(highspy.Highs, name, lying)


def with_point(value: float) -> Callable[[highspy.Highs, Any], Any]:
    def change(highs: highspy.Highs, solution: Any) -> Any:
        solution.col_value = [value] * len(solution.col_value)
        return solution

    return change


def with_prices(times: float) -> Callable[[highspy.Highs, Any], Any]:
    def change(highs: highspy.Highs, solution: Any) -> Any:
        solution.row_dual = [times * price for price in solution.row_dual]
        return solution

    return change


def with_value(value: float) -> Callable[[highspy.Highs, Any], Any]:
    def change(highs: highspy.Highs, info: Any) -> Any:
        return SimpleNamespace(
            objective_function_value=value,
            mip_dual_bound=value,
            primal_solution_status=info.primal_solution_status,
        )

    return change


def infeasible(highs: highspy.Highs, status: Any) -> Any:
    return highspy.HighsModelStatus.kInfeasible


def together(*lies: Lie) -> Lie:
    def lie(patch: pytest.MonkeyPatch) -> None:
        for one in lies:
            one(patch)

    return lie


LIES: dict[str, Lie] = {
    "calls nothing at all the best": together(
        changing("getSolution", with_point(0.0)), changing("getInfo", with_value(0.0))
    ),
    "a point that breaks the budget": changing("getSolution", with_point(1.0)),
    "infeasible": changing("getModelStatus", infeasible),
    "no prices": changing("getSolution", with_prices(0.0)),
    "prices of the wrong sign": changing("getSolution", with_prices(-1.0)),
    "prices three times too high": changing("getSolution", with_prices(3.0)),
}


def solved(programme: Programme) -> tuple[Planned, list[str]]:
    said: list[str] = []

    def say(text: Text) -> None:
        said.append(str(text))

    return make_plan(programme, Limits(), say), said


def tonnes(plan: Plan) -> float:
    return float(plan.indicators.lifetime_tonnes)


@pytest.mark.parametrize("lie", LIES)
@pytest.mark.parametrize(("projects", "best"), [("divisible", 14), ("whole", 10)])
def test_a_lie_is_found_out_said_and_mended(
    lie: str, projects: str, best: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever the usual method answers, the plan is the best one, and its certificate holds without any solver."""
    programme = chain(projects)
    honest = make_plan(programme, Limits()).plan
    LIES[lie](monkeypatch)
    planned, said = solved(programme)
    monkeypatch.undo()
    assert tonnes(planned.plan) == best
    assert planned.plan.status == "optimal"
    assert planned.plan.plan_hash == honest.plan_hash
    verdict = check(programme, planned.plan)
    assert verdict is not None
    assert verdict.holds
    if projects == "divisible":  # branch and bound gives no prices, so that lies about them change nothing
        assert planned.refused
        assert any("is not taken" in line for line in said)
        assert "presolve" in planned.plan.solver


def test_the_truth_is_not_refused() -> None:
    for projects in ("divisible", "whole"):
        planned, said = solved(chain(projects))
        assert planned.refused == ()
        assert not any("is not taken" in line for line in said)


def test_what_is_infeasible_stays_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """18 t are all there is: 19 cannot be reached, and that is proven whatever the usual method says of the proof."""
    programme = chain(targets=[{"year": 2026, "tonnes": 19}])
    LIES["no prices"](monkeypatch)
    with pytest.raises(InfeasibleError) as refused:
        make_plan(programme, Limits())
    assert refused.value.proof is not None
