"""Text that a spreadsheet would calculate, or a terminal would obey, and how it is written so that neither does."""

from __future__ import annotations

import re

_FORMULA = re.compile("[\\s\u200b\ufeff]*[=+\\-@＝＋－＠\t\r\n]")
"""What spreadsheets take for the beginning of a formula in a CSV file; the full-width signs where Korean is typed."""

_NUMBER = re.compile(r"[+-]?(?=[.\d])(\d+(,\d{3})*|\d*)(\.\d+)?([eE][+-]?\d+)?\s*%?")
_GUARD = "'"


def guarded(text: str) -> str:
    """A text as a cell of a CSV file: an apostrophe before what would begin a formula."""
    return _GUARD + text if _FORMULA.match(text.lstrip(_GUARD)) else text


def guarded_unless_number(text: str) -> str:
    """A cell that may be text or a number, of which only text begins a formula. :func:`unguarded` gives it back."""
    return text if _NUMBER.fullmatch(text) else guarded(text)


def unguarded(cell: str) -> str:
    """The text of a cell that was guarded; any other cell as it is."""
    if not cell.startswith(_GUARD):
        return cell
    text = cell[1:]
    return text if guarded_unless_number(text) == cell else cell


COMMANDS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Characters that a terminal obeys instead of showing them, that turn the text behind them round, or that no encoding
has."""

_BUT_LINES = re.compile(f"(?![\n\t]){COMMANDS.pattern}")


def escaped(text: str) -> str:
    """Lines for a terminal, such characters as JSON escapes them, ``\\u001b``: in a JSON document nothing changes."""
    return _BUT_LINES.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
