"""Charnes and Cooper's transformation and Dinkelbach's method find the same best ratio where both apply: parts."""

from __future__ import annotations

import pytest

from planner.errors import InfeasibleError, InputError
from planner.formulation.assemble import assemble
from planner.programme.options import Options
from planner.solving.branching import Branched, Ending, branch_on_ratio
from planner.solving.engine import Engine
from planner.solving.goals import goals
from planner.solving.outcome import Infeasible
from planner.solving.ratio import best_ratio, refuse_nothing_spent
from tests.property.cases import draw


@pytest.mark.parametrize("seed", range(40))
def test_both_methods_agree_to_a_billionth(seed: int):
    programme = draw(seed, "divisible", ratio=True).programme()
    try:
        assembled = assemble(programme, Options.of(programme))
    except InfeasibleError:
        return
    level = assembled.levels[0]
    engine = Engine(assembled.lp, [*level.value, *level.won])
    (goal,) = goals(engine, [level])
    engine.reset({})
    try:
        refused = refuse_nothing_spent(engine, goal)
    except InputError:
        with pytest.raises(InputError):
            branch_on_ratio(engine, goal, None, Ending(None, None))
        return
    transformed = refused or best_ratio(engine, goal)
    iterated = branch_on_ratio(engine, goal, None, Ending(None, None))
    if isinstance(transformed, Infeasible):
        assert isinstance(iterated, Infeasible)
        return
    assert isinstance(iterated, Branched)
    assert goal.won is not None
    assert goal.value @ iterated.point / (goal.won @ iterated.point) == pytest.approx(transformed, rel=1e-9, abs=1e-9)
    assert iterated.bound == pytest.approx(transformed, rel=1e-9, abs=1e-9)
