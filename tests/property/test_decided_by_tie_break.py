"""Who is decided by the published order, against the most and the least that each could get in any plan as good.

The plain model, which shares no code with the solving, holds its best value and asks for every award how far it goes
up and down. Costs and tonnes are made alike so that there are ties.
"""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from planner.errors import PlannerError
from planner.formulation.assemble import assemble
from planner.programme.options import Options
from planner.programme.programme import Programme
from planner.solving.outcome import Infeasible, Limits, NoAnswer, Ties
from planner.solving.solve import Solver
from tests.property.cases import Case, Data, draw
from tests.property.plain_model import PlainModel

HELD = 1e-7
"""How much of the best value a plan as good may lack [t]."""

DIFFERS = 1e-4
"""By how much the share of an award differs between plans where it differs at all."""

CHUNKS = 6
CHUNK = 12


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_against_how_far_each_award_could_go(chunk: int):
    """Just those are told; where there may be more, no others are."""
    compared = with_ties = 0
    for seed in range(chunk * CHUNK, (chunk + 1) * CHUNK):
        programme = alike(draw(seed, ratio=False)).programme()
        told = ties(programme)
        expected = None if told is None else who_could_differ(programme)
        if told is None or expected is None:
            continue
        if told.complete:
            assert told.suppliers == expected, seed
        assert told.suppliers <= expected, seed
        compared += 1
        with_ties += bool(expected)
    assert compared >= CHUNK // 2
    assert with_ties >= 1


def alike(case: Case) -> Case:
    """The case with most upgrades given the cost, the tonnes and the years of its first."""
    rng = random.Random(case.seed)
    summed = [row for row in case.upgrades if row["cost_won"]]
    if not summed:
        return case
    own = ("upgrade_id", "supplier_id", "alternative_group")

    def as_first(row: Data) -> Data:
        if not row["cost_won"] or rng.random() < 0.3:
            return row
        return {key: value for key, value in summed[0].items() if key not in (*own, "needs", "mandatory")} | {
            key: row[key] for key in own if key in row
        }

    return replace(case, upgrades=tuple(as_first(row) for row in case.upgrades))


def ties(programme: Programme) -> Ties | None:
    """What the solver tells; None where there is no plan."""
    try:
        outcome = Solver(assemble(programme, Options.of(programme)), Limits()).solve({})
    except PlannerError:
        return None
    return None if isinstance(outcome, Infeasible | NoAnswer) else outcome.answer.ties


def who_could_differ(programme: Programme) -> set[str] | None:
    """The suppliers with an award that is not the same in all plans as good; None where the solver is at a loss."""
    plain = PlainModel(programme)
    best = plain.optimum().value
    if best is None:
        return None
    plain.hold(best - HELD)
    differing = set()
    for choice in plain.choices:
        ends = plain.range_of(choice.share)
        if ends is None:
            return None
        if ends[1] - ends[0] > DIFFERS:
            differing.add(choice.upgrade.supplier_id)
    return differing
