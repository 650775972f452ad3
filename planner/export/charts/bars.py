"""Stacked bars by year: what several charts are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from planner.export.charts.frame import Frame
from planner.export.charts.look import colours, legend
from planner.export.colours import COLOURS, VERMILLION
from planner.export.numbers import tonnes_in_words
from planner.languages import Text


@dataclass(frozen=True)
class Part:
    """A part of a bar: the bar's label, the kind of part, how much, and what it says when it is pointed at."""

    bar: str
    kind: str
    amount: float
    hover: str


def stacked(parts: Sequence[Part], kinds: list[str], axis: str, frame: Frame, used: tuple[str, ...] = COLOURS) -> Any:
    """A bar a label, in the order in which they come; the kinds from the bottom up, in their order."""
    import altair as alt

    labels = list(dict.fromkeys(part.bar for part in parts))
    key = legend(len(kinds), narrow=frame.is_narrow) if len(kinds) > 1 else None
    order = {kind: place for place, kind in enumerate(kinds)}
    rows = [
        {"bar": part.bar, "kind": part.kind, "amount": part.amount, "hover": part.hover, "order": order[part.kind]}
        for part in parts
    ]
    return (
        alt.Chart(alt.InlineData(values=rows))
        .mark_bar()
        .encode(
            x=alt.X("bar:O", title=None, sort=labels, axis=alt.Axis(labelAngle=0, labelOverlap=True)),
            y=alt.Y("amount:Q", title=axis, axis=alt.Axis(format=",f", tickCount=6)),
            color=alt.Color("kind:N", scale=colours(kinds, used), legend=key),
            order=alt.Order("order:Q"),
            description=alt.Description("hover:N"),
        )
        .properties(width=plot_width(frame), height=240)
    )


def marked(bars: Any, marks: Sequence[tuple[str, Fraction]], name: Text, frame: Frame) -> Any:
    """Bars with a red mark across each at an amount of tonnes, each with the bar's label."""
    import altair as alt

    rows = [
        {
            "bar": bar,
            "amount": float(amount),
            "hover": f"{frame.words(name)}, {bar}: {frame.words(tonnes_in_words(amount))}",
        }
        for bar, amount in marks
    ]
    ticks = alt.Chart(alt.InlineData(values=rows)).mark_tick(
        color=VERMILLION, thickness=3, size=0.8 * plot_width(frame) / max(len(rows), 1)
    )
    return alt.layer(bars, ticks.encode(x="bar:O", y="amount:Q", description="hover:N"))


def plot_width(frame: Frame, margin: int = 70) -> int:
    """What is left of the frame for the drawing itself [px]."""
    return max(frame.width - margin, 200)
