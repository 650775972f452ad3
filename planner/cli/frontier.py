"""``planner frontier``: the objective against the level of a rule, or of two."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from planner.cli.help_text import command
from planner.cli.options import model_options, study_options
from planner.cli.plain_data import tell_data
from planner.cli.read_model import read_model
from planner.cli.speech import language, say
from planner.cli.workbooks import check_workbook, workbook_option, write_workbook
from planner.errors import ExitCode, UsageError
from planner.languages import Language, T, Text

if TYPE_CHECKING:
    from planner.solving.outcome import Limits
    from planner.study.again import Again
    from planner.study.frontier.axis import Axis
    from planner.study.frontier.points import Frontier, Point, Surface


@dataclass(frozen=True)
class Wanted:
    """How many points, how long to search for each, and how to tell what was found.

    ``points`` is None for as many as it takes to know a frontier exactly.
    """

    points: int | None
    limits: Limits
    out: Path | None
    as_json: bool


@command("frontier")
@model_options
@click.option(
    "--by",
    "names",
    multiple=True,
    required=True,
    metavar="LEVEL",
    help="What is moved: budget, budget.MOTIR, budget.MOTIR.2027, floor, floor.2, cap, gini, least, repayment, "
    "deployment, target, or a setting as --set takes it. Given twice: both at once, as a surface.",
)
@click.option("--from", "first", metavar="L", help="Least level; not given: 0, or as little as can be.")
@click.option("--to", "last", metavar="L", help="Furthest level; not given: 1 of shares, else twice what is stated.")
@click.option("--levels", multiple=True, metavar="L,L,...", help="These levels in place of even ones, such as 0,0.1.")
@click.option(
    "--points",
    type=click.IntRange(min=2),
    default=11,
    show_default=True,
    metavar="N",
    help="So many points, placed where most is unknown; of a surface so many levels of each. With --levels: those.",
)
@click.option(
    "--exact",
    is_flag=True,
    help="As many points as it takes to know every bend of a limit in an LP, or every step of whole projects.",
)
@workbook_option
@study_options
def frontier(
    model: Path,
    overrides: tuple[str, ...],
    inputs: Path | None,
    names: tuple[str, ...],
    first: str | None,
    last: str | None,
    levels: tuple[str, ...],
    points: int,
    exact: bool,
    out: Path | None,
    as_json: bool,
    time_limit: float | None,
    gap: float | None,
) -> ExitCode:
    """Solve MODEL again with a rule at one level after the other, or two rules: what the objective is with each.

    A limit of a linear programme (a budget, a target, a deployment) has exact bends, and between them straight lines;
    of whole projects --exact finds every step, to the won; of other levels it is told by how much the objective may be
    off between two points.

    --time-limit and --gap hold for each solve. Ends with 5 where a limit stopped one of them.
    """
    from planner.solving.outcome import Limits
    from planner.study.again import Again
    from planner.study.frontier.axes import axis_of

    check_workbook(out)
    if len(names) > 2:
        raise UsageError(T("One level or two can be moved at once; --by is given {count} times.", count=len(names)))
    if len(levels) > len(names):
        raise UsageError(T("--levels is given more often than --by."))
    again = Again(read_model(model, overrides, inputs))
    axes = [axis_of(name, again) for name in names]
    wanted = Wanted(None if exact else points, Limits(time_limit, gap), out, as_json)
    if len(axes) == 2:
        if first is not None or last is not None or exact:
            raise UsageError(T("--from, --to and --exact go with one --by; of a surface give --levels for each."))
        places = [
            numbers(levels[place]) if place < len(levels) else axis.even(points) for place, axis in enumerate(axes)
        ]
        return ending(_tell_surface(again, axes, places, wanted))
    if levels:
        stated = numbers(levels[0])
        return ending(tell_frontier(again, axes[0], stated, replace(wanted, points=None if exact else len(stated))))
    ends = [None if end is None else numbers(end)[0] for end in (first, last)]
    return ending(tell_frontier(again, axes[0], axes[0].even(2, *ends), wanted))


def ending(stopped: bool) -> ExitCode:
    """How a study ends."""
    return ExitCode.STOPPED_WITH_PLAN if stopped else ExitCode.DONE


def tell_frontier(again: Again, axis: Axis, places: tuple[Fraction, ...], wanted: Wanted) -> bool:
    """Find a frontier and tell it; whether a limit stopped a search."""
    from planner.study.frontier.frontier import find_frontier

    found = find_frontier(again, axis, places, wanted.limits, say, most=wanted.points)
    if wanted.out is not None:
        from planner.export.frontier import draw_frontier, frontier_tables
        from planner.export.tables_workbook import tables_bytes

        content = tables_bytes(frontier_tables(found), found.plan, language(), lambda book: draw_frontier(book, found))
        write_workbook(wanted.out, content)
    if wanted.as_json:
        tell_data(as_data(found, language()))
    else:
        click.echo("\n".join(_lines(found, language())))
    return _said_if_stopped(found.stopped)


def _tell_surface(again: Again, axes: list[Axis], places: list[tuple[Fraction, ...]], wanted: Wanted) -> bool:
    from planner.study.frontier.frontier import find_surface

    (across, along), (wide, deep) = axes, places
    found = find_surface(again, across, along, wide, deep, wanted.limits, say)
    if wanted.out is not None:
        from planner.export.frontier import draw_surface, surface_tables
        from planner.export.tables_workbook import tables_bytes

        content = tables_bytes(surface_tables(found), found.plan, language(), lambda book: draw_surface(book, found))
        write_workbook(wanted.out, content)
    if wanted.as_json:
        tell_data(surface_data(found, language()))
    else:
        click.echo("\n".join(_surface_lines(found, language())))
    return _said_if_stopped(found.stopped)


def _said_if_stopped(stopped: bool) -> bool:
    if stopped:
        say(T("A limit stopped a search: values are between those shown and their bounds."))
    return stopped


def numbers(levels: str) -> tuple[Fraction, ...]:
    """Levels as written. Raises ``UsageError`` for what is no number."""
    from planner.programme.quantities import exact

    found = []
    for part in levels.split(","):
        try:
            found.append(exact(part.strip().replace("_", "")))
        except ValueError as error:
            raise UsageError(T("{text} is not a number: write levels as 0,0.1,0.2.", text=part.strip())) from error
    return tuple(found)


def _lines(found: Frontier, language: Language) -> Iterator[str]:
    from planner.export.columns import chosen
    from planner.export.frontier import columns, level_words, notes, remark, slope
    from planner.text_table import text_table

    yield from (note.to(language) for note in notes(found))
    yield ""
    headings = [column.heading for column in chosen(columns(found), "level", "value", "bound", "slope", "remark")]
    rows = [
        (
            level_words(found.axis, point.level),
            _figure(point.value),
            _figure(point.bound),
            _figure(slope(found.axis, point)),
            remark(point, found) or "",
        )
        for point in found.points
    ]
    yield text_table(headings, rows, language, words=0)


def _surface_lines(found: Surface, language: Language) -> Iterator[str]:
    from planner.export.frontier import level_heading, level_words, surface_note
    from planner.text_table import text_table

    yield surface_note(found).to(language)
    yield ""
    headings: list[Text | str] = [level_heading(found.across)]
    headings += [level_words(found.along, level) for level in found.levels]
    rows = [
        (level_words(found.across, row[0].level), *(_cell(point) for point in row))
        for row in zip(*found.rows, strict=True)
    ]
    yield text_table(headings, rows, language, words=0)


def _cell(point: Point) -> Text | str:
    return T("no answer of the solver") if not point.answered else _figure(point.value)


def _figure(value: float | None) -> str:
    return "-" if value is None else f"{value:z,.3f}"


def as_data(found: Frontier, language: Language) -> dict[str, Any]:
    """The frontier as plain data for JSON: levels as the model states them, values in the objective's unit."""
    import dataclasses

    kept, broken = found.ends_between or (None, None)
    return {
        "plan_hash": found.plan.plan_hash,
        "status": found.plan.status,
        "by": found.axis.name,
        "settings": [level.setting for level in found.axis.levels],
        "says": found.axis.says.to(language),
        "level": found.level,
        "level_unit": found.axis.unit.name,
        "objective": found.objective,
        "unit": found.unit,
        "stopped": found.stopped,
        "points": [dataclasses.asdict(point) for point in found.points],
        "error": found.error,
        "is_exact": found.is_exact,
        "some_plan_keeps": kept,
        "no_plan_keeps": broken,
    }


def surface_data(found: Surface, language: Language) -> dict[str, Any]:
    """The surface as plain data for JSON: a row of points for each level of the second axis."""
    import dataclasses

    return {
        "plan_hash": found.plan.plan_hash,
        "status": found.plan.status,
        "by": [axis.name for axis in (found.across, found.along)],
        "says": [axis.says.to(language) for axis in (found.across, found.along)],
        "level_units": [axis.unit.name for axis in (found.across, found.along)],
        "objective": found.objective,
        "unit": found.unit,
        "stopped": found.stopped,
        "rows": [
            {"level": level, "points": [dataclasses.asdict(point) for point in row]}
            for level, row in zip(found.levels, found.rows, strict=True)
        ],
    }
