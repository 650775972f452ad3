"""Tables on a terminal: columns of equal width, words to the left, figures to the right."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from planner.languages import Language, Text

type Cell = Text | str


def text_table(
    headings: Sequence[Cell], rows: Sequence[Sequence[Cell]], language: Language, words: int = 1, remarks: int = 0
) -> str:
    """The table, a line a row; the first ``words`` and the last ``remarks`` columns are words, the others figures."""
    lines = [[_worded(cell, language) for cell in row] for row in (headings, *rows)]
    widths = [max(width_of(cell) for cell in column) for column in zip(*lines, strict=True)]
    figures = range(words, len(headings) - remarks)
    return "\n".join(
        "  ".join(
            _padded(cell, width, left=number not in figures)
            for number, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    )


def width_of(text: str) -> int:
    """How many columns a terminal gives the text: Korean letters take two."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def _worded(cell: Cell, language: Language) -> str:
    return cell.to(language) if isinstance(cell, Text) else cell


def _padded(text: str, width: int, *, left: bool) -> str:
    space = " " * (width - width_of(text))
    return text + space if left else space + text
