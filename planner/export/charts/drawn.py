"""A picture as what documents take: SVG text, or a Vega-Lite specification."""

from __future__ import annotations

from typing import Any

from planner.export.charts.look import configured
from planner.export.charts.picture import Picture

VEGA_LITE = "6.4"
"""The version of Vega-Lite that the specifications are written for."""


def svg(picture: Picture) -> str:
    """The picture as one SVG element: static, no scripts, nothing fetched."""
    import vl_convert

    return str(vl_convert.vegalite_to_svg(spec(picture), vl_version=VEGA_LITE))


def spec(picture: Picture) -> dict[str, Any]:
    """The picture as a Vega-Lite specification with its data in it."""
    found: dict[str, Any] = configured(picture.chart).to_dict()
    return found
