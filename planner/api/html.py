"""What notebooks show of a result: words and figures as a small table, with nothing live in it."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

_MOST = 20
"""So many rows of a frame are shown."""


def table_html(title: str, rows: Iterable[tuple[str, str]]) -> str:
    """A table of labels and what stands beside them. Every word is escaped: text of users is never markup."""
    lines = "".join(
        f'<tr><th scope="row" style="text-align:left">{escape(label)}</th>'
        f'<td style="text-align:left">{escape(said)}</td></tr>'
        for label, said in rows
    )
    return f"<table><caption>{escape(title)}</caption><tbody>{lines}</tbody></table>"


def shown(frame: pd.DataFrame) -> str:
    """A frame as pandas shows it: every word escaped."""
    return str(frame.to_html(max_rows=_MOST, escape=True, notebook=True))
