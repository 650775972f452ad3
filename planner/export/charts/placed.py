"""Drawings whose every part has its place [px] from the upper left: where numbers beside bars say more than an axis."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from planner.export.charts.frame import Frame
from planner.export.colours import INK

SIZE = 11
"""Height of the letters [px]."""

MARGIN = 8
"""What a document leaves around a drawing on both sides together [px]."""


@dataclass(frozen=True)
class Box:
    """A filled rectangle, and what it says when it is pointed at."""

    x: float
    y: float
    width: float
    height: float
    colour: str
    hover: str = ""


@dataclass(frozen=True)
class Word:
    """A line of text; ``y`` is its middle."""

    x: float
    y: float
    text: str
    align: Literal["left", "right", "center"] = "left"
    colour: str = INK
    bold: bool = False


@dataclass(frozen=True)
class Ribbon:
    """A band from one place to another, as its upper and lower edge along x, and what it says."""

    edges: tuple[tuple[float, float, float], ...]
    colour: str
    hover: str


@dataclass
class Placed:
    """A drawing of that height [px], as wide as the frame: ribbons lie below boxes, boxes below words.

    With ``halo`` words have a pale edge, so that they can be read on ribbons.
    """

    frame: Frame
    height: float
    halo: bool = False
    ribbons: list[Ribbon] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    words: list[Word] = field(default_factory=list)

    @property
    def width(self) -> float:
        """How far x goes."""
        return self.frame.width - MARGIN

    def chart(self) -> Any:
        """The drawing as an Altair chart."""
        import altair as alt

        layers = [*self._ribbons(), *self._boxes(), *self._words()]
        return alt.layer(*layers).properties(width=self.width, height=self.height)

    def _ribbons(self) -> Iterator[Any]:
        rows = [
            {"x": x, "y": top, "y2": bottom, "colour": ribbon.colour, "hover": ribbon.hover, "place": place}
            for place, ribbon in enumerate(self.ribbons)
            for x, top, bottom in ribbon.edges
        ]
        if rows:
            import altair as alt

            chart = alt.Chart(alt.InlineData(values=rows)).mark_area(opacity=0.5, interpolate="monotone")
            yield chart.encode(**self._place(), y2="y2:Q", detail="place:O", **_looks())

    def _boxes(self) -> Iterator[Any]:
        """Boxes with something to say, and those that are mere ground."""
        import altair as alt

        rows = [
            {"x": box.x, "x2": box.x + box.width, "y": box.y, "y2": box.y + box.height, "colour": box.colour}
            | {"hover": box.hover}
            for box in self.boxes
        ]
        if rows:
            chart = alt.Chart(alt.InlineData(values=rows)).mark_rect()
            yield chart.encode(**self._place(), x2="x2:Q", y2="y2:Q", **_looks())

    def _words(self) -> Iterator[Any]:
        kinds = dict.fromkeys((word.align, word.bold) for word in self.words)
        for align, bold in kinds:
            words = [word for word in self.words if (word.align, word.bold) == (align, bold)]
            rows = [{"x": word.x, "y": word.y, "text": word.text, "colour": word.colour} for word in words]
            look = {"align": align, "fontWeight": "bold" if bold else "normal"}
            if self.halo:
                edge = {"stroke": "white", "strokeWidth": 3, "strokeOpacity": 0.7, "strokeJoin": "round"}
                yield self._text(rows, look | edge)
            yield self._text(rows, look)

    def _text(self, rows: list[dict[str, Any]], look: Mapping[str, Any]) -> Any:
        import altair as alt

        chart = alt.Chart(alt.InlineData(values=rows)).mark_text(fontSize=SIZE, baseline="middle", aria=False, **look)
        return chart.encode(**self._place(), text="text:N", color=alt.Color("colour:N", scale=None, legend=None))

    def _place(self) -> Mapping[str, Any]:
        import altair as alt

        across = alt.Scale(domain=[0, self.width], nice=False, zero=False)
        down = alt.Scale(domain=[0, self.height], nice=False, zero=False, reverse=True)
        return {"x": alt.X("x:Q", axis=None, scale=across), "y": alt.Y("y:Q", axis=None, scale=down)}


def _looks() -> Mapping[str, Any]:
    import altair as alt

    return {
        "color": alt.Color("colour:N", scale=None, legend=None),
        "description": alt.Description("hover:N"),
    }
