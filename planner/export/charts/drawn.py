"""A picture as what documents take: SVG text, a Vega-Lite specification, a PNG."""

from __future__ import annotations

from typing import Any

from planner.export.charts.lettering import wrapped
from planner.export.charts.look import configured
from planner.export.charts.picture import Picture

VEGA_LITE = "6.4"
"""The version of Vega-Lite that the specifications are written for."""

_TITLE, _SENTENCE = 14, 11
"""Height of the letters [px]."""


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
    return {
        "text": wrapped(picture.title, picture.frame.width, _TITLE),
        "subtitle": wrapped(picture.says, picture.frame.width, _SENTENCE),
        "anchor": "start",
        "fontSize": _TITLE,
        "subtitleFontSize": _SENTENCE,
        "offset": 12,
    }
