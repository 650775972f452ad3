"""The price of a fairness rule by its level: the objective of the plans made at each."""

from __future__ import annotations

from typing import Any

from planner.export.charts.bars import plot_width
from planner.export.charts.frame import Frame
from planner.export.charts.picture import Picture
from planner.export.colours import DEEP, VERMILLION
from planner.export.measures import Unit
from planner.export.numbers import figure, share_in_words
from planner.export.wording import Joined
from planner.languages import T, Text
from planner.programme.fairness import FairShare
from planner.study.points import Curve, Point

_MARGIN = 84


def picture(curve: Curve, frame: Frame) -> Picture | None:
    """A line through the levels that plans keep; crosses where no plan keeps the rule. None without any point."""
    known = [point for point in curve.points if point.value is not None]
    if not known:
        return None
    rule = curve.plan.model.fairness[curve.rule - 1]
    is_share = isinstance(rule, FairShare)
    parts: list[Text] = [
        T(
            "{rule} The objective [{unit}] of the best plan found at each level; the upright line is the model's.",
            rule=curve.says,
            unit=Unit(curve.unit),
        )
    ]
    parts.append(T("The upward axis does not begin at 0."))
    if len(known) < len(curve.points):
        parts.append(T("Crosses: no plan keeps the rule at that level."))
    return Picture(
        "curve",
        frame.words(T("The objective by the level of a rule")),
        frame.words(Joined(parts, " ")),
        _chart(curve, known, frame, is_share=is_share),
        frame,
    )


def _chart(curve: Curve, known: list[Point], frame: Frame, *, is_share: bool) -> Any:
    import altair as alt

    values = [point.value for point in known if point.value is not None]
    low = min(values)
    rows = [_row(point, point.value, curve, frame, is_share=is_share) for point in known]
    broken = [_row(point, low, curve, frame, is_share=is_share) for point in curve.points if point.value is None]
    x = alt.X(
        "level:Q",
        title=frame.words(T("Level of the rule")),
        scale=alt.Scale(zero=False, nice=False, padding=8),
        axis=alt.Axis(format="~%" if is_share else "~g", grid=False),
    )
    y = alt.Y("value:Q", title=frame.words(Unit(curve.unit)), scale=alt.Scale(zero=False), axis=alt.Axis(format=",f"))
    data = alt.InlineData(values=rows)
    layers = [
        alt.Chart(data).mark_line(color=DEEP, aria=False).encode(x=x, y=y),
        alt.Chart(data).mark_circle(color=DEEP, size=60, opacity=1).encode(x=x, y=y, description="hover:N"),
        alt.Chart(alt.InlineData(values=[{"level": curve.level}]))
        .mark_rule(color=VERMILLION, strokeDash=[5, 3], aria=False)
        .encode(x=x),
    ]
    if broken:
        crosses = alt.Chart(alt.InlineData(values=broken)).mark_text(
            text="×", fontSize=20, fontWeight="bold", color=VERMILLION
        )
        layers.append(crosses.encode(x=x, y=y, description="hover:N"))
    return alt.layer(*layers).properties(width=plot_width(frame, _MARGIN), height=240)


def _row(point: Point, value: float | None, curve: Curve, frame: Frame, *, is_share: bool) -> dict[str, Any]:
    level = share_in_words(point.level, 2) if is_share else figure(point.level, 4, least=0)
    says = (
        T("{level}: no plan keeps the rule", level=level)
        if point.value is None
        else T("{level}: {value} {unit}", level=level, value=figure(point.value, 3, least=0), unit=Unit(curve.unit))
    )
    return {"level": point.level, "value": value, "hover": frame.words(says)}
