"""The planner's own linear programmes given to other solvers: HiGHS without presolve, its interior points, and CBC."""

from __future__ import annotations

from typing import Any

import pulp
import pytest

from planner.errors import InfeasibleError
from planner.formulation.assemble import assemble
from planner.programme.options import Options
from planner.solving.outcome import Limits, ProvenOptimal
from planner.solving.solve import Solver
from tests.property.cases import draw

SEEDS = [seed for seed in range(45) if "ratio" not in draw(seed).rules["objective"]]
"""Programmes with a linear objective."""

EXACT = {"primal_feasibility_tolerance": 1e-9, "dual_feasibility_tolerance": 1e-9, "mip_feasibility_tolerance": 1e-9}


def best_by(solver: Any, seed: int) -> float | None:
    """The optimum of the seed's programme as PuLP hands it to another solver."""
    programme = draw(seed).programme()
    assembled = assemble(programme, Options.of(programme))
    problem = assembled.lp.problem
    nothing = problem.add_variable("nothing", 0, 0)
    problem.setObjective(pulp.lpSum_vars_coefs([*assembled.levels[0].value, (nothing, 1.0)]))
    problem.addConstraint(nothing <= 0)
    stats = problem.solve(solver)
    # PuLP calls CBC's "optimal within gap tolerance" a gap limit, also where the gap asked for is 0.
    return float(stats.objective) if stats.status.name in ("Optimal", "GapLimit") else None


def best(seed: int) -> float | None:
    """The planner's own optimum [t]; none where the programme has no plan."""
    programme = draw(seed).programme()
    outcome = Solver(assemble(programme, Options.of(programme)), Limits()).solve({})
    return outcome.answer.proven[0].bound if isinstance(outcome, ProvenOptimal) else None


SOLVERS = {
    "HiGHS without presolve": lambda: pulp.HiGHS(msg=False, presolve="off", mip_rel_gap=0.0, **EXACT),
    "HiGHS interior points": lambda: pulp.HiGHS(msg=False, solver="ipm", mip_rel_gap=0.0, **EXACT),
    "CBC": lambda: pulp.COIN_CMD(msg=False, gapRel=0.0),
}


@pytest.mark.parametrize("name", SOLVERS)
def test_another_solver_finds_the_same_optimum(name: str):
    """To a millionth. CBC is optional: ``pip install 'pulp[cbc]'``."""
    if name == "CBC" and "COIN_CMD" not in pulp.listSolvers(onlyAvailable=True):
        pytest.skip("CBC is not installed")
    compared = 0
    for seed in SEEDS:
        try:
            own = best(seed)
        except InfeasibleError:
            continue
        other = best_by(SOLVERS[name](), seed)
        assert (own is None) == (other is None), seed
        if own is not None and other is not None:
            assert own == pytest.approx(other, rel=1e-6, abs=1e-6), seed
            compared += 1
    assert compared >= 30
