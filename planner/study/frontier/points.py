"""The objective against a level: its points, and what is known of it between them, as plain data."""

from __future__ import annotations

from dataclasses import dataclass

from planner.plan.plan import Plan
from planner.study.frontier.axis import Axis


@dataclass(frozen=True)
class Point:
    """A level, and the objective with it [its unit]; ``value`` is None where no plan keeps the rule there.

    ``bound``: no plan is better than this; None where that is not known. ``slope``: by how much the value grows with
    one more of the level [its unit], just there; None where that is not known. ``bends``: the slope is another one on
    the other side, or a step of whole projects ends here. Not ``answered``: the solver had neither a plan nor a proof
    that there is none.
    """

    level: float
    value: float | None
    bound: float | None
    slope: float | None = None
    bends: bool = False
    answered: bool = True


@dataclass(frozen=True)
class Frontier:
    """Points in the order of their levels.

    ``error``: between two neighbours the value is off the straight line, or off both their values where ``steps``, by
    no more than this [the objective's unit]; None where nothing is known of it. ``is_exact``: between neighbours it is
    a straight line, as far as the solver can tell; ``of_product``: the value times the level is, as the tonnes of a
    ratio are. ``ends_between``: some plan keeps the first of these levels, none the second. ``stopped``: a limit ended
    a search.
    """

    axis: Axis
    objective: str
    unit: str
    points: tuple[Point, ...]
    level: float
    plan: Plan
    error: float | None = None
    is_exact: bool = False
    of_product: bool = False
    steps: bool = False
    ends_between: tuple[float, float] | None = None
    stopped: bool = False


@dataclass(frozen=True)
class Surface:
    """The objective against two levels at once: a row of points for each level of the second axis."""

    across: Axis
    along: Axis
    levels: tuple[float, ...]
    rows: tuple[tuple[Point, ...], ...]
    objective: str
    unit: str
    plan: Plan
    stopped: bool = False
