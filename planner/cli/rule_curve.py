"""``planner prices --curve``: the objective along the levels of one fairness rule."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from planner.cli.plain_data import tell_data
from planner.cli.speech import language, say
from planner.cli.workbooks import write_workbook
from planner.errors import UsageError
from planner.languages import Language, T, Text

if TYPE_CHECKING:
    from planner.programme.programme import Programme
    from planner.solving.outcome import Limits
    from planner.study.points import Curve, Point
    from planner.study.policy.levels import Level


@dataclass(frozen=True)
class Wanted:
    """How long to search, and how to tell what was found."""

    limits: Limits
    out: Path | None
    as_json: bool


def tell_curve(programme: Programme, rule: int, levels: str | None, points: int, wanted: Wanted) -> bool:
    """Find the curve and tell it; whether a limit stopped a search."""
    from planner.study.curve import even_levels, find_curve, level_of

    level = level_of(programme, rule)
    tried = even_levels(level, points) if levels is None else _numbers(levels)
    _refuse_percent(level, tried)
    found = find_curve(programme, rule, tried, wanted.limits, say)
    if wanted.out is not None:
        from planner.export.rule_curve import draw, tables
        from planner.export.tables_workbook import tables_bytes

        content = tables_bytes(tables(found), found.plan, language(), lambda book: draw(book, found))
        write_workbook(wanted.out, content)
    if wanted.as_json:
        tell_data(as_data(found, language()))
    else:
        click.echo("\n".join(_lines(found, language())))
    if found.stopped:
        say(T("A limit stopped a search: values are between those shown and their bounds."))
    return found.stopped


def _numbers(levels: str) -> tuple[Fraction, ...]:
    """The levels as written. Raises ``UsageError`` for what is no number."""
    from planner.programme.quantities import exact

    found = []
    for part in levels.split(","):
        try:
            found.append(exact(part.strip().replace("_", "")))
        except ValueError as error:
            raise UsageError(T("{text} is not a number: write --levels 0,0.1,0.2.", text=part.strip())) from error
    return tuple(found)


def _refuse_percent(level: Level, levels: tuple[Fraction, ...]) -> None:
    """A share that was written in percent is refused with the number to write; others are judged where they are tried.

    Raises ``UsageError``.
    """
    from planner.study.policy.levels import SHARE

    for to in levels:
        if level.unit == SHARE and level.most is not None and level.most < to <= 100 * level.most:
            raise UsageError(
                T(
                    "{level} % is no level of {what}: shares are written as parts of 1; for {written} % write {share}.",
                    level=f"{float(to * 100):,.10g}",
                    what=level.says,
                    written=f"{float(to):.10g}",
                    share=f"{float(to / 100):.10g}",
                )
            )


def _lines(found: Curve, language: Language) -> Iterator[str]:
    from planner.export.measures import Unit
    from planner.export.rule_curve import level_words, note
    from planner.text_table import text_table

    yield note(found).to(language)
    yield ""
    unit = Unit(found.unit)
    headings = (T("Level"), T("Objective [{unit}]", unit=unit), T("Bound [{unit}]", unit=unit))
    rows = [
        (
            level_words(found, point.level),
            _value(point),
            "-" if point.bound is None else f"{point.bound:,.3f}",
        )
        for point in found.points
    ]
    yield text_table(headings, rows, language, words=0)


def _value(point: Point) -> Text | str:
    if not point.answered:
        return T("no answer of the solver")
    return T("no plan") if point.value is None else f"{point.value:,.3f}"


def as_data(found: Curve, language: Language) -> dict[str, Any]:
    """The curve as plain data for JSON: levels as the model states them, values in the objective's unit."""
    kept, broken = found.ends_between or (None, None)
    return {
        "plan_hash": found.plan.plan_hash,
        "status": found.plan.status,
        "rule": found.rule,
        "says": found.says.to(language),
        "level": found.level,
        "objective": found.objective,
        "unit": found.unit,
        "stopped": found.stopped,
        "points": [dataclasses.asdict(point) for point in found.points],
        "some_plan_keeps": kept,
        "no_plan_keeps": broken,
    }
