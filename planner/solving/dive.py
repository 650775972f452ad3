"""A first plan of whole projects: dive from the relaxation, dropping the smallest parts and keeping what is whole.

Dropping a part leaves its money to others, and the linear programme chooses anew among what is left. Tier-1 is settled
first: what it gives back is the money of tier-2. Where keeping what was whole leaves no solution, everything kept is
let go again and only the drops stay. What the dive finds is where branch and bound starts from; it proves nothing.
"""

from __future__ import annotations

import time
from collections.abc import Mapping

import highspy
import numpy as np
import numpy.typing as npt

from planner.solving.engine import Engine
from planner.solving.outcome import Vector
from planner.solving.rows import Bounds
from planner.solving.settings import set_column_bounds, set_continuous

WHOLE = 1e-6
"""A share this close to 0 or 1 is whole."""

DROPPED = 0.5
"""Part of the fractional shares, the smallest ones, that each step drops."""

GAINS = 1e-4
"""A dive that gains less than this part of the objective was the last."""

STEPS = 60
"""After so many steps whatever is not whole is dropped at once: what is still to win is left to branch and bound."""


def dive(
    engine: Engine,
    objective: Vector,
    tightened: Mapping[str, float],
    stages: list[npt.NDArray[np.int64]],
    deadline: float | None,
) -> Vector | None:
    """A feasible point with whole shares, by column; none where the dive ran aground.

    ``stages`` are the columns of the whole shares in the order in which they are settled. Dives are repeated with
    what was found kept, to spend what was left over, as long as that gains and the deadline allows.
    """
    engine.reset(tightened)
    set_continuous(engine.highs, engine.whole_columns)
    best: Vector | None = None
    lower = engine.columns.lower.copy()
    while True:
        point = _once(engine, objective, stages, lower, deadline)
        late = deadline is not None and time.monotonic() > deadline
        if point is None or (best is not None and objective @ point <= objective @ best * (1 + GAINS)):
            return best
        best = point
        if late:
            return best
        whole = engine.whole_columns
        lower[whole] = np.where(point[whole] >= 1 - WHOLE, 1.0, lower[whole])


def _once(
    engine: Engine, objective: Vector, stages: list[npt.NDArray[np.int64]], kept: Vector, deadline: float | None
) -> Vector | None:
    """One dive from the relaxation with these lower bounds; past the deadline it drops all parts at once."""
    lower, upper = kept.copy(), engine.columns.upper.copy()
    kept_more, steps = False, 0
    while True:
        late = deadline is not None and time.monotonic() > deadline
        set_column_bounds(engine.highs, Bounds(lower, upper))
        if engine.maximise(objective) != highspy.HighsModelStatus.kOptimal:
            if not kept_more:
                return None
            lower, kept_more = kept.copy(), False
            continue
        point = np.array(engine.highs.getSolution().col_value)
        columns = next((stage for stage in stages if len(_parts(point, stage))), None)
        if columns is None:
            return point
        parts = _parts(point, columns)
        steps += 1
        if late or steps % STEPS == 0:
            upper[columns[point[columns] < 1 - WHOLE]] = 0.0
        else:
            smallest = parts[np.argsort(point[parts], kind="stable")][: max(1, int(len(parts) * DROPPED))]
            upper[smallest] = 0.0
        whole = columns[point[columns] >= 1 - WHOLE]
        kept_more = kept_more or bool(np.any(lower[whole] < 1.0))
        lower[whole] = 1.0


def _parts(point: Vector, columns: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    return columns[(point[columns] > WHOLE) & (point[columns] < 1 - WHOLE)]
