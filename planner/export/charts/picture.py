"""A chart with its words: what a page, a document or a file needs of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from planner.export.charts.frame import Frame


@dataclass(frozen=True)
class Picture:
    """A chart without a title of its own, and the words that go with it, in the frame's language.

    ``key`` is the same in every language and good for ids. ``says`` is a sentence or two on what is seen, with whatever
    is left out. ``chart`` is an Altair chart; its data are worded already, and no expression reads them.
    """

    key: str
    title: str
    says: str
    chart: Any
    frame: Frame
