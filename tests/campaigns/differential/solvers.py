"""The planner's own linear programmes, as PuLP holds them, given to HiGHS with and without presolve and to CBC."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from itertools import product
from math import prod
from typing import Any

import pulp

from planner.formulation.assemble import assemble
from planner.formulation.levels import Level
from planner.formulation.model import Terms
from planner.programme.options import Options
from planner.programme.programme import Programme
from planner.units import SOLVER_TOLERANCE
from tests.campaigns.differential.gini import pairs_of

SECONDS = 60
"""After which a solver is stopped; what it has then is compared with nothing."""

_PRECISE = {
    "primal_feasibility_tolerance": SOLVER_TOLERANCE,
    "dual_feasibility_tolerance": SOLVER_TOLERANCE,
    "mip_feasibility_tolerance": SOLVER_TOLERANCE,
    "mip_rel_gap": 0.0,
    "mip_abs_gap": 1e-7,
}
_PRECISE_CBC = ("primalTolerance 1e-9", "dualTolerance 1e-9", "integerTolerance 1e-9", "allowableGap 1e-7")

SOLVERS: Mapping[str, Callable[[], Any]] = {
    "HiGHS": lambda: pulp.HiGHS(msg=False, timeLimit=SECONDS, presolve="on", **_PRECISE),
    "HiGHS without presolve": lambda: pulp.HiGHS(msg=False, timeLimit=SECONDS, presolve="off", **_PRECISE),
    "CBC": lambda: pulp.COIN_CMD(msg=False, timeLimit=SECONDS, gapRel=0.0, options=list(_PRECISE_CBC)),
}

INFEASIBLE = "infeasible"
STOPPED = "stopped"

type Ended = float | str
"""The best value, ``infeasible``, ``stopped``, or a solver's own word for how else it ended."""


def available() -> list[str]:
    """The solvers that are installed."""
    there = pulp.listSolvers(onlyAvailable=True)
    return [name for name in SOLVERS if name != "CBC" or "COIN_CMD" in there]


class Rows:
    """A programme assembled once and given to one solver after the other."""

    def __init__(self, programme: Programme) -> None:
        assembled = assemble(programme, Options.of(programme))
        self.levels: tuple[Level, ...] = assembled.levels
        self._awards: dict[str, list[str]] = defaultdict(list)
        for (upgrade_id, _), award in assembled.lp.award.items():
            if award.cat == pulp.const.LpInteger:
                self._awards[upgrade_id].append(award.name)
        self.problem: pulp.LpProblem = assembled.lp.problem
        for pairs in map(pairs_of, assembled.lp.gini_ceilings):
            apart = {name: self.problem.add_variable(name, 0, None) for name in pairs.apart}
            for terms, limit in pairs.rows:
                named = [(apart[column] if isinstance(column, str) else column, worth) for column, worth in terms]
                self.problem.addConstraint(pulp.lpSum_vars_coefs(named) <= limit)
        self._nothing = self.problem.add_variable("nothing", 0, 0)
        self._whole: list[pulp.LpVariable] = [
            variable for variable in self.problem.variables() if variable.cat == pulp.const.LpInteger
        ]

    @property
    def is_whole(self) -> bool:
        """Whether some variable takes whole numbers only."""
        return bool(self._whole)

    def best(self, solver: str, objective: Terms) -> Ended:
        """The most of an objective that the solver finds."""
        # PuLP takes no constant for an objective: where nothing counts, it is a variable that is nothing.
        self.problem.setObjective(pulp.lpSum_vars_coefs([*objective, (self._nothing, 1.0)]))
        stats = self.problem.solve(SOLVERS[solver]())
        return _ended(stats)

    def selection(self) -> dict[str, int]:
        """The whole variables as the last solve left them."""
        return {variable.name: round(variable.value() or 0.0) for variable in self._whole}

    def selections(self, most: int) -> list[dict[str, int]] | None:
        """Every selection of whole projects, each awarded at most once; None where they are more than so many, or where
        something else takes whole numbers only.
        """
        choices = [(None, *names) for names in self._awards.values()]
        if prod(map(len, choices)) > most or sum(map(len, self._awards.values())) < len(self._whole):
            return None
        none = {variable.name: 0 for variable in self._whole}
        return [none | {name: 1 for name in chosen if name is not None} for chosen in product(*choices)]

    def hold(self, objective: Terms, at_least: float) -> None:
        """No later answer may have less of that objective."""
        self.problem.addConstraint(pulp.lpSum_vars_coefs(objective) >= at_least)


def _ended(stats: Any) -> Ended:
    name = str(stats.status.name)
    # PuLP calls CBC's "optimal within gap tolerance" a gap limit, also where the gap asked for is 0.
    if name in ("Optimal", "GapLimit"):
        return float(stats.objective)
    return {"Infeasible": INFEASIBLE, "InfeasibleOrUnbounded": INFEASIBLE, "TimeLimit": STOPPED}.get(name, name)
