"""The look of all charts: fonts that have Hangul, quiet lines, colours that survive print and colour blindness."""

from __future__ import annotations

from typing import Any

DEEP, AMBER, SKY, GREEN, VERMILLION, GREY, YELLOW, PURPLE = (
    "#1B3A5C",
    "#E69F00",
    "#56B4E9",
    "#009E73",
    "#D55E00",
    "#8C8C8C",
    "#F0E442",
    "#CC79A7",
)
"""Of unequal lightness, so that neighbours can be told apart in grey too; after Okabe and Ito."""

COLOURS = (DEEP, AMBER, SKY, GREEN, VERMILLION, GREY, YELLOW, PURPLE)

PALE = "#D9D9D9"

INK = "#1F2A37"

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
