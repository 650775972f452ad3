"""The look of the workbook's charts: fonts that have Hangul, titles with units, quiet lines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from planner.export.colours import GREY, INK, PALE
from planner.export.workbook.money_shown import axis_format, axis_unit
from planner.export.workbook.sheet import Sheet
from planner.languages import Text


@dataclass(frozen=True)
class Axis:
    """What an axis counts, with its unit; how its numbers look; and where it begins, if that is not left open."""

    title: Text
    number_format: str = "#,##0"
    least: float | None = None
    most: float | None = None


def money_axis(sheet: Sheet, most_won: int) -> Axis:
    """Money upwards from 0 to so many won, in the unit that the reader has chosen; whole won are in million won."""
    return Axis(axis_unit(sheet.book.money), axis_format(sheet.book.money, most_won), least=0)


def dress(sheet: Sheet, chart: Any, title: Text, across: Axis, upwards: Axis, *, legend: bool = True) -> None:
    """Give a chart its title, its axes and its legend; titles are this package's own words."""
    font = {"name": sheet.book.formats.font, "color": INK}
    chart.set_title({"name": sheet.words(title), "name_font": font | {"size": 12, "bold": True}, "overlay": False})
    chart.set_x_axis(_axis(sheet, across, font))
    lines = {"major_gridlines": {"visible": True, "line": {"color": PALE, "width": 0.75}}}
    chart.set_y_axis(_axis(sheet, upwards, font) | lines)
    chart.set_legend({"position": "bottom", "font": font | {"size": 10}} if legend else {"none": True})
    chart.set_chartarea({"border": {"color": PALE}})
    # A filter over a table must not take away a part of the picture.
    chart.show_hidden_data()


def _axis(sheet: Sheet, axis: Axis, font: dict[str, Any]) -> dict[str, Any]:
    ends = {"min": axis.least, "max": axis.most}
    return {
        "name": sheet.words(axis.title),
        "name_font": font | {"size": 10, "bold": False},
        "num_font": font | {"size": 9},
        "num_format": axis.number_format,
        "line": {"color": GREY},
        # Below zero the labels would stand in the bars: they stay at the edge.
        "label_position": "low",
        **{end: value for end, value in ends.items() if value is not None},
    }


def bars(colour: str) -> dict[str, Any]:
    """Filled bars with a white edge, which parts neighbours of like lightness."""
    return {"fill": {"color": colour}, "border": {"color": "#FFFFFF", "width": 0.5}}


def markers(colour: str, kind: str = "diamond", size: int = 9) -> dict[str, Any]:
    """Marks of one colour."""
    return {"marker": {"type": kind, "size": size, "fill": {"color": colour}, "border": {"color": "#FFFFFF"}}}
