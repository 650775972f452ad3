"""The charts of the report, as drawings that may stand in the page: for wide pages, and again for narrow screens."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from planner.export.report.blocks import Drawing
from planner.export.report.pictures import harmless

if TYPE_CHECKING:
    from planner.export.charts.frame import Frame
    from planner.export.charts.picture import Picture
    from planner.export.report.material import Material

WIDE, NARROW = 900, 360
"""Widths that the charts are drawn for [px]."""


def drawings(given: Material, *keys: str) -> Iterator[Drawing]:
    """The plan's charts of those keys; those that it has no data for are left out."""
    for key in keys:
        if key in given.wide:
            yield drawing(given.wide[key], given.narrow.get(key))


def drawn[Study](study: Study, given: Material, picture: Callable[[Study, Frame], Picture | None]) -> Iterator[Drawing]:
    """The chart of a study, or none."""
    wide = picture(study, given.frame(WIDE))
    if wide is not None:
        yield drawing(wide, picture(study, given.frame(NARROW)))


def drawing(wide: Picture, narrow: Picture | None) -> Drawing:
    """A picture as it may stand in the page."""
    from planner.export.charts.drawn import svg

    return Drawing(
        title=wide.title,
        says=wide.says,
        wide=harmless(svg(wide), f"{wide.key}-wide"),
        narrow=None if narrow is None else harmless(svg(narrow), f"{wide.key}-narrow"),
    )
