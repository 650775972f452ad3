"""How a run ends: proven, within a gap, stopped, without a plan; and the exit code that each ends a command with."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from planner.cli.edge import run
from planner.errors import ExitCode, InfeasibleError
from planner.formulation.assemble import assemble
from planner.programme.options import Options
from planner.programme.programme import Programme
from planner.solving.outcome import GapReached, Infeasible, Limits, Outcome, ProvenOptimal
from planner.solving.solve import Solver
from planner.study.planning import make_plan
from tests.audit.builders import programme_of, purse, rules_of, supplier_of, upgrade_of
from tests.golden.files import RANKING, written
from tests.golden.solving import M


def knapsack(count: int, projects: str = "whole", **upgrade: object) -> Programme:
    """``count`` upgrades of uneven costs and tonnes, budget for about half."""
    upgrades = [
        upgrade_of(f"U{k:03}", "S", 1_000_003 * (17 + 7919 * k % 41), tonnes=31 + 104_729 * k % 67, **upgrade)
        for k in range(count)
    ]
    budget = sum(row.total_won for row in upgrades) // 2
    return programme_of(
        rules_of(projects=projects, funders=[purse("GOV", budget={2026: budget})]), [supplier_of("S")], upgrades
    )


def outcome(programme: Programme, limits: Limits = Limits()) -> Outcome:  # noqa: B008
    return Solver(assemble(programme, Options.of(programme)), limits).solve({})


@pytest.mark.parametrize("projects", ["divisible", "whole"])
def test_a_proven_optimum(projects: str):
    found = outcome(knapsack(20, projects))
    assert isinstance(found, ProvenOptimal)
    assert found.answer.ties_broken


def test_prices_are_known_of_parts_and_unknown_of_wholes():
    """The budget's price: what one more million won buys; a dual of whole projects would say nothing."""
    parts, wholes = outcome(knapsack(20, "divisible")), outcome(knapsack(20))
    assert isinstance(parts, ProvenOptimal)
    assert isinstance(wholes, ProvenOptimal)
    assert parts.answer.proven[0].prices["budget[GOV,2026]"] > 0
    assert wholes.answer.proven[0].prices == {}


@pytest.mark.parametrize("projects", ["divisible", "whole"])
def test_an_infeasible_programme(projects: str):
    programme = knapsack(4, projects, mandatory=True)
    assert isinstance(outcome(programme), Infeasible)
    with pytest.raises(InfeasibleError, match="No plan keeps every rule"):
        make_plan(programme, Limits())


def test_a_gap_that_is_good_enough():
    """Half the tonnes would do: the plan says how far it may be from the best, and that it stopped early or not."""
    found = outcome(knapsack(60), Limits(gap=0.5))
    assert isinstance(found, ProvenOptimal | GapReached)
    planned = make_plan(knapsack(60), Limits(gap=0.5))
    assert planned.plan.status in ("optimal", "within_gap")
    assert planned.plan.objective.gap is not None
    assert planned.plan.objective.gap <= 0.5
    assert not planned.stopped


def test_a_bound_is_never_below_the_plan():
    for gap in (None, 0.5):
        objective = make_plan(knapsack(40), Limits(gap=gap)).plan.objective
        assert objective.bound is not None
        assert objective.bound >= objective.value


def test_an_infeasible_programme_ends_the_command_with_4(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    """100 M buy at most Q and R, 921 t: 922 t are out of reach."""
    files = RANKING | {"model.yaml": RANKING["model.yaml"] + "targets: [{of: lifetime_tonnes, tonnes: 922}]\n"}
    assert run(["solve", str(written(tmp_path, files))]) == ExitCode.INFEASIBLE
    said = capsys.readouterr()
    assert said.out == ""
    assert "No plan keeps every rule" in said.err


def test_a_time_limit_ends_the_command_with_5_or_0(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    """Whatever the machine's speed: a plan with its gap, or the proven best; or, without either, 1 and a sentence."""
    rows = "".join(f"U{k},S,furnace,{1_000_003 * (17 + 7919 * k % 41)},{31 + 104_729 * k % 67},1\n" for k in range(400))
    files = RANKING | {"tables/upgrades.csv": "upgrade_id,supplier_id,technology,cost_won,tonnes,life_years\n" + rows}
    model = str(written(tmp_path, files))
    code = run(["solve", model, "--set", "projects=whole", "--time-limit", "0.05", "--json"])
    said = capsys.readouterr()
    assert code in (ExitCode.DONE, ExitCode.STOPPED_WITH_PLAN, ExitCode.UNEXPECTED)
    assert "Traceback" not in said.err
    if code == ExitCode.STOPPED_WITH_PLAN:
        document = json.loads(said.out)
        assert document["status"] == "feasible"
        assert document["objective"]["gap"] is not None
        assert document["indicators"]["fresh_won"] <= 100 * M
    if code == ExitCode.UNEXPECTED:
        assert "without a plan" in said.err
