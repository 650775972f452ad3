"""The planner: from a checked programme in memory to a plan in whole won that has passed its audit."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.problem import model_of
from benchmarks.register import contender
from benchmarks.stopwatch import Stopwatch
from planner.export import Choices, write
from planner.intake import read_programme
from planner.programme.options import Options
from planner.solving.engine import Engine
from planner.solving.face import OptimalSet
from planner.solving.outcome import Limits
from planner.solving.solve import Solver
from planner.solving.tie_break import PublishedOrder
from planner.study import attempt, planning
from planner.study.proving import Prover

AGAIN = "solving again for whole won"


@contender("planner", "checked programme in memory to an audited plan in whole won")
def run(folder: Path, watch: Stopwatch) -> float:
    """Read, plan, and write the workbook; only planning is in the total."""
    with watch.phase("reading and checking the tables", beside=True):
        programme = read_programme(model_of(folder)).programme
    solves = _Solves()
    _watch_phases(watch, solves)
    with watch.phase("everything else"):
        planned = planning.make_plan(programme, Limits())
    watch.note_memory()
    watch.notes.append(f"{solves.number} solves, roundings and audits until every rule held to the won")
    watch.notes.append(f"the plan in whole won: {planned.plan.indicators.lifetime_tonnes:,} t, {planned.plan.status}")
    with watch.phase("writing the workbook", beside=True):
        write(planned.plan, programme, folder / "plan.xlsx", Choices("en"))
    return solves.optimum


class _Solves:
    """How often the solver was asked, and the optimum that it proved first."""

    def __init__(self) -> None:
        self.number = 0
        self.optimum = float("nan")

    def counted(self, solve: Callable[..., Any]) -> Callable[..., Any]:
        """The solver's own function, counted."""

        def counting(*arguments: Any, **named: Any) -> Any:
            self.number += 1
            outcome = solve(*arguments, **named)
            if self.number == 1:
                self.optimum = outcome.answer.proven[0].bound
            return outcome

        return counting

    def phase(self, name: str) -> Callable[[], str]:
        """The phase of that name in the first solve; later ones count together."""
        return lambda: name if self.number == 1 else AGAIN


def _watch_phases(watch: Stopwatch, solves: _Solves) -> None:
    """Time the planner's own functions where it calls them: what is measured is what users run."""
    watch.watch(Options, "of", "award options")
    watch.watch(attempt, "assemble", "building the linear programme")
    watch.watch(Solver, "__init__", "handing it over through PuLP")
    watch.watch(Engine, "maximise", solves.phase("first optimum"))
    watch.watch(OptimalSet, "of", solves.phase("breaking ties"))
    watch.watch(PublishedOrder, "pick", solves.phase("breaking ties"))
    watch.watch(Solver, "solve", solves.phase("reading the solution"))
    Solver.solve = solves.counted(Solver.solve)  # type: ignore[method-assign]
    watch.watch(attempt, "build_plan", "whole won and figures")
    watch.watch(attempt, "audit", "audit")
    watch.watch(Prover, "__init__", "certificate: rows in whole numbers")
    watch.watch(Prover, "prove", "certificate: proofs")
