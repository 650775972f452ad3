"""``planner.frontier``: the objective along the level of a rule, or of two at once."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

from planner.api.charts import drawn
from planner.api.charts import frame as chart_frame
from planner.api.frames import frame
from planner.api.html import shown
from planner.api.limits import at_least, limits_of
from planner.api.model import Model, loaded
from planner.api.names import in_a_name, with_unit
from planner.api.speech import Progress, teller
from planner.errors import UsageError
from planner.languages import T, spoken

if TYPE_CHECKING:
    import pandas as pd

    from planner.api.model import Place
    from planner.study.frontier.axis import Axis
    from planner.study.frontier.points import Frontier as Found
    from planner.study.frontier.points import Point, Surface

_EVEN = 11
"""So many levels of each axis of a surface, where nothing else is said."""

type Levels = Sequence[float | int | str | Fraction]


@dataclass(frozen=True, eq=False, repr=False)
class Frontier:
    """The objective at each level that was tried; ``found`` is what the study found."""

    found: Found

    @functools.cached_property
    def points(self) -> pd.DataFrame:
        """A row a level: the objective there, and the bound that no plan exceeds, in the units of their names.

        ``error_…`` is by how much the objective may be off between two neighbours at most: off the straight line
        between them, or off both their values where it goes by steps; missing where nothing is known of it.
        ``slope_…`` is for one more of the level.
        """
        found = self.found
        value = in_a_name(found.unit)
        slope = f"slope_{value}_per_{in_a_name(found.axis.unit.name)}"
        figures = (f"objective_{value}", f"bound_{value}", f"error_{value}", slope)
        return frame(
            {
                _level_name(found.axis): [_level(found.axis, point) for point in found.points],
                f"objective_{value}": [point.value for point in found.points],
                f"bound_{value}": [point.bound for point in found.points],
                f"error_{value}": [found.error] * len(found.points),
                slope: [point.slope for point in found.points],
                "bends": [point.bends for point in found.points],
                "answered": [point.answered for point in found.points],
            },
            figures=figures,
        )

    @property
    def is_exact(self) -> bool:
        """Whether these are all the levels at which the objective bends."""
        return self.found.is_exact

    def chart(self, width: int = 760) -> Any:
        """The objective against the level as an Altair chart; crosses where no plan keeps the rule."""
        from planner.export.charts import frontier

        return drawn(frontier.picture(self.found, chart_frame(width)))

    def export(self, path: Place) -> Path:
        """Write it as a workbook (``.xlsx``) with its chart. Raises ``UsageError`` for another ending."""
        from planner.export.frontier import draw_frontier, frontier_tables

        found = self.found
        return write_tables(frontier_tables(found), found.plan, path, lambda book: draw_frontier(book, found))

    def __repr__(self) -> str:
        return f"<Frontier by {self.found.axis.name}: {len(self.found.points)} points>"

    def _repr_html_(self) -> str:
        return shown(self.points)


@dataclass(frozen=True, eq=False, repr=False)
class SurfaceFrontier:
    """The objective against two levels at once, ``by`` as they were asked for; ``found`` is what the study found."""

    found: Surface
    by: tuple[str, str]

    @functools.cached_property
    def points(self) -> pd.DataFrame:
        """A row a pair of levels: the objective there, and the bound that no plan exceeds."""
        found = self.found
        value = in_a_name(found.unit)
        pairs = [(level, point) for level, row in zip(found.levels, found.rows, strict=True) for point in row]
        return frame(
            {
                f"{in_a_name(self.by[0])}_{_level_name(found.across)}": [
                    _level(found.across, point) for _, point in pairs
                ],
                f"{in_a_name(self.by[1])}_{_level_name(found.along)}": [
                    _counted(found.along, level) for level, _ in pairs
                ],
                f"objective_{value}": [point.value for _, point in pairs],
                f"bound_{value}": [point.bound for _, point in pairs],
                "answered": [point.answered for _, point in pairs],
            },
            figures=(f"objective_{value}", f"bound_{value}"),
        )

    def export(self, path: Place) -> Path:
        """Write it as a workbook (``.xlsx``) with its chart. Raises ``UsageError`` for another ending."""
        from planner.export.frontier import draw_surface, surface_tables

        found = self.found
        return write_tables(surface_tables(found), found.plan, path, lambda book: draw_surface(book, found))

    def __repr__(self) -> str:
        return f"<Frontier by {' and '.join(self.by)}>"

    def _repr_html_(self) -> str:
        return shown(self.points)


def frontier(
    model: Model | Place,
    by: str | Sequence[str],
    *,
    points: int | None = _EVEN,
    levels: Levels | Sequence[Levels] | None = None,
    time_limit: float | None = None,
    gap: float | None = None,
    progress: Progress = None,
) -> Frontier | SurfaceFrontier:
    """Solve a model again at one level of a rule after the other: what the objective is at each.

    ``by`` is ``"budget"``, ``"budget.MOTIR"``, ``"floor.2"``, ``"gini"``, ``"repayment"``, ``"deployment"``,
    ``"target"``, or a setting as ``set`` of :func:`planner.load` takes it; two of them give a surface. ``points``: so
    many, placed where most is unknown; None for as many as it takes to know every bend of a limit of a linear
    programme. ``levels``: these in place of even ones, as the model states them: won, parts of 1; of a surface those of
    each. ``time_limit`` [s] and ``gap`` hold for each solve.

    Raises ``UsageError`` where the model has no such level, or one cannot be; ``InfeasibleError`` where the model
    itself has no plan.
    """
    from planner.study.again import Again
    from planner.study.frontier.axes import axis_of
    from planner.study.frontier.frontier import find_frontier, find_surface

    names = [by] if isinstance(by, str) else list(by)
    if not 1 <= len(names) <= 2:
        raise UsageError(T("One level or two can be moved at once; by names {count}.", count=len(names)))
    most = None if points is None else at_least("points", points, 2)
    again, limits, say = Again(loaded(model).programme), limits_of(time_limit, gap), teller(progress)
    axes = [axis_of(name, again) for name in names]
    if len(axes) == 2:
        each = [None, None] if levels is None else list(levels)
        wide, deep = (
            _exact(stated) if stated is not None else axis.even(most or _EVEN)  # type: ignore[arg-type]
            for stated, axis in zip(each, axes, strict=True)
        )
        return SurfaceFrontier(find_surface(again, axes[0], axes[1], wide, deep, limits, say), (names[0], names[1]))
    places = axes[0].even(2) if levels is None else _exact(levels)  # type: ignore[arg-type]
    if levels is not None and most is not None:
        most = len(places)
    return Frontier(find_frontier(again, axes[0], places, limits, say, most=most))


def write_tables(tables: Any, plan: Any, path: Place, draw: Any = None) -> Path:
    """Tables of a study as a workbook. Raises ``UsageError`` for another ending, or where it cannot be written."""
    from planner.export.atomic import replace_file
    from planner.export.tables_workbook import tables_bytes

    target = Path(path)
    if target.suffix.lower() != ".xlsx":
        raise UsageError(T("{file} does not end in .xlsx: what is written of a study is a workbook.", file=target.name))
    drawn_too = () if draw is None else (draw,)
    replace_file(target, tables_bytes(tables, plan, spoken(), *drawn_too))
    return target


def _exact(levels: Levels) -> tuple[Fraction, ...]:
    """Levels as they are written, 0.1 as one tenth. Raises ``UsageError`` for what is no number."""
    from planner.programme.quantities import exact

    found = []
    for level in levels:
        try:
            found.append(level if isinstance(level, Fraction) else exact(str(level)))
        except ValueError as error:
            raise UsageError(T("{text} is not a number: write levels as 0,0.1,0.2.", text=str(level))) from error
    return tuple(found)


def _level_name(axis: Axis) -> str:
    return with_unit("level", axis.unit.name)


def _level(axis: Axis, point: Point) -> float | int:
    return _counted(axis, point.level)


def _counted(axis: Axis, level: float) -> float | int:
    """Won as whole numbers."""
    return round(level) if axis.unit.name == "won" else level
