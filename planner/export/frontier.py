"""The objective against a level, or two: tables, what is said of them, and native charts."""

from __future__ import annotations

from collections.abc import Sequence

from planner.export.colours import COLOURS, DEEP
from planner.export.columns import AnyTable, Column, Kind, Table
from planner.export.measures import Unit
from planner.export.wording import Joined
from planner.export.workbook.charts.look import Axis as ChartAxis
from planner.export.workbook.charts.look import dress, markers
from planner.export.workbook.places import FIRST_ROW
from planner.export.workbook.sheet import Book, Sheet
from planner.languages import T, Text
from planner.study.frontier.axis import Axis
from planner.study.frontier.points import Frontier, Point, Surface

TITLE = T("Frontier")

_LEVEL, _VALUE = range(2)
_PIXELS = {"width": 720, "height": 400}


def frontier_tables(found: Frontier) -> tuple[AnyTable, ...]:
    """One table: a level a row."""
    return (Table(TITLE, Joined(notes(found), " "), columns(found), found.points, 1),)


def notes(found: Frontier) -> list[Text]:
    """What is moved, what is known between the points, and where no plan keeps the level any more."""
    said = [T("The programme is solved again at each level of {what}.", what=found.axis.says)]
    if found.ends_between is not None:
        kept, broken = (level_words(found.axis, level) for level in found.ends_between)
        said.append(T("Some plan keeps {kept}, none keeps {broken}.", kept=kept, broken=broken))
    return [*said, _between(found)]


def _between(found: Frontier) -> Text:
    if found.error is None:
        return T("Nothing is known of the objective between these levels.")
    error, unit = f"{found.error:,.3f}", Unit(found.unit)
    if found.steps and found.is_exact:
        return T("Between two levels it does not change: these are all the levels at which it does.")
    if found.steps:
        return T(
            "Between two levels the objective is between their two values: unknown by at most {error} {unit}.",
            error=error,
            unit=unit,
        )
    if not found.is_exact:
        return T(
            "Between two levels it is off the straight line by at most {error} {unit}; more points tell more.",
            error=error,
            unit=unit,
        )
    if found.of_product:
        return T("Between two levels the tonnes are on a straight line: these are all the levels at which they bend.")
    return T("Between two levels it is on the straight line: these are all the levels at which it bends.")


def level_words(axis: Axis, level: float) -> str:
    """A level as people write it: shares in percent."""
    return f"{level * 100:,.4f}".rstrip("0").rstrip(".") + " %" if is_share(axis) else f"{level:,.10g}"


def is_share(axis: Axis) -> bool:
    """Whether the level is a share of a whole."""
    return axis.unit.name == "share"


def level_heading(axis: Axis) -> Text:
    """The level with its unit."""
    if is_share(axis) or axis.unit.name == "ratio":
        return T("Level")
    return T("Level [{unit}]", unit=Unit(axis.unit.name))


def columns(found: Frontier) -> tuple[Column[Point], ...]:
    """A point's columns."""
    return (
        Column("level", level_heading(found.axis), level_kind(found.axis), lambda point: point.level),
        Column("value", T("Objective [{unit}]", unit=Unit(found.unit)), Kind.FIGURE, lambda point: point.value),
        Column("bound", T("Bound [{unit}]", unit=Unit(found.unit)), Kind.FIGURE, lambda point: point.bound),
        Column("slope", slope_heading(found), Kind.FIGURE, lambda point: slope(found.axis, point)),
        Column("remark", T("Remark"), Kind.TEXT, lambda point: remark(point, found)),
    )


def level_kind(axis: Axis) -> Kind:
    """How a level is written in a cell."""
    if is_share(axis):
        return Kind.PERCENT
    return Kind.WON if axis.unit.name == "won" else Kind.FIGURE


def slope_heading(found: Frontier) -> Text:
    """What a slope is counted for: a million won, a percentage point, or one of the level's unit."""
    if found.axis.unit.name == "won":
        return T("One million won more [{unit}]", unit=Unit(found.unit))
    if is_share(found.axis):
        return T("One percentage point more [{unit}]", unit=Unit(found.unit))
    return T("One more [{unit}]", unit=Unit(found.unit))


def slope(axis: Axis, point: Point) -> float | None:
    """What so much more of the level is worth just there."""
    if point.slope is None:
        return None
    if axis.unit.name == "won":
        return point.slope * axis.unit.per_solver_unit
    return point.slope / 100 if is_share(axis) else point.slope


