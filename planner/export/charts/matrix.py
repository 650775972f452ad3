"""Rows and columns with a figure in each cell, the darker the larger: calendars, and purses by year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from planner.export.charts.frame import Frame
from planner.export.charts.lettering import fitted, width
from planner.export.charts.placed import SIZE, Box, Placed, Word
from planner.export.colours import INK

_ROW, _HEADING = 22, 24
"""Height of a row and of the headings [px]."""

_EMPTY = "#F3F4F6"
_LIGHT, _DARK = (222, 235, 247), (27, 58, 92)
_TURNS = 0.55
"""From this part of the largest figure on, letters are white."""


@dataclass(frozen=True)
class Cell:
    """A figure: how large, as it is written, what it says when it is pointed at, and whether it is shaded by size."""

    value: float
    text: str
    hover: str
    coloured: bool = True


def matrix(rows: Sequence[str], columns: Sequence[str], cells: Sequence[Sequence[Cell]], frame: Frame) -> Placed:
    """The drawing; figures that do not fit into their cells are left to pointing."""
    drawing = Placed(frame, _HEADING + _ROW * len(rows))
    names = min(max(width(name, SIZE) for name in rows) + 10, drawing.width * 0.34)
    wide = (drawing.width - names) / len(columns)
    largest = max((cell.value for row in cells for cell in row if cell.coloured), default=0) or 1.0
    fits = all(width(cell.text, SIZE) <= wide - 3 for row in cells for cell in row)
    for place, heading in enumerate(columns):
        words = heading if width(heading, SIZE) <= wide else f"'{heading[-2:]}" if heading.isdecimal() else heading
        drawing.words.append(Word(names + wide * (place + 0.5), 10, fitted(words, wide, SIZE), "center"))
    for number, (name, row) in enumerate(zip(rows, cells, strict=True)):
        top = _HEADING + _ROW * number
        drawing.words.append(Word(names - 8, top + _ROW / 2, fitted(name, names - 8, SIZE), "right"))
        for place, cell in enumerate(row):
            part = min(max(cell.value / largest, 0.0), 1.0) if cell.coloured else 0.0
            colour = _shade(part) if cell.coloured and cell.value > 0 else _EMPTY
            x = names + wide * place
            drawing.boxes.append(Box(x + 0.5, top + 0.5, wide - 1, _ROW - 1, colour, cell.hover))
            if cell.text and fits:
                ink = "#FFFFFF" if part >= _TURNS else INK
                drawing.words.append(Word(x + wide / 2, top + _ROW / 2, cell.text, "center", ink))
    return drawing


def _shade(part: float) -> str:
    """From light to dark, for a part of the largest figure."""
    mixed = (round(light + (dark - light) * part) for light, dark in zip(_LIGHT, _DARK, strict=True))
    return "#" + "".join(f"{each:02X}" for each in mixed)
