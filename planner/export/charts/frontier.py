"""The objective by the level of a rule."""

from __future__ import annotations

from typing import Any

from planner.export.charts.bars import plot_width
from planner.export.charts.frame import Frame
from planner.export.charts.picture import Picture
from planner.export.colours import DEEP, VERMILLION
from planner.export.frontier import is_share, level_words
from planner.export.measures import Unit
from planner.export.numbers import figure
from planner.export.wording import Joined
from planner.languages import T, Text
from planner.study.frontier.points import Frontier, Point

_MARGIN = 84


def picture(found: Frontier, frame: Frame) -> Picture | None:
    """A line through the levels that plans keep; crosses where no plan keeps the rule. None without any point."""
    known = [point for point in found.points if point.value is not None]
    if not known:
        return None
    parts: list[Text] = [
        T(
            "{rule}: the objective [{unit}] at each level; the upright line is the model's.",
            rule=found.axis.says,
            unit=Unit(found.unit),
        )
    ]
    parts.append(T("The upward axis does not begin at 0."))
    if len(known) < len(found.points):
        parts.append(T("Crosses: no plan keeps the rule at that level."))
    return Picture(
        "frontier",
        frame.words(T("The objective by the level of a rule")),
        frame.words(Joined(parts, " ")),
        _chart(found, known, frame),
        frame,
    )


def _chart(found: Frontier, known: list[Point], frame: Frame) -> Any:
    import altair as alt

    values = [point.value for point in known if point.value is not None]
    low = min(values)
    rows = [_row(point, point.value, found, frame) for point in known]
    broken = [_row(point, low, found, frame) for point in found.points if point.value is None]
    x = alt.X(
        "level:Q",
        title=frame.words(T("Level of the rule")),
        scale=alt.Scale(zero=False, nice=False, padding=8),
        axis=alt.Axis(format="~%" if is_share(found.axis) else ",~f", grid=False),
    )
    y = alt.Y("value:Q", title=frame.words(Unit(found.unit)), scale=alt.Scale(zero=False), axis=alt.Axis(format=",f"))
    data = alt.InlineData(values=rows)
    layers = [
        alt.Chart(data).mark_line(color=DEEP, aria=False).encode(x=x, y=y),
        alt.Chart(data).mark_circle(color=DEEP, size=60, opacity=1).encode(x=x, y=y, description="hover:N"),
        alt.Chart(alt.InlineData(values=[{"level": found.level}]))
        .mark_rule(color=VERMILLION, strokeDash=[5, 3], aria=False)
        .encode(x=x),
    ]
    if broken:
        crosses = alt.Chart(alt.InlineData(values=broken)).mark_text(
            text="×", fontSize=20, fontWeight="bold", color=VERMILLION
        )
        layers.append(crosses.encode(x=x, y=y, description="hover:N"))
    return alt.layer(*layers).properties(width=plot_width(frame, _MARGIN), height=240)


def _row(point: Point, value: float | None, found: Frontier, frame: Frame) -> dict[str, Any]:
    level = level_words(found.axis, point.level)
    says = (
        T("{level}: no plan keeps the rule", level=level)
        if point.value is None
        else T("{level}: {value} {unit}", level=level, value=figure(point.value, 3, least=0), unit=Unit(found.unit))
    )
    return {"level": point.level, "value": value, "hover": frame.words(says)}
