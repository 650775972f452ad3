"""A picture as what documents take: SVG text, a Vega-Lite specification, a PNG."""

from __future__ import annotations

from typing import Any

from planner.export.charts.look import configured
from planner.export.charts.picture import Picture

VEGA_LITE = "6.4"
"""The version of Vega-Lite that the specifications are written for."""

_LINE = 7.2
"""About how wide a letter of a sentence is [px]; Hangul is wider."""


def svg(picture: Picture, *, titled: bool = False) -> str:
    """The picture as one SVG element: static, no scripts, nothing fetched. With ``titled`` its words stand in it."""
    import vl_convert

    return str(vl_convert.vegalite_to_svg(spec(picture, titled=titled), vl_version=VEGA_LITE))


def png(picture: Picture, *, titled: bool = True, scale: float = 2.0) -> bytes:
    """The picture as a PNG, ``scale`` dots a pixel, on white."""
    import vl_convert

    wanted = spec(picture, titled=titled) | {"background": "white"}
    return bytes(vl_convert.vegalite_to_png(wanted, vl_version=VEGA_LITE, scale=scale))


def spec(picture: Picture, *, titled: bool = False) -> dict[str, Any]:
    """The picture as a Vega-Lite specification with its data in it."""
    chart = picture.chart
    if titled:
        chart = chart.properties(title=_title(picture))
    found: dict[str, Any] = configured(chart).to_dict()
    return found


def _title(picture: Picture) -> dict[str, Any]:
    wide = 1.7 if picture.frame.language == "ko" else 1.0
    most = int(picture.frame.width / _LINE / wide)
    return {
        "text": picture.title,
        "subtitle": _lines(picture.says, most),
        "anchor": "start",
        "fontSize": 14,
        "subtitleFontSize": 11,
        "offset": 12,
    }


def _lines(words: str, most: int) -> list[str]:
    """The words in lines of at most so many letters."""
    import textwrap

    return textwrap.wrap(words, max(most, 20))
