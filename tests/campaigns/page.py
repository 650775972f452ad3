"""Tables of figures within a page of documentation: each between two marks, written by a command, never typed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

PAGE = Path(__file__).parents[2] / "docs" / "programmes.md"

EOK = 100_000_000


def between(name: str, page: str) -> str:
    """What stands between the marks of that name. Raises ``KeyError`` where the page has no such marks."""
    found = re.search(_marks(name), page, re.DOTALL)
    if found is None:
        raise KeyError(name)
    return found.group(2).strip("\n")


def written(name: str, text: str, page: str) -> str:
    """The page with the text between the marks of that name."""
    between(name, page)
    return re.sub(_marks(name), lambda marks: f"{marks.group(1)}\n{text}\n{marks.group(3)}", page, flags=re.DOTALL)


def names(page: str) -> list[str]:
    """The names of all marks, in the page's order."""
    return re.findall(r"<!-- figures: (\S+) -->", page)


def _marks(name: str) -> str:
    return rf"(<!-- figures: {re.escape(name)} -->)(.*?)(<!-- end of figures -->)"


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table in Markdown; every column but the first is aligned to the right."""
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines)


def eok(won: int) -> str:
    """Won in units of 100 million, with two decimals."""
    return f"{won / EOK:,.2f}"


def per(won: int, tonnes: float) -> str:
    """Won for each tonne, to the thousand; a dash without tonnes."""
    return f"{round(won / tonnes, -3):,.0f}" if tonnes > 0 else "-"
