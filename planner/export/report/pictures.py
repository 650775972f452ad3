"""Charts as SVG that may stand in the page: only shapes and words, nothing that runs, loads or styles.

The charts are drawn by this program, and what people wrote is only ever text in them. They are read and written again
all the same: what is not known to be harmless is left out, whatever the drawing library writes one day.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, fromstring, tostring

_SVG = "{http://www.w3.org/2000/svg}"

_SHAPES = {"svg", "g", "path", "rect", "line", "circle", "text", "tspan", "defs", "clipPath", "linearGradient", "stop"}

_GEOMETRY = {
    "viewBox",
    "d",
    "transform",
    "x",
    "y",
    "x1",
    "y1",
    "x2",
    "y2",
    "dx",
    "dy",
    "width",
    "height",
    "r",
    "cx",
    "cy",
}

_LOOKS = {
    "fill",
    "fill-opacity",
    "stroke",
    "stroke-opacity",
    "stroke-width",
    "stroke-dasharray",
    "stroke-linecap",
    "stroke-linejoin",
    "stroke-miterlimit",
    "opacity",
    "display",
    "font-family",
    "font-size",
    "font-weight",
    "font-style",
    "text-anchor",
    "pointer-events",
    "clip-path",
    "id",
    "offset",
    "stop-color",
    "stop-opacity",
}

_SAYS_NOTHING = {("opacity", "1"), ("display", "inline"), ("stroke-width", "0")}

_LONG_DECIMALS = re.compile(r"-?\d+\.\d{3,}(?:e-?\d+)?")

_NOT_IN_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that names may have and XML has not, such as U+FFFF."""

_OWN_REFERENCE = re.compile(r"url\(['\"]?#([\w-]+)['\"]?\)")


def harmless(svg: str, key: str) -> str:
    """The drawing as SVG for an HTML page; ``key`` keeps its ids apart from those of the page's other drawings.

    A shape that has something to say to the pointer says it in ``aria-label``.
    """
    root = fromstring(_NOT_IN_XML.sub("\ufffd", svg))  # noqa: S314 - see above; expat fetches nothing
    _clean(root, key)
    width, height = root.attrib.pop("width", None), root.attrib.pop("height", None)
    if "viewBox" not in root.attrib and width and height:
        root.set("viewBox", f"0 0 {width} {height}")
    root.set("aria-hidden", "true")
    return tostring(root, encoding="unicode")


def _clean(element: Element, key: str) -> None:
    """Keep of an element what is known, and go on with what stands in it."""
    element.tag = str(element.tag).removeprefix(_SVG)
    says = element.get("aria-label") if element.tag in ("path", "rect", "line", "circle", "text") else None
    kept = {name: _value(value, key) for name, value in element.attrib.items() if _is_harmless(name, value)}
    if "id" in kept:
        kept["id"] = f"{key}-{kept['id']}"
    element.attrib.clear()
    element.attrib.update(kept)
    if says:
        element.set("aria-label", says)
    for child in list(element):
        if str(child.tag).removeprefix(_SVG) in _SHAPES and not _is_empty(child):
            _clean(child, key)
        else:
            element.remove(child)


def _is_harmless(name: str, value: str) -> bool:
    if name not in _GEOMETRY | _LOOKS or (name, value) in _SAYS_NOTHING:
        return False
    return "(" not in value or name == "transform" or bool(_OWN_REFERENCE.fullmatch(value)) or value.startswith("rgb")


def _value(value: str, key: str) -> str:
    """A value with short decimals, and references to the drawing's own ids."""
    referred = _OWN_REFERENCE.fullmatch(value)
    if referred:
        return f"url(#{key}-{referred[1]})"
    return _LONG_DECIMALS.sub(lambda found: f"{float(found.group()):.2f}".rstrip("0").rstrip("."), value)


def _is_empty(element: Element) -> bool:
    """Whether it draws nothing: the library leaves a few of these behind in every group."""
    return str(element.tag).removeprefix(_SVG) == "path" and element.get("d") in ("", None, "M0,0h0v0h0Z")
