"""Plans beside each other by year: bars of one colour a plan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from planner.export.charts.bars import plot_width
from planner.export.charts.frame import Frame
from planner.export.charts.look import colours, legend
from planner.export.charts.picture import Picture
from planner.languages import Text


@dataclass(frozen=True)
class Bar:
    """How much a plan has in a year, what that says when it is pointed at, and the plan's colour."""

    plan: str
    year: int
    amount: float
    hover: str
    colour: str


def picture(key: str, title: Text, says: Text, axis: Text, bars: Sequence[Bar], frame: Frame) -> Picture | None:
    """Bars side by side, year by year, in the order of the plans; None without any."""
    if not bars:
        return None
    return Picture(key, frame.words(title), frame.words(says), _chart(bars, frame.words(axis), frame), frame)


def _chart(bars: Sequence[Bar], axis: str, frame: Frame) -> Any:
    import altair as alt

    colour = {bar.plan: bar.colour for bar in bars}
    plans = list(colour)
    rows = [{"plan": bar.plan, "year": str(bar.year), "amount": bar.amount, "hover": bar.hover} for bar in bars]
    return (
        alt.Chart(alt.InlineData(values=rows))
        .mark_bar()
        .encode(
            x=alt.X("year:O", title=None, axis=alt.Axis(labelAngle=0, labelOverlap=True)),
            xOffset=alt.XOffset("plan:N", sort=plans),
            y=alt.Y("amount:Q", title=axis, axis=alt.Axis(format=",~f", tickCount=6)),
            color=alt.Color(
                "plan:N",
                sort=plans,
                scale=colours(plans, tuple(colour.values())),
                legend=legend(len(plans), narrow=frame.is_narrow) if len(plans) > 1 else None,
            ),
            description=alt.Description("hover:N"),
        )
        .properties(width=plot_width(frame), height=240)
    )
