"""How a table comes onto paper: on one page's width where its letters stay legible, else on several side by side."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Self

from planner.export.columns import AnyTable
from planner.export.workbook.places import FIRST_ROW, HEADING_ROW, TITLE_ROW

_LANDSCAPE, _PORTRAIT = 784.0, 537.0
"""The width of A4 between the margins [pt]."""

_DIGIT, _PADDING = 5.25, 3.75
"""A column's width on paper [pt]: so much for each of its digits, and so much beside them."""

_SMALLEST = 0.7
"""Letters of 10 pt are not printed smaller than 7 pt."""

_BESIDE = 0.85
"""At most the scale of pages that lie side by side."""

_SURE = 0.95
"""What such a page is filled to: letters of another spreadsheet may be a little wider."""

_LONG = 50
"""Tables of more rows are printed upright where that fits: more of them on a page."""

_UPRIGHT = 0.93
"""What an upright page may be shrunk to."""


@dataclass(frozen=True)
class Paper:
    """The pages that a table lies on: how many of its columns are printed, and where a page begins.

    ``breaks`` are the first columns of the pages beside the first; there the first ``repeated`` stand again. ``scale``
    is theirs; a single page is shrunk to its width by the spreadsheet itself.
    """

    printed: int
    breaks: tuple[int, ...] = ()
    repeated: int = 0
    scale: float = 1.0
    upright: bool = False

    @classmethod
    def of(cls, table: AnyTable, widths: Sequence[float]) -> Self:
        """The pages of a table whose columns are so wide; a folded column has no width."""
        printed = len(table.columns) if table.printed is None else table.printed
        wide = [_on_paper(width) for width in widths[:printed]]
        if sum(wide) * _SMALLEST > _LANDSCAPE and sum(wide[: table.frozen_columns]) < _LANDSCAPE / 2:
            return cls._beside(wide, table.frozen_columns)
        return cls(printed, upright=len(table.rows) > _LONG and sum(wide) * _UPRIGHT <= _PORTRAIT)

    @classmethod
    def _beside(cls, wide: list[float], repeated: int) -> Self:
        """As few pages as keep the letters legible, about as wide as each other."""
        again, rest = sum(wide[:repeated]), wide[repeated:]
        for pages in range(2, len(rest) + 1):
            sides = _sides(rest, pages)
            widest = again + max(
                sum(width for width, on in zip(rest, sides, strict=True) if on == side) for side in sides
            )
            if widest * _SMALLEST <= _LANDSCAPE * _SURE:
                break
        breaks = (number for number in range(1, len(rest)) if sides[number] != sides[number - 1])
        scale = min(_BESIDE, _LANDSCAPE * _SURE / widest)
        return cls(len(wide), tuple(repeated + number for number in breaks), repeated, scale)

    @property
    def first_page(self) -> int:
        """How many columns the first page has."""
        return self.breaks[0] if self.breaks else self.printed

    def set_up(self, worksheet: Any, table: AnyTable) -> None:
        """Tell the sheet: the headings on every page, the printed columns only, the pages."""
        worksheet.repeat_rows(HEADING_ROW)
        if self.printed < len(table.columns):
            last_row = FIRST_ROW + max(len(table.rows), 1) - 1
            worksheet.print_area(TITLE_ROW, 0, last_row, self.printed - 1)
        if self.upright:
            worksheet.set_portrait()
        if self.breaks:
            worksheet.set_print_scale(int(self.scale * 100))
            worksheet.set_v_pagebreaks(list(self.breaks))
            worksheet.repeat_columns(0, self.repeated - 1)
            worksheet.print_across()


def _on_paper(width: float) -> float:
    return width * _DIGIT + _PADDING if width else 0.0


def _sides(wide: list[float], pages: int) -> list[int]:
    """On which of so many pages each column stands: on that in whose part of the whole width its middle lies."""
    whole, ends = sum(wide), list(itertools.accumulate(wide))
    return [int(pages * (end - width / 2) / whole) for end, width in zip(ends, wide, strict=True)]