def remark(point: Point, found: Frontier) -> Text | None:
    """What else is to be said of a point."""
    if not point.answered:
        return T("no answer of the solver")
    if point.value is None:
        return T("no plan")
    if point.level == found.level:
        return T("as the model states it")
    if point.bends:
        return T("a step ends here") if found.steps else T("bends here")
    return None


def draw_frontier(book: Book, found: Frontier) -> None:
    """The chart, beside the table that it is drawn from."""
    worksheet = book.workbook.get_worksheet_by_name(TITLE.to(book.language))
    last = FIRST_ROW + len(found.points) - 1
    chart = book.workbook.add_chart({"type": "scatter", "subtype": "straight_with_markers"})
    name = worksheet.get_name()
    chart.add_series(
        {
            "categories": [name, FIRST_ROW, _LEVEL, last, _LEVEL],
            "values": [name, FIRST_ROW, _VALUE, last, _VALUE],
            "line": {"color": DEEP, "width": 2.0},
            **markers(DEEP, "circle", 6),
        }
    )
    chart.show_blanks_as("gap")
    upwards = ChartAxis(T("Objective [{unit}]", unit=Unit(found.unit)))
    dress(Sheet(worksheet, book), chart, found.axis.says, _across(found.axis), upwards, legend=False)
    chart.set_size(_PIXELS)
    worksheet.insert_chart(FIRST_ROW, 6, chart)


def _across(axis: Axis) -> ChartAxis:
    if is_share(axis):
        return ChartAxis(T("Level"), "0 %", most=1.0)
    return ChartAxis(level_heading(axis), "#,##0" if axis.unit.name == "won" else "#,##0.###")


def surface_tables(found: Surface) -> tuple[AnyTable, ...]:
    """One table: a level of the first axis a row, a level of the second a column."""
    rows = list(zip(*found.rows, strict=True))
    return (Table(TITLE, surface_note(found), surface_columns(found), rows, 1),)


def surface_note(found: Surface) -> Text:
    """What is moved, and what the cells hold."""
    return T(
        "Down: {across}. To the right: {along}. Each cell is the objective [{unit}] of the programme solved with both; "
        "blank where no plan keeps them.",
        across=found.across.says,
        along=found.along.says,
        unit=Unit(found.unit),
    )


def surface_columns(found: Surface) -> tuple[Column[Sequence[Point]], ...]:
    """The level of the first axis, then the objective at each level of the second."""
    first: Column[Sequence[Point]] = Column(
        "level", level_heading(found.across), level_kind(found.across), lambda row: row[0].level
    )
    return (first, *(_of_level(found, place) for place in range(len(found.levels))))


def _of_level(found: Surface, place: int) -> Column[Sequence[Point]]:
    heading = Text("{level}", {"level": level_words(found.along, found.levels[place])})
    return Column(f"at_{place}", heading, Kind.FIGURE, lambda row: row[place].value)


def draw_surface(book: Book, found: Surface) -> None:
    """A line for each level of the second axis, below the table, and the table's cells coloured by what they hold."""
    worksheet = book.workbook.get_worksheet_by_name(TITLE.to(book.language))
    last = FIRST_ROW + len(found.rows[0]) - 1
    name, columns_ = worksheet.get_name(), len(found.levels)
    worksheet.conditional_format(
        FIRST_ROW, 1, last, columns_, {"type": "2_color_scale", "min_color": "#FFFFFF", "max_color": "#9ECAE1"}
    )
    chart = book.workbook.add_chart({"type": "scatter", "subtype": "straight_with_markers"})
    for place, level in enumerate(found.levels):
        colour = COLOURS[place % len(COLOURS)]
        chart.add_series(
            {
                "name": level_words(found.along, level),
                "categories": [name, FIRST_ROW, 0, last, 0],
                "values": [name, FIRST_ROW, 1 + place, last, 1 + place],
                "line": {"color": colour, "width": 1.75},
                **markers(colour, "circle", 5),
            }
        )
    chart.show_blanks_as("gap")
    upwards = ChartAxis(T("Objective [{unit}]", unit=Unit(found.unit)))
    dress(Sheet(worksheet, book), chart, found.along.says, _across(found.across), upwards, legend=True)
    chart.set_size(_PIXELS)
    worksheet.insert_chart(last + 2, 0, chart)
