"""The look of the charts of documents: fonts that have Hangul, quiet lines, room for the legend."""

from __future__ import annotations

from typing import Any

from planner.export.colours import COLOURS, GREY, INK

FONTS = "Noto Sans CJK KR, Noto Sans KR, Malgun Gothic, Apple SD Gothic Neo, sans-serif"


def configured(chart: Any) -> Any:
    """The chart in this look, on nothing: the page shows through."""
    return (
        chart.configure(font=FONTS, background="transparent", padding=4)
        .configure_view(stroke=None)
        .configure_axis(
            aria=False,
            labelColor=INK,
            titleColor=INK,
            gridColor="#E5E7EB",
            domainColor=GREY,
            tickColor=GREY,
            titleFontWeight="normal",
            labelFontSize=11,
            titleFontSize=11,
            labelLimit=220,
        )
        .configure_legend(
            aria=False,
            orient="bottom",
            title=None,
            labelColor=INK,
            labelFontSize=11,
            symbolType="square",
            labelLimit=260,
        )
        .configure_header(labelColor=INK, labelFontSize=11, title=None)
        .configure_text(color=INK, fontSize=11)
    )


def legend(count: int, *, narrow: bool) -> Any:
    """A legend below the drawing, in as many columns as there is room for."""
    import altair as alt

    return alt.Legend(columns=1 if narrow else min(count, 3))


def colours(names: list[str], used: tuple[str, ...] = COLOURS) -> Any:
    """Each name its colour, in their order."""
    import altair as alt

    return alt.Scale(domain=names, range=[used[place % len(used)] for place in range(len(names))])
